"""Which problems that sources name are answered by a recommendation, whose, and which by none."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from review.corpus.corpus import Corpus
from review.corpus.records import Claim
from review.errors import UsageError
from review.synthesis.stances import Position, positions, themes_of_kind

Answers = Mapping[str, Sequence[str]]  # theme of a problem -> ids of the claims that answer it


@dataclass(frozen=True)
class Issue:
    """A theme that sources argue, mention or imply, and the claims that the reviewers read as answers to it."""

    theme_id: str
    named_by: tuple[Position, ...]
    answers: tuple[Claim, ...]

    @property
    def own(self) -> tuple[Claim, ...]:
        """The answers of sources that name the problem themselves."""
        return tuple(claim for claim in self.answers if claim.source_id in self._namers)

    @property
    def foreign(self) -> tuple[Claim, ...]:
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


def issues(corpus: Corpus, answers: Answers, kinds: Sequence[str]) -> tuple[Issue, ...]:
    """Return every problem of these *kinds* of theme that a source names, in the order of kinds and themes.

    *answers* says which claims answer which problem: a judgement, so it is given and not computed. Raises
    UsageError where it names a theme or a claim that does not exist, or a claim as an answer to itself.
    """
    _require_known(corpus, answers)
    found = []
    for theme in (theme for kind in kinds for theme in themes_of_kind(corpus, kind)):
        named_by = tuple(position for position in positions(corpus, theme) if position.supports)
        if named_by:
            claims = tuple(corpus.claims[name] for name in answers.get(theme, ()))
            found.append(Issue(theme, named_by, claims))
    return tuple(found)


def unanswered(corpus: Corpus, answers: Answers, kinds: Sequence[str]) -> tuple[Issue, ...]:
    """Return the problems that sources name and that no claim answers."""
    return tuple(issue for issue in issues(corpus, answers, kinds) if not issue.answers)


def idle(corpus: Corpus, answers: Answers, kind: str) -> tuple[Claim, ...]:
    """Return the claims on themes of a *kind* that answer none of the problems, such as general appeals."""
    _require_known(corpus, answers)
    used = {name for names in answers.values() for name in names}
    claims = corpus.claims_where(theme_id=themes_of_kind(corpus, kind))
    return tuple(claim for claim in claims if claim.claim_id not in used)


def _require_known(corpus: Corpus, answers: Answers) -> None:
    for theme, names in answers.items():
        require_known(theme, corpus.themes, "theme")
        for name in names:
            require_known(name, corpus.claims, "claim")
            if corpus.claims[name].theme_id == theme:
                raise UsageError(f"{name} names the problem {theme} and cannot answer it. Name another claim.")


def require_known(name: str, known: Mapping[str, object], what: str) -> None:
    """Raise UsageError where *name* is not *known*, with the nearest that is."""
    if name not in known:
        near = difflib.get_close_matches(name, list(known), n=1)
        mend = f"Did you mean {near[0]}?" if near else "Use an id that exists."
        raise UsageError(f"{name!r} is no {what}. {mend}")
