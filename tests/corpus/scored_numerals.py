"""The scored corpus of the reader of numerals: `passages.txt`, and what the reader makes of each of its passages.

A line of it is a passage, an arrow, and what it prints with what that says: ``5``, ``3..9``, ``<5``, ``<=5``, ``~5``,
``x3`` (a multiple), ``12/1000`` (a rate), ``?`` (not to be read). ``#`` begins a class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from review.corpus.text.numerals.languages import numerals_in
from review.corpus.text.numerals.values import Interval

PASSAGES = Path(__file__).with_name("passages.txt")
_SIGNS = {"exact": "", "about": "~", "at least": ">=", "more than": ">", "at most": "<=", "fewer than": "<"}


@dataclass(frozen=True)
class Passage:
    """A passage of the corpus: its class, its text, and what is printed in it with what each says."""

    kind: str
    text: str
    expected: tuple[tuple[str, str], ...]

    @property
    def language(self) -> str:
        """The language whose reader it is for."""
        return "zh" if self.kind.startswith("zh") else "other" if self.kind == "other languages" else "en"


def passages() -> Iterator[Passage]:
    """Yield the passages of the corpus in order."""
    kind = ""
    for line in PASSAGES.read_text("utf-8").split("\n"):
        if line.startswith("# "):
            kind = line[2:]
        elif line:
            text, _, wanted = line.replace("\\n", "\n").partition("  ->")
            pairs = (pair.rpartition(" = ") for pair in wanted.strip().split(" | ") if pair.strip())
            yield Passage(kind, text, tuple((printed, said) for printed, _, said in pairs))


def read(text: str) -> tuple[tuple[str, str], ...]:
    """Return what the reader finds in *text*, written as in the corpus."""
    return tuple((text[n.number_start : n.number_end], said(n.interval)) for n in numerals_in(text))


def said(interval: Interval) -> str:
    """Return what an interval says, written as in the corpus."""
    low, high, qualifier, per = interval
    if interval.unread:
        return "?"
    named = [f"{end:f}" for end in (low, high) if end is not None]
    if qualifier == "multiple":
        return "x" + (">" if high is None else "<" if low is None else "") + "..".join(dict.fromkeys(named))
    number = "..".join(named) if qualifier == "range" else _SIGNS[qualifier] + named[0]
    return number + ("" if per is None else f"/{per:f}")


def is_half_read(passage: Passage, printed: str, value: str) -> bool:
    """Say whether a part of a numeral is read as if it were all of it."""
    whole = [number for number, _ in passage.expected]
    return value != "?" and printed not in whole and any(printed in number for number in whole)


def right(passage: Passage) -> tuple[int, int]:
    """Return how many numerals of *passage* are read right, and how many are printed or found."""
    wanted, found = set(map(_even, passage.expected)), set(map(_even, read(passage.text)))
    return len(wanted & found), len(wanted | found)


def _even(pair: tuple[str, str]) -> tuple[str, str]:
    printed, value = pair
    return printed, re.sub(r"[0-9]+(?:\.[0-9]+)?", lambda number: f"{Decimal(number[0]).normalize():f}", value)
