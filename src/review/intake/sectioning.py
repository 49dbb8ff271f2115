"""The sections that a new text begins with: one for each of its pages, or one for all of it."""

from __future__ import annotations

import re

from review.corpus.corpus import Corpus
from review.corpus.tables.csv_format import tidy
from review.corpus.tables.evidence_records import DECODED
from review.corpus.tables.reading import read_cell
from review.corpus.text.source_text import Section, SourceText
from review.errors import UsageError
from review.intake.copies import SourceCopy


def sectioned(corpus: Corpus, source_id: str, copy: SourceCopy, language: str = "") -> SourceText:
    """Return the text of a *copy* in its sections. Raises UsageError where one begins with no words."""
    is_laid_out = bool(copy.converter) and not copy.converter.startswith(DECODED)
    whole = SourceText(source_id, copy.text, (), language, is_laid_out)
    pages = [SourceText(source_id, page, (), language, is_laid_out) for page in copy.page_texts]
    if not pages:
        first = whole.paragraphs[0]
        words = whole.folded[first.start : first.end]
        sections = [Section(f"{source_id}-text", "Whole text", _first_words(corpus, source_id, words))]
    else:
        numbered = zip(copy.pages, pages, strict=True)
        sections = [_page(corpus, place, number, text) for place, (number, text) in enumerate(numbered, start=1)]
    return SourceText(source_id, copy.text, tuple(sections), language, is_laid_out)


def _page(corpus: Corpus, place: int, number: str, text: SourceText) -> Section:
    first = text.paragraphs[0]
    line = text.folded[first.start : first.end].split("\n")[0]
    # A section's first words alone would be a heading, and no paragraph.
    if line.endswith((".", "?", "!")) and " " in line:
        line = line.rpartition(" ")[0]
    name = number.lower() if re.fullmatch(r"[A-Za-z0-9]+", number) else f"at-{place}"
    starts = _first_words(corpus, text.source_id, line)
    return Section(f"{text.source_id}-p{name}", f"p. {number}", starts, number)


def _first_words(corpus: Corpus, source_id: str, text: str) -> str:
    """Return the words by which a section is found: as many of the first of *text* as a cell may hold."""
    column = corpus.descriptor.table("sections").column("starts")
    words = re.sub(r"^\W+", "", text).split()[:6]
    for count in range(len(words), 0, -1):
        starts = tidy(" ".join(words[:count]))
        if read_cell(column, starts)[1] is None:
            return starts
    raise UsageError(f"{source_id}: the text starts with no words. Remove the marks before its first word.")
