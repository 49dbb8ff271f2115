"""Numerals as sources print them: one read strictly, or every one of a text found with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from review.corpus.text.numerals.scan import Numeral, numeral, scan
from review.corpus.text.numerals.values import Interval
from review.corpus.text.numerals.words import BREAKABLE, LONGEST_DIGITS
from review.corpus.text.source_text import Span, fold


class NumeralError(ValueError):
    """The text is not one numeral; the message says what it is instead."""


# "in 2010.22 However": a year has no decimals, so the rest is a footnote's mark.
_YEAR_WITH_NOTE = re.compile(r"(?m)(?<![0-9.,$€£¥])((?:1[5-9]|20)[0-9]{2})\.(?=[0-9]{1,3}(?:\s+[A-Z]|[ \t]*$))")
_ASCII_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")

# What stands before the break of a number: its first digits, or three of its middle ones.
_FIRST_DIGITS = (rf"(?<=[0-9]{{{count}}},)(?<![0-9.,][0-9]{{{count}}},)" for count in (1, 2, 3))
_THOUSANDS = "|".join((*_FIRST_DIGITS, r"(?<=,[0-9]{3},)", r"(?<=,\n[0-9]{3},)"))
# "May 5," at a line's end is a date, whatever follows.
_DATE = r"(?<![a-z])(?P<date>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,9}+[\s.]{1,9}+[0-9]{1,4}+,\n)"
# Where a word, or a number at its thousands, may be broken over two lines.
_BREAK = re.compile(
    rf"{_DATE}|"
    r"(?<![^\W_])(?P<left>[a-z]{1,12}+)(?P<hyphen>-[ \t]*+\n\s{0,30}+)(?=(?P<right>[a-z]{1,12}+)(?![^\W_]))"
    rf"|(?=\n)(?:{_THOUSANDS})(?P<thousands>\n)(?=[0-9]{{3}}(?![0-9]))"
)


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
    numerals = list(scan(joined, joined, alone=True))
    cut = stripped if len(stripped) <= 60 else f"{stripped[:57]}..."
    if not numerals:
        raise NumeralError(f"no number to read (got {cut!r}). Copy the number as it is printed.")
    if len(numerals) > 1:
        raise NumeralError(f"{len(numerals)} numbers, or one malformed (got {cut!r}). Copy one number alone.")
    start, end, _, interval, _, _ = numerals[0]
    if (start, end) != (0, len(joined)):
        around = joined[:start].strip() or joined[end:].strip()
        raise NumeralError(f"{around[:40]!r} beside the number (got {cut!r}). Copy the number alone.")
    if interval.low is None and interval.high is None:
        raise NumeralError(f"more than {LONGEST_DIGITS} digits (got {cut!r}). Copy one number.")
    return interval


def find_numerals(text: str) -> Iterator[Numeral]:
    """Yield every numeral of *text*, in order and apart from each other, in time linear in its length.

    Digits are found wherever they stand, glued to a word or a full stop as footnote marks are. What reads
    as no single number ("1,23", "27.12.2012") is found as its runs of digits.

    >>> [(found.text, str(found.interval.qualifier)) for found in find_numerals("over 30 in two to three years.15")]
    [('over 30', 'more than'), ('two to three', 'range'), ('15', 'exact')]
    """
    joined, cuts = _mend(_lowered(_YEAR_WITH_NOTE.sub(r"\1;", fold(text))))
    return _moved(scan(joined, joined), text, cuts) if cuts else scan(joined, text)


def _lowered(text: str) -> str:
    """Return *text* in lower case, of the same length: "İ", say, has two characters in lower case, and stays."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text.translate(_ASCII_LOWER)


def _mend(text: str) -> tuple[str, list[Span]]:
    """Return *text* with number words and thousands that are broken over a line joined, and what was cut out."""
    if "\n" not in text:
        return text, []
    cuts = []
    for match in _BREAK.finditer(text):
        kind = match.lastgroup
        if kind == "thousands":
            cuts.append(match.span())
        elif kind != "date" and match["left"] + match["right"] in BREAKABLE:
            cuts.append(match.span("hyphen"))
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return "".join(text[start:end] for start, end in zip(starts, ends, strict=True)) if cuts else text, cuts


def _moved(numerals: Iterable[Numeral], text: str, cuts: list[Span]) -> Iterator[Numeral]:
    """Yield numerals found in a mended text with their places in *text*, from which *cuts* were taken."""
    lengths = [0, *accumulate(end - start for start, end in cuts)]
    joints = [start - length for (start, _), length in zip(cuts, lengths, strict=False)]
    joints.append(len(text) + 1)
    passed = 0

    def moved(at: int) -> int:
        return at + lengths[bisect_right(joints, at, passed)]

    for start, end, _, interval, number_start, number_end in numerals:
        while joints[passed] <= start:
            passed += 1
        if end <= joints[passed]:
            shift = lengths[passed]
            start, end, number_start, number_end = start + shift, end + shift, number_start + shift, number_end + shift
        else:
            start, end = moved(start), moved(end - 1) + 1
            number_start, number_end = moved(number_start), moved(number_end - 1) + 1
        yield numeral((start, end, text[start:end], interval, number_start, number_end))
