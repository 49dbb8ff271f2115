"""Periods as phrases print them: days, months, years and their ranges, read as dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from review.corpus.text.mapped_text import fold

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b")
_NAMED_YEAR = re.compile(r"\b(?:this|last) year\b")
_MONTH = rf"(?P<{{0}}>{'|'.join(MONTHS)})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9])"
_FIRST = r"(?P<{0}>[0-9]{{1,2}})(?:st|nd|rd|th)?"
_TO = r"(?:\s*-\s*|\s+(?:to|until|till|through)\s+)"
_YEAR = r"(?P<{0}>(?:1[5-9]|20)[0-9]{{2}})(?![0-9])"
_FORMS = re.compile(
    "|".join(
        f"(?:{form.replace('(?P<', f'(?P<f{number}_')})"
        for number, form in enumerate(
            (
                rf"{_MONTH.format('month')}\s*-\s*{_MONTH.format('last')}\s+{_YEAR.format('year')}",
                rf"(?:{_FIRST.format('first')}{_TO}|between\s+{_FIRST.format('from')}\s+and\s+)"
                rf"{_DAY}\s+{_MONTH.format('month')}(?:,?\s+{_YEAR.format('year')})?",
                rf"{_MONTH.format('month')}\s+{_FIRST.format('first')}{_TO}{_DAY}(?!\s+(?:{'|'.join(MONTHS)}))"
                rf"(?:,?\s+{_YEAR.format('year')})?",
                rf"{_DAY}\s+{_MONTH.format('month')}(?:,?\s+{_YEAR.format('year')})?",
                rf"{_MONTH.format('month')}\s+{_DAY}(?:,?\s+{_YEAR.format('year')})?",
                rf"{_MONTH.format('month')}(?:\s+{_YEAR.format('year')})?(?!\w)",
                rf"{_YEAR.format('year')}\s*-\s*{_YEAR.format('until')}",
                _YEAR.format("year"),
            )
        )
    )
)


class Dates(NamedTuple):
    """The first and last date that a phrase prints, as in the tables; a year it does not print is ``????``."""

    start: str
    end: str


def find_dates(text: str) -> Iterator[tuple[int, int, Dates]]:
    """Yield every date of a running *text* in lower case, with its offsets; digits of a longer number are none.

    >>> [(start, dates.start) for start, _, dates in find_dates("in may 2010, 12,010 of 2010")]
    [(3, '2010-05'), (23, '2010')]
    """
    for match in _FORMS.finditer(fold(text)):
        before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
        if not re.search(r"(?:[\w$€£¥]|[0-9][.,])\Z|[$€£¥]\s\Z", before) and not re.match(r"[.,]?[0-9]|\w", after):
            yield match.start(), match.end(), _dates(match)


def read_dates(phrase: str) -> Dates | None:
    """Return the dates that *phrase* prints; None where it prints none.

    A phrase after " + " gives the year that the one before it leaves out.

    >>> read_dates("From January–October 2009")
    Dates(start='2009-01', end='2009-10')
    >>> read_dates("On July 20th + In February 2011")
    Dates(start='2011-07-20', end='2011-07-20')
    """
    own, _, other = phrase.partition(" + ")
    dates = [_dates(match) for match in _FORMS.finditer(fold(own).casefold())]
    if not dates:
        return None
    lent = re.search(r"(?<![0-9])(?:1[5-9]|20)[0-9]{2}(?![0-9])", other)
    year = lent[0] if lent else "????"
    return Dates(dates[0].start.replace("????", year), dates[-1].end.replace("????", year))


def latest_dates(phrase: str, published: str) -> Dates | None:
    """Return the dates that *phrase* prints without a year, in the latest year in which they end by *published*.

    A day of the week alone is the latest by a day of publication; "last year" and "this year" are of its year. None
    where it prints none, or that is not known.

    >>> latest_dates("by 25 August", "2024-08-29"), latest_dates("in December", "2024-08")
    (Dates(start='2024-08-25', end='2024-08-25'), Dates(start='2023-12', end='2023-12'))
    >>> latest_dates("between 1 December and 10 March", "2024-08-29")
    Dates(start='2023-12-01', end='2024-03-10')
    >>> latest_dates("on Wednesday", "2024-08-29"), latest_dates("July last year", "2024-08-29").start
    (Dates(start='2024-08-28', end='2024-08-28'), '2023-07')
    """
    said, year = " ".join(fold(phrase).casefold().split()), int(published[:4] or 0)
    dates, weekday, named = read_dates(phrase), _WEEKDAY.search(said), _NAMED_YEAR.search(said)
    if not year or (dates and "?" not in dates.start + dates.end):
        return None
    if dates is None and weekday and len(published) == len("YYYY-MM-DD"):
        last = date.fromisoformat(published)
        last -= timedelta((last.weekday() - _WEEKDAYS.index(weekday[0])) % 7)
        return Dates(last.isoformat(), last.isoformat())
    if dates is None and not named:
        return None
    start, end = dates or ("????", "????")
    if named:
        year -= named[0].startswith("last")
    elif not lies_within("", end.replace("????", str(year)), "", published):
        year -= 1
    before = year - (start > end)
    return Dates(start.replace("????", str(before)), end.replace("????", str(year)))


def _dates(match: re.Match[str]) -> Dates:
    got = {name.partition("_")[2]: value for name, value in match.groupdict().items() if value}
    year = got.get("year", "????")
    month = f"-{MONTHS.index(got['month']) + 1:02d}" if "month" in got else ""
    last = f"-{MONTHS.index(got['last']) + 1:02d}" if "last" in got else month
    day = f"-{int(got['day']):02d}" if "day" in got else ""
    first = got.get("first") or got.get("from")
    return Dates(f"{year}{month}{f'-{int(first):02d}' if first else day}", f"{got.get('until', year)}{last}{day}")


def lies_within(start: str, end: str, first: str, last: str) -> bool:
    """Say whether the dates *start* and *end* lie within *first* and *last*, each as precise as both are."""
    after = not start or not first or _cut(start, first) >= _cut(first, start)
    return after and (not end or not last or _cut(end, last) <= _cut(last, end))


def _cut(date: str, other: str) -> str:
    return date[: len(other)]
