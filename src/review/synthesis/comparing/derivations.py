"""Numbers computed from figures: arithmetic over figure ids, in bounds, refused between unlike things."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from review.corpus.corpus import Corpus
from review.corpus.rules.conclusion_rules import BRACED, FACT, MONTHS
from review.corpus.tables.records import Derivation, Figure
from review.errors import Problem, ReviewError, UsageError
from review.synthesis.arithmetic.intervals import Bounds, bounds_of, constant
from review.synthesis.arithmetic.spans import DAYS_A_MONTH, days_of
from review.synthesis.comparing.comparison import fact_as_figure
from review.synthesis.comparing.terms import MONTH, OPERATORS, ExpressionTerm, combined, constant_term, units_of

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
    values = {f"_{place}": _term(corpus, name) for place, name in enumerate(names)}

    def combine(sign: type[ast.operator], left: ExpressionTerm, right: ExpressionTerm) -> ExpressionTerm:
        return combined(corpus, sign, left, right, derivation.override)

    figures = tuple(corpus.figures[name] for name in names if ":" not in name)
    return Derived(derivation, _arithmetic(derivation.expression, values, combine), figures)


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


def _term(corpus: Corpus, name: str) -> ExpressionTerm:
    """Return what stands in the braces of an expression with all that the gate compares it by.

    ``figure_id`` is the figure, ``fact:fact_id`` the fact, ``months:a:b`` the time from the end of figure a's
    period to the end of figure b's, ``months:a`` the time that figure a's period lasts, in months; a date that
    is known to the month alone leaves it bounds.
    """
    if name.startswith(FACT):
        fact = corpus.facts[name.removeprefix(FACT)]
        rows = (fact_as_figure(fact, name),)
        return ExpressionTerm(constant(fact.value or Decimal(0)), rows, units=units_of(fact.unit))
    if name.startswith(MONTHS):
        dates = tuple(corpus.figures[part] for part in name.removeprefix(MONTHS).split(":"))
        ends = [date.period_end for date in dates]
        bounds = months_between(*ends) if len(ends) == 2 else months_of(dates[0].period_start, ends[0])
        return ExpressionTerm(bounds, dates=dates, units={MONTH: 1})
    figure = corpus.figures[name]
    return ExpressionTerm(bounds_of(figure), (figure,), units=units_of(figure.unit))


def months_between(earlier: str, later: str) -> Bounds:
    """Return how many months lie between two dates, each as precise as it is written.

    >>> [round(end, 1) for end in (lambda b: (b.low, b.high))(months_between("2009-11-05", "2010-09"))]
    [Decimal('9.9'), Decimal('10.8')]
    """
    (first, last), (start, end) = days_of(earlier), days_of(later)
    return Bounds(Decimal((start - last).days) / DAYS_A_MONTH, Decimal((end - first).days) / DAYS_A_MONTH)


def months_of(start: str, end: str) -> Bounds:
    """Return how many months a period lasts; one that is written as a single year or month is the whole of it.

    >>> months_of("2010", "2010").low, round(months_of("2009-04", "2009-11-05").low or 0, 1)
    (Decimal('12'), Decimal('6.2'))
    """
    return months_between(start, end) if start != end else constant(days_of(start).months)
