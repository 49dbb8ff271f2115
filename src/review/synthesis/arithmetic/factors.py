"""The factors of a conversion, as they are computed with and as they are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from review.corpus.tables.records import Fact, Figure
from review.synthesis.arithmetic.intervals import Bounds

TIMES, OVER = "×", "÷"


@dataclass(frozen=True)
class Ratio:
    """A number that may be a ratio of two amounts, so that it can be written without being cut.

    *rows* are those that it comes from: of a ratio the figure of each amount, else the fact.
    """

    value: Decimal
    over: Decimal = Decimal(1)
    rows: tuple[Figure | Fact, ...] = field(default=(), compare=False)

    @property
    def number(self) -> Decimal:
        return self.value / self.over

    def __str__(self) -> str:
        if self.over == 1:
            return f"{self.value:f}"
        return f"({grouped(self.value)} {OVER} {grouped(self.over)})"


@dataclass(frozen=True)
class Factor:
    """What an amount is multiplied with or divided by, between *low* and *high*, and *what* it is."""

    sign: str
    low: Ratio
    high: Ratio
    what: str

    def __str__(self) -> str:
        span = f"{self.low}" if self.low == self.high else f"{self.low} to {self.high}"
        return f"{self.sign} {span} ({self.what})"

    def apply(self, bounds: Bounds) -> Bounds:
        """Return *bounds* converted; what is exact times what is not, is not."""
        factor = Bounds(self.low.number, self.high.number)
        return bounds * factor if self.sign == TIMES else bounds / factor

    def end(self, upper: bool) -> Ratio:
        """Return the factor as it stands in the formula of the lower or the *upper* end."""
        return self.high if upper == (self.sign == TIMES) else self.low


@dataclass(frozen=True)
class FormulaLine:
    """What was computed for one end: an amount, signs with factors, and the result in whole units."""

    given: Decimal
    factors: tuple[tuple[str, Ratio], ...]
    result: Decimal

    def __str__(self) -> str:
        signs = (f"{sign} {ratio}" for sign, ratio in self.factors)
        return " ".join([grouped(self.given), *signs, "=", grouped(self.result)])


def constant_factor(sign: str, value: Decimal, what: str, fact: Fact | None = None) -> Factor:
    """Return a factor that is known exactly, from *fact* where it comes from one."""
    ratio = Ratio(value, rows=(fact,) if fact else ())
    return Factor(sign, ratio, ratio, what)


def lines(reported: Bounds, factors: Iterable[Factor], converted: Bounds) -> tuple[FormulaLine, ...]:
    """Return what was computed, a line for each end, but one where both are computed alike.

    Each line is arithmetic that gives the number behind its last sign, rounded to whole units.

    >>> from review.synthesis.arithmetic.intervals import constant
    >>> rate = constant_factor(OVER, Decimal("1.20"), "EUR per GBP")
    >>> [str(line) for line in lines(constant(40), [rate], constant(40) / constant("1.20"))]
    ['40 ÷ 1.20 = 33']
    """
    applied = tuple(factors)
    if not applied:
        return ()
    ends = ((reported.low, converted.low, False), (reported.high, converted.high, True))
    formulas = (
        FormulaLine(given, tuple((factor.sign, factor.end(upper)) for factor in applied), whole_units(result))
        for given, result, upper in ends
        if given is not None and result is not None
    )
    return tuple({str(line): line for line in formulas}.values())


def whole_units(value: Decimal) -> Decimal:
    """Return *value* in whole units, since no amount is reported more finely."""
    return value.quantize(Decimal(1))


def grouped(value: Decimal) -> str:
    """Return *value* with its digits grouped, none of them cut."""
    return format(value, ",f")
