"""Numbers computed from figures: arithmetic over figure ids, in bounds, refused between unlike things."""

from __future__ import annotations

import ast
import difflib
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from review.corpus.corpus import Corpus
from review.corpus.judges import BRACED
from review.corpus.records import Derivation, Figure
from review.errors import CorpusError, Problem, ReviewError, UsageError
from review.synthesis.comparison import require_comparable
from review.synthesis.inputs import input_bounds, input_figures
from review.synthesis.intervals import Bounds, constant

_PLAIN = re.compile(r"[-+*/(). 0-9]*")
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
    the derivation's note gives the reason. Raises UsageError for an unknown id, and for an expression that is
    not arithmetic.
    """
    if derivation_id not in corpus.derivations:
        near = difflib.get_close_matches(derivation_id, corpus.derivations, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise UsageError(f"{derivation_id!r} is no derivation (known: {', '.join(corpus.derivations)}).{hint}")
    derivation = corpus.derivations[derivation_id]
    names = BRACED.findall(derivation.expression)
    figures = input_figures(corpus, names)
    require_comparable(corpus, figures, derivation.note)
    values = {f"_{place}": input_bounds(corpus, name) for place, name in enumerate(names)}
    return Derived(derivation, _arithmetic(derivation.expression, values), figures)


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


def _arithmetic(expression: str, values: dict[str, Bounds]) -> Bounds:
    """Return the value of *expression*, the ids in braces standing for *values* in their order."""
    try:
        # The text around the ids is arithmetic and nothing else: no name, no call, no attribute gets in.
        if not _PLAIN.fullmatch(BRACED.sub("", expression)):
            raise SyntaxError("only figure ids, numbers, + - * / and parentheses")
        names = iter(values)
        return _compute(ast.parse(BRACED.sub(lambda _: next(names), expression), mode="eval").body, values)
    except (SyntaxError, KeyError, ArithmeticError, RecursionError) as error:
        raise UsageError(
            f"{expression!r} is not arithmetic over figure ids ({error}). Write it with + - * / and ids in braces."
        ) from error


def _compute(node: ast.expr, values: dict[str, Bounds]) -> Bounds:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_compute(node.left, values), _compute(node.right, values))
    if isinstance(node, ast.Name) and node.id in values:
        return values[node.id]
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return constant(Decimal(str(node.value)))
    raise SyntaxError("only figure ids, numbers, + - * / and parentheses")
