"""The passages of our own that the reader of numerals is held to, and how much of each it reads right.

A line of ``passages.txt`` is a passage, an arrow, and what it prints with what that says: ``5``, ``3..9``, ``<5``,
``<=5``, ``~5``, ``x3`` (a multiple), ``12/1000`` (a rate), ``?`` (not to be read). ``#`` begins a class; what the
reader had right of one before it was mended on it stands behind a bar: ``# reports | 88 of 100``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from review.corpus.text.numerals.languages import numerals_in
from review.corpus.text.numerals.values import Interval

_SIGNS = {"exact": "", "about": "~", "at least": ">=", "more than": ">", "at most": "<=", "fewer than": "<"}


@dataclass(frozen=True)
class ScoredPassage:
    """A passage: its class, what of that class was right at first, its text, and what is printed with what it says."""

    kind: str
    at_first: str
    text: str
    expected: tuple[tuple[str, str], ...]

    @property
    def language(self) -> str:
        """The language whose reader it is for: ``en``, ``zh`` or ``other``."""
        return "zh" if self.kind.startswith("zh") else "other" if self.kind == "other languages" else "en"

    @property
    def read(self) -> tuple[tuple[str, str], ...]:
        """What the reader finds, written as in the passages."""
        found = numerals_in(self.text)
        return tuple((self.text[n.number_start : n.number_end], _said(n.interval)) for n in found)

    @property
    def score(self) -> tuple[int, int]:
        """How many numerals are read right, and how many are printed or found."""
        wanted, found = set(map(_even, self.expected)), set(map(_even, self.read))
        return len(wanted & found), len(wanted | found)


def scored_passages() -> Iterator[ScoredPassage]:
    """Yield the passages in order."""
    kind, at_first = "", ""
    for line in Path(__file__).with_name("passages.txt").read_text("utf-8").split("\n"):
        if line.startswith("# "):
            kind, _, at_first = line[2:].partition(" | ")
        elif line:
            text, _, wanted = line.replace("\\n", "\n").partition("  ->")
            pairs = (pair.rpartition(" = ") for pair in wanted.strip().split(" | ") if pair.strip())
            yield ScoredPassage(kind, at_first, text, tuple((printed, value) for printed, _, value in pairs))


def _said(interval: Interval) -> str:
    low, high, qualifier, per = interval
    if interval.unread:
        return "?"
    named = [f"{end:f}" for end in (low, high) if end is not None]
    if qualifier == "multiple":
        return "x" + (">" if high is None else "<" if low is None else "") + "..".join(dict.fromkeys(named))
    number = "..".join(named) if qualifier == "range" else _SIGNS[qualifier] + named[0]
    return number + ("" if per is None else f"/{per:f}")


def _even(pair: tuple[str, str]) -> tuple[str, str]:
    printed, value = pair
    return printed, re.sub(r"[0-9]+(?:\.[0-9]+)?", lambda number: f"{Decimal(number[0]).normalize():f}", value)
