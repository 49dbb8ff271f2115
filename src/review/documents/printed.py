"""The interval that a document prints with a number: "45 (95 % CI 37 to 55)"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from review.corpus.text.mapped_text import Span
from review.corpus.text.numerals.values import Interval

_NUMBER = r"[-\u2212]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_ENDS = rf"(?P<low>{_NUMBER})\s?(?:%\s?)?(?:to|and|[-\u2010-\u2015,;])\s?(?P<high>{_NUMBER})(?![0-9])"
_LEVEL = r"(?P<{}>[0-9]{{2}}(?:\.[0-9]+)?)\s?(?:%|per\s?cent)"
_CALLED = r"(?:(?:confidence|credible|uncertainty|prediction|empirical)\s)?(?:intervals?|limits)\b|[ceu][ir]?i\b"
# Between the number and its interval stand words, and no other number.
_NAMED = re.compile(
    rf"[^.;:()0-9]{{0,60}}?[(,]?\s?(?:{_LEVEL.format('level')}[\s-]*)?(?:{_CALLED})(?:[\s,(]*{_LEVEL.format('later')}\)?)?"
    rf"[\s:,=(]*(?:(?:of|from|is|was|between|runs?|ran|reach(?:es|ed)|goes)\s){{0,2}}{_ENDS}"
)
# Without a word for it an interval stands in brackets right behind its number, and holds it.
_BARE = re.compile(rf"(?:%|\s?[a-z]+){{0,2}}\s?\(\s?{_ENDS}\s?%?\s?\)")


class PrintedInterval(NamedTuple):
    """The ends of an interval, its level in per cent where that is printed, and where it stands in its sentence."""

    low: Decimal
    high: Decimal
    level: Decimal | None
    span: Span


def printed_interval(sentence: str, end: int, value: Interval) -> PrintedInterval | None:
    """Return the interval of a *value* that ends at *end* in a *sentence* of small letters; None where it has none."""
    named = _NAMED.match(sentence, end)
    found = named or _BARE.match(sentence, end)
    if not found:
        return None
    low, high = (_value(found[name]) for name in ("low", "high"))
    level = (named["level"] or named["later"]) if named else None
    if low >= high or not (named or all(each is not None and low <= each <= high for each in value[:2])):
        return None
    return PrintedInterval(low, high, Decimal(level) if level else None, (end, found.end()))


def _value(printed: str) -> Decimal:
    return Decimal(printed.replace(",", "").replace("\u2212", "-"))
