"""Rows of the vocabularies that carry a meaning on which the code decides: bases, units, kinds, the instrument."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from review.corpus.vocabulary import BasisKind, UnitKind


class Placed(Protocol):
    """A row that has a place among those of its table."""

    @property
    def position(self) -> int:
        """The place, counted from one."""


P = TypeVar("P", bound=Placed)


def by_position(rows: Mapping[str, P]) -> list[P]:
    """Return the rows of a table by their places."""
    return sorted(rows.values(), key=lambda row: row.position)


@dataclass(frozen=True)
class Basis:
    """How the numbers of measures come about, and what follows from it for certainty, charts and citations.

    *certainty* is where a figure starts, *fall* by how many levels it is lowered as evidence of extent.
    """

    basis: str
    position: int
    treated_as: BasisKind
    certainty: str
    reason: str
    fall: int
    fall_when: str
    fall_reason: str
    colour: str
    drawn: str
    caution: str


@dataclass(frozen=True)
class CountedThing:
    """A kind of thing that measures count; each column but the first says "yes" or nothing."""

    counted: str
    extent: str
    response: str
    concerns: str
    persons: str
    trait: str


@dataclass(frozen=True)
class Measure:
    """Something that is counted."""

    measure_id: str
    label: str
    definition: str
    counted: str
    basis: str
    act: str
    units: str
    comparable_within: str
    part_of: str
    stages: str
    words: str
    signed: str = ""


@dataclass(frozen=True)
class Unit:
    """A unit in which figures are given: its words and its sign, and the words and signs that sources print.

    *per* is what stands below the line of a rate.
    """

    unit: str
    kind: UnitKind
    label: str
    singular: str
    plural: str
    sign: str
    position: str
    grouping: str
    words: str
    per: int | None = None


@dataclass(frozen=True)
class AppraisalDomain:
    """A domain of the instrument by which sources are appraised; *limits* says "yes" where it bears on numbers."""

    domain: str
    position: int
    question: str
    limits: str


@dataclass(frozen=True)
class AppraisalJudgement:
    """A judgement that the instrument knows; *fails* and *waiting* say "yes" or nothing."""

    judgement: str
    position: int
    meaning: str
    fails: str
    waiting: str
