"""Numerals as sources print them: one read strictly, or every one of a text found with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from heapq import merge

from review.corpus.text.mapped_text import MappedText, fold, normal_form
from review.corpus.text.numerals.digit_forms import DIGIT_FORMS
from review.corpus.text.numerals.forms import THING, Replacement, always
from review.corpus.text.numerals.joining import joined_numerals, things
from review.corpus.text.numerals.scan import Numeral, numeral, scan
from review.corpus.text.numerals.values import Interval
from review.corpus.text.numerals.word_forms import WORD_FORMS
from review.corpus.text.numerals.words import BREAKABLE, LONGEST_DIGITS

# "10.000", "10.385": three digits behind a point, where nothing else in the text says that it is one.
_ROUNDED = re.compile(r"(?<![\w.,])[1-9][0-9]{0,2}(?:\.[0-9]00|\.000)(?![\w]|[.,][0-9])")
_POINTED = re.compile(r"(?<![\w.,])[1-9][0-9]{0,2}\.[0-9]{3}(?![\w]|[.,][0-9])")
_ENGLISH_STYLE = re.compile(
    r"(?<![0-9.,])[0-9]{1,3},[0-9]{3}(?![0-9])|(?<![\w.,])[0-9]{1,2}\.[0-9]{1,2}(?![\w.,])|(?<![\w.,])0\.[0-9]"
)


def rewritten(text: MappedText, alone: bool = False) -> MappedText:
    """Return *text*, folded and in lower case, with each form that `scan` does not know in one that it knows.

    Whether "10.385" has thousands or decimals its text says, where it prints other numbers; *alone* it has decimals.
    """
    held = set(text.text)
    if "." in held and not alone:
        text = text.sub(_ROUNDED if _ENGLISH_STYLE.search(text.text) else _POINTED, always(THING))
    for signs, pattern, replacement in _rules():
        if not signs or not held.isdisjoint(signs):
            text = text.sub(pattern, replacement)
    return text


@cache
def _rules() -> list[tuple[str, re.Pattern[str], Replacement]]:
    return [(rule.signs, re.compile(rule.pattern), rule.replacement) for rule in (*DIGIT_FORMS, *WORD_FORMS)]


class NumeralError(ValueError):
    """The text is not one numeral; the message says what it is instead."""


# "in 2010.22 However", "30,000.12 However": a year has no decimals, so the rest is a footnote's mark.
_NOTED = re.compile(
    r"(?m)(?<![0-9.,$€£¥])((?:1[5-9]|20)[0-9]{2}|[0-9]{1,3}(?:,[0-9]{3}){1,6})\.(?=[0-9]{1,3}(?:\s+[A-Z]|[ \t]*$))"
)
# "COVID-19", "R2", "SW1A 1AA": digits of a name.
_NAMED = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,2}[0-9][0-9A-Z]?\s[0-9][A-Z]{2}|[A-Z][A-Z]{1,9}-[0-9]{1,3}|(?!Q[1-4]\s(?:19|20)|F?Y[0-9])[A-Z][0-9]{1,2}|H[0-9]N[0-9])"
    r"(?![\w-]|[.,][0-9])"
)
_ASCII_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")

# What stands before the break of a number: its first digits, or three of its middle ones.
_FIRST_DIGITS = (rf"(?<=[0-9]{{{count}}},)(?<![0-9.,][0-9]{{{count}}},)" for count in (1, 2, 3))
_THOUSANDS = "|".join((*_FIRST_DIGITS, r"(?<=,[0-9]{3},)", r"(?<=,\n[0-9]{3},)"))
# "May 5," at a line's end is a date, whatever follows.
_DATE = r"(?<![a-z])(?P<date>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,9}+[\s.]{1,9}+[0-9]{1,4}+,\n)"
# Where a word, or a number at its thousands, may be broken over two lines.
_BREAK = re.compile(
    rf"{_DATE}|"
    r"(?<![^\W_])(?P<left>[a-z]{1,12}+)-[ \t]*+\n\s{0,30}+(?=(?P<right>[a-z]{1,12}+)(?![^\W_]))"
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
    made = _plain(stripped, alone=True)
    numerals = list(_scanned(made, alone=True))
    cut = stripped if len(stripped) <= 60 else f"{stripped[:57]}..."
    if not numerals:
        raise NumeralError(f"no number to read (got {cut!r}). Copy the number as it is printed.")
    if len(numerals) > 1:
        raise NumeralError(f"{len(numerals)} numbers, or one malformed (got {cut!r}). Copy one number alone.")
    start, end, _, interval, _, _ = numerals[0]
    start, end = made.span(start, end)
    if (start, end) != (0, len(stripped)):
        around = _lowered(stripped)[:start].strip() or _lowered(stripped)[end:].strip()
        raise NumeralError(f"{around[:40]!r} beside the number (got {cut!r}). Copy the number alone.")
    if interval.unread:
        known = (
            f"more than {LONGEST_DIGITS} digits" if len(stripped) > LONGEST_DIGITS else "no form that the reader knows"
        )
        raise NumeralError(f"{known} (got {cut!r}). Copy one number.")
    return interval


def find_numerals(text: str) -> Iterator[Numeral]:
    """Yield every numeral of an English *text*, in order and apart from each other, in time linear in its length.

    Digits are found wherever they stand, glued to a word or a full stop as footnote marks are. What stands beside
    something that no rule knows is found and not read, and so are dates in digits and names.

    >>> [(found.text, str(found.interval.qualifier)) for found in find_numerals("over 30 in two to three years.15")]
    [('over 30', 'more than'), ('two to three', 'range'), ('15', 'exact')]
    >>> [found.interval for found in find_numerals("fewer than one in five, or 12 000")]
    [Interval(low=None, high=0.2, qualifier='fewer than'), Interval(low=12000, high=12000, qualifier='exact')]
    """
    made = _plain(text)
    return _moved(_scanned(made), made, text)


def plain_numerals(text: str) -> Iterator[Numeral]:
    """Yield the numerals of *text* each by itself, as one's own prose is checked: no rates, ratios, signs or "none"."""
    made = _mend(MappedText.of(_lowered(fold(text))))
    return _moved(scan(made.text, made.text), made, text)


def _scanned(made: MappedText, alone: bool = False) -> Iterator[Numeral]:
    return merge(joined_numerals(scan(made.text, made.text, alone), made.text), things(made.text))


def _plain(text: str, alone: bool = False) -> MappedText:
    """Return *text* in lower case and in the plain words and digits that `scan` reads."""
    made = normal_form(text)
    if not alone:
        made = made.same_length(_NOTED.sub(r"\1;", made.text)).sub(_NAMED, lambda match: THING)
    return rewritten(_mend(made.same_length(_lowered(made.text))), alone)


def _lowered(text: str) -> str:
    """Return *text* in lower case, of the same length: "İ", say, has two characters in lower case, and stays."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text.translate(_ASCII_LOWER)


def _mend(text: MappedText) -> MappedText:
    """Return *text* with number words and thousands that are broken over a line joined."""
    return text.sub(_BREAK, _unbroken) if "\n" in text.text else text


def _unbroken(match: re.Match[str]) -> str | None:
    if match["thousands"]:
        return ""
    broken = not match["date"] and match["left"] + match["right"] in BREAKABLE
    return match["left"] if broken else None


def _moved(numerals: Iterable[Numeral], made: MappedText, text: str) -> Iterator[Numeral]:
    """Yield numerals of the text *made* of *text* with their places in that."""
    starts, ends = made.starts, made.ends
    for start, end, _, interval, number_start, number_end in numerals:
        begin, stop = starts[start], ends[end - 1]
        yield numeral((begin, stop, text[begin:stop], interval, starts[number_start], ends[number_end - 1]))
