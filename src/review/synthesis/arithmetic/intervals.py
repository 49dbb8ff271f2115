"""Arithmetic on values known only between bounds. An open bound is None."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from review.corpus.tables.records import Figure


@dataclass(frozen=True)
class Bounds:
    """What a number lies between; *about* says that an end is approximate.

    An end is among the values unless *above_low*, *below_high* say that the number lies above or below it. Where a
    result could reach its end or not, it is taken as reached, so that nothing is excluded that may be.
    """

    low: Decimal | None
    high: Decimal | None
    about: bool = False
    above_low: bool = False
    below_high: bool = False

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.high and not self.about

    def __add__(self, other: Bounds) -> Bounds:
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        strict = self.above_low or other.above_low, self.below_high or other.below_high
        return Bounds(low, high, self.about or other.about, *strict)

    def __sub__(self, other: Bounds) -> Bounds:
        low = None if self.low is None or other.high is None else self.low - other.high
        high = None if self.high is None or other.low is None else self.high - other.low
        strict = self.above_low or other.below_high, self.below_high or other.above_low
        return Bounds(low, high, self.about or other.about, *strict)

    def __mul__(self, other: Bounds) -> Bounds:
        """Return the product. An open end is taken as not negative, unless a bound here or there is below zero."""
        if self._below_zero or other._below_zero:
            return self._signed(other, operator.mul)
        low = None if self.low is None or other.low is None else self.low * other.low
        high = None if self.high is None or other.high is None else self.high * other.high
        return Bounds(low, high, self.about or other.about)

    def __truediv__(self, other: Bounds) -> Bounds:
        """Return the quotient. A zero divisor leaves the end open; open ends are taken as in a product."""
        if self._below_zero or other._below_zero:
            # A divisor that may be zero from either side may give any value.
            if other.low is None or other.high is None or other.low <= 0 <= other.high:
                return Bounds(None, None, self.about or other.about)
            return self._signed(other, operator.truediv)
        low = None if self.low is None or not other.high else self.low / other.high
        high = None if self.high is None or not other.low else self.high / other.low
        return Bounds(low, high, self.about or other.about)

    @property
    def _below_zero(self) -> bool:
        return any(end is not None and end < 0 for end in (self.low, self.high))

    def _signed(self, other: Bounds, apply: Callable[[Decimal, Decimal], Decimal]) -> Bounds:
        """Return the result where signs differ: its ends are among the results of the ends."""
        mine = [end for end in (self.low, self.high) if end is not None]
        theirs = [end for end in (other.low, other.high) if end is not None]
        if len(mine) < 2 or len(theirs) < 2:
            return Bounds(None, None, self.about or other.about)
        results = [apply(a, b) for a in mine for b in theirs]
        return Bounds(min(results), max(results), self.about or other.about)

    def widened(self, tolerance: Decimal) -> Bounds:
        """Return the bounds moved apart by the share *tolerance* of their values."""
        low = None if self.low is None else self.low * (1 - tolerance)
        high = None if self.high is None else self.high * (1 + tolerance)
        return Bounds(low, high, self.about, self.above_low and not tolerance, self.below_high and not tolerance)

    def overlaps(self, other: Bounds) -> bool:
        """Say whether one value could satisfy both."""
        return not (self.surely_below(other) or other.surely_below(self))

    def surely_below(self, other: Bounds) -> bool:
        """Say whether every value here is less than every value there."""
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.below_high or other.above_low))


def constant(value: Decimal | int | str) -> Bounds:
    """Return the bounds of a number that is known exactly."""
    number = Decimal(value)
    return Bounds(number, number)


def bounds_of(figure: Figure) -> Bounds:
    """Return what a figure says of its value."""
    ends = figure.qualifier.ends
    strict = ends.strict and ends.open_above, ends.strict and ends.open_below
    return Bounds(figure.low, figure.high, ends.approximate, *strict)


def reach_of(figure: Figure) -> Bounds:
    """Return what a figure allows for the thing itself: the interval that the source prints, else its value."""
    if figure.interval_low is None or figure.interval_high is None:
        return bounds_of(figure)
    return Bounds(figure.interval_low, figure.interval_high)
