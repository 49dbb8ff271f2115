"""Constraints between figures, and the verdict on each: does the arithmetic of the bounds allow it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from itertools import combinations

from review.corpus.corpus import Corpus
from review.corpus.records import Figure, Relation
from review.errors import IncomparableFigures
from review.synthesis.comparison import require_comparable
from review.synthesis.intervals import Bounds, bounds_of

CONSISTENT, INCONSISTENT = "consistent", "inconsistent"
NOT_COMPARABLE, CANNOT_TELL = "not-comparable", "cannot-tell"


@dataclass(frozen=True)
class Judged:
    """A relation, its members in order, the verdict, and the bounds that the verdict compared."""

    relation: Relation
    figures: tuple[Figure, ...]
    verdict: str
    compared: tuple[Bounds, ...]


def judge(corpus: Corpus, relation_id: str) -> Judged:
    """Return the verdict on a relation.

    consistent: some values within the bounds satisfy it, within its tolerance; inconsistent: none do;
    not-comparable: its members count unlike things; cannot-tell: the bounds are too open to say.
    """
    relation = corpus.relations[relation_id]
    figures = tuple(corpus.figures[name] for name in relation.members.split())
    if relation.kind not in ("implied rate", "conflicts"):
        try:
            require_comparable(corpus, figures)
        except IncomparableFigures:
            return Judged(relation, figures, NOT_COMPARABLE, ())
    verdict, compared = _RULES[relation.kind](relation, figures)
    return Judged(relation, figures, verdict, compared)


def _sum(relation: Relation, figures: tuple[Figure, ...]) -> tuple[str, tuple[Bounds, ...]]:
    whole, *parts = (bounds_of(figure) for figure in figures)
    total = reduce(Bounds.__add__, parts)
    if total.low is None and total.high is None:
        return CANNOT_TELL, (whole, total)
    fits = whole.widened(relation.tolerance).overlaps(total)
    return (CONSISTENT if fits else INCONSISTENT), (whole, total)


def _cumulative(relation: Relation, figures: tuple[Figure, ...]) -> tuple[str, tuple[Bounds, ...]]:
    bounds = tuple(bounds_of(figure) for figure in figures)
    # Every pair, not neighbours alone: between 100 and 50 may stand an "at least 5", which neither contradicts.
    falls = any(later.surely_below(earlier) for earlier, later in combinations(bounds, 2))
    return (INCONSISTENT if falls else CONSISTENT), bounds


def _same(relation: Relation, figures: tuple[Figure, ...]) -> tuple[str, tuple[Bounds, ...]]:
    bounds = tuple(bounds_of(figure).widened(relation.tolerance) for figure in figures)
    agree = all(a.overlaps(b) for a, b in combinations(bounds, 2))
    return (CONSISTENT if agree else INCONSISTENT), tuple(bounds_of(figure) for figure in figures)


def _contains(relation: Relation, figures: tuple[Figure, ...]) -> tuple[str, tuple[Bounds, ...]]:
    whole, *parts = (bounds_of(figure) for figure in figures)
    exceeds = any(whole.widened(relation.tolerance).surely_below(part) for part in parts)
    return (INCONSISTENT if exceeds else CONSISTENT), (whole, *parts)


def _rates(relation: Relation, figures: tuple[Figure, ...]) -> tuple[str, tuple[Bounds, ...]]:
    """Members come in pairs, an amount and the same amount in another unit: all pairs imply one rate."""
    rates = tuple(
        bounds_of(figures[i]) / bounds_of(figures[i + 1]) if _closed(figures[i], figures[i + 1]) else _ends(
            figures[i], figures[i + 1]
        )
        for i in range(0, len(figures) - 1, 2)
    )
    if any(rate.low is None and rate.high is None for rate in rates):
        return CANNOT_TELL, rates
    agree = all(
        a.widened(relation.tolerance).overlaps(b.widened(relation.tolerance)) for a, b in combinations(rates, 2)
    )
    return (CONSISTENT if agree else INCONSISTENT), rates


def _closed(first: Figure, second: Figure) -> bool:
    return first.qualifier == second.qualifier == "exact" or "about" in (first.qualifier, second.qualifier)


def _ends(first: Figure, second: Figure) -> Bounds:
    # Two ranges that restate each other match end to end: low with low, high with high.
    ratios = [
        a / b
        for a, b in ((first.low, second.low), (first.high, second.high))
        if a is not None and b is not None and b
    ]
    return Bounds(min(ratios), max(ratios)) if ratios else Bounds(None, None)


def _conflicts(relation: Relation, figures: tuple[Figure, ...]) -> tuple[str, tuple[Bounds, ...]]:
    """The reviewers hold that the members exclude each other: confirmed where their bounds do not meet."""
    verdict, bounds = _same(relation, figures)
    return verdict, bounds


_RULES: dict[str, Callable[[Relation, tuple[Figure, ...]], tuple[str, tuple[Bounds, ...]]]] = {
    "sum": _sum,
    "cumulative": _cumulative,
    "same event": _same,
    "contains": _contains,
    "implied rate": _rates,
    "conflicts": _conflicts,
}
