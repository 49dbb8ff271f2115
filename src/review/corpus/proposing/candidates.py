"""What may stand in a cell: a value, how sure it is, what speaks for it, and the phrases that it would rest on."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Sureness(StrEnum):
    """How sure a candidate is, the surest first."""

    SAID = "said"
    LIKELY = "likely"
    GUESS = "guess"

    @property
    def rank(self) -> int:
        """The place among all, the surest first."""
        return list(Sureness).index(self)


class Candidate(NamedTuple):
    """A *value* for a cell; *basis* is what the cell of its phrases would hold, empty where the quote says it."""

    value: str
    sure: Sureness
    why: str
    basis: str = ""


#: How many candidates of a cell are worth reading.
MOST = 4


def best_first(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return the surest candidates, each value once; of equals the order is kept."""
    first: dict[tuple[str, str], Candidate] = {}
    for one in sorted(candidates, key=lambda each: each.sure.rank):
        first.setdefault((one.value, one.basis), one)
    return tuple(first.values())[:MOST]


def filled_in(candidates: Iterable[Candidate]) -> Candidate | None:
    """Return the candidate with which a cell is filled in before anybody looks: the first, unless it is a guess."""
    first = next(iter(candidates), None)
    return first if first and first.sure is not Sureness.GUESS else None
