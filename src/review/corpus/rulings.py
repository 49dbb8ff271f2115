"""The records of how disagreements of the passes were settled; nothing is computed here."""

from __future__ import annotations

from dataclasses import dataclass


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
