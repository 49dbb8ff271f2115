"""How the numerals of a new text read: how many of each kind, in which language, and what is unsure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from review.corpus.text.numerals.languages import language_name, language_of, reading_note
from review.corpus.text.numerals.values import Interval
from review.corpus.text.source_text import SourceText
from review.corpus.verification.ledger import numerals_of
from review.intake.copies import SourceCopy

_UNREAD = "unread"


@dataclass(frozen=True)
class NumeralCounts:
    """The numerals of a text counted by what they say, the most first; and what there is to know before coding it."""

    language: str
    counts: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]

    @property
    def summary(self) -> str:
        """How many numerals there are, and how they read, in a line."""
        total = sum(count for _, count in self.counts)
        parts = ", ".join(f"{count} {name}" for name, count in self.counts)
        what = f"{total} {'numeral' if total == 1 else 'numerals'}, read as {self.language}"
        return f"{what}: {parts}." if parts else f"{what}."


def counts_of(source: SourceText, copy: SourceCopy) -> NumeralCounts:
    """Return how the numerals of a new text read, and what is unsure of its *copy*."""
    counted = Counter(_kind(numeral.interval) for numeral in numerals_of(source))
    language = language_name(source.language.partition("-")[0] or language_of(source.folded))
    return NumeralCounts(language, tuple(counted.most_common()), (*copy.doubts, *_of_language(source)))


def _kind(interval: Interval) -> str:
    if interval.unread:
        return _UNREAD
    return "rate" if interval.per is not None else str(interval.qualifier)


def _of_language(source: SourceText) -> Iterator[str]:
    found = language_of(source.folded)
    told = source.language.partition("-")[0]
    if told and told != found:
        yield f"The text looks {language_name(found)}, and is read as {language_name(told)}, as you say."
    if note := reading_note(source.folded, source.language):
        yield note
