"""The record of a term as its own language writes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """A term in the script of its language. Where *written* is empty, none is confirmed.

    *about* names what it belongs to in the vocabularies, as ``table:key``: alternatives apart by " | ", each of
    parts that all hold, apart by " + ". *addresses* are the pages on which it was seen.
    """

    term_id: str
    label: str
    language: str
    tag: str
    written: str
    romanised: str
    about: str
    seen: str
    addresses: str
    hand: str

    def is_about(self, keys: frozenset[str]) -> bool:
        """Say whether the term belongs to what has these *keys*.

        >>> term = Term("x", "X", "Greek", "el", "χ", "chi", "origins:a | events:b + events:c", "here", "", "first")
        >>> term.is_about(frozenset({"origins:a"})), term.is_about(frozenset({"events:b"}))
        (True, False)
        """
        return any(keys.issuperset(parts.split(" + ")) for parts in self.about.split(" | "))
