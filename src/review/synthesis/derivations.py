"""Numbers computed from figures: arithmetic over figure ids, in bounds, refused between unlike things."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from review.corpus.checks import BRACED
from review.corpus.corpus import Corpus
from review.corpus.records import Derivation, Figure
from review.errors import UsageError
from review.synthesis.comparison import require_comparable
from review.synthesis.intervals import Bounds, bounds_of, constant

_OPERATORS: dict[type[ast.operator], Callable[[Bounds, Bounds], Bounds]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True)
class Derived:
    """A computed number with the figures that it was computed from."""

    derivation: Derivation
    bounds: Bounds
    figures: tuple[Figure, ...]


def evaluate(corpus: Corpus, derivation_id: str) -> Derived:
    """Return the value of a derivation.

    A sum, difference or ratio of figures that count unlike things is refused (IncomparableFigures), unless
    the derivation's note gives the reason. Raises UsageError for an expression that is not arithmetic.
    """
    derivation = corpus.derivations[derivation_id]
    names = BRACED.findall(derivation.expression)
    figures = tuple(corpus.figures[name] for name in names)
    require_comparable(corpus, figures, derivation.note)
    plain = BRACED.sub(lambda match: f"_{names.index(match.group(1))}", derivation.expression)
    try:
        tree = ast.parse(plain, mode="eval").body
        bounds = _compute(tree, [bounds_of(figure) for figure in figures])
    except (SyntaxError, KeyError, ArithmeticError) as error:
        raise UsageError(
            f"data/judgement/derivations.csv: {derivation_id}: {derivation.expression!r} is not arithmetic over "
            f"figure ids ({error}). Write it with + - * / and ids in braces."
        ) from error
    return Derived(derivation, bounds, figures)


def _compute(node: ast.expr, values: list[Bounds]) -> Bounds:
    if isinstance(node, ast.BinOp):
        return _OPERATORS[type(node.op)](_compute(node.left, values), _compute(node.right, values))
    if isinstance(node, ast.Name):
        return values[int(node.id.removeprefix("_"))]
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return constant(Decimal(str(node.value)))
    raise SyntaxError(f"{ast.dump(node)} is not allowed")
