"""The inputs of an expression: a figure, a fact from outside, or the months between two dated figures."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal

from review.corpus.corpus import Corpus
from review.corpus.judges import FACT, MONTHS
from review.corpus.records import Figure
from review.synthesis.intervals import Bounds, bounds_of, constant

# Of the Gregorian calendar: 400 years have 146,097 days.
DAYS_A_MONTH = Decimal(146097) / 4800


def input_bounds(corpus: Corpus, name: str) -> Bounds:
    """Return the value of what stands in the braces of an expression.

    ``figure_id`` is the figure, ``fact:fact_id`` the fact, ``months:a:b`` the time from the end of figure a's
    period to the end of figure b's, in months; a date that is known to the month alone leaves it bounds.
    """
    if name.startswith(FACT):
        return constant(corpus.facts[name.removeprefix(FACT)].value or Decimal(0))
    if name.startswith(MONTHS):
        earlier, later = (corpus.figures[part] for part in name.removeprefix(MONTHS).split(":"))
        return months_between(earlier.period_end, later.period_end)
    return bounds_of(corpus.figures[name])


def input_figures(corpus: Corpus, names: list[str]) -> tuple[Figure, ...]:
    """Return the figures among the inputs *names* whose values are computed with."""
    return tuple(corpus.figures[name] for name in names if ":" not in name)


def months_between(earlier: str, later: str) -> Bounds:
    """Return how many months lie between two dates, each as precise as it is written.

    >>> [round(end, 1) for end in (lambda b: (b.low, b.high))(months_between("2009-11-05", "2010-09"))]
    [Decimal('9.9'), Decimal('10.8')]
    """
    (first, last), (start, end) = _days(earlier), _days(later)
    return Bounds(Decimal((start - last).days) / DAYS_A_MONTH, Decimal((end - first).days) / DAYS_A_MONTH)


def _days(written: str) -> tuple[date, date]:
    """The first and the last day that an ISO date of a year, a month or a day may mean."""
    parts = [int(part) for part in written.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 0
    if len(parts) == 3:
        return date(year, month, parts[2]), date(year, month, parts[2])
    if month:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)
