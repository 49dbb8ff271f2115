"""Which problems that sources name are answered by a recommendation, whose, and which by none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim
from review.synthesis.conclusions.stances import Position, positions, themes_of_kind


@dataclass(frozen=True)
class Issue:
    """A theme that sources argue, mention or imply, and the claims that the reviewers read as answers to it."""

    theme_id: str
    named_by: tuple[Position, ...]
    answers: tuple[Claim, ...]

    @property
    def by_namers(self) -> tuple[Claim, ...]:
        """The answers of sources that name the problem themselves."""
        return tuple(claim for claim in self.answers if claim.source_id in self._namers)

    @property
    def by_others(self) -> tuple[Claim, ...]:
        """The answers of sources that do not name it."""
        return tuple(claim for claim in self.answers if claim.source_id not in self._namers)

    @property
    def silent(self) -> tuple[Position, ...]:
        """The sources that name the problem and answer it with nothing."""
        answering = {claim.source_id for claim in self.answers}
        return tuple(position for position in self.named_by if position.source_id not in answering)

    @property
    def _namers(self) -> frozenset[str]:
        return frozenset(position.source_id for position in self.named_by)


def issues(corpus: Corpus, kinds: Sequence[str]) -> tuple[Issue, ...]:
    """Return every problem of these *kinds* of theme that a source names, in the order of kinds and themes.

    Which claims answer it is a judgement: the table of answers says so.
    """
    named = []
    for theme in (theme for kind in kinds for theme in themes_of_kind(corpus, kind)):
        named_by = tuple(position for position in positions(corpus, theme) if position.supports)
        if named_by:
            claims = tuple(corpus.claims[row.claim_id] for row in corpus.answers.values() if row.theme_id == theme)
            named.append(Issue(theme, named_by, claims))
    return tuple(named)
