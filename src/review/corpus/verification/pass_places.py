"""The places of what the passes coded, checked against the texts."""

from __future__ import annotations

from collections.abc import Iterator

from review.corpus.corpus import Corpus
from review.corpus.rules.rule import Fault
from review.corpus.tables.records import PassClaim, PassFigure
from review.corpus.text.sentences import sentences
from review.corpus.text.source_text import SourceText
from review.corpus.verification.ledger import Place
from review.corpus.verification.verification import Verification
from review.errors import Problem


def pass_problems(corpus: Corpus, verification: Verification) -> tuple[Problem, ...]:
    """Return the figures and statements of the passes that do not stand where their rows say, sorted by place.

    *verification* is that of the settled rows: a figure of a pass must name the settled one at its place.
    """
    problems: list[Problem] = []
    texts = {name: source.text for name, source in verification.sources.items()}
    ledgers = {name: {e.place: e.figure_id for e in source.entries} for name, source in verification.sources.items()}
    for key, row in corpus.pass_figures.items():
        for fault in _figure_faults(texts[row.source_id], ledgers[row.source_id], row):
            problems.append(corpus.problem("pass_figures", key, *fault))
    for key, claim in corpus.pass_claims.items():
        for fault in _claim_faults(texts[claim.source_id], claim):
            problems.append(corpus.problem("pass_claims", key, *fault))
    return tuple(sorted(problems))


def _figure_faults(text: SourceText, ledger: dict[Place, str], row: PassFigure) -> Iterator[Fault]:
    place = (row.section_id, row.paragraph, row.numeral, row.occurrence)
    settled = ledger.get(place)
    if settled is None and not _stands(text, row):
        message = f"{row.numeral!r} does not stand there (occurrence {row.occurrence} of paragraph {row.paragraph})"
        yield "numeral", message, "Mend the place."
    elif (settled or "") != row.figure_id:
        message = f"another figure is settled there (got {row.figure_id!r}, expected {settled or ''!r})"
        yield "figure_id", message, "Name that one; leave it empty where none is."


def _stands(text: SourceText, row: PassFigure) -> bool:
    """Say whether words that are no numeral stand in the paragraph as often as the row says."""
    paragraphs = (text.paragraph_at(start) for start, _ in text.find(row.numeral))
    here = [at for at in paragraphs if at and (at.section_id, at.number) == (row.section_id, row.paragraph)]
    return len(here) >= row.occurrence


def _claim_faults(text: SourceText, row: PassClaim) -> Iterator[Fault]:
    at = [p for p in text.paragraphs if (p.section_id, p.number) == (row.section_id, row.paragraph)]
    number = len(sentences(text, at[0])) if at else 0
    if row.sentence > number:
        message = f"there is no such sentence (got {row.sentence}, expected {number} at most)"
        yield "sentence", message, "Mend the place."
