"""Numbers computed from figures: arithmetic over figure ids, in bounds, refused between unlike things."""

from __future__ import annotations

import ast
import difflib
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from review.corpus.conclusions import BRACED
from review.corpus.corpus import Corpus
from review.corpus.records import Derivation, Figure
from review.errors import CorpusError, Problem, ReviewError, UsageError
from review.synthesis.comparison import require_comparable
from review.synthesis.inputs import input_bounds, input_figures
from review.synthesis.intervals import Bounds, constant

_PLAIN = re.compile(r"[-+*/(). 0-9]*")
# The operator on bounds, and the use that it puts figures to on both its sides (see `comparison.USES`).
_OPERATORS: dict[type[ast.operator], tuple[Callable[[Bounds, Bounds], Bounds], str]] = {
    ast.Add: (operator.add, "a sum"),
    ast.Sub: (operator.sub, "a difference"),
    ast.Mult: (operator.mul, "a ratio"),
    ast.Div: (operator.truediv, "a ratio"),
}
Gate = Callable[[tuple[Figure, ...], tuple[Figure, ...], str], None]


@dataclass(frozen=True)
class _Term:
    """A part of an expression: its bounds, and the figures that it was computed from."""

    bounds: Bounds
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Derived:
    """A computed number with the figures that it was computed from."""

    derivation: Derivation
    bounds: Bounds
    figures: tuple[Figure, ...]


def evaluate(corpus: Corpus, derivation_id: str) -> Derived:
    """Return the value of a derivation.

    A sum, difference or ratio of unlike figures is refused (IncomparableFigures), unless the derivation's
    override gives the reason, which is printed with the result. Raises UsageError for an unknown id, and for
    an expression that is not arithmetic.
    """
    if derivation_id not in corpus.derivations:
        near = difflib.get_close_matches(derivation_id, corpus.derivations, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise UsageError(f"{derivation_id!r} is no derivation (known: {', '.join(corpus.derivations)}).{hint}")
    derivation = corpus.derivations[derivation_id]
    names = BRACED.findall(derivation.expression)
    terms = (_Term(input_bounds(corpus, name), input_figures(corpus, [name])) for name in names)
    values = {f"_{place}": term for place, term in enumerate(terms)}

    def gate(left: tuple[Figure, ...], right: tuple[Figure, ...], use: str) -> None:
        require_comparable(corpus, left, use, others=right, reason=derivation.override)

    return Derived(derivation, _arithmetic(derivation.expression, values, gate), input_figures(corpus, names))


def require_derivations(corpus: Corpus) -> None:
    """Let a corpus pass in which every derivation can be computed. Raises CorpusError that names each other."""
    problems = []
    path = f"data/{corpus.descriptor.table('derivations').path}"
    for derivation_id, line in corpus.lines["derivations"].items():
        try:
            evaluate(corpus, derivation_id)
        except ReviewError as error:
            message = f"{derivation_id} cannot be computed: {error}"
            problems.append(Problem(path, line, "expression", message))
    if problems:
        raise CorpusError(problems)


def _arithmetic(expression: str, values: dict[str, _Term], gate: Gate) -> Bounds:
    """Return the value of *expression*, the ids in braces standing for *values* in their order."""
    try:
        # The text around the ids is arithmetic and nothing else: no name, no call, no attribute gets in.
        if not _PLAIN.fullmatch(BRACED.sub("", expression)):
            raise SyntaxError("only figure ids, numbers, + - * / and parentheses")
        names = iter(values)
        tree = ast.parse(BRACED.sub(lambda _: next(names), expression), mode="eval").body
        return _compute(tree, values, gate).bounds
    except (SyntaxError, KeyError, ArithmeticError, RecursionError) as error:
        raise UsageError(
            f"{expression!r} is not arithmetic over figure ids ({error}). Write it with + - * / and ids in braces."
        ) from error


def _compute(node: ast.expr, values: dict[str, _Term], gate: Gate) -> _Term:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        apply, use = _OPERATORS[type(node.op)]
        left, right = _compute(node.left, values, gate), _compute(node.right, values, gate)
        gate(left.figures, right.figures, use)
        return _Term(apply(left.bounds, right.bounds), left.figures + right.figures)
    if isinstance(node, ast.Name) and node.id in values:
        return values[node.id]
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return _Term(constant(Decimal(str(node.value))))
    raise SyntaxError("only figure ids, numbers, + - * / and parentheses")
