"""The record of an id that was released."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReleasedId:
    """An id that a release had. Where it is gone, *fate* says what was done with it and *became* leads on."""

    kind: str
    id: str
    since: str
    fate: str
    became: str
    reason: str
