"""What is wrong with an entry."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EntryFault:
    """Why an entry cannot be formatted: the field, what is wrong with it, and how to mend it."""

    field: str
    message: str
    hint: str
