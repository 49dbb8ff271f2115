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
    """A stance in which the passes differ, or that was settled anew, and how it was settled.

    Where a pass has a theme more than once in a sentence, the stances stand side by side in one cell.
    """

    settlement_id: str
    coded_id: str
    first: str
    second: str
    settled: str
    ruling: str
    reason: str
