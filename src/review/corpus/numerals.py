"""Numerals as sources print them: one read strictly, or every one of a text found with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from review.corpus import numeral_words as words
from review.corpus.numeral_words import GAP, Qualifier, Value
from review.corpus.texts import Span, fold

__all__ = ["Interval", "Numeral", "NumeralError", "Qualifier", "find_numerals", "read_numeral"]


class NumeralError(ValueError):
    """The text is not one numeral; the message says what it is instead."""


@dataclass(frozen=True)
class Interval:
    """What a numeral says: its bounds, None where it gives none, and what its words say about them.

    A multiple keeps the bounds of its other words: "more than 10 times" has no high. Both bounds are
    None in one case only: digits too many to be read as a number.
    """

    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier

    def __repr__(self) -> str:
        low, high = ("None" if bound is None else f"{bound:f}" for bound in (self.low, self.high))
        return f"Interval(low={low}, high={high}, qualifier={self.qualifier!r})"


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


_AT_WORD = r"(?<!\w)(?=[a-z])"
_CURRENCY = r"(?:(?:us|hk|nt|au|ca)?\$|[€£¥])"
# Most numbers have nothing after them that could go on with them, or are the middle of "2012-12-27".
_ENDS = rf"(?!\s{{0,30}}+(?:[-+%$€£¥]|{words.any_of(('and', 'hk$', 'or', 'to', 'us$', *words.CONTINUATIONS))}))"
_PLAIN = (
    rf"[0-9]{{1,20}}+(?![0-9a-z]|[.,][0-9]){_ENDS}|{_AT_WORD}{words.SHORT_WORDS}{_ENDS}"
    r"|(?<=[0-9]-)[0-9]{1,20}+(?=-[0-9])"
)
# A run of digits is taken whole and never given back; whether it is one number is settled afterwards.
_BARE = rf"(?:[0-9]++(?:[.,][0-9]++)*+{words.SCALE}|{_AT_WORD}{words.WORDS})"
_SIGN = rf"(?:(?<![a-z]){_CURRENCY}\s?)?"
_UNIT = rf"(?:\s?%|\s{{0,30}}+(?:per\s{{1,30}}+cent|percent)\b|\s?{_CURRENCY}(?!\s?[0-9]))?+"
_SPAN = rf"between(?:{GAP}(?:the{GAP})?ages?(?:{GAP}of)?)?|from"
_PHRASE = re.compile(
    rf"""(?=[0-9a-z$€£¥])(?:
    (?P<plain>{_PLAIN}|[0-9]++(?:,[0-9]++)*+(?:st|nd|rd|th)\b|{_AT_WORD}{words.ORDINAL})
    |(?:{_AT_WORD}(?:(?P<span>{_SPAN}){GAP}(?:{words.APPROXIMATELY}{GAP})?|(?P<before>{words.BEFORE}){GAP}))?
    (?P<first>{_SIGN}(?P<low>{_BARE}){_UNIT})
    (?:(?:(?P<dash>\s{{0,30}}+-\s{{0,30}}+)|{GAP}to{GAP}|(?(span){GAP}and{GAP}|(?!)))
       (?:{words.APPROXIMATELY}{GAP})?{_SIGN}(?P<high>{_BARE}){_UNIT}(?!-[0-9])
    |(?(span)(?!)|))
    (?P<after>{words.AFTER})?)
    """,
    re.VERBOSE,
)
# What is longer is a run of digits, and is not copied about.
_LONGEST_BARE = 2000
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
_DIGITS = re.compile(r"[0-9]+")
# "in 2010.22 However": a year has no decimals, so the rest is a footnote's mark.
_YEAR_WITH_NOTE = re.compile(r"(?m)(?<![0-9.,$€£¥])((?:1[5-9]|20)[0-9]{2})\.(?=[0-9]{1,3}(?:\s+[A-Z]|[ \t]*$))")
_ASCII_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")

# Where a word, or a number at its thousands, may be broken over two lines.
_BREAK = re.compile(
    r"(?<![^\W_])(?P<left>[a-z]{1,12}+)(?P<hyphen>-[ \t]*+\n\s{0,30}+)(?=(?P<right>[a-z]{1,12}+)(?![^\W_]))"
    r"|(?<=[0-9],)(?P<thousands>\n)(?=[0-9]{3}(?![0-9]))"
)
_THOUSANDS_BEFORE = re.compile(r"(?:(?<![0-9.,])[0-9]{1,3}|,\n?[0-9]{3}),\Z")
# "May 5," at a line's end is a date, whatever follows.
_DATE_BEFORE = re.compile(r"(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s.]+[0-9]+,\Z")


def read_numeral(text: str) -> Interval:
    """Read one number the way a source prints it: digits or words, with its qualifier.

    Prose around the number is refused, since a reader that hunts for numbers finds the wrong one.
    Raises NumeralError.

    >>> read_numeral("more than 30,000")
    Interval(low=30000, high=None, qualifier='more than')
    >>> read_numeral("between 3,500–4,500")
    Interval(low=3500, high=4500, qualifier='range')
    >>> read_numeral("sixty-five per cent")
    Interval(low=65, high=65, qualifier='exact')
    """
    stripped = text.strip()
    joined, _ = _mend(_lowered(fold(stripped)))
    found = list(_scan(joined, joined, alone=True))
    shown = stripped if len(stripped) <= 60 else f"{stripped[:57]}..."
    if not found:
        raise NumeralError(f"no number to read (got {shown!r}). Copy the number as it is printed.")
    if len(found) > 1:
        raise NumeralError(f"{len(found)} numbers, or one malformed (got {shown!r}). Copy one number alone.")
    start, end, _, interval, _, _ = found[0]
    if (start, end) != (0, len(joined)):
        around = joined[:start].strip() or joined[end:].strip()
        raise NumeralError(f"{around[:40]!r} beside the number (got {shown!r}). Copy the number alone.")
    if interval.low is None and interval.high is None:
        raise NumeralError(f"more than {words.LONGEST_DIGITS} digits (got {shown!r}). Copy one number.")
    return interval


def find_numerals(text: str) -> list[Numeral]:
    """Return every numeral of *text*, in order and apart from each other, in time linear in its length.

    Digits are found wherever they stand, glued to a word or a full stop as footnote marks are. What reads
    as no single number ("1,23", "27.12.2012") is found as its runs of digits.

    >>> [(found.text, found.interval.qualifier) for found in find_numerals("over 30 in two to three years.15")]
    [('over 30', 'more than'), ('two to three', 'range'), ('15', 'exact')]
    """
    joined, cuts = _mend(_lowered(_YEAR_WITH_NOTE.sub(r"\1;", fold(text))))
    if not cuts:
        return list(_scan(joined, text, alone=False))
    return list(_moved(_scan(joined, joined, alone=False), text, cuts))


def _scan(text: str, shown: str, alone: bool) -> Iterator[Numeral]:
    """Yield the numerals of *text*, their texts taken from *shown*; *alone* if no prose is to be expected."""
    search, at = _PHRASE.search, 0
    interval: Interval | None
    while match := search(text, at):
        start, at = number_start, number_end = match.span()
        if match.lastgroup == "plain":
            interval = _interval(match[0]) if at - start <= _LONGEST_BARE else None
        else:
            start, at, number_start, number_end, interval = _read(match, text, alone)
        if interval is not None:
            yield Numeral(start, at, shown[start:at], interval, number_start, number_end)
            continue
        for run in _DIGITS.finditer(text, number_start, number_end):
            start, at = run.span()
            yield Numeral(start, at, run[0], _digits(run[0]), start, at)


def _read(match: re.Match[str], text: str, alone: bool) -> tuple[int, int, int, int, Interval | None]:
    """Return the span of a phrase, the span of its number, and what it says: None if it is no single number."""
    start, end = match.span()
    number_start, number_end = match.span("low")
    before, low, high, after = match.group("before", "low", "high", "after")
    if high is not None:
        ends = [(low, high)] if _is_range(match, text, alone) else []
        if ends and match["span"]:
            ends += words.divisions(text[number_start : match.end("high")])
        if interval := next(filter(None, (_interval(*both, before, after) for both in ends)), None):
            return start, end, number_start, match.end("high"), interval
        # Two numbers after all: this one stands alone, and the second is looked for again.
        start, end, after = start if before else match.start("first"), match.end("first"), None
    interval = _interval(low, None, before, after) if number_end - number_start <= _LONGEST_BARE else None
    return start, end, number_start, number_end, interval


def _is_range(match: re.Match[str], text: str, alone: bool) -> bool:
    """Tell whether the two numbers of *match* are printed as a range; whether it rises is another question."""
    low, high, dash, span = match.group("low", "high", "dash", "span")
    if len(low) > _LONGEST_BARE or len(high) > _LONGEST_BARE:
        return False
    start = match.start("low")
    if text[start - 1 : start] == "-" and text[start - 2 : start - 1].isdigit():
        return False  # the end of "2012-12-27"
    # A dash between spaces is mostly a pause ("rescued 89 – 355 were arrested"), except between years.
    spaced = dash and dash[0].isspace() and not span
    return alone or not spaced or bool(_YEAR.fullmatch(low) and _YEAR.fullmatch(high))


@lru_cache(maxsize=4096)
def _interval(
    low: str, high: str | None = None, before: str | None = None, after: str | None = None
) -> Interval | None:
    """Return what a phrase says; None if a number is malformed, or the range does not rise."""
    first = words.value_of(low)
    second = words.value_of(high) if high is not None else None
    if first is None or high is None or second is None:
        return _bounded(first, before or "", after or "") if first and high is None else None
    # "2 to 3 million": the first number shares the scale of the second where the range still rises.
    bottom = first.low
    if first.scale == 1 and first.kind == "exact" and words.times(bottom, second.scale) < second.low:
        bottom = words.times(bottom, second.scale)
    if not bottom < second.low:
        return None
    multiple = "multiple" in (first.kind, second.kind)
    return _bounded(Value(bottom, second.high, "multiple" if multiple else "range"), before or "", after or "")


def _bounded(value: Value, before: str, after: str) -> Interval:
    """Return the interval of *value*, bounded as the words before and after it say."""
    bound = words.bound_of(before, after)
    qualifier: Qualifier = value.kind
    if bound is not None and (bound != "about" or value.kind == "exact"):
        qualifier = bound
    low = None if bound in ("at most", "fewer than") else value.low
    high = None if bound in ("at least", "more than") else value.high
    multiple = value.kind == "multiple" or after.endswith(("times", "fold"))
    return Interval(low, high, "multiple" if multiple else qualifier)


def _digits(run: str) -> Interval:
    read = _interval(run) if len(run) <= words.LONGEST_DIGITS else None
    return read or Interval(None, None, "exact")


def _lowered(text: str) -> str:
    """Return *text* in lower case, of the same length: "İ", say, has two characters in lower case, and stays."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text.translate(_ASCII_LOWER)


def _mend(text: str) -> tuple[str, list[Span]]:
    """Return *text* with number words and thousands that are broken over a line joined, and what was cut out."""
    cuts = []
    for match in _BREAK.finditer(text):
        if match["thousands"]:
            start = match.start()
            grouped = _THOUSANDS_BEFORE.search(text, max(0, start - 5), start)
            if grouped and not _DATE_BEFORE.search(text, max(0, start - 20), start):
                cuts.append(match.span())
        elif match["left"] + match["right"] in words.BREAKABLE:
            cuts.append(match.span("hyphen"))
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return "".join(text[start:end] for start, end in zip(starts, ends, strict=True)) if cuts else text, cuts


def _moved(found: Iterable[Numeral], text: str, cuts: list[Span]) -> Iterator[Numeral]:
    """Yield numerals found in a mended text with their places in *text*, from which *cuts* were taken."""
    lengths = [0, *accumulate(end - start for start, end in cuts)]
    joints = [start - length for (start, _), length in zip(cuts, lengths, strict=False)] + [len(text) + 1]
    passed = 0
    for numeral in found:
        places = []
        for at, before in (numeral.start, 0), (numeral.number_start, 0), (numeral.number_end, 1), (numeral.end, 1):
            while joints[passed] <= at - before:
                passed += 1
            places.append(at + lengths[passed])
        start, number_start, number_end, end = places
        yield Numeral(start, end, text[start:end], numeral.interval, number_start, number_end)
