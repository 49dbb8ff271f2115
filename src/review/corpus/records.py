"""The rows of the tables as frozen records, one class a table, one attribute a column."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Source:
    """A reviewed text."""

    source_id: str
    kind: str
    title: str
    speaker: str
    audience: str
    published: str
    dated: str
    covers_start: str
    covers_end: str
    retrieved: str
    text_sha256: str
    text_words: int
    access_note: str
    special: str


@dataclass(frozen=True)
class SectionRow:
    """A part of a source that a reader can find."""

    section_id: str
    source_id: str
    position: int
    title: str
    starts: str


@dataclass(frozen=True)
class Figure:
    """A number that a source reports. *low* and *high* are None where the words set no bound."""

    figure_id: str
    source_id: str
    section_id: str
    paragraph: int
    prefix: str
    quote: str
    suffix: str
    printed: str
    low: Decimal | None
    high: Decimal | None
    qualifier: str
    unit: str
    measure_id: str
    population_id: str
    stage: str
    place: str
    place_basis: str
    period_start: str
    period_end: str
    period_basis: str
    event_id: str
    event_tie: str
    event_grounds: str
    origin_id: str
    origin_basis: str
    coding_pass: str
    note: str


@dataclass(frozen=True)
class Claim:
    """A statement without a number."""

    claim_id: str
    source_id: str
    section_id: str
    paragraph: int
    prefix: str
    quote: str
    suffix: str
    theme_id: str
    stance: str
    paraphrase: str
    origin_id: str
    event_id: str
    coding_pass: str
    note: str


@dataclass(frozen=True)
class Exclusion:
    """A numeral in a source that is not a figure."""

    exclusion_id: str
    source_id: str
    section_id: str
    paragraph: int | None
    printed: str
    occurrence: int
    reason: str
    note: str


@dataclass(frozen=True)
class Appraisal:
    """One AACODS judgement of a source."""

    source_id: str
    domain: str
    judgement: str
    reason: str
    section_id: str
    paragraph: int | None
    prefix: str
    quote: str
    suffix: str
    basis: str
    coding_pass: str


@dataclass(frozen=True)
class Pass:
    """A pass over the sources, recorded as it happened."""

    pass_id: str
    label: str
    how: str
    date: str
    checked: str


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


Anchored = Figure | Claim | Appraisal

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
