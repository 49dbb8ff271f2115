"""What a cell of phrases holds: phrases of the text, what stands around them, and what is implied from what."""

from __future__ import annotations

import re
from typing import NamedTuple

from review.corpus.rules.row_rules import IMPLIED
from review.corpus.text.lexicon import ALTERNATIVES, PARTS

#: The columns that hold the phrases of an attribute.
PHRASES = (
    "measure_basis", "population_basis", "place_basis", "period_basis", "event_basis", "origin_basis",
    "interval_basis",
)  # fmt: skip

#: What an attribute may be implied from, after "implied: ", by the word it starts with.
FORMS = {
    "measure": ("same as FIGURE",),
    "population": ("same as FIGURE",),
    "place": ("source", "same as FIGURE"),
    "period": ("published", "event", "same as FIGURE"),
    "origin": ("footnote NUMBER", "same as FIGURE"),
    "interval": ("same as FIGURE",),
}
#: What gives a day or a month of the text the year that it leaves out.
OF_PUBLICATION = f"{PARTS}{IMPLIED}published"
_SAME = re.compile(r"same as (?P<figure>[a-z0-9-]+)")
_FOOTNOTE = re.compile(r"footnote (?P<number>[0-9]+)")
_ANCHOR = re.compile(r"(?:\[(?P<prefix>[^\[\]]+)\] )?(?P<exact>.*?)(?: \[(?P<suffix>[^\[\]]+)\])?", re.DOTALL)


def parts(cell: str) -> list[str]:
    """Return the parts of a cell of `PHRASES`: phrases of the text, and what is implied."""
    return cell.split(ALTERNATIVES) if cell else []


class Phrase(NamedTuple):
    """A phrase that an attribute rests on; *prefix* and *suffix* stand around it in the text, and say which it is.

    In the tables they stand in square brackets: "[were] rescued [in]".
    """

    exact: str
    prefix: str = ""
    suffix: str = ""


def anchors(cell: str) -> list[Phrase]:
    """Return the phrases of a cell that must stand in the text, with what stands around them."""
    worded = [part.partition(OF_PUBLICATION)[0] for part in parts(cell) if not part.startswith(IMPLIED)]
    written = [phrase for part in worded for phrase in part.split(PARTS)]
    matches = (_ANCHOR.fullmatch(phrase) for phrase in written)
    return [Phrase(m["exact"], m["prefix"] or "", m["suffix"] or "") for m in matches if m]


def phrases(cell: str) -> list[str]:
    """Return the phrases of a cell, without what stands around them."""
    return [phrase.exact for phrase in anchors(cell)]


def implied(part: str) -> str:
    """Return what a part of a cell is implied from, without the reason after the semicolon; empty for a phrase."""
    return part.removeprefix(IMPLIED).partition(";")[0].strip() if part.startswith(IMPLIED) else ""


def footnotes(cell: str) -> list[str]:
    """Return the numbers of the notes that a cell names."""
    matches = (_FOOTNOTE.fullmatch(implied(part)) for part in parts(cell))
    return [match["number"] for match in matches if match]


def same_as(part: str) -> str:
    """Return the figure that a part of a cell is implied to be like; empty where it names none."""
    match = _SAME.fullmatch(implied(part))
    return match["figure"] if match else ""
