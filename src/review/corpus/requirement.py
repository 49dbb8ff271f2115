"""What a requirement is: something that must hold of a project, when it is asked for, and how it is found out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from review.corpus.snapshot import Snapshot
from review.errors import CorpusError, Problem


class Stage(StrEnum):
    """When a requirement is asked for: the next stage is entered where the last has no problem."""

    ROWS = "rows"
    CONCLUSIONS = "conclusions"
    PAGES = "pages"
    TEXTS = "texts"
    SITE = "site"
    RELEASE = "release"


#: The stages that need neither the texts nor a built site.
BEFORE_RUNS = (Stage.ROWS, Stage.CONCLUSIONS, Stage.PAGES)


@dataclass(frozen=True)
class Requirement:
    """Something that must hold: *says* is a sentence that tells what.

    *find* returns what does not hold, as problems; at the stage of a release, as sentences. It may raise them as a
    CorpusError.
    """

    name: str
    stage: Stage
    says: str
    find: Callable[[Snapshot], Iterable[Problem | str] | None]


def require(requirements: Iterable[Requirement], snapshot: Snapshot, stages: Iterable[Stage]) -> None:
    """Let a project pass in which all *requirements* of *stages* hold.

    Raises CorpusError with every problem of the first stage that has any: what comes later rests on it.
    """
    for stage in stages:
        found: set[Problem] = set()
        for requirement in requirements:
            if requirement.stage == stage:
                found |= set(_problems(requirement, snapshot))
        if found:
            raise CorpusError(sorted(found))


def _problems(requirement: Requirement, snapshot: Snapshot) -> Iterable[Problem]:
    try:
        found = requirement.find(snapshot) or ()
        return [problem for problem in found if isinstance(problem, Problem)]
    except CorpusError as error:
        return error.problems


def to_do(requirements: Iterable[Requirement], snapshot: Snapshot) -> list[str]:
    """Return what a release still lacks, a sentence each, in the order of *requirements*."""
    asked = (requirement for requirement in requirements if requirement.stage == Stage.RELEASE)
    return [str(said) for requirement in asked for said in requirement.find(snapshot) or ()]
