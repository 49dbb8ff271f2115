"""What two numerals say together, a rate, a ratio or a value with its interval; and which are in doubt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal

from review.corpus.text.numerals.forms import DOUBT, MINUS, THING, share_in_digits
from review.corpus.text.numerals.scan import Numeral, numeral
from review.corpus.text.numerals.values import UNREAD, Interval
from review.corpus.vocabulary import Qualifier

_LONGEST_JOINT = 24
_RATE = re.compile(r"\s(?:(?:[a-z-]{3,12}\s){0,2}(?:per|for\severy|in\severy|out\sof\severy)|in)\s")
_RATIO = re.compile(r"\s(?:in(?:\severy)?|out\sof(?:\severy)?)\s")
_SPREAD = re.compile(r"\s?±\s?")
_ENDS = re.compile(r"\s?(?:[,;]|-|to)\s?|\s?to\s")
# What stands before the two ends of an interval: "(95% CI: 1.2, 3.4)", "[1.2; 3.4]".
_CONFIDENCE = re.compile(
    r"(?:\bci\b|\bconfidence\s(?:interval|limits?)|\buncertainty\sinterval|\bui|\biqr|\brange)[:,=]?\s?[(\[]?\s?\Z|\[\Z"
)
# Of how many a ratio is taken: mostly few, or a round number.
_ROUND = frozenset(
    map(Decimal, (*range(2, 11), 12, 15, 20, 25, 30, 40, 50, 100, 200, 250, 500, 1000, 10**4, 10**5, 10**6))
)
_LARGEST_WHOLE = 1000
# What is counted behind "in ten": places and times; and "in 20th".
_COUNTED = re.compile(
    r"(?:st|nd|rd|th)\b|\s(?:\w{3,12}\s)?(?:provinc|cit|count|state|year|month|week|day|hour|minute|school|village|district"
    r"|town|region|municipalit|site|place|case)(?:e|ie|rie|y)?s\b"
)
_DENOMINATORS = frozenset(Decimal(10**power) for power in range(2, 8))
# Signs of which nobody here knows what they say of a number, and what goes on with digits.
_STRANGE = frozenset(f"±×÷^~≈<>≤≥√∓‰‱|\\{DOUBT}{THING}")
_ON = re.compile(
    r"\s(?:quadrillion|quintillion|zillion|mrd|mill|mld|gross|score|myriad|wan|yi)\b|/[0-9]|\s[±×÷^~≈<>≤≥]\s?[0-9]|[^\W\d_]"
)
# What mostly stands behind a number, and goes on with none.
_KNOWN = frozenset(("", *".,;:)\n-'\""))
# Letters that may cling to a number: of a year in a citation, of a unit, of an hour; "12x12".
_CLINGING = re.compile(r"(?:[a-h]|km|kg|mg|ml|cm|mm|ha|gb|mb|hrs?|am|pm|yrs?|s|x[0-9]+|°c)(?![^\W\d_])|x(?=[0-9])")


def joined_numerals(numerals: Iterable[Numeral], text: str) -> Iterator[Numeral]:
    """Yield *numerals* of the rewritten *text*, two that belong together as one, each in doubt without a value."""
    last: Numeral | None = None
    for found in numerals:
        found = _negative(found, text)
        if last is not None:
            together = _together(last, found, text)
            if together is None:
                yield _sure(last, text)
            found = together or found
        last = found
    if last is not None:
        yield _sure(last, text)


def things(text: str) -> Iterator[Numeral]:
    """Yield what stands for digits that are no number: a date in digits, a telephone number, the name of a thing."""
    for match in re.finditer(THING, text):
        start, end = match.span()
        yield numeral((start, end, text[start:end], UNREAD, start, end))


def _negative(found: Numeral, text: str) -> Numeral:
    start, end, shown, interval, number_start, number_end = found
    if not number_start or MINUS not in text[max(0, start - 1) : number_start]:
        return found
    low, high, qualifier = interval[:3]
    if qualifier is Qualifier.RANGE and low is not None:
        interval = Interval(-low, high, qualifier)
    else:
        interval = Interval(None if high is None else -high, None if low is None else -low, qualifier)
    begins = text.rfind(MINUS, 0, number_start)
    return numeral((min(start, begins), end, shown, interval, begins, number_end))


def _together(first: Numeral, second: Numeral, text: str) -> Numeral | None:
    """Return what the two say as one; None where they are two."""
    between = text[first.end : second.start]
    if not between or len(between) > _LONGEST_JOINT or first.interval.unread or not second.interval.is_point:
        return None
    interval = (
        _ratio(first, between, second, text)
        or _rate(first.interval, between, second)
        or _spread(first.interval, between, second.interval)
        or _interval(first, between, second, text)
    )
    if interval is None:
        return None
    start, end = first.start, second.end
    return numeral((start, end, text[start:end], interval, first.number_start, second.number_end))


def _rate(first: Interval, between: str, second: Numeral) -> Interval | None:
    """Return "12 per 100,000": the value with what it is counted per."""
    denominator, named = second.interval.low, first.high if first.low is None else first.low
    if denominator not in _DENOMINATORS or first.per is not None or not _RATE.fullmatch(between):
        return None
    return None if " in " in between and named and named >= denominator else first._replace(per=denominator)


def _ratio(first: Numeral, between: str, second: Numeral, text: str) -> Interval | None:
    """Return "one in five" as a share. Of "3 in 10 provinces" none: they are counted, and the provinces too."""
    low, high, qualifier = first.interval[:3]
    numerator, whole = high if low is None else low, second.interval.low
    if not numerator or not whole or not numerator < whole <= _LARGEST_WHOLE or not _RATIO.fullmatch(between):
        return None
    if (None not in (low, high) and low != high) or second.interval.qualifier is not Qualifier.EXACT:
        return None
    sure = "out of" in between or "every" in between
    if not sure and (numerator >= 10 or whole not in _ROUND or _COUNTED.match(text, second.end)):
        return None
    share = Decimal(share_in_digits(numerator, whole))
    return Interval(None if low is None else share, None if high is None else share, qualifier)


def _spread(first: Interval, between: str, second: Interval) -> Interval | None:
    """Return "3.3 ± 0.4" as the interval around its value."""
    if not _SPREAD.fullmatch(between) or not first.is_point or first.low is None or second.low is None:
        return None
    return Interval(first.low - second.low, first.low + second.low, Qualifier.RANGE)


def _interval(first: Numeral, between: str, second: Numeral, text: str) -> Interval | None:
    """Return the two ends of an interval of confidence, or of a range that starts below zero."""
    low, high = first.interval.low, second.interval.low
    if (
        not first.interval.is_point
        or low is None
        or high is None
        or low >= high
        or not _ENDS.fullmatch(between.replace(MINUS, ""))
    ):
        return None
    led = _CONFIDENCE.search(text[max(0, first.start - 24) : first.start])
    dashed = re.fullmatch(r"\s?(?:to|-)\s?", between.replace(MINUS, ""))
    return Interval(low, high, Qualifier.RANGE) if led or (low < 0 and dashed) else None


def _sure(found: Numeral, text: str) -> Numeral:
    """Return *found*, or without a value where it stands beside what nobody here knows."""
    start, end, shown, _, number_start, number_end = found
    before, after = text[max(0, start - 2) : start], text[end : end + 1]
    doubtful = (
        any(map(_is_strange, before[-1:] + after))
        or (before[-1:] == " " and _compares(before[:1]))
        or (before[-1:] == "-" and before[:1].isspace())  # "10.3 -1.8": a minus, or a dash that parts them
        or (before[-1:] == "/" and before[:1].isdigit())
        or (after not in _KNOWN and text[end - 1].isdigit() and not _CLINGING.match(text, end) and _ON.match(text, end))
    )
    return numeral((start, end, shown, UNREAD, number_start, number_end)) if doubtful else found


def _compares(sign: str) -> bool:
    """Tell whether a sign that stands apart from a number may say something of it: "≫ 20", but not "→ 20"."""
    # A bar that stands apart is the edge of a cell.
    if sign.isascii() or sign in _STRANGE:
        return sign in _STRANGE and sign != "|"
    return unicodedata.category(sign) == "Sm" and sign not in "←↑→↓↔"


def _is_strange(sign: str) -> bool:
    """Tell whether a sign is none that stands beside numbers in English: "万", "²", "‰"."""
    if sign.isascii() or sign in _STRANGE:
        return sign in _STRANGE
    category = unicodedata.category(sign)
    return (category[0] in "NS" and category != "Sc" and sign not in "°©®™") or "\u3400" <= sign <= "\u9fff"
