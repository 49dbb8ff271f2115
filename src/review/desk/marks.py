"""What a coder sees of a text: its blocks, numerals and quotes; and words marked in it, as the cells they fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.proposing.candidates import filled_in
from review.corpus.proposing.circumstances import origin_candidates
from review.corpus.proposing.entries import entry_candidates
from review.corpus.proposing.passage import Surroundings
from review.corpus.proposing.proposals import Candidates, waiting
from review.corpus.text.date_phrases import read_dates
from review.corpus.text.lexicon import ALTERNATIVES, PARTS, says
from review.corpus.text.sentences import sentences
from review.corpus.text.source_text import SourceText
from review.corpus.verification.ledger import ledger
from review.corpus.verification.quoting import phrase_cell, quoted_span, whole_words, written
from review.corpus.verification.verification import ledger_of

_LONGEST = 70


def blocks(text: SourceText) -> list[dict[str, Any]]:
    """Return the parts of *text* in order: paragraphs with their places, and what stands between them."""
    found, at = list[dict[str, Any]](), 0
    for paragraph in text.paragraphs:
        found += _between(text, at, paragraph.start)
        named = f"{paragraph.section_id or 'before the first section'}, {paragraph.number}"
        found.append({"start": paragraph.start, "end": paragraph.end, "named": named})
        at = paragraph.end
    return [*found, *_between(text, at, len(text.folded))]


def _between(text: SourceText, start: int, end: int) -> Iterator[dict[str, Any]]:
    if text.folded[start:end].strip():
        yield {"start": start, "end": end, "named": ""}


def text_marks(corpus: Corpus, text: SourceText) -> list[dict[str, Any]]:
    """Return the marks of *text*: each numeral with its state and row, and the quotes of figures and claims."""
    left = {entry.start for entry in waiting(corpus, text)}
    found = [
        {
            "start": entry.start,
            "end": entry.end,
            "kind": "waiting" if entry.start in left else "figure" if entry.figure_id else "excluded",
            "row": entry.figure_id or entry.exclusion_id,
            "told": _told(corpus, entry.figure_id, entry.exclusion_id),
        }
        for entry in ledger_of(corpus, text)
    ]
    for table in ("figures", "claims"):
        for row in corpus.of_source(table, text.source_id):
            key = getattr(row, corpus.descriptor.table(table).primary_key[0])
            for start, end in text.find(row.quote, row.prefix, row.suffix)[:1]:
                kind = "quote" if table == "figures" else "claim"
                found.append({"start": start, "end": end, "kind": kind, "row": key, "told": key})
    return found


def blind_marks(corpus: Corpus, text: SourceText, pass_id: str) -> list[dict[str, Any]]:
    """Return the numerals of *text* that a pass may code, with what that pass alone has made of them."""
    own = [row for row in corpus.of_source("pass_figures", text.source_id) if row.pass_id == pass_id]
    coded = {(row.section_id, row.paragraph, row.numeral, row.occurrence): row.coded_id for row in own}
    return [
        {
            "start": entry.start,
            "end": entry.end,
            "kind": "figure" if entry.place in coded else "waiting",
            "row": coded.get(entry.place, ""),
            "told": coded.get(entry.place, "not coded in this pass"),
        }
        for entry in ledger(text, (), ())
        if entry.paragraph is not None
    ]


def _told(corpus: Corpus, figure_id: str, exclusion_id: str) -> str:
    if figure_id:
        return f"{figure_id}: {corpus.measures[corpus.tables['figures'][figure_id].measure_id].label}"[:_LONGEST]
    return f"no figure: {corpus.exclusions[exclusion_id].reason}" if exclusion_id else "not accounted for"


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
