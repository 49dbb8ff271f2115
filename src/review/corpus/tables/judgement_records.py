"""The rows of `data/judgement`: what the reviewers compute, relate, conclude, correct, settle and word to be quoted.

What became of the ids that were released stands with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from review.corpus.vocabulary import RelationKind

#: What a sentence prints by a role: the role, and what stands in it.
ROLE = re.compile(r"\{([a-z]+)\}`([^`]+)`")
#: What a finding may say beside: all totals of a series, by the relation that holds them.
SERIES = re.compile(r"\{series\}`([a-z0-9-]+)`")
#: The columns that are sentences with roles.
SENTENCES = ("may", "may_not")


@dataclass(frozen=True)
class Settlement:
    """A disagreement of the passes about a figure, and how it was settled."""

    settlement_id: str
    coded_id: str
    field: str
    first: str
    second: str
    settled: str
    ruling: str
    reason: str


@dataclass(frozen=True)
class ClaimSettlement(Settlement):
    """A theme or stance in which two passes differ, or that was settled anew, and how it was settled."""


@dataclass(frozen=True)
class Derivation:
    """A number computed from figures."""

    derivation_id: str
    expression: str
    unit: str
    decimals: int
    label: str
    override: str
    note: str


@dataclass(frozen=True)
class Relation:
    """A constraint between figures or claims, and how the reviewers read it.

    *found* is the verdict that they read, *settled* what they hold in its place; both empty where the
    arithmetic stands.
    """

    relation_id: str
    kind: RelationKind
    members: str
    tolerance: Decimal
    found: str
    settled: str
    reading: str
    grounds: str
    weight: str
    headline: int | None
    coding_pass: str
    would_settle: str


@dataclass(frozen=True)
class Answer:
    """A claim that the reviewers read as an answer to a problem."""

    theme_id: str
    claim_id: str


@dataclass(frozen=True)
class Finding:
    """A sentence that the review concludes, and what it rests on."""

    finding_id: str
    chapter: str
    position: int
    sentence: str
    depends_on_coding: str
    rests_on: str


@dataclass(frozen=True)
class Weighing:
    """A finding, or a section that speaks for all sources, that was read again beside new *rows* and stands."""

    place: str
    source_id: str
    rows: str
    reason: str


@dataclass(frozen=True)
class Quotable:
    """How a figure may be quoted, and how not; *question* is empty where the summary of findings leaves it out."""

    figure_id: str
    chapter: str
    position: int
    question: str
    may: str
    may_not: str


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
class ReleasedId:
    """An id that a release had. Where it is gone, *fate* says what was done with it and *became* leads on.

    *title* is what a section, chart or table was called when it was listed.
    """

    kind: str
    id: str
    since: str
    title: str
    fate: str
    became: str
    reason: str
