"""What may stand together: the one gate before figures are added, divided or drawn on one axis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from review.corpus.corpus import Corpus
from review.corpus.records import Figure
from review.errors import IncomparableFigures


def group_of(corpus: Corpus, figure: Figure) -> str:
    """Return the group of measures within which values may be compared with *figure*."""
    return corpus.measures[figure.measure_id].comparable_within


def require_comparable(corpus: Corpus, figures: Iterable[Figure], reason: str = "") -> None:
    """Let figures pass that count the same kind of thing in the same unit.

    A *reason* overrides the rule; the caller prints it. Raises IncomparableFigures, which names what differs.
    """
    found = list(figures)
    if reason or len(found) < 2:
        return
    differing = {
        "group": {group_of(corpus, figure) for figure in found},
        "basis": {corpus.measures[figure.measure_id].basis for figure in found},
        "unit": {figure.unit for figure in found},
    }
    wrong = {name: values for name, values in differing.items() if len(values) > 1}
    if wrong:
        said = "; ".join(f"{name}: {', '.join(sorted(values))}" for name, values in wrong.items())
        names = ", ".join(figure.figure_id for figure in found)
        raise IncomparableFigures(
            f"these figures may not share an axis, a sum or a ratio: {names} (they differ in {said}). "
            "Show them side by side, or give a reason that is printed with the result."
        )


def comparable_groups(corpus: Corpus, figures: Iterable[Figure]) -> Mapping[tuple[str, str], list[Figure]]:
    """Return the figures by (group, unit), each a set that may share an axis, in the order first met."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        groups.setdefault((group_of(corpus, figure), figure.unit), []).append(figure)
    return groups
