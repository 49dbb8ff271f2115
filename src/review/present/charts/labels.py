"""Labels of two lines beside marks, moved until none lies on another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import altair as alt

from review.present.charts.layout import SMALL_LINE, text_width
from review.present.palette import MUTED, TEXT
from review.present.theme import SIZE, SMALL

LABEL = 2 * SMALL_LINE + 2
_STEP = 4


@dataclass(frozen=True)
class Label:
    """A bold line over a smaller one, both of one figure; *left* and *top* in pixels."""

    left: float
    top: float
    text: str
    under: str
    figure_id: str

    @property
    def width(self) -> float:
        """About how wide the wider line is, in pixels."""
        return max(text_width(self.text, bold=True), text_width(self.under, SMALL))

    def meets(self, other: Label) -> bool:
        """Say whether the two would touch."""
        beside = self.left > other.left + other.width + 4 or other.left > self.left + self.width + 4
        return not beside and abs(self.top - other.top) < LABEL


def placed_labels(
    wanted: Iterable[tuple[float, float, str, str, str, str]], width: float, height: float
) -> list[Label]:
    """Return labels for (x, y, side, text, under, figure) in the order given.

    With the side ``end`` a label ends at x, above y; with ``start`` it starts at x, beside and below y.
    It stays within *width*, above *height*, and moves up until it meets none before it.
    """
    placed: list[Label] = []
    for x, y, side, text, under, figure_id in wanted:
        label = Label(0, 0, text, under, figure_id)
        left = x - label.width if side == "end" else x
        top = y - LABEL - 6 if side == "end" else min(y, height - LABEL)
        label = replace(label, left=min(max(left, 0), max(width - label.width, 0)), top=top)
        while any(label.meets(other) for other in placed):
            label = replace(label, top=label.top - _STEP)
        placed.append(label)
    return placed


def label_layers(
    labels: Iterable[Label],
    x: alt.X,
    y: alt.Y,
    across: Callable[[float], float],
    down: Callable[[float], float],
) -> list[alt.Chart]:
    """Return the layers that write *labels*; *across* and *down* give the values that stand at a pixel."""
    written = tuple(labels)
    looks: dict[str, tuple[float, dict[str, Any]]] = {
        "text": (SMALL_LINE / 2, {"fontSize": SIZE, "fontWeight": "bold", "color": TEXT}),
        "under": (SMALL_LINE * 1.5 + 1, {"fontSize": SMALL, "color": MUTED}),
    }
    layers: list[alt.Chart] = []
    for name, (offset, look) in looks.items():
        rows = [
            {
                "x": across(label.left),
                "y": down(label.top + offset),
                "text": getattr(label, name),
                "figure_id": label.figure_id,
            }
            for label in written
        ]
        base = alt.Chart({"values": rows}).mark_text(align="left", baseline="middle", **look)
        layers.append(base.encode(x=x, y=y, text="text:N"))
    return layers
