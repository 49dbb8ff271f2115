"""Numbers computed from figures: arithmetic over figure ids, in bounds, refused between unlike things."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from review.corpus.corpus import Corpus
from review.corpus.rules.conclusion_rules import BRACED
from review.corpus.tables.records import Derivation, Figure
from review.errors import Problem, ReviewError, UsageError
from review.synthesis.arithmetic.intervals import Bounds
from review.synthesis.comparing.inputs import input_figures, input_term
from review.synthesis.comparing.terms import OPERATORS, ExpressionTerm, combined, constant_term

_PLAIN = re.compile(r"[-+*/(). 0-9]*")
Combine = Callable[[type[ast.operator], ExpressionTerm, ExpressionTerm], ExpressionTerm]


@dataclass(frozen=True)
class Derived:
    """A computed number with the figures that it was computed from."""

    derivation: Derivation
    bounds: Bounds
    figures: tuple[Figure, ...]


def evaluate(corpus: Corpus, derivation_id: str) -> Derived:
    """Return the value of a derivation.

    A sum, difference or ratio of unlike figures or facts, a rate over months that are not theirs and a conversion
    at a rate of another year are refused (IncomparableFigures), unless the derivation's override gives the
    reason, which is printed with the result. Raises UsageError for an unknown id, and for an expression that is
    not arithmetic, or that holds a written number that does more than convert a unit.
    """
    if derivation_id not in corpus.derivations:
        near = difflib.get_close_matches(derivation_id, corpus.derivations, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise UsageError(f"{derivation_id!r} is no derivation (known: {', '.join(corpus.derivations)}).{hint}")
    derivation = corpus.derivations[derivation_id]
    names = BRACED.findall(derivation.expression)
    values = {f"_{place}": input_term(corpus, name) for place, name in enumerate(names)}

    def combine(sign: type[ast.operator], left: ExpressionTerm, right: ExpressionTerm) -> ExpressionTerm:
        return combined(corpus, sign, left, right, derivation.override)

    return Derived(derivation, _arithmetic(derivation.expression, values, combine), input_figures(corpus, names))


def derivation_problems(corpus: Corpus) -> Iterator[Problem]:
    """Yield the derivations that cannot be computed."""
    for derivation_id in corpus.derivations:
        try:
            evaluate(corpus, derivation_id)
        except ReviewError as error:
            message = f"{derivation_id} cannot be computed: {error}"
            yield corpus.problem("derivations", derivation_id, "expression", message)


def _arithmetic(expression: str, values: dict[str, ExpressionTerm], combine: Combine) -> Bounds:
    """Return the value of *expression*, the ids in braces standing for *values* in their order."""
    try:
        # The text around the ids is arithmetic and nothing else: no name, no call, no attribute gets in.
        if not _PLAIN.fullmatch(BRACED.sub("", expression)):
            raise SyntaxError("only figure ids, numbers, + - * / and parentheses")
        names = iter(values)
        tree = ast.parse(BRACED.sub(lambda _: next(names), expression), mode="eval").body
        return _compute(tree, values, combine).bounds
    except (SyntaxError, KeyError, ArithmeticError, RecursionError) as error:
        raise UsageError(
            f"{expression!r} is not arithmetic over figure ids ({error}). Write it with + - * / and ids in braces."
        ) from error


def _compute(node: ast.expr, values: dict[str, ExpressionTerm], combine: Combine) -> ExpressionTerm:
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        left, right = _compute(node.left, values, combine), _compute(node.right, values, combine)
        return combine(type(node.op), left, right)
    if isinstance(node, ast.Name) and node.id in values:
        return values[node.id]
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return constant_term(Decimal(str(node.value)))
    raise SyntaxError("only figure ids, numbers, + - * / and parentheses")
