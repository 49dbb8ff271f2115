"""The inputs of an expression: a figure, a fact from outside, or the months between two dated figures."""

from __future__ import annotations

from decimal import Decimal

from review.corpus.corpus import Corpus
from review.corpus.rules.conclusion_rules import FACT, MONTHS
from review.corpus.tables.records import Figure
from review.synthesis.arithmetic.intervals import Bounds, bounds_of, constant
from review.synthesis.arithmetic.spans import DAYS_A_MONTH, days_of
from review.synthesis.comparing.comparison import fact_as_figure
from review.synthesis.comparing.terms import MONTH, ExpressionTerm, units_of


def input_bounds(corpus: Corpus, name: str) -> Bounds:
    """Return the value of what stands in the braces of an expression.

    ``figure_id`` is the figure, ``fact:fact_id`` the fact, ``months:a:b`` the time from the end of figure a's
    period to the end of figure b's, ``months:a`` the time that figure a's period lasts, in months; a date that
    is known to the month alone leaves it bounds.
    """
    if name.startswith(FACT):
        return constant(corpus.facts[name.removeprefix(FACT)].value or Decimal(0))
    if name.startswith(MONTHS):
        first, *later = (corpus.figures[part] for part in name.removeprefix(MONTHS).split(":"))
        if later:
            return months_between(first.period_end, later[0].period_end)
        return months_of(first.period_start, first.period_end)
    return bounds_of(corpus.figures[name])


def input_term(corpus: Corpus, name: str) -> ExpressionTerm:
    """Return what stands in the braces of an expression with all that the gate compares it by."""
    bounds = input_bounds(corpus, name)
    if name.startswith(FACT):
        fact = corpus.facts[name.removeprefix(FACT)]
        return ExpressionTerm(bounds, (fact_as_figure(fact, name),), units=units_of(fact.unit))
    if name.startswith(MONTHS):
        dates = tuple(corpus.figures[part] for part in name.removeprefix(MONTHS).split(":"))
        return ExpressionTerm(bounds, dates=dates, units={MONTH: 1})
    figure = corpus.figures[name]
    return ExpressionTerm(bounds, (figure,), units=units_of(figure.unit))


def input_figures(corpus: Corpus, names: list[str]) -> tuple[Figure, ...]:
    """Return the figures among the inputs *names* whose values are computed with."""
    return tuple(corpus.figures[name] for name in names if ":" not in name)


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
