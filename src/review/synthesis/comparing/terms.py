"""The parts of an expression, and what two of them must have in common before they are put together."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Figure
from review.synthesis.arithmetic.intervals import Bounds
from review.synthesis.arithmetic.spans import days_of, span_of
from review.synthesis.comparing.comparison import (
    NOT_STATED,
    Counted,
    FactAsFigure,
    incomparable_error,
    period_of,
    require_comparable_figures,
)
from review.synthesis.money.rates import PER

#: Numbers that convert units: months and days of a year, per cent, thousands. Any other would be a figure of no source.
CONVERSIONS = frozenset({12, 100, 365, 1000})
MONTH = "month"
_ADDING = (ast.Add, ast.Sub)
# The operator on bounds, and the use that it puts figures to on both its sides (see `comparison.USES`).
OPERATORS: Mapping[type[ast.operator], tuple[Callable[[Bounds, Bounds], Bounds], str]] = {
    ast.Add: (operator.add, "a sum"),
    ast.Sub: (operator.sub, "a difference"),
    ast.Mult: (operator.mul, "a ratio"),
    ast.Div: (operator.truediv, "a ratio"),
}


@dataclass(frozen=True)
class ExpressionTerm:
    """A part of an expression: its bounds, what it was computed from, and its units, each with its power.

    *rows* are its figures and facts. *dates* are the figures between whose dates it counts months, as long as it
    is nothing but a time.
    """

    bounds: Bounds
    rows: tuple[Counted, ...] = ()
    dates: tuple[Figure, ...] = ()
    units: Mapping[str, int] = field(default_factory=dict)

    @property
    def written(self) -> bool:
        """Whether it is a number that stands written in the expression."""
        return not self.rows and not self.dates

    @property
    def rate(self) -> bool:
        """Whether it is a rate from outside, by which an amount of money is converted."""
        return len(self.rows) == 1 and isinstance(self.rows[0], FactAsFigure) and PER in self.rows[0].unit

    @property
    def names(self) -> list[str]:
        return [row.figure_id for row in self.rows] or [f"months of {':'.join(row.figure_id for row in self.dates)}"]


def units_of(unit: str) -> dict[str, int]:
    """Return the powers in a unit.

    >>> units_of("EUR per GBP")
    {'EUR': 1, 'GBP': -1}
    """
    above, _, below = unit.partition(PER)
    return {above: 1, below: -1} if below else {above: 1}


def combined(
    corpus: Corpus, sign: type[ast.operator], left: ExpressionTerm, right: ExpressionTerm, reason: str
) -> ExpressionTerm:
    """Return two parts of an expression put together.

    Raises IncomparableFigures where they may not be, unless there is a *reason*. Raises SyntaxError for a written
    number that does more than convert a unit, reason or none: it would enter the result without a source.
    """
    if left.written or right.written:
        _require_conversion(sign, left, right)
    elif left.dates and right.dates:
        raise SyntaxError("months divide or multiply figures alone")
    elif not reason:
        _require_alike(corpus, sign, left, right)
    rows = _converted(sign, left, right) or left.rows + right.rows
    dates = () if rows else left.dates + right.dates
    bounds = OPERATORS[sign][0](left.bounds, right.bounds)
    return ExpressionTerm(bounds, rows, dates, _units(sign, left, right))


def _require_conversion(sign: type[ast.operator], left: ExpressionTerm, right: ExpressionTerm) -> None:
    number = left if left.written else right
    alone = left.written and right.written
    placed = not alone and (sign is ast.Mult or (sign is ast.Div and right.written))
    if not placed or number.bounds.low not in CONVERSIONS:
        *most, last = (str(each) for each in sorted(CONVERSIONS))
        allowed = f"{', '.join(most)} or {last}"
        raise SyntaxError(
            f"{number.bounds.low} is of no source: a written number may only convert a unit, so that a figure "
            f"is multiplied with {allowed} or divided by it"
        )


def _require_alike(corpus: Corpus, sign: type[ast.operator], left: ExpressionTerm, right: ExpressionTerm) -> None:
    use = OPERATORS[sign][1]
    if sign in _ADDING:
        require_comparable_figures(corpus, left.rows, use, others=right.rows)
        if _powers(left) != _powers(right):
            raise incomparable_error([*left.names, *right.names], use, {"unit": (_spelt(left), _spelt(right))})
    elif left.dates or right.dates:
        _require_own_time(left, right)
    elif left.rate != right.rate:
        _require_own_rate(sign, left, right)
    else:
        require_comparable_figures(corpus, left.rows, use, others=right.rows)


def _require_own_time(left: ExpressionTerm, right: ExpressionTerm) -> None:
    """A time is set against the figures whose time it is: those of its period, or the two whose ends it parts."""
    time, amount = (left, right) if left.dates else (right, left)
    if len(time.dates) == 1:
        whole = span_of(time.dates[0].period_start, time.dates[0].period_end)
        fits = all(span_of(row.period_start, row.period_end) == whole for row in amount.rows)
    else:
        fits = _ends(time.dates) == _ends(amount.rows)
    if not fits:
        periods = dict.fromkeys(period_of(row) or NOT_STATED for row in (*amount.rows, *time.dates))
        raise incomparable_error([*amount.names, *time.names], "a rate per month", {"period": periods})


def _ends(rows: Iterable[Counted]) -> set[object]:
    return {days_of(row.period_end) if row.period_end else None for row in rows}


def _require_own_rate(sign: type[ast.operator], left: ExpressionTerm, right: ExpressionTerm) -> None:
    """Money is converted by a rate between its unit and another, of the year that it is of."""
    amount, (rate,) = (left, right.rows) if right.rate else (right, left.rows)
    local, _, foreign = rate.unit.partition(PER)
    given = foreign if sign is ast.Mult else local if right.rate else ""
    year = span_of(rate.period_start, rate.period_end)
    wrong: dict[str, tuple[str, ...]] = {}
    for row in amount.rows:
        if row.unit != given:
            wrong["unit"] = (*wrong.get("unit", ()), row.unit, rate.unit)
        span = span_of(row.period_start, row.period_end)
        if span is None or year is None or not year.holds(span):
            periods = period_of(row) or NOT_STATED, period_of(rate) or NOT_STATED
            wrong["period"] = (*wrong.get("period", ()), *periods)
    if wrong:
        distinct = {name: dict.fromkeys(values) for name, values in wrong.items()}
        raise incomparable_error([*amount.names, rate.figure_id], "a conversion", distinct)


def _converted(sign: type[ast.operator], left: ExpressionTerm, right: ExpressionTerm) -> tuple[Counted, ...]:
    """Return the rows of an amount as the rate beside it gives them; none where there is no such rate."""
    if left.rate == right.rate or sign in _ADDING:
        return ()
    amount, (rate,) = (left, right.rows) if right.rate else (right, left.rows)
    local, _, foreign = rate.unit.partition(PER)
    given, other = (foreign, local) if sign is ast.Mult else (local, foreign)
    if (sign is ast.Div and left.rate) or any(row.unit != given for row in amount.rows):
        return ()
    return tuple(replace(row, unit=other) for row in amount.rows)


def _units(sign: type[ast.operator], left: ExpressionTerm, right: ExpressionTerm) -> dict[str, int]:
    """Return the powers of the result; what was added or subtracted has the units of its left side."""
    if sign in _ADDING:
        return _powers(left)
    turn = -1 if sign is ast.Div else 1
    mine, theirs = _powers(left), _powers(right)
    powers = {unit: mine.get(unit, 0) + turn * theirs.get(unit, 0) for unit in {**mine, **theirs}}
    return {unit: power for unit, power in powers.items() if power}


def _powers(term: ExpressionTerm) -> dict[str, int]:
    """Return the units of a term; a written number is a unit of its own, since 100 parts are not one part."""
    return {str(term.bounds.low): 1} if term.written else dict(term.units)


def _spelt(term: ExpressionTerm) -> str:
    """Return the units of a term in words.

    >>> _spelt(ExpressionTerm(Bounds(None, None), units={"person": 1, "month": -1}))
    'person per month'
    """
    above = " × ".join(unit for unit, power in term.units.items() for _ in range(power))
    below = "".join(f"{PER}{unit}" for unit, power in term.units.items() for _ in range(-power))
    return f"{above}{below}".strip() or "none"


def constant_term(value: Decimal) -> ExpressionTerm:
    """Return a number that stands written in an expression."""
    return ExpressionTerm(Bounds(value, value))
