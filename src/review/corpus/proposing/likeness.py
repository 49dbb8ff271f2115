"""What other figures of a source have in a cell, which a row may be said to have as well: "same as" one of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from review.corpus.corpus import Corpus
from review.corpus.proposing.candidates import Candidate, Sureness
from review.corpus.proposing.passage import Surroundings
from review.corpus.rules.row_rules import IMPLIED
from review.corpus.tables.records import Figure
from review.corpus.verification.ledger import printed_spans
from review.corpus.vocabulary import Qualifier

#: By the column of a proposal, those whose values are taken over together.
_TAKEN = {
    "measure_id": ("measure_id",), "population_id": ("population_id",), "place": ("place",),
    "period_basis": ("period_start", "period_end"), "origin_id": ("origin_id",),
}  # fmt: skip
#: The columns in which a row may be like another.
LIKE = frozenset(_TAKEN)
#: So many figures of different values are offered.
_MOST = 2


def like_candidates(corpus: Corpus, passage: Surroundings, column: str) -> Iterator[Candidate]:
    """Yield what figures of the source have in the cells of *column*, each value once, the nearest figure first.

    Those of the same paragraph come before others. All are guesses; what makes a figure like one of another paragraph
    its coder has to say.
    """
    seen = set[str]()
    for figure, reason in _by_nearness(corpus, passage):
        value = " ".join(str(getattr(figure, name)) for name in _TAKEN[column]).rstrip()
        if value and value not in seen and len(seen) < _MOST:
            seen.add(value)
            yield _like(figure, value, reason)


def like_intervals(corpus: Corpus, passage: Surroundings, value: Decimal | None) -> Iterator[Candidate]:
    """Yield the ranges of the source that hold *value*, as its interval may be one of them."""
    for figure, reason in _by_nearness(corpus, passage):
        low, high = figure.low, figure.high
        if value is None or low is None or high is None or figure.qualifier != Qualifier.RANGE:
            continue
        if low < value < high:
            yield _like(figure, f"{low:f} {high:f}", reason)


def _by_nearness(corpus: Corpus, passage: Surroundings) -> list[tuple[Figure, str]]:
    """Return the figures of the source, each with why it is like the numeral where its place says so."""
    placed = []
    for figure in corpus.tables["figures"].values():
        spans = printed_spans(passage.text, figure) if figure.source_id == passage.text.source_id else []
        for start, _ in [span for span in spans if span[0] != passage.start][:1]:
            is_near = passage.block[0] <= start < passage.block[1]
            goes_on = passage.sentence[0] <= start < passage.sentence[1]
            reason = "the sentence goes on" if goes_on else "the paragraph goes on" if is_near else ""
            placed.append((not is_near, abs(start - passage.start), figure, reason))
    return [(figure, reason) for *_, figure, reason in sorted(placed, key=lambda one: one[:2])]


def _like(figure: Figure, value: str, reason: str) -> Candidate:
    basis = f"{IMPLIED}same as {figure.figure_id}; {reason}".rstrip()
    return Candidate(value, Sureness.GUESS, f"{figure.figure_id} has it", basis)
