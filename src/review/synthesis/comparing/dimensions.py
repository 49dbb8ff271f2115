"""What a computed number is made of: the kinds of things above its line and below, for like to stand by like.

The law that nothing incomparable shares an axis, a sum or a ratio has one gate for figures, `comparison`, which each
operator of an expression asks. Here it is kept for the results, which are no figures, where they share an axis.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from review.corpus.corpus import Corpus
from review.corpus.rules.conclusion_rules import BRACED, FACT, MONTHS
from review.corpus.tables.records import Derivation
from review.errors import IncomparableFigures
from review.synthesis.comparing.comparison import Counted, fact_as_figure, fields_text, group_of

Kinds = frozenset[str]


def dimension(corpus: Corpus, derivation: Derivation) -> tuple[str, Kinds, Kinds]:
    """Return the unit of a computed number, and the kinds of what stands above its line and below.

    A kind is what a figure counts and of whom, the months between dates, or the series of a fact. Numbers with
    equal dimensions may share an axis: children rescued a month of one period, and of another.
    """
    names = BRACED.findall(derivation.expression)
    kinds = {f"_{place}": _kind(corpus, name) for place, name in enumerate(names)}
    places = iter(kinds)
    tree = ast.parse(BRACED.sub(lambda _: next(places), derivation.expression), mode="eval").body
    above, below = _parted(tree, kinds)
    return derivation.unit, above, below


def require_like(corpus: Corpus, derivation_ids: Iterable[str]) -> None:
    """Let computed numbers pass that may share an axis. Raises IncomparableFigures that names what differs."""
    names = list(dict.fromkeys(derivation_ids))
    if differ := _differ([dimension(corpus, corpus.derivations[name]) for name in names]):
        raise IncomparableFigures(
            f"these computed numbers may not share an axis: {', '.join(names)} "
            f"(they differ in {differ}). Give each kind a panel of its own."
        )


def require_range(corpus: Corpus, ends: Sequence[tuple[str, str]]) -> None:
    """Let numbers pass that may be the ends of one range, each named by its table and its key.

    A figure and a fact have a kind like a computed number: what they count and of whom, with nothing below the
    line. When and where may differ, as a range may go from one time or place to another. Raises
    IncomparableFigures that names what differs.
    """
    if differ := _differ([_dimension_of(corpus, *end) for end in ends]):
        keys = ", ".join(key for _, key in ends)
        raise IncomparableFigures(f"these numbers may not be the ends of a range: {keys} (they differ in {differ}).")


def _differ(dimensions: Sequence[tuple[str, Kinds, Kinds]]) -> str:
    """Return in what dimensions differ, on one line; nothing where they are one."""
    sides = {
        "unit": [unit for unit, _, _ in dimensions],
        "above the line": [_told(above) for _, above, _ in dimensions],
        "below the line": [_told(below) for _, _, below in dimensions],
    }
    values = {name: dict.fromkeys(side) for name, side in sides.items()}
    return fields_text({name: distinct for name, distinct in values.items() if len(distinct) > 1})


def _dimension_of(corpus: Corpus, table: str, key: str) -> tuple[str, Kinds, Kinds]:
    if table == "derivations":
        return dimension(corpus, corpus.derivations[key])
    row = corpus.figures[key] if table == "figures" else fact_as_figure(corpus.facts[key], key)
    # What a fact counts may not be coded: then its series is its kind, which no figure has.
    kind = _kind_of(corpus, row) if row.measure_id else _kind(corpus, f"{FACT}{key}")
    return row.unit, frozenset({kind}), frozenset()


def _told(kinds: Kinds) -> str:
    """Return kinds in words; a part of one that no row has is left out."""
    return " and ".join(sorted(" ".join(kind.split()) for kind in kinds)) or "nothing"


def _kind(corpus: Corpus, name: str) -> str:
    if name.startswith(FACT):
        return f"{FACT}{corpus.facts[name.removeprefix(FACT)].series}"
    if name.startswith(MONTHS):
        return MONTHS
    return _kind_of(corpus, corpus.figures[name])


def _kind_of(corpus: Corpus, row: Counted) -> str:
    basis = corpus.measures[row.measure_id].basis
    return " ".join((group_of(corpus, row), basis, row.unit, row.population_id, row.stage))


def _parted(node: ast.expr, kinds: dict[str, str]) -> tuple[Kinds, Kinds]:
    """Return the kinds above the line and below; a number that is written has none."""
    if isinstance(node, ast.Name):
        return frozenset({kinds[node.id]}), frozenset()
    if not isinstance(node, ast.BinOp):
        return frozenset(), frozenset()
    (above, below), (right, under) = _parted(node.left, kinds), _parted(node.right, kinds)
    if isinstance(node.op, ast.Div):
        right, under = under, right
    return above | right, below | under
