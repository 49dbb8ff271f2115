"""Words that somebody marked in a text with the mouse, as the cells that they fill."""

from __future__ import annotations

import re
from collections.abc import Mapping

from review.corpus.corpus import Corpus
from review.corpus.proposing.candidates import filled_in
from review.corpus.proposing.circumstances import origin_candidates
from review.corpus.proposing.entries import entry_candidates
from review.corpus.proposing.passage import Surroundings
from review.corpus.proposing.periods import Period, marked_period
from review.corpus.proposing.proposals import Candidates
from review.corpus.rules.phrase_cells import OF_PUBLICATION, phrases
from review.corpus.text.date_phrases import read_dates
from review.corpus.text.lexicon import ALTERNATIVES, PARTS, says
from review.corpus.text.numerals.languages import numerals_in
from review.corpus.text.sentences import sentences
from review.corpus.text.source_text import SourceText
from review.corpus.verification.quoting import phrase_cell, quoted_span, whole_words, written

#: Which vocabulary tells what the phrases of a column say, and the column of the entry.
_SAID_BY = {
    "measure_basis": ("measures", "measure_id"), "population_basis": ("populations", "population_id"),
    "place_basis": ("places", "place"), "event_basis": ("events", "event_id"), "origin_basis": ("origins", "origin_id"),
}  # fmt: skip


def picked_cells(
    corpus: Corpus, text: SourceText, column: str, start: int, end: int, cells: Mapping[str, str]
) -> dict[str, str]:
    """Return the cells that the words from *start* to *end* fill, picked for *column* of a row with these *cells*."""
    start, end = whole_words(text, start, end)
    if column == "quote":
        quoted = quoted_span(text, start, end)
        return {**quoted._asdict(), **place_cells(text, start)}
    if column == "printed":
        return {"printed": written(text, start, end)}
    phrase = phrase_cell(text, start, end)
    before = cells.get(column, "")
    if column == "period_basis":
        period = _period(Surroundings(text, start, end), corpus.sources[text.source_id].published or "", cells)
        dated = {"period_start": period.start, "period_end": period.end} if period.end else {}
        return {"period_basis": period.basis} | dated
    kept = f"{before}{ALTERNATIVES}{phrase}" if before and not before.startswith("implied") else phrase
    found = {column: kept} | (_interval(kept) if column == "interval_basis" else {})
    if column in _SAID_BY:
        table, entry = _SAID_BY[column]
        said = says({name: row.words for name, row in corpus.tables[table].items()}, f"{cells.get('quote')} / {kept}")
        found |= {entry: said[0]} if len(said) == 1 else {}
    return found | ({"event_tie": "stated"} if column == "event_basis" else {})


def _period(passage: Surroundings, published: str, cells: Mapping[str, str]) -> Period:
    """Return the marked period, or what it makes of the one that *cells* have: two dates are two ends."""
    period, before = marked_period(passage, published), cells.get("period_basis", "")
    if not before or ALTERNATIVES in before or before.startswith("implied"):
        return period
    bare = before.removesuffix(OF_PUBLICATION)
    if "?" in "".join(read_dates(bare) or ()) and len(period.start) < len("YYYY-MM-DD"):
        # A year beside a day that has none belongs to it.
        basis = bare + PARTS + phrase_cell(passage.text, passage.start, passage.end)
        dates = read_dates(PARTS.join(phrases(basis)))
        return Period(*(dates or ("", "")), basis)
    return Period(cells.get("period_start", ""), period.end, f"{before}{ALTERNATIVES}{period.basis}")


def _interval(cell: str) -> dict[str, str]:
    """Return the ends of the interval that phrases print, and its level."""
    read = [one for phrase in phrases(cell) for one in numerals_in(phrase)]
    ranges = [one.interval for one in read if not one.interval.is_point and None not in one.interval[:2]]
    levels = [one.interval.low for one in read if one.interval.is_point and re.search("%|per ?cent", one.text)]
    found = {"interval_low": ranges[0].low, "interval_high": ranges[0].high} if ranges else {}
    found |= {"interval_level": levels[0]} if ranges and levels else {}
    return {name: format(value, "f") for name, value in found.items() if value is not None}


def place_cells(text: SourceText, start: int) -> dict[str, str]:
    """Return where an offset stands, as rows say it."""
    at = text.paragraph_at(start)
    return {"section_id": at.section_id, "paragraph": str(at.number)} if at else {}


def claim_cells(corpus: Corpus, text: SourceText, start: int, end: int) -> tuple[dict[str, str], Candidates]:
    """Return the cells of a claim that rests on the words from *start* to *end*, and candidates for what it is."""
    start, end = whole_words(text, start, end)
    passage = Surroundings(text, start, end)
    found = {"theme_id": entry_candidates(corpus, passage, "themes"), "origin_id": origin_candidates(corpus, passage)}
    cells = {"source_id": text.source_id, **picked_cells(corpus, text, "quote", start, end, {})}
    origin = filled_in(found["origin_id"])
    credited = bool(origin and origin.basis)
    cells |= {"stance": "mentions" if credited else "argues", "origin_id": origin.value if origin else ""}
    theme = filled_in(found["theme_id"])
    cells["theme_id"] = theme.value if theme else ""
    return cells, found


def sentence_cells(text: SourceText, start: int) -> dict[str, str]:
    """Return the place of the sentence of an offset, as rows of a blind pass say it."""
    at = text.paragraph_at(start)
    numbers = [number for number, span in enumerate(sentences(text, at), 1) if span[0] <= start < span[1]] if at else []
    return place_cells(text, start) | ({"sentence": str(numbers[0])} if numbers else {})
