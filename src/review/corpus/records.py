"""The rows of the tables as frozen records, one class a table, one attribute a column."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from review.corpus.evidence import (
    Anchored,
    Appraisal,
    Claim,
    Exclusion,
    Figure,
    Pass,
    SectionRow,
    Source,
)

__all__ = [
    "RECORDS",
    "Anchored",
    "Appraisal",
    "Claim",
    "Correction",
    "Derivation",
    "Event",
    "Exclusion",
    "Fact",
    "Figure",
    "Finding",
    "Measure",
    "Name",
    "Origin",
    "Pass",
    "Population",
    "Relation",
    "SectionRow",
    "Source",
    "Theme",
]


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
    stages: str


@dataclass(frozen=True)
class Population:
    """A group of persons whom a figure may be about."""

    population_id: str
    label: str
    sex: str
    age_min: int | None
    age_max: int | None
    status: str
    part_of: str


@dataclass(frozen=True)
class Event:
    """Something that happened, or is said to."""

    event_id: str
    label: str
    start: str
    end: str
    place: str
    kind: str
    note: str


@dataclass(frozen=True)
class Origin:
    """Someone whom a source credits."""

    origin_id: str
    name: str
    kind: str
    date: str
    relies_on: str
    note: str


@dataclass(frozen=True)
class Theme:
    """A theme of claims."""

    theme_id: str
    kind: str
    label: str
    definition: str
    part_of: str


@dataclass(frozen=True)
class Derivation:
    """A number computed from figures."""

    derivation_id: str
    expression: str
    unit: str
    decimals: int
    label: str
    note: str


@dataclass(frozen=True)
class Relation:
    """A constraint between figures."""

    relation_id: str
    kind: str
    members: str
    tolerance: Decimal
    note: str


@dataclass(frozen=True)
class Finding:
    """A sentence that the review concludes, and what it rests on."""

    finding_id: str
    chapter: str
    position: int
    sentence: str
    rests_on: str


@dataclass(frozen=True)
class Correction:
    """A field in which the review departs from what is printed."""

    correction_id: str
    figure_id: str
    field: str
    found: str
    used: str
    reason: str


@dataclass(frozen=True)
class Fact:
    """A fact from outside the sources."""

    fact_id: str
    series: str
    period: str
    value: Decimal | None
    unit: str
    reference: str
    hand: str
    statement: str


@dataclass(frozen=True)
class Name:
    """A name that holds a numeral and may stand in prose."""

    name_id: str
    name: str
    reason: str


RECORDS: dict[str, type] = {
    "sources": Source,
    "sections": SectionRow,
    "figures": Figure,
    "claims": Claim,
    "exclusions": Exclusion,
    "appraisals": Appraisal,
    "passes": Pass,
    "measures": Measure,
    "populations": Population,
    "events": Event,
    "origins": Origin,
    "themes": Theme,
    "derivations": Derivation,
    "relations": Relation,
    "findings": Finding,
    "corrections": Correction,
    "facts": Fact,
    "names": Name,
}
