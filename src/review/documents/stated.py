"""The numbers of a document in running text, each with its place, its sentence and the words that are its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from review.corpus.text.date_phrases import Dates, find_dates
from review.corpus.text.mapped_text import Span
from review.corpus.text.numerals.reader import plain_numerals
from review.corpus.text.numerals.scan import Numeral
from review.corpus.text.numerals.values import Interval, times
from review.corpus.text.sentences import sentence_spans
from review.corpus.vocabulary import Qualifier
from review.documents.printed import PrintedInterval, printed_interval
from review.documents.wordings import evened

# What is no running text, blanked so that every offset stays: code, HTML, addresses, signs of notes and of lists.
_MASKED = re.compile(
    r"(?ms)\A---\n.*?\n---$|^(```|~~~).*?^\1|<!--.*?-->|<[^<>\n]{1,200}>|(?<=\])\([^()\s]*\)|(?<=\])\[[^\]\n]*\]"
    r"|https?://\S+|www\.\S+|\[\^[^\]\n]*\]:?|^[ \t]*(?:#+|[-*+]|[0-9]{1,3}[.)]|>)(?=[ \t])|[*_`|\[\]]"
)
_ADDRESS = re.compile(r"(?<=\]\()[^()\s]+|https?://[^\s)>\]]+")
_BLOCK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|[0-9]{1,3}[.)]|\||>)[ \t])|\n(?=#)|(?<=\|)[ \t]*\n")
# "30 000", with any space: joined by commas, one character for one.
_SPACED = re.compile(r"(?<![\w.,])[1-9][0-9]{0,2}(?:[\u00a0\u202f\u2009 ][0-9]{3})+(?![\w,]|\.[0-9])")
_LETTERS = {"k": 3, "m": 6, "mn": 6, "bn": 9}
_LETTER = re.compile(r"\s?(k|m|mn|bn)\b")
# What bounds a number behind its noun, where no other number follows that it could bound.
_THEN = r"(?=\s*(?:[,.;:)]|\Z)|\s(?:every|each|a|per|in)\b)"
_LATE: dict[str, Qualifier] = {
    rf"\s*(?:\w+\s){{0,2}}(?:or more|at least|plus){_THEN}": Qualifier.AT_LEAST,
    rf"\s*(?:\w+\s){{0,2}}(?:at most|at the most|or fewer|or less|maximum){_THEN}": Qualifier.AT_MOST,
}
_EARLY = re.compile(
    r"\b(?:maximum|upper (?:end|bound|limit)|(?:as )?high as|reach(?:es|ing)?|rang\w+ up to|at the highest)"
    r"(?:\s(?:of|is|was|being|estimates?\sof))?\s*\Z"
)
_ORDINAL = re.compile(r"[0-9](?:st|nd|rd|th)\Z|(?:first|second|third|[a-z]{3}th|tieth)\Z")
# Numbers of pages, notes, articles and the like; and what is no count though it is written as a number.
_LABELLED = re.compile(
    r"\b(?:pp?|pages?|notes?|no|nos|articles?|art|sections?|sec|§|chapters?|ch|tables?|figures?|fig|vol|volume|issue"
    r"|footnotes?|version|part|annex|appendix|isbn|doi|line|lines|paragraphs?|tier)\.?\s*\Z|[#§]\s?\Z"
)
#: A sentence of more letters than this is no sentence.
LONGEST = 1500
# "Doubled to 40" is no range from two on.
_GREW = re.compile(r"\b(?:doubled|tripled|quadrupled|halved|double|twice|half)(?=\s+to\b)", re.IGNORECASE)
#: Words that mostly count nothing: "at second hand", "one of them".
_IDLE = frozenset({"one", "first", "second", "third", "half", "double", "doubled", "twice"})
# "Ward 2014" and "2014a" are works.
_NAMED = re.compile(r"[A-Z][\w.]*\s\Z")
_WORK = re.compile(r"(?:1[5-9]|20)[0-9]{2}[a-z]\b")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
#: Days of a month that no date of its own has: "15 and 20 July", "Dec 18 and 24".
_DAY_AFTER = re.compile(rf"\b{_MONTH}\s(?:[0-9]{{1,2}}\s?(?:and|to|or|until|-)\s?)?\Z")
_DAY_BEFORE = re.compile(rf"(?:\s?(?:and|to|or|until|-)\s?[0-9]{{1,2}})?\s{_MONTH}\b")
_IN = re.compile(r"\b(?:in|since|of|by|until|till|during|from|to|and|year|between|before|after|for|early|late|mid)\s\Z")


@dataclass(frozen=True)
class StatedNumber:
    """A number that a document states. *start* and *end* are offsets of its phrase in the sentence.

    *around* are the offsets, in the sentence, between which no other number stands. *printed* is the interval that is
    printed with it, such as a confidence interval, and is no number of its own.
    """

    line: int
    column: int
    interval: Interval
    sentence: str
    start: int
    end: int
    around: tuple[int, int]
    dates: tuple[tuple[int, int, Dates], ...]
    before_it: str
    paragraph: str
    links: tuple[str, ...]
    printed: PrintedInterval | None = None

    @cached_property
    def phrase(self) -> str:
        """Return the number with the words before it that bound it, and its interval, or a few words after it."""
        if self.printed:
            end = self.printed.span[1]
            return " ".join(self.sentence[self.start : end + (self.sentence[end : end + 1] == ")")].split())
        after = " ".join(self.sentence[self.end : self.around[1]].split())
        gap = " " if self.sentence[self.end : self.end + 1].isspace() else ""
        words = re.match(r"(?:\s?[^\s.,;:()]+){0,3}", after)
        return " ".join(self.sentence[self.start : self.end].split()) + (gap + words[0] if words and words[0] else "")

    @cached_property
    def text(self) -> str:
        """Return the sentence as words are looked for in it."""
        return evened(self.sentence)

    @property
    def after(self) -> str:
        """Return the words after the number that are no other's."""
        return self.text[self.end : self.around[1]]

    @property
    def before(self) -> str:
        """Return the words before the number that are no other's."""
        return self.text[self.around[0] : self.start]

    @property
    def window(self) -> str:
        """Return the words around the number that are no other's."""
        return f"{self.before} {'#' * (self.end - self.start)} {self.after}"

    @cached_property
    def ends(self) -> frozenset[Decimal]:
        """Return the ends that are named."""
        return frozenset(end for end in (self.interval.low, self.interval.high) if end is not None)

    @cached_property
    def is_ordinal(self) -> bool:
        """Say whether it names a place in an order."""
        return bool(_ORDINAL.search(self.text[self.start : self.end]))


def stated_numbers(document: str, is_counted: Callable[[str], bool] = lambda words: False) -> Iterator[StatedNumber]:
    """Yield the numbers of a Markdown or plain *document* in order; dates, numbers of pages and lists are none.

    Digits that look like a year are one, unless *is_counted* says of the words behind them that they are counted
    and nothing before them speaks of time: "1990 cases", but not "in 1990 cases".
    """
    before = ""
    for start, sentence, paragraph in _placed_sentences(document):
        links = tuple(_ADDRESS.findall(document[start : start + len(sentence)]))
        for numeral, interval, around, dates, printed in _numbers(sentence, is_counted):
            at = start + numeral.start
            line, column = document.count("\n", 0, at) + 1, at - (document.rfind("\n", 0, at) + 1) + 1
            yield StatedNumber(
                *(line, column, interval, sentence, numeral.start, numeral.end, around, dates),
                *(before, paragraph, links, printed),
            )
        before = sentence if sentence.strip() else before


def sentences_without(document: str, places: Collection[tuple[int, int]]) -> tuple[int, int]:
    """Return how many sentences of a *document* hold none of some *places* (line and column), and how many there are.

    A heading, a point of a list and a row of a table count as sentences.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", document))]
    offsets = [starts[line - 1] + column - 1 for line, column in places]
    placed = _placed_sentences(document)
    spans = [(start, start + len(words)) for start, words, _ in placed if re.search(r"[^\W\d_]", words)]
    return sum(not any(start <= at < end for at in offsets) for start, end in spans), len(spans)


def _placed_sentences(document: str) -> Iterator[tuple[int, str, str]]:
    """Yield each sentence of a document with the offset at which it begins, and its paragraph."""
    text = _SPACED.sub(lambda m: re.sub(r"\s", ",", m[0]), _blanked(document))
    starts = [0, *(match.end() for match in _BLOCK.finditer(document))]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        for first, last in _sentences(text[start:end]):
            yield start + first, text[start + first : start + last], text[start:end]


def _sentences(block: str) -> Iterator[Span]:
    """Yield the sentences of a block; what runs on without an end is cut, so that no number is read with all of it."""
    for start, end in sentence_spans(block):
        while end - start > LONGEST:
            cut = block.rfind(" ", start + 1, start + LONGEST) + 1 or start + LONGEST
            yield start, cut
            start = cut
        yield start, end


def _blanked(document: str) -> str:
    return _MASKED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), document)


def _numbers(
    sentence: str, is_counted: Callable[[str], bool]
) -> Iterator[tuple[Numeral, Interval, Span, tuple[tuple[int, int, Dates], ...], PrintedInterval | None]]:
    """Yield the numbers of a sentence that are no dates, each with its value, the bounds of its words and all dates.

    With it stands the interval that is printed with it. A number in brackets that gives the one before it in another
    unit shares its words, and what bounds it.
    """
    lowered = sentence.lower() if len(sentence.lower()) == len(sentence) else sentence
    found = tuple(
        (start, end, dates)
        for start, end, dates in find_dates(lowered)
        if not (lowered[start:end].isdigit() and is_counted(evened(lowered[end : end + 40])))
        or _IN.search(lowered, max(0, start - 12), start)
        or _NAMED.search(sentence, max(0, start - 30), start)
    )
    numbers = [
        numeral
        for numeral in plain_numerals(_GREW.sub(lambda match: " " * len(match[0]), sentence))
        if sentence[numeral.start : numeral.end].lower() not in _IDLE
        if numeral.interval.low is not None or numeral.interval.high is not None
        if not any(s < numeral.number_end and numeral.number_start < e for s, e, _ in found)
        if not _WORK.match(lowered, numeral.number_start)
        if not _DAY_AFTER.search(lowered, max(0, numeral.start - 24), numeral.start)
        if not _DAY_BEFORE.match(lowered, numeral.number_end)
        if not _LABELLED.search(lowered, max(0, numeral.start - 14), numeral.start)
    ]
    numbers, intervals = _without_intervals(lowered, numbers)
    for at, (numeral, printed) in enumerate(zip(numbers, intervals, strict=True)):
        first, last = at, at + 1
        while first and _restates(sentence, numbers[first - 1], numbers[first]):
            first -= 1
        while last < len(numbers) and _restates(sentence, numbers[last - 1], numbers[last]):
            last += 1
        left = numbers[first - 1].end if first else 0
        right = numbers[last].start if last < len(numbers) else len(sentence)
        interval = _bounded(numeral, sentence)
        if first < at and interval.qualifier is Qualifier.EXACT:
            interval = _as_bounded(interval, numbers[first].interval.qualifier)
        yield numeral, interval, (left, right), found, printed


def _without_intervals(lowered: str, numbers: Iterable[Numeral]) -> tuple[list[Numeral], list[PrintedInterval | None]]:
    """Return the numbers that are no part of an interval, and the interval that is printed with each."""
    kept, intervals, until = list[Numeral](), list[PrintedInterval | None](), 0
    for numeral in numbers:
        if numeral.number_start >= until:
            printed = printed_interval(lowered, numeral.end, numeral.interval)
            kept.append(numeral)
            intervals.append(printed)
            until = printed.span[1] if printed else until
    return kept, intervals


def _restates(sentence: str, earlier: Numeral, later: Numeral) -> bool:
    """Say whether a number in brackets gives the one before it in another unit: "up to 40 yuan (6 dollars)"."""
    return bool(re.fullmatch(r"[^().,;]{0,16}\(\s*", sentence[earlier.end : later.start]))


def _as_bounded(interval: Interval, qualifier: Qualifier) -> Interval:
    ends = qualifier.ends
    low, high = (None if ends.open_below else interval.low), (None if ends.open_above else interval.high)
    return interval if ends.spread else Interval(low, high, qualifier)


def _bounded(numeral: Numeral, sentence: str) -> Interval:
    """Return what the number says, with the letters and the words that the reader of sources does not know."""
    interval, after = numeral.interval, sentence[numeral.end : numeral.end + 40].lower()
    if (letter := _LETTER.match(after)) and sentence[numeral.end - 1].isdigit():
        scale = 10 ** _LETTERS[letter[1]]
        low, high = (None if end is None else times(end, scale) for end in interval[:2])
        interval = Interval(low, high, interval.qualifier)
    if interval.qualifier not in (Qualifier.EXACT, Qualifier.ABOUT):
        return interval
    early = _EARLY.search(sentence[max(0, numeral.start - 50) : numeral.start].lower())
    late = next((bound for words, bound in _LATE.items() if re.match(words, after)), None)
    match Qualifier.AT_MOST if early else late:
        case Qualifier.AT_MOST:
            return Interval(None, interval.high, Qualifier.AT_MOST)
        case Qualifier.AT_LEAST:
            return Interval(interval.low, None, Qualifier.AT_LEAST)
        case _:
            return interval
