"""The scan of a text for its numerals: one compiled pattern, and what each of its matches says.

Everything here works on text that is folded and in lower case. What is frequent and simple has branches of its
own, which come first: a hostile text has a numeral at every second character, and each has to be cheap.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from functools import cache, lru_cache, partial
from typing import NamedTuple

from review.corpus.text.numerals import words as words
from review.corpus.text.numerals.values import UNREAD, Interval, at_least, divisions, exactly, interval_of, rising
from review.corpus.text.numerals.words import GAP, LONGEST_DIGITS, any_of


class Numeral(NamedTuple):
    """A numeral in a text, with offsets into it.

    *start* and *end* (and *text*) hold its qualifier, currency and per-cent signs too; *number_start*
    and *number_end* the number alone, a range whole. A tuple, since a text may have very many.
    """

    start: int
    end: int
    text: str
    interval: Interval
    number_start: int
    number_end: int


#: Makes a `Numeral` of a tuple, in half the time that `Numeral` takes.
numeral = partial(tuple.__new__, Numeral)

_AT_WORD = r"(?<!\w)(?=[a-z])"
_CURRENCY = r"(?:[$€£¥]|(?:us|hk|nt|au|ca)\$)"
# Most numbers have nothing after them that could go on with them. What is stopped here in vain is read below.
_OR_AND = rf"or{GAP}{any_of((*words.SO, *words.AGE))}|and{GAP}{any_of(('a half', *words.AGE))}"
_SECOND = rf"(?:[0-9]|{_CURRENCY}|{words.SECOND})"
_ON = rf"-\s{{0,30}}+[0-9a-z$€£¥]|\+(?!\w)|{_OR_AND}|to{GAP}{_SECOND}|{any_of(words.CONTINUATIONS)}\b"
_NO_MORE = rf"(?!\s{{0,30}}+(?:{_ON}))"
_ENDS = rf"(?!\s{{0,30}}+(?:{_ON}|%|{_CURRENCY}(?!\s?[0-9])))"
_WHOLE = r"(?![0-9]|[.,][0-9]|(?:st|nd|rd|th)\b)"
_DIGITS_ALONE = (
    rf"[0-9]{{1,20}}+{_WHOLE}{_ENDS}"
    # The middle of "2012-12-27", its start.
    r"|(?<=[0-9]-)[0-9]{1,20}+(?=-[0-9])|[0-9]{1,9}+(?=-[0-9]++(?>(?:[.,][0-9]++)*)-[0-9])"
)
# "1,23", "27.12.2012": digits that are no single number.
_RUNS = (
    r"(?!(?:[0-9]++|[0-9]{1,3}+(?>(?:,[0-9]{3}+)+))(?:\.[0-9]++)?(?![.,]?[0-9]))"
    rf"[0-9]++(?>(?:[.,][0-9]++)+)(?!st|nd|rd|th){words.NO_SCALE}"
)
_PLAIN = (
    r"[0-9]{1,20}+(?>(?:,[0-9]{3}){0,6})(?:st|nd|rd|th)\b"
    rf"|{_AT_WORD}(?:{words.SHORT_WORDS}{_ENDS}|{words.ORDINAL})"
)
_SIGNED = rf"(?<![a-z]){_CURRENCY}\s?"
_SIGN = rf"(?:{_SIGNED})?"
_UNIT_SIGN = rf"\s?(?:%|{_CURRENCY}(?!\s?[0-9])){_NO_MORE}"
_AMOUNT = (
    rf"(?P<share>[0-9]{{1,20}}+){_UNIT_SIGN}|(?P<least>[0-9]{{1,20}}+)\+(?!\w)"
    rf"|{_SIGNED}(?P<amount>[0-9]{{1,20}}+)(?!-)(?:{_UNIT_SIGN}|{_WHOLE}{_ENDS})"
)
# Not after a dash: that is the end of "2012-12-27".
_DASHED = rf"{_SIGN}(?<!\S-)(?P<from>[0-9]{{1,9}}+)-{_SIGN}(?P<till>[0-9]{{1,9}}+)(?!-){_WHOLE}{_ENDS}"
# The first of two numbers, which is all of it unless they are a range.
_HEAD = (
    rf"{_SIGN}(?P<head>[0-9]{{1,9}}+|{_AT_WORD}{words.LONE_WORDS})(?:\s?%)?"
    rf"(?=(?:-\s{{0,30}}+|(?P<pause>\s{{1,30}}+-\s{{0,30}}+)|{GAP}to{GAP}){_SIGN}"
    rf"(?P<next>[0-9]{{1,9}}+(?![0-9]|[.,][0-9]){words.NO_SCALE}|{_AT_WORD}{words.LONE_WORDS}))"
)
# A run of digits is taken whole and never given back; whether it is one number is settled afterwards.
_NUMBER = rf"[0-9]++(?>(?:[.,][0-9]++)*)(?:{words.AND_HALF}|{words.SCALE})"
_BARE = rf"(?:{_NUMBER}|{_AT_WORD}(?:{words.LONE_WORDS}|{words.WORDS}))"
_UNIT = rf"(?>(?:\s?%|\s{{0,30}}+(?:per\s{{1,30}}+cent|percent)\b|\s?{_CURRENCY}(?!\s?[0-9]))?)"
_SPAN = rf"between(?:{GAP}(?:the{GAP})?ages?(?:{GAP}of)?)?|from"
_FULL = rf"""
    (?:{_AT_WORD}(?:(?P<span>{_SPAN}){GAP}(?:{words.APPROXIMATELY}{GAP})?|(?P<before>{words.BEFORE}){GAP}))?
    (?P<first>{_SIGN}(?P<low>{_BARE}){_UNIT})
    (?:(?:(?P<dash>\s{{0,30}}+-\s{{0,30}}+)|{GAP}to{GAP}|(?(span){GAP}and{GAP}|(?!)))
       (?:{words.APPROXIMATELY}{GAP})?{_SIGN}(?P<high>{_BARE}){_UNIT}(?!-[0-9])
    |(?(span)(?!)|))
    (?P<after>{words.AFTER})?
"""
# What is longer is a run of digits, and is not copied about.
_LONGEST_BARE = 2000
#: The groups that hold a number whole, and who reads it.
_SINGLE = {"plain": interval_of, "amount": exactly, "share": exactly, "least": at_least}
_SHARE = re.compile(r"\s*(?:%|per\s+cent|percent)")
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
_DIGITS = re.compile(r"[0-9]+")


# Compiled when the first numeral is looked for: together they take as long as a small library to import.
@cache
def _phrase() -> re.Pattern[str]:
    """Return what finds the next numeral, each group a way to write one."""
    return re.compile(
        rf"""(?:(?=[0-9])|(?<!\w)(?={words.OPENING})|(?<![a-z])(?={_CURRENCY}\s?[0-9a-z]))
        (?:(?P<digits>{_DIGITS_ALONE})|(?P<runs>{_RUNS})|{_AMOUNT}|(?P<plain>{_PLAIN})|{_DASHED}|{_HEAD}|{_FULL})""",
        re.VERBOSE,
    )


@cache
def _pair() -> re.Pattern[str]:
    """Return what reads two numbers that belong together."""
    return re.compile(_FULL, re.VERBOSE)


def scan(text: str, shown: str, alone: bool = False) -> Iterator[Numeral]:
    """Yield the numerals of *text*, their texts taken from *shown*; *alone* if no prose is to be expected.

    Digits that are no single number are found run by run, and not read.
    """
    at: int | None = 0
    while at is not None:
        # Where a match held a second number that stands alone, the search begins anew at it.
        at = yield from _numerals(text, at, shown, alone)


def _numerals(text: str, at: int, shown: str, alone: bool) -> Generator[Numeral, None, int | None]:
    """Yield the numerals from *at* on; return where to look again if a match held a second number, else None."""
    for match in _phrase().finditer(text, at):
        kind = match.lastgroup
        start, end = number_start, number_end = match.span()
        if kind == "digits":
            yield numeral((start, end, shown[start:end], exactly(match[0]), start, end))
            continue
        interval: Interval | None = None
        if kind == "next" and (interval := _if_alone(*match.group("head", "next", "pause"), alone)):
            number_start, number_end = match.span("head")
        elif kind in _SINGLE:
            number_start, number_end = match.span(kind)
            interval = _SINGLE[kind](match[kind])
        elif kind == "first":
            number_start, number_end = match.span("low")
            before, low = match.group("before", "low")
            interval = interval_of(low, None, before) if number_end - number_start <= _LONGEST_BARE else None
        elif kind == "till":
            number_start = match.start("from")
            low, high = match.group("from", "till")
            interval = rising(low, high)
            if interval is None:
                middle = match.end("from")
                yield numeral((start, middle, shown[start:middle], exactly(low), number_start, middle))
                start, number_start, interval = middle + 1, match.start(kind), exactly(high)
        elif kind != "runs":
            full = _pair().match(text, start) if kind == "next" else match
            start, end, number_start, number_end, interval = _read(full, text, alone)
        if interval is not None:
            yield numeral((start, end, shown[start:end], interval, number_start, number_end))
        else:
            for run in _DIGITS.finditer(text, number_start, number_end):
                start, end = run.span()
                read = exactly(run[0]) if end - start <= LONGEST_DIGITS and kind != "runs" else UNREAD
                yield numeral((start, end, run[0], read, start, end))
        if end != match.end():
            return end
    return None


@lru_cache(maxsize=4096)
def _if_alone(low: str, high: str, pause: str | None, alone: bool) -> Interval | None:
    """Return what the first of two numbers says, each digits or a word; None if they could be a range's bounds."""
    if pause and _is_pause(low, high, alone):
        return interval_of(low)
    rises = int(low) < int(high) if low.isdigit() and high.isdigit() else interval_of(low, high) is not None
    return None if rises else interval_of(low)


def _read(match: re.Match[str] | None, text: str, alone: bool) -> tuple[int, int, int, int, Interval | None]:
    """Return the span of a phrase, the span of its number, and what it says: None if it is no single number."""
    assert match  # what `_HEAD` matches, `_pair` matches too
    start, end = match.span()
    number_start, number_end = match.span("low")
    before, low, high, after = match.group("before", "low", "high", "after")
    if high is not None:
        ends = [(low, high)] if _is_range(match, text, alone) else []
        if ends and match["span"]:
            ends += divisions(text[number_start : match.end("high")])
        if interval := next(filter(None, (interval_of(*both, before, after) for both in ends)), None):
            return start, end, number_start, match.end("high"), interval
        # Two numbers after all: this one stands alone, and the second is looked for again.
        start, end, after = start if before else match.start("first"), match.end("first"), None
    interval = interval_of(low, None, before, after) if number_end - number_start <= _LONGEST_BARE else None
    return start, end, number_start, number_end, interval


def _is_range(match: re.Match[str], text: str, alone: bool) -> bool:
    """Tell whether the two numbers of *match* are printed as a range; whether it rises is another question."""
    low, high, dash, span = match.group("low", "high", "dash", "span")
    if len(low) > _LONGEST_BARE or len(high) > _LONGEST_BARE:
        return False
    start = match.start("low")
    if text[start - 1 : start] == "-" and text[start - 2 : start - 1].isdigit():
        return False  # the end of "2012-12-27"
    if not (dash or span) and (_is_share_of(match) or (_YEAR.fullmatch(low) and "," in high)):
        return False  # "by 50 per cent to 300", "from 1,500 in 2009 to 3,138"
    return not (dash and dash[0].isspace() and not span and _is_pause(low, high, alone))


def _is_share_of(match: re.Match[str]) -> bool:
    """Tell whether the first of two numbers is a percentage, and the second none."""
    units = match.string[match.end("low") : match.end("first")], match.string[match.end("high") : match.end()]
    return bool(_SHARE.search(units[0])) and not _SHARE.match(units[1])


def _is_pause(low: str, high: str, alone: bool) -> bool:
    """Tell whether a dash between spaces is a pause: it mostly is ("rescued 89 – 355 died"), except between years."""
    return not alone and not (_YEAR.fullmatch(low) and _YEAR.fullmatch(high))
