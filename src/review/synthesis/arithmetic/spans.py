"""Stretches of days: what a written date or period may mean at most, and how two of them lie to each other."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal
from typing import NamedTuple

# Of the Gregorian calendar: 400 years have 146,097 days.
DAYS_A_MONTH = Decimal(146097) / 4800


class Span(NamedTuple):
    """The first and the last day."""

    first: date
    last: date

    @property
    def months(self) -> int:
        """The length in months, rounded to whole ones: a year has twelve."""
        return round(((self.last - self.first).days + 1) / DAYS_A_MONTH)

    def holds(self, other: Span) -> bool:
        """Say whether every day of *other* lies here."""
        return self.first <= other.first and other.last <= self.last

    def meets(self, other: Span) -> bool:
        """Say whether the two share a day."""
        return self.first <= other.last and other.first <= self.last


def days_of(written: str) -> Span:
    """Return the days that an ISO date of a year, a month or a day may mean.

    >>> [day.isoformat() for day in days_of("2012-02")]
    ['2012-02-01', '2012-02-29']
    """
    year, month, day = [*(int(part) for part in written.split("-")), 0, 0][:3]
    if day:
        return Span(date(year, month, day), date(year, month, day))
    if month:
        return Span(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return Span(date(year, 1, 1), date(year, 12, 31))


def span_of(start: str, end: str) -> Span | None:
    """Return the days of a period; an end that is missing is the other one, and None where both are."""
    if not start and not end:
        return None
    return Span(days_of(start or end).first, days_of(end or start).last)


def years(start: str, end: str) -> range:
    """Return the years of a period; of one that is open, the year of its stated end; none where nothing is.

    >>> list(years("2009-04", "2011-12")), list(years("", "2009-10-28")), list(years("", ""))
    ([2009, 2010, 2011], [2009], [])
    """
    if not start and not end:
        return range(0)
    return range(int((start or end)[:4]), int((end or start)[:4]) + 1)
