"""The factors of a conversion, as they are computed with and as they are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from review.synthesis.intervals import Bounds

TIMES, OVER = "×", "÷"


@dataclass(frozen=True)
class Ratio:
    """A number that may be a ratio of two amounts, so that it can be written without being cut."""

    value: Decimal
    over: Decimal = Decimal(1)

    @property
    def number(self) -> Decimal:
        return self.value / self.over

    def __str__(self) -> str:
        if self.over == 1:
            return f"{self.value:f}"
        return f"({_grouped(self.value)} {OVER} {_grouped(self.over)})"


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

    def end(self, upper: bool) -> str:
        """Return the factor as it stands in the formula of the lower or the *upper* end."""
        high = upper if self.sign == TIMES else not upper
        return f"{self.sign} {self.high if high else self.low}"


def constant_factor(sign: str, value: Decimal, what: str) -> Factor:
    """Return a factor that is known exactly."""
    return Factor(sign, Ratio(value), Ratio(value), what)


def formulas(reported: Bounds, factors: Iterable[Factor], converted: Bounds) -> tuple[str, ...]:
    """Return what was computed, a line for each end, but one where both are computed alike.

    Each line is arithmetic that gives the number behind its last sign, rounded to whole units.

    >>> from review.synthesis.intervals import constant
    >>> rate = constant_factor(OVER, Decimal("1.20"), "EUR per GBP")
    >>> formulas(constant(40), [rate], constant(40) / constant("1.20"))
    ('40 ÷ 1.20 = 33',)
    """
    applied = tuple(factors)
    if not applied:
        return ()
    ends = ((reported.low, converted.low, False), (reported.high, converted.high, True))
    lines = (
        " ".join([_grouped(given), *(factor.end(upper) for factor in applied), "=", _grouped(whole(result))])
        for given, result, upper in ends
        if given is not None and result is not None
    )
    return tuple(dict.fromkeys(lines))


def whole(value: Decimal) -> Decimal:
    """Return *value* in whole units, since no amount is reported more finely."""
    return value.quantize(Decimal(1))


def _grouped(value: Decimal) -> str:
    return format(value, ",f")
