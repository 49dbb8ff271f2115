"""Words of a text as cells quote them: around a numeral, or as somebody marks them, each so that it stands once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from review.corpus.rules.row_rules import QUOTE_WORDS
from review.corpus.text.mapped_text import Span
from review.corpus.text.numerals.scan import Numeral
from review.corpus.text.sentences import sentences
from review.corpus.text.source_text import SourceText, count_words
from review.corpus.verification.ledger import Entry, numerals_of

# A word that a line breaks is one.
_TOKEN = re.compile(r"\S*[^\W\d_]-[ \t]*\n\s*[a-z]\S*|\S+")
#: Words that name nothing. A quote goes on behind those of `_GOING_ON`, and ends before the others.
IDLE_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and as at by for from in into is of on or than that the their these this those to was were which with",
    )
)
_GOING_ON = frozenset(("a", "an", "of", "the", "their", "these", "this", "those", "extra", "further", "new", "other"))
_BROKEN = re.compile(r"(?<=[^\W\d_])-[ \t]*\n\s*(?=[a-z])")
_OPENING, _CLOSING = "([\"'", ")]\"'.,;:?!"
_SENTENCE_ENDS = re.compile(r"[.!?]['\")\]]*\Z")
_STOPS = re.compile(r"[.;:?!,)]['\")\]]*\Z")


class QuoteCells(NamedTuple):
    """A quote with the words that stand around it where it alone stands more than once."""

    prefix: str
    quote: str
    suffix: str


def numeral_of(text: SourceText, entry: Entry) -> Numeral:
    """Return the numeral of *entry* with the words that qualify it. Raises StopIteration where it is not there."""
    return next(numeral for numeral in numerals_of(text) if numeral.number_start == entry.start)


def block_at(text: SourceText, start: int) -> Span:
    """Return where the paragraph of an offset begins and ends; of a heading, its line."""
    if at := text.paragraph_at(start):
        return at.start, at.end
    end = text.folded.find("\n", start)
    return text.folded.rfind("\n", 0, start) + 1, end if end >= 0 else len(text.folded)


def sentence_at(text: SourceText, start: int) -> Span:
    """Return where the sentence of an offset begins and ends; of a heading, its line."""
    at = text.paragraph_at(start)
    return next(span for span in sentences(text, at) if start < span[1]) if at else block_at(text, start)


def shortest_quote(text: SourceText, entry: Entry) -> str:
    """Return the fewest words around a numeral that stand once in its text, with the word behind it where one follows.

    Where no words that may be quoted do, those that are left stand more than once.
    """
    numeral = numeral_of(text, entry)
    start, end = numeral.start, max(numeral.end, entry.end)
    for around in (sentence_at(text, start), block_at(text, start)):
        for first, last in _windows(text, start, end, around):
            quote = written(text, first, last)
            if count_words(quote) <= QUOTE_WORDS and len(text.find(quote)) == 1:
                return quote
    return written(text, start, end)


def _windows(text: SourceText, start: int, end: int, around: Span) -> Iterator[Span]:
    """Yield spans that hold *start* to *end* whole, the shortest first, and of these what goes on to the right."""
    tokens = [match.span() for match in _TOKEN.finditer(text.folded, *around)]
    inner = [number for number, (a, b) in enumerate(tokens) if a < end and start < b]
    if not inner:
        yield start, end
        return
    first, last = inner[0], inner[-1]
    behind = text.folded[slice(*tokens[last + 1])].lower() if last + 1 < len(tokens) else ""
    is_last = _STOPS.search(text.folded[start : tokens[last][1]]) or not behind or behind in IDLE_WORDS - _GOING_ON
    for extra in range(0 if is_last else 1, QUOTE_WORDS):
        for after in range(extra, -1, -1):
            left, right = first - (extra - after), last + after
            if left < 0 or right >= len(tokens) or not (after or is_last):
                continue
            if not after or text.folded[slice(*tokens[right])].lower() not in IDLE_WORDS | _GOING_ON:
                yield _trimmed(text, tokens[left][0], tokens[right][1], (start, end))


def _trimmed(text: SourceText, start: int, end: int, kept: Span) -> Span:
    while start < kept[0] and text.folded[start] in _OPENING:
        start += 1
    while end > kept[1] and text.folded[end - 1] in _CLOSING:
        end -= 1
    return start, end


def written(text: SourceText, start: int, end: int) -> str:
    """Return the words from *start* to *end* as a cell has them: evenly spaced, whole where a line broke them."""
    raw = text.folded[start:end]
    whole = " ".join(_BROKEN.sub("", raw).split())
    return whole if text.find(whole) else " ".join(raw.split())


def whole_words(text: SourceText, start: int, end: int) -> Span:
    """Return what somebody meant who marked *start* to *end*: whole words and numbers, with the signs that cling."""
    cut = [(one.number_start, one.number_end) for one in numerals_of(text)]
    start = min([start, *(a for a, b in cut if a < start < b)])
    end = max([end, *(b for a, b in cut if a < end < b)])
    words = [(a, b) for a, b in text.word_spans if a < end and start < b]
    if not words:
        return start, end
    first, last = min(words[0][0], start), max(words[-1][1], end)
    first, last = _trimmed(text, first, last, (words[0][0], words[-1][1]))
    while first < words[0][0] and text.folded[first].isspace():
        first += 1
    while last > words[-1][1] and text.folded[last - 1].isspace():
        last -= 1
    return first, last


def quoted_span(text: SourceText, start: int, end: int) -> QuoteCells:
    """Return the words from *start* to *end* as a quote that stands once in the text, as far as words around help."""
    return _alone(text, start, end, (0, len(text.folded)))


def phrase_cell(text: SourceText, start: int, end: int) -> str:
    """Return the words from *start* to *end* as a cell of phrases has them: alone in their paragraph."""
    prefix, exact, suffix = _alone(text, start, end, block_at(text, start))
    return " ".join(filter(None, (prefix and f"[{prefix}]", exact, suffix and f"[{suffix}]")))


def _alone(text: SourceText, start: int, end: int, within: Span) -> QuoteCells:
    exact = written(text, start, end)
    before = [m.span() for m in _TOKEN.finditer(text.folded, block_at(text, start)[0], start)]
    after = [m.span() for m in _TOKEN.finditer(text.folded, end, block_at(text, start)[1])]
    # Words of a sentence before are the last to tell it apart.
    is_first = bool(before) and _SENTENCE_ENDS.search(text.folded[slice(*before[-1])])
    for extra in range(QUOTE_WORDS - count_words(exact) + 1):
        for right in range(extra, -1, -1) if is_first else range(extra + 1):
            left = extra - right
            if left > len(before) or right > len(after):
                continue
            if (left and not _names(text, before[-left])) or (right and not _names(text, after[right - 1])):
                continue
            prefix = written(text, before[-left][0], start) if left else ""
            suffix = written(text, end, after[right - 1][1]) if right else ""
            places = text.places(exact, prefix, suffix)
            if sum(within[0] <= place.quote[0] < within[1] for place in places) == 1:
                return QuoteCells(prefix, exact, suffix)
    return QuoteCells("", exact, "")


def _names(text: SourceText, span: Span) -> bool:
    return any(sign.isalnum() for sign in text.folded[slice(*span)])
