"""Arithmetic on values known only between bounds. An open bound is None."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from review.corpus.records import Figure


@dataclass(frozen=True)
class Bounds:
    """What a number lies between, both ends included; *about* says that an end is approximate."""

    low: Decimal | None
    high: Decimal | None
    about: bool = False

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.high and not self.about

    def __add__(self, other: Bounds) -> Bounds:
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Bounds(low, high, self.about or other.about)

    def __sub__(self, other: Bounds) -> Bounds:
        low = None if self.low is None or other.high is None else self.low - other.high
        high = None if self.high is None or other.low is None else self.high - other.low
        return Bounds(low, high, self.about or other.about)

    def __mul__(self, other: Bounds) -> Bounds:
        """Return the product of two values that are not negative."""
        low = None if self.low is None or other.low is None else self.low * other.low
        high = None if self.high is None or other.high is None else self.high * other.high
        return Bounds(low, high, self.about or other.about)

    def __truediv__(self, other: Bounds) -> Bounds:
        """Return the quotient of two values that are not negative. A zero divisor leaves the end open."""
        low = None if self.low is None or not other.high else self.low / other.high
        high = None if self.high is None or not other.low else self.high / other.low
        return Bounds(low, high, self.about or other.about)

    def widened(self, tolerance: Decimal) -> Bounds:
        """Return the bounds moved apart by the share *tolerance* of their values."""
        low = None if self.low is None else self.low * (1 - tolerance)
        high = None if self.high is None else self.high * (1 + tolerance)
        return Bounds(low, high, self.about)

    def overlaps(self, other: Bounds) -> bool:
        """Say whether one value could satisfy both."""
        above = self.high is not None and other.low is not None and self.high < other.low
        below = self.low is not None and other.high is not None and self.low > other.high
        return not (above or below)

    def surely_below(self, other: Bounds) -> bool:
        """Say whether every value here is less than every value there."""
        return self.high is not None and other.low is not None and self.high < other.low


def constant(value: Decimal | int | str) -> Bounds:
    """Return the bounds of a number that is known exactly."""
    number = Decimal(value)
    return Bounds(number, number)


def bounds_of(figure: Figure) -> Bounds:
    """Return what a figure says of its value."""
    return Bounds(figure.low, figure.high, figure.qualifier == "about")
