"""The date of an entry as CSL has it: days, months and years in numbers, and else the year as it is printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from review.citing.entries.text import EntryFault, plain_text
from review.citing.items import MONTHS

_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T[\d:.+Z-]+)?([?~%]?)")
_BRACKETED = re.compile(r"\[[^\[\]]*\d{4}[^\[\]]*\]")
_SPAN = re.compile(r"(\d{4})\s*(?:-{1,3}|–|—|/)\s*(\d{4}|\d\d)?")
_CIRCA = re.compile(r"(?:ca?\.?|circa|about)\s*(\d{4})", re.IGNORECASE)
_UNDATED = re.compile(r"n\. ?d\.?|no date|undated|s\. ?a\.?|", re.IGNORECASE)
_WAITING = {"inpress": "in press", "in press": "in press", "forthcoming": "forthcoming"}
_MONTHS = [month.lower() for month in MONTHS]
_SHORT_MONTHS = [*(month[:3] for month in _MONTHS), "sept"]
#: How a year is printed that is uncertain, approximate, or both.
_SIGNED = {"?": "[{}?]", "~": "ca. {}", "%": "[ca. {}?]", "": "{}"}
# In BibLaTeX, 21 to 24 stand in the place of a month for the seasons.
_SEASONS = range(21, 25)
HINT = "Write it as in date = {2014-05-06}, or the year alone; leave it out where it is not known."


class NoDate(ValueError):
    """What is written is no date."""


def issued(fields: Mapping[str, str]) -> tuple[dict[str, Any], list[EntryFault]]:
    """Return when a work appeared, as CSL has it, empty where nobody knows; and what is wrong with its fields."""
    for name, read in (("date", read_date), ("year", read_year)):
        if written := plain_text(fields.get(name, "")).replace("\\", ""):
            # Where a tilde is no sign of LaTeX, it says that a date is approximate.
            written = f"{written}~" if name == "date" and fields[name].rstrip().endswith("~") else written
            try:
                found = read(written)
                return (_with_month(found, fields) if name == "year" else found), []
            except NoDate as error:
                return {}, [EntryFault(name, f"{error} is no date", HINT)]
    if state := _WAITING.get(plain_text(fields.get("pubstate", "")).lower(), ""):
        return {"literal": state}, []
    return {}, []


def accessed(fields: Mapping[str, str]) -> tuple[dict[str, Any], list[EntryFault]]:
    """Return when an address was last read, and what is wrong with that date."""
    written = fields.get("urldate", "").strip()
    try:
        return (read_date(written) if written else {}), []
    except NoDate as error:
        return {}, [EntryFault("urldate", f"{error} is no date", HINT)]


def read_date(written: str) -> dict[str, Any]:
    """Return a date of BibLaTeX: a day, month or year, a span of them, uncertain (?) or approximate (~).

    >>> read_date("2014-05-06"), read_date("2014~"), read_date("2010/2012")
    ({'date-parts': [[2014, 5, 6]]}, {'literal': 'ca. 2014'}, {'literal': '2010–2012'})
    """
    begin, is_span, end = written.partition("/")
    first = _DAY.fullmatch(begin.strip())
    if not first:
        return read_year(written)
    last = _DAY.fullmatch(end.strip()) if end.strip() not in ("", "..") else None
    if is_span and not last and end.strip() not in ("", ".."):
        raise NoDate(repr(written))
    parts, sign = _parts(first, written), first[4] or (last[4] if last else "")
    ended = _parts(last, written) if last else []
    if ended and ended < parts:
        raise NoDate(f"{written!r}, which ends before it begins,")
    if ended and ended[0] == parts[0] and not sign:
        return {"date-parts": [parts, ended] if len(ended) == len(parts) > 1 and ended != parts else [parts]}
    if is_span and ended[:1] != parts[:1]:
        return {"literal": _SIGNED[sign].format(f"{parts[0]}–{ended[0] if ended else ''}")}
    return {"literal": _SIGNED[sign].format(parts[0])} if sign else {"date-parts": [parts]}


def _parts(found: re.Match[str], written: str) -> list[int]:
    parts = [int(part) for part in found.group(1, 2, 3) if part]
    if len(parts) == 2 and parts[1] in _SEASONS:
        return parts[:1]
    month, day = [*parts[1:], 1, 1][:2]
    try:
        date(parts[0], month, day)
    except ValueError as error:
        raise NoDate(repr(written)) from error
    return parts


def read_year(written: str) -> dict[str, Any]:
    """Return a year as people write it: a number, a span, in brackets where it is inferred, or that it is not known.

    >>> read_year("2014"), read_year("[2011 or later]"), read_year("n.d.")
    ({'date-parts': [[2014]]}, {'literal': '[2011 or later]'}, {})
    """
    text = written.strip()
    if _UNDATED.fullmatch(text):
        return {}
    if state := _WAITING.get(text.lower()):
        return {"literal": state}
    if _BRACKETED.fullmatch(text):
        return {"literal": text}
    if found := _SPAN.fullmatch(text):
        end = found[2] or ""
        return {"literal": f"{found[1]}–{found[1][:2] + end if len(end) == 2 else end}"}
    if found := _CIRCA.fullmatch(text):
        return {"literal": f"ca. {found[1]}"}
    found = re.fullmatch(r"(\d{4})([?~%]?)", text)
    if not found or found[1] == "0000":
        raise NoDate(repr(written))
    return {"literal": _SIGNED[found[2]].format(found[1])} if found[2] else {"date-parts": [[int(found[1])]]}


def _with_month(found: dict[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """Return a year with the month and the day beside it. A month may hold the day, as in ``12~jan``."""
    if "date-parts" not in found or not (month := plain_text(fields.get("month", ""))):
        return found
    day = plain_text(fields.get("day", ""))
    words = re.findall(r"[^\W\d_]+|\d+", month)
    names = [word for word in words if not word.isdigit()] or words[:1]
    day = day or next((word for word in words if word.isdigit() and word not in names), "")
    (year,), number = found["date-parts"][0], _month(names[0], month)
    if not day:
        return {"date-parts": [[year, number]]}
    try:
        return {"date-parts": [[year, number, date(year, number, int(day)).day]]}
    except ValueError as error:
        raise NoDate(f"the day {day!r} of {month} {year}") from error


def _month(name: str, written: str) -> int:
    if name.isdigit() and 1 <= int(name) <= len(_MONTHS):
        return int(name)
    if name.lower() in (*_MONTHS, *_SHORT_MONTHS):
        return _SHORT_MONTHS.index(name.lower()[:3]) + 1
    raise NoDate(f"the month {written!r}")
