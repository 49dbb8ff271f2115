"""Dates as numbers on an axis of years."""

from __future__ import annotations

import math
from calendar import isleap, monthrange
from collections.abc import Iterable
from datetime import date

from review.present.charts.scale import Scale


def year_number(day: str, *, end: bool = False) -> float:
    """Return an ISO date, as precise as it is, in years: its first moment, or with *end* its last.

    >>> year_number("2009"), year_number("2009", end=True), round(year_number("2009-07"), 2)
    (2009.0, 2010.0, 2009.5)
    """
    year, month, number = (int(part) if part else 0 for part in [*day.split("-"), "", ""][:3])
    if end:
        month = month or 12
        number = number or monthrange(year, month)[1]
    first = date(year, month or 1, number or 1)
    days = (first - date(year, 1, 1)).days + (1 if end else 0)
    return round(year + days / (366 if isleap(year) else 365), 4)


def year_scale(values: Iterable[float], *, most: int = 7) -> Scale:
    """Return a scale of whole years that holds *values*, with *most* ticks at most."""
    numbers = list(values)
    low, high = math.floor(min(numbers)), math.ceil(max(numbers))
    high = max(high, low + 1)
    step = next(size for size in (1, 2, 5, 10, 20, 50, 100, 1000) if (high - low) / size <= most)
    ticks = range(-(-low // step) * step, high + 1, step)
    return Scale(low, high, tuple(float(year) for year in ticks))
