"""What a coder sees of a text: its blocks, its numerals with what became of each, and the words that rows quote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.proposing.proposals import waiting
from review.corpus.text.source_text import SourceText
from review.corpus.verification.ledger import ledger
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
