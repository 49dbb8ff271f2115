"""The drawing of a map: lines down, sources across, a sign or several in each cell, a dot in an empty one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from review.present.charts.layout import HEADING_GAP, LINE, text_width, wrap
from review.present.palette import MUTED, RULE, TEXT
from review.present.theme import SIZE, SMALL, WIDTH

EMPTY = "·"
_ROW_GAP = 8
# Areas: a letter or a digit needs less room than a number of several.
_SIGN, _WIDE_SIGN = 210, 270
_WIDEST, _ALL_COLUMNS = 58, 200
# Signs of one cell stand side by side; many stand closer and overlap a little.
_OFFSETS = {1: (0.0,), 2: (-9.5, 9.5), 3: (-13.0, 0.0, 13.0), 4: (-18.0, -6.0, 6.0, 18.0)}
_TEXTS: dict[str, dict[str, Any]] = {
    "sign": {"fontSize": SMALL, "fontWeight": "bold", "color": TEXT},
    "heading": {"align": "left", "fontSize": SIZE, "fontWeight": "bold", "color": TEXT},
    "label": {"align": "left", "fontSize": SIZE, "color": TEXT},
    "column": {"align": "right", "fontSize": SIZE, "color": MUTED},
    "centred": {"fontSize": SIZE, "color": MUTED},
}

# What of a sign's row says where and how it is drawn or what was counted, and is not shown to a pointer.
_DRAWN = frozenset({"x", "y", "text", "shape", "colour", "count_of"})

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Sign:
    """A letter or a number in a shape. *data* is what a pointer over it shows."""

    text: str
    shape: str
    colour: str
    data: Mapping[str, str]


@dataclass(frozen=True)
class GridRow:
    """A row: its heading (said once for rows that follow each other), its label, and its signs by column.

    *data* goes with each of its cells, *empty* with one that has no sign.
    """

    heading: str
    label: str
    cells: Mapping[str, Sequence[Sign]]
    data: Mapping[str, str] = field(default_factory=dict)
    empty: Mapping[str, str] = field(default_factory=dict)


def grid(rows: Sequence[GridRow], columns: Sequence[str]) -> alt.LayerChart:
    """Return the drawing of *rows*. Raises ValueError without a row or a column."""
    if not rows or not columns:
        raise ValueError("a map needs a row and a column (got none)")
    width = min(_ALL_COLUMNS / len(columns), _WIDEST)
    xs = {name: WIDTH - width * (len(columns) - index - 0.5) for index, name in enumerate(columns)}
    texts, leaders, y = _header(xs, width)
    signs: Rows = []
    rules: Rows = []
    heading = ""
    for row in rows:
        if row.heading != heading:
            y += HEADING_GAP if heading else 0
            texts.append({"x": 0, "y": y + LINE / 2, "text": row.heading, "style": "heading"})
            y, heading = y + LINE + 4, row.heading
        lines = wrap(row.label, WIDTH - width * len(columns) - 6)
        for number, line in enumerate(lines):
            texts.append({"x": 0, "y": y + LINE * (number + 0.5), "text": line, "style": "label"})
        for name, x in xs.items():
            signs += _cell(row, name, x, y + LINE * len(lines) / 2)
        y += LINE * len(lines) + _ROW_GAP
        rules.append({"x": 0, "end": WIDTH, "y": y - _ROW_GAP / 2})
    return _layers(texts, leaders, signs, rules, y)


def _header(xs: Mapping[str, float], width: float) -> tuple[Rows, Rows, float]:
    """Return the names of the columns, lines that lead down from them, and where the rows begin.

    Long names stand on lines of their own, each led down to its column: upright they stay readable
    however narrow the columns are. The last column's stands highest, so that no line crosses a name.
    """
    if all(text_width(name) < width for name in xs):
        names = [{"x": x, "y": LINE / 2, "text": name, "style": "centred"} for name, x in xs.items()]
        return names, [], LINE + 8
    bottom = LINE * len(xs) + 6
    texts: Rows = []
    leaders: Rows = []
    for index, (name, x) in enumerate(xs.items()):
        y = LINE * (len(xs) - 1 - index)
        texts.append({"x": x + 3, "y": y + LINE / 2, "text": name, "style": "column"})
        leaders.append({"x": x, "y": y + LINE, "bottom": bottom})
    return texts, leaders, bottom + 2


def _cell(row: GridRow, column: str, x: float, y: float) -> Rows:
    base = {**row.data, "column": column, "y": y}
    signs = row.cells.get(column, ())
    if not signs:
        return [{**base, **row.empty, "x": x, "text": EMPTY, "shape": "", "colour": ""}]
    return [
        {**base, **sign.data, "x": x + offset, "text": sign.text, "shape": sign.shape, "colour": sign.colour}
        for sign, offset in zip(signs, _OFFSETS[len(signs)], strict=True)
    ]


def _layers(texts: Rows, leaders: Rows, signs: Rows, rules: Rows, height: float) -> alt.LayerChart:
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, WIDTH], nice=False, zero=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, height], reverse=True, nice=False, zero=False))
    layers = [alt.Chart({"values": rules}).mark_rule(color=RULE, opacity=0.25).encode(x=x, x2="end:Q", y=y)]
    if leaders:
        layers.append(alt.Chart({"values": leaders}).mark_rule(color=RULE).encode(x=x, y=y, y2="bottom:Q"))
    size = _WIDE_SIGN if any(len(sign["text"]) > 1 for sign in signs) else _SIGN
    for shape, colour in dict.fromkeys((sign["shape"], sign["colour"]) for sign in signs if sign["shape"]):
        chosen = [sign for sign in signs if (sign["shape"], sign["colour"]) == (shape, colour)]
        tips = [alt.Tooltip(f"{name}:N") for name in chosen[0] if name not in _DRAWN]
        look: dict[str, Any] = {"shape": shape, "fill": colour, "stroke": colour}
        base = alt.Chart({"values": chosen}).mark_point(
            size=size, opacity=1, fillOpacity=0.22, strokeWidth=1.8, **look
        )
        layers.append(base.encode(x=x, y=y, tooltip=tips))
    for style, letters in _TEXTS.items():
        chosen = signs if style == "sign" else [text for text in texts if text["style"] == style]
        if chosen:
            written = alt.Chart({"values": chosen}).mark_text(baseline="middle", **letters)
            layers.append(written.encode(x=x, y=y, text="text:N"))
    return alt.LayerChart(layer=layers, width=WIDTH, height=height)
