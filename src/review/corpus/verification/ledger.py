"""The ledger of a text: every numeral in it, and the figure or exclusion that accounts for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from review.corpus.rules.phrase_cells import PHRASES, anchors
from review.corpus.tables.records import Anchored, Exclusion, Figure, Population
from review.corpus.text.date_phrases import find_dates
from review.corpus.text.mapped_text import Span
from review.corpus.text.numerals.languages import numerals_in
from review.corpus.text.numerals.scan import Numeral
from review.corpus.text.numerals.words import ORDINAL
from review.corpus.text.phrases import PhrasePlace
from review.corpus.text.source_text import SourceText
from review.corpus.text.table_cells import cell_spans

# A bar that stands alone parts cells of a table, and is no sign of the numeral beside it.
_BAR = re.compile(r"(?<!\S)\|(?!\S)")
_ORDINAL = re.compile(rf"[0-9]+(?:st|nd|rd|th)|{ORDINAL}", re.IGNORECASE)
Place = tuple[str, int | None, str, int]  # section, paragraph, printed, occurrence


@dataclass(frozen=True)
class Entry:
    """A numeral of a text: where it stands, what it says, and what accounts for it (empty: nothing).

    *unread*: the reader does not know what it says.
    """

    start: int
    end: int
    printed: str
    section_id: str
    paragraph: int | None
    occurrence: int
    unread: bool = False
    figure_id: str = ""
    exclusion_id: str = ""

    @property
    def accounted(self) -> bool:
        return bool(self.figure_id or self.exclusion_id)

    @property
    def place(self) -> Place:
        return (self.section_id, self.paragraph, self.printed, self.occurrence)


def ledger(
    text: SourceText,
    figures: Iterable[Figure],
    exclusions: Iterable[Exclusion],
    bounds: Iterable[tuple[str, Span]] = (),
) -> tuple[Entry, ...]:
    """Return every numeral of *text* in order, with the figure or exclusion that accounts for it.

    The occurrence counts equal numerals within a paragraph from 1. The *bounds* of whom and when figures are about,
    see `bounding_spans`, account for what nothing else does.
    """
    bounding = tuple(bounds)
    spans = [
        (figure.figure_id, span)
        for figure in figures
        for span in (*printed_spans(text, figure), *interval_spans(text, figure))
    ]
    excluded = {(e.section_id, e.paragraph, e.printed, e.occurrence): e.exclusion_id for e in exclusions}
    entries = []
    for entry in _numerals(text):
        figure_id = next((name for name, span in spans if span[0] <= entry.start and entry.end <= span[1]), "")
        exclusion_id = excluded.get(entry.place, "")
        if not figure_id and not exclusion_id:
            figure_id = next((name for name, (a, b) in bounding if a <= entry.start and entry.end <= b), "")
        entries.append(replace(entry, figure_id=figure_id, exclusion_id=exclusion_id))
    return tuple(entries)


@lru_cache(maxsize=16)
def numerals_of(text: SourceText) -> tuple[Numeral, ...]:
    """Return every numeral of *text*, with offsets into its folded form, as the reader of its language reads it."""
    return tuple(numerals_in(_BAR.sub("\t", text.folded), text.language))


def numerals_places(text: SourceText) -> frozenset[Place]:
    """Return the places of all numerals of *text*."""
    return frozenset(entry.place for entry in _numerals(text))


@lru_cache(maxsize=16)
def _numerals(text: SourceText) -> tuple[Entry, ...]:
    """Return every numeral of *text*, accounted for by nothing yet."""
    seen: Counter[tuple[str, int | None, str]] = Counter()
    entries = []
    for numeral in numerals_of(text):
        start, end = numeral.number_start, numeral.number_end
        at = text.paragraph_at(start)
        section, paragraph = (at.section_id, at.number) if at else ("", None)
        printed = " ".join(text.folded[start:end].split())
        seen[section, paragraph, printed] += 1
        nth = seen[section, paragraph, printed]
        entries.append(Entry(start, end, printed, section, paragraph, nth, numeral.interval.unread))
    return tuple(entries)


def printed_spans(text: SourceText, figure: Figure) -> list[Span]:
    """Return where the printed numeral of *figure* stands within its quote in *text*."""
    return list(_spans(text, figure.printed, figure.prefix, figure.quote, figure.suffix, _address(figure)))


def quote_places(text: SourceText, row: Anchored) -> tuple[PhrasePlace, ...]:
    """Return where the quote of *row* stands in *text*, prefix and suffix around it, in the cell that the row names."""
    return _places(text, row.prefix, row.quote, row.suffix, _address(row))


#: Section, paragraph, and the heads of the cell; None of what is no cell.
_Address = tuple[str, int | None, str] | None


def _address(row: Anchored) -> _Address:
    cell = getattr(row, "cell", "")
    return (row.section_id, row.paragraph, cell) if cell else None


def _places(text: SourceText, prefix: str, quote: str, suffix: str, address: _Address) -> tuple[PhrasePlace, ...]:
    places = text.places(quote, prefix, suffix) if quote.strip() else ()
    if address is None:
        return places
    here = [at for at in text.paragraphs if (at.section_id, at.number) == address[:2]]
    cells = [span for paragraph in here for span in cell_spans(text, paragraph, address[2])]
    return tuple(one for one in places if any(a <= one.quote[0] and one.quote[1] <= b for a, b in cells))


def interval_spans(text: SourceText, figure: Figure) -> list[Span]:
    """Return where the paragraph of *figure* prints the interval of its value, and the level of that."""
    return _basis_spans(text, figure, figure.interval_basis)


def bounding_spans(text: SourceText, figure: Figure, population: Population | None) -> list[Span]:
    """Return the numerals from which a bound of the age of its *population*, or of the period of *figure*, is read.

    And those that say which one, such as "third", in the words that any of its cells rests on.
    """
    ages = _basis_spans(text, figure, figure.population_basis) if population else []
    ages += [place.quote for place in quote_places(text, figure)] if population else []
    dates = [
        (start + a, start + b)
        for start, end in _basis_spans(text, figure, figure.period_basis)
        for a, b, _ in find_dates(text.folded[start:end].lower())
    ]
    found = [(one.number_start, one.number_end) for one in numerals_of(text) if _bounds(population, one, ages)]
    based = [span for name in PHRASES for span in _basis_spans(text, figure, getattr(figure, name, ""))]
    ranks = [(one.number_start, one.number_end) for one in numerals_of(text) if is_ordinal(one.text)]
    return found + dates + [(a, b) for a, b in ranks if any(start <= a and b <= end for start, end in based)]


def is_ordinal(printed: str) -> bool:
    """Say whether a numeral says which one: "third", "19th"."""
    return bool(_ORDINAL.fullmatch(printed.strip()))


def _bounds(population: Population | None, one: Numeral, spans: list[Span]) -> bool:
    if not population or not any(a <= one.number_start and one.number_end <= b for a, b in spans):
        return False
    return any(population.says_age(end) for end in (one.interval.low, one.interval.high) if end is not None)


def _basis_spans(text: SourceText, figure: Figure, cell: str) -> list[Span]:
    """Return where the phrases of a cell stand in the paragraph of *figure*."""
    places = [text.paragraph_at(span[0]) for span in printed_spans(text, figure)]
    found = (place.quote for phrase in anchors(cell) for place in text.places(*phrase))
    return [span for span in found if any(at and at.start <= span[0] < at.end for at in places)]


@lru_cache(maxsize=4096)
def _spans(text: SourceText, printed: str, prefix: str, quote: str, suffix: str, address: _Address) -> tuple[Span, ...]:
    spans = []
    for (start, end), _ in _places(text, prefix, quote, suffix, address):
        inside = SourceText(text.source_id, text.folded[start:end]).find(printed)
        # A letter of a unit may touch it.
        spans += [(start + a, start + b) for a, b in inside] or [
            (one.start, one.end)
            for one in numerals_of(text)
            if start <= one.start and one.end <= end and " ".join(one.text.split()) == printed
        ]
    return tuple(spans)
