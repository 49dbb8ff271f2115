"""The places of what the passes coded, checked against the texts."""

from __future__ import annotations

from collections.abc import Iterator

from review.corpus.corpus import Corpus
from review.corpus.tables.records import PassClaim, PassFigure
from review.corpus.text.sentences import sentences
from review.corpus.text.source_text import SourceText
from review.corpus.verification.ledger import Place
from review.corpus.verification.verification import Verification, Verified, place_of
from review.errors import Problem


def pass_problems(corpus: Corpus, found: Verification) -> tuple[Problem, ...]:
    """Return the figures and statements of the passes that do not stand where their rows say, sorted by place.

    *found* is the verification of the settled rows: a figure of a pass must name the settled one at its place.
    """
    problems: list[Problem] = []
    ledgers = {name: _figures_at(verified) for name, verified in found.sources.items()}
    for row in corpus.pass_figures.values():
        problems += _figure_problems(corpus, found.sources[row.source_id].text, ledgers[row.source_id], row)
    for claim in corpus.pass_claims.values():
        problems += _claim_problems(corpus, found.sources[claim.source_id].text, claim)
    return tuple(sorted(problems))


def _figures_at(verified: Verified) -> dict[Place, str]:
    return {entry.place: entry.figure_id for entry in verified.entries}


def _figure_problems(corpus: Corpus, text: SourceText, ledger: dict[Place, str], row: PassFigure) -> Iterator[Problem]:
    path, line = place_of(corpus, "pass_figures", row)
    place = (row.section_id, row.paragraph, row.numeral, row.occurrence)
    settled = ledger.get(place)
    if settled is None and not _stands(text, row):
        message = f"{row.numeral!r} does not stand there (occurrence {row.occurrence} of paragraph {row.paragraph})"
        yield Problem(path, line, "numeral", message, "Mend the place.")
    elif (settled or "") != row.figure_id:
        message = f"another figure is settled there (got {row.figure_id!r}, expected {settled or ''!r})"
        yield Problem(path, line, "figure_id", message, "Name that one; leave it empty where none is.")


def _stands(text: SourceText, row: PassFigure) -> bool:
    """Say whether words that are no numeral stand in the paragraph as often as the row says."""
    found = (text.paragraph_at(start) for start, _ in text.find(row.numeral))
    here = [at for at in found if at and (at.section_id, at.number) == (row.section_id, row.paragraph)]
    return len(here) >= row.occurrence


def _claim_problems(corpus: Corpus, text: SourceText, row: PassClaim) -> Iterator[Problem]:
    path, line = place_of(corpus, "pass_claims", row)
    at = [p for p in text.paragraphs if (p.section_id, p.number) == (row.section_id, row.paragraph)]
    number = len(sentences(text, at[0])) if at else 0
    if row.sentence > number:
        message = f"there is no such sentence (got {row.sentence}, expected {number} at most)"
        yield Problem(path, line, "sentence", message, "Mend the place.")
