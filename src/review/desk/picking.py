"""Words that somebody marked in a text with the mouse, as the cells that they fill."""

from __future__ import annotations

from collections.abc import Mapping

from review.corpus.corpus import Corpus
from review.corpus.proposing.candidates import filled_in
from review.corpus.proposing.circumstances import origin_candidates
from review.corpus.proposing.entries import entry_candidates
from review.corpus.proposing.passage import Surroundings
from review.corpus.proposing.proposals import Candidates
from review.corpus.text.date_phrases import read_dates
from review.corpus.text.lexicon import ALTERNATIVES, PARTS, says
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
        # A year beside a day that has none belongs to it; else two dates are two ends.
        joint = PARTS if before and "????" in "".join(read_dates(before) or ()) else ALTERNATIVES
        kept = f"{before}{joint}{phrase}" if before and ALTERNATIVES not in before else phrase
        ends = [read_dates(part.replace("[", "").replace("]", "")) for part in kept.split(ALTERNATIVES)]
        dated = {"period_start": ends[0].start, "period_end": ends[-1].end} if ends[0] and ends[-1] else {}
        return {"period_basis": kept} | dated
    kept = f"{before}{ALTERNATIVES}{phrase}" if before and not before.startswith("implied") else phrase
    found = {column: kept}
    if column in _SAID_BY:
        table, entry = _SAID_BY[column]
        said = says({name: row.words for name, row in corpus.tables[table].items()}, f"{cells.get('quote')} / {kept}")
        found |= {entry: said[0]} if len(said) == 1 else {}
    return found | ({"event_tie": "stated"} if column == "event_basis" else {})


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
