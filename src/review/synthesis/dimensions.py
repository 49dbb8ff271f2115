"""What a computed number is made of: the kinds of things above its line and below, for like to stand by like.

The law that nothing incomparable shares an axis, a sum or a ratio has one gate for figures, `comparison`, which each
operator of an expression asks. Here it is kept for the results, which are no figures, where they share an axis.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from review.corpus.conclusions import BRACED, FACT, MONTHS
from review.corpus.corpus import Corpus
from review.corpus.records import Derivation
from review.errors import IncomparableFigures
from review.synthesis.comparison import group_of, listed

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
    found = [dimension(corpus, corpus.derivations[name]) for name in names]
    if len(set(found)) < 2:
        return
    units, above, below = zip(*found, strict=True)
    sides = {"unit": units, "above the line": map(_told, above), "below the line": map(_told, below)}
    values = {name: dict.fromkeys(side) for name, side in sides.items()}
    raise IncomparableFigures(
        f"these computed numbers may not share an axis: {', '.join(names)} "
        f"(they differ in {listed({name: told for name, told in values.items() if len(told) > 1})}). "
        "Give each kind a panel of its own."
    )


def _told(kinds: Kinds) -> str:
    """Return kinds in words; a part of one that no row has is left out."""
    return " and ".join(sorted(" ".join(kind.split()) for kind in kinds)) or "nothing"


def _kind(corpus: Corpus, name: str) -> str:
    if name.startswith(FACT):
        return f"{FACT}{corpus.facts[name.removeprefix(FACT)].series}"
    if name.startswith(MONTHS):
        return MONTHS
    figure = corpus.figures[name]
    basis = corpus.measures[figure.measure_id].basis
    return " ".join((group_of(corpus, figure), basis, figure.unit, figure.population_id, figure.stage))


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
