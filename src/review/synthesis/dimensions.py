"""What a computed number is made of: the kinds of things above its line and below, for like to stand by like."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from review.corpus.conclusions import BRACED, FACT, MONTHS
from review.corpus.corpus import Corpus
from review.corpus.records import Derivation
from review.errors import IncomparableFigures
from review.synthesis.comparison import group_of

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
    """Let computed numbers pass that may share an axis. Raises IncomparableFigures that names the others."""
    found: dict[tuple[str, Kinds, Kinds], list[str]] = {}
    for name in derivation_ids:
        found.setdefault(dimension(corpus, corpus.derivations[name]), []).append(name)
    if len(found) > 1:
        apart = " and ".join(", ".join(names) for names in found.values())
        raise IncomparableFigures(
            f"these computed numbers may not share an axis: {apart} (they are made of unlike things). "
            "Give each kind a panel of its own."
        )


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
