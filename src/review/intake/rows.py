"""The rows of a new source: its own, its sections, a stub of an appraisal, its numerals; a stub of a reference."""

from __future__ import annotations

import re
from collections.abc import Mapping

from review.corpus.corpus import Corpus
from review.corpus.tables.csv_format import tidy
from review.corpus.tables.evidence_records import DECODED
from review.corpus.tables.reading import read_cell
from review.corpus.tables.vocabulary_records import by_position
from review.corpus.text.source_text import Section, SourceText, count_words
from review.corpus.verification.ledger import Entry
from review.corpus.workflow.release_gaps import NOT_CODED, STUB
from review.errors import UsageError
from review.intake.copies import SourceCopy

Rows = Mapping[str, list[dict[str, str]]]


def source_rows(
    corpus: Corpus, source: SourceText, copy: SourceCopy, known: Mapping[str, str], waiting: tuple[Entry, ...]
) -> Rows:
    """Return the rows of a source, by table: cells as text, those that are *known* of it, a stub for other words."""
    source_id = source.source_id
    stub = dict.fromkeys(("speaker", "audience", "dated", "access_note", "special"), STUB)
    made = {"converter": copy.converter, "original_sha256": copy.original, "language": source.language}
    size = {"text_sha256": copy.digest, "text_words": str(count_words(source.text))}
    domains = [row.domain for row in by_position(corpus.appraisal_domains)]
    waiting_for = next((row.judgement for row in corpus.appraisal_judgements.values() if row.waiting), "")
    first_pass = next(iter(corpus.passes))
    appraisal = {"source_id": source_id, "judgement": waiting_for, "reason": STUB, "basis": STUB}
    return {
        "sources": [{"source_id": source_id, **stub, **known, **size, **made}],
        "sections": [
            {
                "section_id": section.section_id,
                "source_id": source_id,
                "position": str(position),
                "title": section.title,
                "starts": section.starts,
                "page": section.page,
            }
            for position, section in enumerate(source.sections, start=1)
        ],
        "appraisals": [{**appraisal, "domain": domain, "coding_pass": first_pass} for domain in domains],
        "exclusions": [
            {
                "exclusion_id": f"{source_id}-x{number:03d}",
                "source_id": source_id,
                "section_id": entry.section_id,
                "paragraph": "" if entry.paragraph is None else str(entry.paragraph),
                "printed": entry.printed,
                "occurrence": str(entry.occurrence),
                "reason": NOT_CODED,
            }
            for number, entry in enumerate(waiting, start=1)
        ],
    }


def stub_entry(source_id: str, title: str, address: str = "") -> str:
    """Return a reference in BibTeX that says of a source what is known of it."""
    at = f"\n  url = {{{address}}}," if address else ""
    return f"@misc{{{source_id},\n  title = {{{title}}},{at}\n  note = {{{STUB}}}\n}}"


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
