"""Numerals as sources print them: one read strictly, or every one of a text found with its place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate
from typing import Literal, NamedTuple

from review.corpus import numeral_words as words
from review.corpus.numeral_words import GAP, Value, any_of, times, value_of
from review.corpus.texts import Span, fold

Qualifier = Literal["exact", "about", "at least", "at most", "more than", "fewer than", "range", "multiple"]


class NumeralError(ValueError):
    """The text is not one numeral; the message says what it is instead."""


@dataclass(frozen=True)
class Interval:
    """What a numeral says: its bounds, None where it gives none, and what its words say about them.

    A multiple keeps the bounds of its other words: "more than 10 times" has no high. Both bounds are
    None in one case only: digits too many to be read as a number (`LONGEST_DIGITS`).
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


_BOUNDS: dict[str, Qualifier] = {
    **dict.fromkeys(("at least", "a minimum of", "as few as", "as little as"), "at least"),
    **dict.fromkeys(("no fewer than", "no less than", "not fewer than", "not less than"), "at least"),
    **dict.fromkeys(("at most", "up to", "a maximum of", "no more than", "not more than"), "at most"),
    **dict.fromkeys(("as many as", "as much as", "as high as", "amounting to as much as"), "at most"),
    **dict.fromkeys(("sometimes amounting to as much as",), "at most"),
    **dict.fromkeys(("more than", "over", "above", "in excess of", "upwards of"), "more than"),
    **dict.fromkeys(("exceed", "exceeds", "exceeded", "exceeding"), "more than"),
    **dict.fromkeys(("fewer than", "less than", "under", "below"), "fewer than"),
}
_ABOUT = ("about", "around", "approximately", "roughly", "nearly", "almost", "close to", "circa", "an estimated")
_AFTER: dict[str, Qualifier] = {
    "or so": "about",
    **dict.fromkeys(("or more", "or over", "or above", "or older", "+"), "at least"),
    **dict.fromkeys(("or fewer", "or less", "or under", "or below", "or younger"), "at most"),
    **dict.fromkeys(("times", "fold", "-fold"), "multiple"),
}

_CURRENCY = r"(?:(?:us|hk|nt|au|ca)?\$|[€£¥])"
# "some" is a qualifier before digits only: "some one-child families" are not about one.
_APPROXIMATELY = rf"(?:{any_of(_ABOUT)}|some(?={GAP}{_CURRENCY}?[0-9]))"
_BOUND = rf"{any_of(_BOUNDS)}(?:{GAP}the{GAP}age{GAP}of)?"
_QUALIFIER = rf"(?:(?:just|only|well){GAP})?(?:{_BOUND}(?:{GAP}{_APPROXIMATELY})?|{_APPROXIMATELY})|just|only"
_SPAN = rf"between(?:{GAP}(?:the{GAP})?ages?(?:{GAP}of)?)?|from"
# A run of digits is taken whole and never given back; whether it is one number is settled afterwards.
_BARE = rf"(?:[0-9]++(?:[.,][0-9]++)*+{words.SCALE}|(?<!\w){words.WORDS})"
_BEFORE = rf"(?:(?<![a-z]){_CURRENCY}\s?)?"
_UNIT = rf"(?:\s?%|\s{{0,30}}+(?:per\s{{1,30}}+cent|percent)\b|\s?{_CURRENCY}(?!\s?[0-9]))?+"
_PHRASE = re.compile(
    rf"""(?P<ordinal>[0-9]++(?:,[0-9]++)*+(?:st|nd|rd|th)\b|(?<!\w){words.ORDINAL})
    |(?:(?<!\w)(?:(?P<span>{_SPAN}){GAP}(?:{_APPROXIMATELY}{GAP})?|(?P<qualifier>{_QUALIFIER}){GAP}))?
    (?P<first>{_BEFORE}(?P<low>{_BARE}){_UNIT})
    (?:(?:(?P<dash>\s{{0,30}}+-\s{{0,30}}+)|{GAP}to{GAP}|(?(span){GAP}and{GAP}|(?!)))
       (?:{_APPROXIMATELY}{GAP})?{_BEFORE}(?P<high>{_BARE}){_UNIT}(?!-[0-9])
    |(?(span)(?!)|))
    (?P<after>{GAP}or{GAP}(?:so|more|fewer|less|over|above|older|under|below|younger)\b|\+(?!\w)|[-\s]?fold\b
      |{GAP}times\b(?!{GAP}(?:an?|per|each|every)\b))?
    """,
    re.VERBOSE,
)
# What is longer is a run of digits, and is not copied about.
_LONGEST_BARE = 2000
_BOUND_WORDS = re.compile(any_of(_BOUNDS))
_ABOUT_WORDS = re.compile(any_of((*_ABOUT, "some")))
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
_DIGITS = re.compile(r"[0-9]+")
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")

# Breaks over a line within a word or within thousands; both are looked at more closely before they are mended.
_BREAK = re.compile(r"(?<=[a-z])-[ \t]*+\n\s{0,30}+(?=[a-z])|(?<=[0-9],)\n(?=[0-9]{3}(?![0-9]))")
_WORD_BEFORE, _WORD_AFTER = re.compile(r"(?<![^\W_])[a-z]+\Z"), re.compile(r"[a-z]{1,12}(?![^\W_])")
# "May 5," at a line's end is a date, whatever follows.
_THOUSANDS_BEFORE = re.compile(
    r"(?<![a-z])(?P<month>(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?\s+)?"
    r"(?<![0-9.,])[0-9]{1,3}(?:,\n?[0-9]{3})*,\Z"
)
# "in 2010.22 However": a year has no decimals, so the rest is a footnote's mark.
_YEAR_WITH_NOTE = re.compile(r"(?<![0-9.,])((?:1[5-9]|20)[0-9]{2})\.(?=[0-9]{1,3}(?:\s+[A-Z]|[ \t]*(?:\n|\Z)))")


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
    joined, _ = _mend(fold(stripped).translate(_LOWER))
    found = list(_scan(joined, joined, alone=True))
    shown = stripped if len(stripped) <= 60 else f"{stripped[:57]}..."
    if not found:
        raise NumeralError(f"no number to read (got {shown!r}). Copy the number as it is printed.")
    if len(found) > 1:
        raise NumeralError(f"{len(found)} numbers, or one malformed (got {shown!r}, expected one). Copy one number.")
    start, end, _, interval, _, _ = found[0]
    if (start, end) != (0, len(joined)):
        around = joined[:start].strip() or joined[end:].strip()
        raise NumeralError(f"{around[:40]!r} beside the number (got {shown!r}). Copy the number alone.")
    if interval.low is None and interval.high is None:
        raise NumeralError(f"a number of more than {words.LONGEST_DIGITS} digits (got {shown!r}). Copy one number.")
    return interval


def find_numerals(text: str) -> list[Numeral]:
    """Return every numeral of *text*, in order and apart from each other, in time linear in its length.

    Digits are found wherever they stand, glued to a word or a full stop as footnote marks are. What reads
    as no single number ("1,23", "27.12.2012") is found as its runs of digits.

    >>> [(found.text, found.interval.qualifier) for found in find_numerals("over 30 parents, two to three children.15")]
    [('over 30', 'more than'), ('two to three', 'range'), ('15', 'exact')]
    """
    joined, cuts = _mend(_YEAR_WITH_NOTE.sub(r"\1;", fold(text)).translate(_LOWER))
    if not cuts:
        return list(_scan(joined, text, alone=False))
    return list(_moved(_scan(joined, joined, alone=False), text, cuts))


def _scan(text: str, shown: str, alone: bool) -> Iterator[Numeral]:
    """Yield the numerals of *text*, their texts taken from *shown*; *alone* where there is no prose around them."""
    search, at = _PHRASE.search, 0
    while match := search(text, at):
        start, at, number_start, number_end, interval = _read(match, text, alone)
        if interval is not None:
            yield Numeral(start, at, shown[start:at], interval, number_start, number_end)
            continue
        for run in _DIGITS.finditer(text, number_start, number_end):
            start, at = run.span()
            yield Numeral(start, at, shown[start:at], _run_of_digits(run.group()), start, at)


def _read(match: re.Match[str], text: str, alone: bool) -> tuple[int, int, int, int, Interval | None]:
    """Return the span of the phrase, the span of its number, and what it says: None if it is no single number."""
    start, end = match.span()
    ordinal, low, high, qualifier, after = match.group("ordinal", "low", "high", "qualifier", "after")
    if ordinal is not None:
        value = words.ordinal_of(ordinal) if len(ordinal) < _LONGEST_BARE else None
        return start, end, start, end, None if value is None else _bounded(value, None, None)
    number_start, number_end = match.span("low")
    if high is not None:
        interval = _interval(low, high, qualifier, after) if _is_range(match, text, alone) else None
        if interval is not None:
            return start, end, number_start, match.end("high"), interval
        # Two numbers after all: this one stands alone, and the second is looked for again.
        start, end, after = start if qualifier else match.start("first"), match.end("first"), None
    interval = _interval(low, None, qualifier, after) if len(low) <= _LONGEST_BARE else None
    return start, end, number_start, number_end, interval


def _is_range(match: re.Match[str], text: str, alone: bool) -> bool:
    """Tell whether the two numbers of *match* are printed as one range; their values are another question."""
    low, high = match.group("low", "high")
    if len(low) > _LONGEST_BARE or len(high) > _LONGEST_BARE:
        return False
    start = match.start("low")
    if text[start - 1 : start] == "-" and text[start - 2 : start - 1].isdigit():
        return False  # the end of "2012-12-27"
    # A dash between spaces is mostly a pause ("rescued 89 – 355 were arrested"), except between years.
    spaced = (match["dash"] or "-")[0].isspace() and not match["span"]
    return not spaced or alone or bool(_YEAR.fullmatch(low) and _YEAR.fullmatch(high))


@lru_cache(maxsize=4096)
def _interval(low: str, high: str | None, qualifier: str | None, after: str | None) -> Interval | None:
    """Return what a phrase says; None if a number is malformed, or the range does not rise."""
    first = value_of(low)
    second = value_of(high) if high is not None else None
    if first is None or high is None or second is None:
        return _bounded(first, qualifier, after) if first and high is None else None
    # "2 to 3 million": the first number shares the scale of the second where the range still rises.
    bottom = first.low
    if first.scale == 1 and first.kind == "exact" and times(bottom, second.scale) < second.low:
        bottom = times(bottom, second.scale)
    if not bottom < second.low:
        return None
    multiple = "multiple" in (first.kind, second.kind)
    return _bounded(Value(bottom, second.high, "multiple" if multiple else "range"), qualifier, after)


def _bounded(value: Value, qualifier: str | None, after: str | None) -> Interval:
    """Return the interval of *value*, bounded as the words before and after it say."""
    low: Decimal | None = value.low
    high: Decimal | None = value.high
    trailing = _AFTER.get(" ".join((after or "").split()))
    bound = _BOUND_WORDS.search(qualifier or "")
    name: Qualifier = value.kind
    if bound or trailing in ("at least", "at most"):
        name = _BOUNDS[" ".join(bound.group().split())] if bound else trailing or name
        low = low if name in ("more than", "at least") else None
        high = None if name in ("more than", "at least") else high
    elif name == "exact" and (trailing == "about" or _ABOUT_WORDS.search(qualifier or "")):
        name = "about"
    return Interval(low, high, "multiple" if "multiple" in (value.kind, trailing) else name)


def _run_of_digits(digits: str) -> Interval:
    value = value_of(digits) if len(digits) <= words.LONGEST_DIGITS else None
    return Interval(None, None, "exact") if value is None else _bounded(value, None, None)


def _mend(text: str) -> tuple[str, list[Span]]:
    """Return *text* with number words and thousands that are broken over a line joined, and what was cut out."""
    cuts = [match.span() for match in _BREAK.finditer(text) if _is_within_numeral(text, *match.span())]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return "".join(text[start:end] for start, end in zip(starts, ends, strict=True)) if cuts else text, cuts


def _is_within_numeral(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 40) : start]
    if text[start] == "\n":
        thousands = _THOUSANDS_BEFORE.search(before)
        return thousands is not None and thousands["month"] is None
    left, right = _WORD_BEFORE.search(before), _WORD_AFTER.match(text, end)
    return left is not None and right is not None and left.group() + right.group() in words.BREAKABLE


def _moved(found: Iterable[Numeral], text: str, cuts: list[Span]) -> Iterator[Numeral]:
    """Yield numerals found in a mended text with their places in *text*, from which *cuts* were taken."""
    lengths = [0, *accumulate(end - start for start, end in cuts)]
    joints = [start - length for (start, _), length in zip(cuts, lengths, strict=False)]
    for numeral in found:
        start, number_start = (at + lengths[bisect_right(joints, at)] for at in (numeral.start, numeral.number_start))
        end, number_end = (at + lengths[bisect_left(joints, at)] for at in (numeral.end, numeral.number_end))
        yield Numeral(start, end, text[start:end], numeral.interval, number_start, number_end)
