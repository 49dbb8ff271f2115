"""What each source does with each theme: how strongly it takes it up, disputes it, leaves it out, answers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim
from review.corpus.vocabulary import TAKEN, Stance


@dataclass(frozen=True)
class Position:
    """What one source does with one theme, and the claims that say so.

    *stance* is the strongest that it takes, in the order of `Stance`: who argues for a theme at one
    place and only mentions it at others argues. One that also speaks against the theme has *disputes* beside it.
    """

    theme_id: str
    source_id: str
    claims: tuple[Claim, ...]

    @property
    def stance(self) -> Stance:
        return min((claim.stance for claim in self.claims), key=TAKEN.index, default=Stance.ABSENT)

    @property
    def disputes(self) -> bool:
        return any(claim.stance is Stance.DISPUTES for claim in self.claims)

    @property
    def supports(self) -> bool:
        """Whether it argues, mentions or implies the theme."""
        return self.stance not in (Stance.DISPUTES, Stance.ABSENT)

    @property
    def strongest(self) -> tuple[Claim, ...]:
        """The claims that take its strongest stance."""
        return tuple(claim for claim in self.claims if claim.stance == self.stance)


@dataclass(frozen=True)
class Dispute:
    """A theme that sources dispute, and the other sources, those that argue, mention or imply it."""

    theme_id: str
    against: tuple[Position, ...]
    others: tuple[Position, ...]


def position(corpus: Corpus, theme_id: str, source_id: str) -> Position:
    """Return what a source does with a theme; its stance is "absent" where no claim of its own is coded."""
    return Position(theme_id, source_id, corpus.claims_where(theme_id=theme_id, source_id=source_id))


def positions(corpus: Corpus, theme_id: str) -> tuple[Position, ...]:
    """Return what every source does with a theme, those that leave it out among them."""
    return tuple(position(corpus, theme_id, source_id) for source_id in corpus.sources)


def themes_of_kind(corpus: Corpus, kind: str) -> tuple[str, ...]:
    """Return the ids of the themes of a *kind* in their order; of all kinds where it is empty."""
    return tuple(name for name, theme in corpus.themes.items() if kind in ("", theme.kind))


def disputes(corpus: Corpus, kind: str = "") -> tuple[Dispute, ...]:
    """Return the themes on which a source disputes what another argues, mentions or implies."""
    disputed = []
    for theme in themes_of_kind(corpus, kind):
        taken = tuple(p for p in positions(corpus, theme) if p.claims)
        against = tuple(p for p in taken if p.disputes)
        speakers = {p.source_id for p in against}
        # A source that holds both is an "other" to any further source that disputes.
        others = tuple(p for p in taken if p.supports and speakers - {p.source_id})
        if against and others:
            disputed.append(Dispute(theme, against, others))
    return tuple(disputed)


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
