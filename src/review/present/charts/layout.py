"""Where things stand in a chart of rows: text wrapped to the width, each row's mark in a band below it.

A label beside the marks would leave a telephone no room for them. So every row has its label and its
value in lines of their own, the mark beneath, and no text can ever meet a mark or another text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from review.present.textwidth import text_width as text_width
from review.present.textwidth import wrap as wrap
from review.present.theme import SMALL, WIDTH

LINE = 16
SMALL_LINE = 14.5
BAND = 20
GAP = 12
HEADING_GAP = 10

#: Fields of a chart's data that say what its numbers are: ids of rows (those of `traces`, and an event's), or, for
#: a number of rows, which rows were counted. Texts have them from their mark.
TRACED = ("figure_id", "derivation_id", "figure_ids", "event_id", "count_of")


@dataclass(frozen=True)
class Mark:
    """What is drawn in a row: bounds (None where there is none), how they are meant, and a colour.

    *kind* is a qualifier of figures, ``vague`` for a range that we read in a word, ``bar`` or ``striped``.
    *data* goes with the mark: its figure's id, and what a pointer over it shows.
    """

    low: float | None
    high: float | None
    kind: str
    colour: str
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """A label, a value that ends the first line, smaller lines beneath, and a mark or none.

    Rows with the same *heading* follow each other under it. *data* names what a row without a mark tells of.
    """

    label: str
    value: str
    details: tuple[str, ...]
    mark: Mark | None
    heading: str = ""
    data: Mapping[str, str] = field(default_factory=dict)

    @property
    def traced(self) -> dict[str, str]:
        """What the row's numbers are: ids, or which rows were counted."""
        known = {**(self.mark.data if self.mark else {}), **self.data}
        return {name: known[name] for name in TRACED if name in known}


@dataclass(frozen=True)
class Text:
    """A line of text at a height; *style* is heading, label, value or detail. *data* says whose numbers it has."""

    text: str
    y: float
    style: str
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Placed:
    """The texts and marks of a chart of rows with their heights, and the height of the whole."""

    texts: tuple[Text, ...]
    marks: tuple[tuple[float, Mark], ...]
    height: float


def place(rows: Sequence[Row]) -> Placed:
    """Return *rows* one under the other."""
    texts: list[Text] = []
    marks: list[tuple[float, Mark]] = []
    y, heading = 0.0, ""
    for row in rows:
        if row.heading and row.heading != heading:
            y += HEADING_GAP if heading else 0
            for line in wrap(row.heading, bold=True):
                texts.append(Text(line, y + LINE / 2, "heading"))
                y += LINE
            y += 4
        heading = row.heading
        lines, y = _lines(row, y)
        texts += lines
        if row.mark:
            marks.append((y + BAND / 2, row.mark))
            y += BAND
        y += GAP
    return Placed(tuple(texts), tuple(marks), max(y - GAP, 1))


def _lines(row: Row, y: float) -> tuple[list[Text], float]:
    room = WIDTH - (text_width(row.value, bold=True) + 14 if row.value else 0)
    beside = room >= WIDTH * 0.4
    data = row.traced
    texts = [Text(row.value, y + LINE / 2, "value", data)] if row.value and beside else []
    for line in wrap(row.label, room if beside else WIDTH):
        texts.append(Text(line, y + LINE / 2, "label", data))
        y += LINE
    if row.value and not beside:
        for line in wrap(row.value, bold=True):
            texts.append(Text(line, y + LINE / 2, "value-below", data))
            y += LINE
    for detail in row.details:
        for line in wrap(detail, size=SMALL):
            texts.append(Text(line, y + SMALL_LINE / 2, "detail", data))
            y += SMALL_LINE
    return texts, y
