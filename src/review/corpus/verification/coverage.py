"""How much of a source's text the kept phrases cover (law 1), and which rows to cut where that is too much."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.rules.phrase_cells import PHRASES, anchors
from review.corpus.tables.records import Figure
from review.corpus.text.mapped_text import Span
from review.corpus.text.source_text import SourceText
from review.corpus.text.table_cells import TABLE_LINE
from review.corpus.tracing import key_text
from review.corpus.verification.ledger import quote_places
from review.corpus.verification.phrase_checks import find_phrase
from review.errors import Problem

#: The share of a text's words that may be kept; of a short text so many words, and never more than half of it.
SHARE, WORDS, HALF = 0.30, 60, 0.50
# So many rows are named at most.
_NAMED = 5
Row = tuple[str, Any]


@dataclass(frozen=True)
class Coverage:
    """The *words* of a text outside tables, by number those that each row keeps, and how many may be kept."""

    words: int
    kept: dict[Row, frozenset[int]]

    @property
    def allowed(self) -> int:
        """Return how many words may be kept."""
        return int(max(SHARE * self.words, min(WORDS, HALF * self.words)))

    @property
    def covered(self) -> int:
        """Return how many words are kept, each counted once."""
        return len(frozenset().union(*self.kept.values()))

    @property
    def share(self) -> float:
        """Return the share of the words that is kept."""
        return self.covered / max(1, self.words)

    def alone(self) -> list[tuple[int, Row]]:
        """Return how many words each row keeps that no other does, and the row, the most first."""
        often: dict[int, int] = {}
        for number in (number for words in self.kept.values() for number in words):
            often[number] = often.get(number, 0) + 1
        counted = [(sum(often[number] == 1 for number in words), row) for row, words in self.kept.items()]
        return sorted((each for each in counted if each[0]), key=lambda each: (-each[0], each[1][0], str(each[1][1])))


def coverage_of(corpus: Corpus, text: SourceText, rows: Sequence[Row]) -> Coverage:
    """Return what *rows*, each with its table, keep of *text*; cells of tables stand apart and count for nothing."""
    tables = [match.span() for match in TABLE_LINE.finditer(text.folded)]
    prose = [span for span in text.word_spans if not any(a <= span[0] < b for a, b in tables)]
    kept: dict[Row, frozenset[int]] = {}
    for name, row in rows:
        spans = [place.whole for place in quote_places(text, row)]
        if isinstance(row, Figure):
            phrases = [phrase for column in PHRASES for phrase in anchors(getattr(row, column))]
            spans += [span for phrase in phrases for span in find_phrase(text, row, phrase)]
        key = attrgetter(*corpus.descriptor.table(name).primary_key)(row)
        kept[name, key] = frozenset(number for a, b in spans for number in _within(prose, a, b))
    return Coverage(len(prose), kept)


def _within(words: Sequence[Span], start: int, end: int) -> range:
    """Return the numbers of the *words*, in order, that stand whole between *start* and *end*."""
    return range(bisect_left(words, start, key=itemgetter(0)), bisect_right(words, end, key=itemgetter(1)))


def coverage_problems(corpus: Corpus, source_id: str, coverage: Coverage) -> Iterator[Problem]:
    """Yield what is wrong where too much of a source is kept, at the row that alone keeps most of it."""
    if (excess := coverage.covered - coverage.allowed) <= 0:
        return
    longest = coverage.alone()
    got = f"{coverage.covered} of its {coverage.words} words outside tables, expected {coverage.allowed} at most"
    message = f"the phrases kept from {source_id} are too many ({got})"
    named = ", ".join(f"{key_text(key)} {words}" for words, (_, key) in longest[:_NAMED])
    hint = f"Cut {excess} word{'s' * (excess > 1)}. What each row alone keeps, the most first: {named}."
    table, key = longest[0][1] if longest else next(iter(coverage.kept))
    yield corpus.problem(table, key, "quote", message, hint)
