"""The records of what the reviewers make of the evidence: what they compute, relate, conclude, correct, settle.

What became of the ids that were released stands with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from review.corpus.vocabulary import RelationKind


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
class ClaimSettlement:
    """A theme or stance in which two passes differ, or that was settled anew, and how it was settled."""

    settlement_id: str
    coded_id: str
    field: str
    first: str
    second: str
    settled: str
    ruling: str
    reason: str


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
    """An id that a release had. Where it is gone, *fate* says what was done with it and *became* leads on."""

    kind: str
    id: str
    since: str
    fate: str
    became: str
    reason: str
