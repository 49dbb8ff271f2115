"""What a requirement is: something that must hold of a project, when it is asked for, and how it is found out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from review.errors import CorpusError, Problem

S = TypeVar("S")


class Stage(StrEnum):
    """When a requirement is asked for: the next stage is entered where the last has no problem."""

    ROWS = "rows"
    CONCLUSIONS = "conclusions"
    PAGES = "pages"
    TEXTS = "texts"
    SITE = "site"
    RELEASE = "release"
    ADVICE = "advice"
    COPY = "copy"


#: The stages that need neither the texts nor a built site.
BEFORE_RUNS = (Stage.ROWS, Stage.CONCLUSIONS, Stage.PAGES)


@dataclass(frozen=True)
class Requirement(Generic[S]):
    """Something that must hold of an S, a project's snapshot or a built site: *says* is a sentence that tells what.

    *find* returns what does not hold, as problems; at the stages of a release and of advice, as sentences. It may raise
    them as a CorpusError.
    """

    name: str
    stage: Stage
    says: str
    find: Callable[[S], Iterable[Problem | str] | None]


def require(requirements: Iterable[Requirement[S]], subject: S, stages: Iterable[Stage]) -> None:
    """Let a *subject* pass of which all *requirements* of *stages* hold.

    Raises CorpusError with every problem of the first stage that has any: what comes later rests on it.
    """
    for stage in stages:
        if problems := problems_of(requirements, subject, stage):
            raise CorpusError(problems)


def problems_of(requirements: Iterable[Requirement[S]], subject: S, stage: Stage) -> list[Problem]:
    """Return what does not hold of *subject* at a *stage*, sorted by place."""
    asked = (requirement for requirement in requirements if requirement.stage == stage)
    return sorted({problem for requirement in asked for problem in _problems(requirement, subject)})


def _problems(requirement: Requirement[S], subject: S) -> Iterable[Problem]:
    try:
        problems = requirement.find(subject) or ()
        return [problem for problem in problems if isinstance(problem, Problem)]
    except CorpusError as error:
        return error.problems


def to_do(requirements: Iterable[Requirement[S]], subject: S, stage: Stage = Stage.RELEASE) -> list[str]:
    """Return what a release still lacks, or had better have, a sentence each, in their order."""
    asked = (requirement for requirement in requirements if requirement.stage == stage)
    return [str(lack) for requirement in asked for lack in requirement.find(subject) or () if lack]
