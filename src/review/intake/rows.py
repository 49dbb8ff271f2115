"""The rows of a new source: its own, its sections, a stub of an appraisal, its numerals; a stub of a reference."""

from __future__ import annotations

from collections.abc import Mapping

from review.corpus.corpus import Corpus
from review.corpus.tables.vocabulary_records import by_position
from review.corpus.text.source_text import SourceText, count_words
from review.corpus.verification.ledger import Entry
from review.corpus.workflow.release_gaps import NOT_CODED, STUB
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
