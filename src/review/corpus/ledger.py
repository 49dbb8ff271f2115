"""The ledger of a text: every numeral in it, and the figure or exclusion that accounts for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from review.corpus.numerals import find_numerals
from review.corpus.records import Exclusion, Figure
from review.corpus.texts import SourceText, Span, fold

Place = tuple[str, int | None, str, int]  # section, paragraph, printed, occurrence


@dataclass(frozen=True)
class Entry:
    """A numeral of a text: where it stands, what it says, and what accounts for it (empty: nothing)."""

    start: int
    end: int
    printed: str
    section_id: str
    paragraph: int | None
    occurrence: int
    figure_id: str = ""
    exclusion_id: str = ""

    @property
    def accounted(self) -> bool:
        return bool(self.figure_id or self.exclusion_id)

    @property
    def place(self) -> Place:
        return (self.section_id, self.paragraph, self.printed, self.occurrence)


def ledger(text: SourceText, figures: Iterable[Figure], exclusions: Iterable[Exclusion]) -> tuple[Entry, ...]:
    """Return every numeral of *text* in order, with the figure or exclusion that accounts for it.

    The occurrence counts equal numerals within a paragraph from 1.
    """
    spans = [(figure.figure_id, span) for figure in figures for span in printed_spans(text, figure)]
    excluded = {(e.section_id, e.paragraph, e.printed, e.occurrence): e.exclusion_id for e in exclusions}
    seen: Counter[tuple[str, int | None, str]] = Counter()
    entries = []
    for numeral in find_numerals(text.folded):
        start, end = numeral.number_start, numeral.number_end
        at = text.paragraph_at(start)
        section, paragraph = (at.section_id, at.number) if at else ("", None)
        printed = " ".join(text.folded[start:end].split())
        seen[section, paragraph, printed] += 1
        occurrence = seen[section, paragraph, printed]
        figure_id = next((name for name, span in spans if span[0] <= start and end <= span[1]), "")
        exclusion_id = excluded.get((section, paragraph, printed, occurrence), "")
        entries.append(Entry(start, end, printed, section, paragraph, occurrence, figure_id, exclusion_id))
    return tuple(entries)


def printed_spans(text: SourceText, figure: Figure) -> list[Span]:
    """Return where the printed numeral of *figure* stands within its quote in *text*."""
    found = []
    for start, end in text.find(figure.quote, figure.prefix, figure.suffix):
        inside = SourceText(text.source_id, text.text[start:end]).find(fold(figure.printed))
        found += [(start + a, start + b) for a, b in inside]
    return found
