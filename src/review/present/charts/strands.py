"""Drawing of who credits whom: bands as wide as what they carry, marks at their ends, words beside them.

Where a pointer rests on a spot, whatever does not pass through the spot fades.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from review.present.palette import MUTED, PAPER, TEXT
from review.present.theme import SIZE, SMALL, WIDTH

OVER = "over"
_STEPS = 8
_FADED = f"isValid({OVER}.key) && indexof(datum.passes, {OVER}.key[0]) < 0"
_STYLES: dict[str, dict[str, Any]] = {
    "heading": {"align": "left", "fontWeight": "bold", "fontSize": SIZE, "color": TEXT},
    "label": {"align": "left", "fontSize": SIZE, "color": TEXT},
    "right": {"align": "right", "fontSize": SIZE, "color": TEXT},
    "value": {"align": "right", "fontWeight": "bold", "fontSize": SIZE, "color": TEXT},
    "detail": {"align": "left", "fontSize": SMALL, "color": MUTED},
    "right-detail": {"align": "right", "fontSize": SMALL, "color": MUTED},
}
_STROKE = alt.Stroke("colour:N", scale=None)
_COUNTED = {"count_of": "figures"}  # what the numbers that belong to nobody's row are numbers of


@dataclass(frozen=True)
class Band:
    """A band from (x, y) to (x, y), both at its middle, with the keys of all spots that it passes."""

    start: tuple[float, float]
    end: tuple[float, float]
    width: float
    colour: str
    passes: tuple[str, ...]
    dashed: bool = False
    level: float = 0  # so far from either end it does not bend
    data: Mapping[str, str] = field(default_factory=dict)

    def middle(self) -> list[tuple[float, float]]:
        """Return the points of its middle line: straight where its ends are level, else bent."""
        (first, top), (last, bottom) = self.start, self.end
        if top == bottom:
            return [self.start, self.end]
        left, right = first + self.level, last - self.level
        parts = [step / _STEPS for step in range(_STEPS + 1)]
        bent = [(left + (right - left) * t, top + (bottom - top) * t * t * (3 - 2 * t)) for t in parts]
        return [self.start, *bent, self.end] if self.level else bent


@dataclass(frozen=True)
class Sign:
    """A mark at a point: a shape of Vega, filled with its colour or with the paper."""

    x: float
    y: float
    shape: str
    colour: str
    filled: bool
    passes: tuple[str, ...]


@dataclass(frozen=True)
class Box:
    """A bar between two corners, filled or open; an open one may be dashed."""

    x: float
    y: float
    right: float
    bottom: float
    colour: str
    passes: tuple[str, ...]
    filled: bool = True
    dashed: bool = False


@dataclass(frozen=True)
class Spot:
    """Where a pointer finds something: the key of it, what is then told, and the figures that are told of."""

    x: float
    y: float
    right: float
    bottom: float
    key: str
    data: Mapping[str, str]
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Word:
    """A line of text at a point, in one of the styles. *key* is what it names, or that of which it is the count."""

    x: float
    y: float
    text: str
    style: str
    key: str = ""
    counts: bool = False

    @property
    def shown(self) -> dict[str, Any]:
        """What the data of the chart hold of it."""
        shown: dict[str, Any] = {"x": self.x, "y": self.y, "text": self.text}
        shown |= {"key": self.key} if self.key else {}
        return shown | (_COUNTED if self.counts else {})


@dataclass
class Drawing:
    """What is to be drawn, gathered part by part; the height grows with it."""

    height: float = 0
    bands: list[Band] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)

    def chart(self, title: Any = alt.Undefined, *, ribbons: bool = False) -> alt.LayerChart:
        """Return the drawing. As *ribbons* bands keep their width upright, else along their way."""
        x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, WIDTH], nice=False, zero=False))
        down = alt.Scale(domain=[0, self.height], reverse=True, nice=False, zero=False)
        y = alt.Y("y:Q", axis=None, scale=down)
        bands = _ribbons(self.bands, x, y) if ribbons else _lines(self.bands, x, y)
        layers = [*bands, *_boxes(self.boxes, x, y), *_signs(self.signs, x, y), *_words(self.words, x, y)]
        layers.append(_spots(self.spots, x, y))
        return alt.LayerChart(layer=layers, width=WIDTH, height=self.height, title=title)


def _opacity(plain: float) -> Any:
    return alt.when(_FADED).then(alt.value(0.08)).otherwise(alt.value(plain))


def _lines(bands: Sequence[Band], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    layers = []
    for dashed in (False, True):
        rows = [
            _carried(band, number) | {"x": across, "y": down, "width": band.width}
            for number, band in enumerate(bands)
            if band.dashed is dashed
            for across, down in band.middle()
        ]
        look: dict[str, Any] = {"strokeDash": [3, 2]} if dashed else {}
        base = alt.Chart({"values": rows}).mark_line(strokeCap="butt", interpolate="monotone", **look)
        width = alt.StrokeWidth("width:Q", scale=None, legend=None)
        looks = {"strokeWidth": width, "stroke": _STROKE, "opacity": _opacity(0.6)}
        if rows:
            layers.append(base.encode(x=x, y=y, detail="band:N", **looks))
    return layers


def _ribbons(bands: Sequence[Band], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    layers = []
    for dashed in (False, True):
        rows = [
            _carried(band, number) | {"x": across, "y": down - band.width / 2, "foot": down + band.width / 2}
            for number, band in enumerate(bands)
            if band.dashed is dashed
            for across, down in band.middle()
        ]
        look: dict[str, Any] = {"strokeDash": [3, 2]} if dashed else {}
        look |= {"interpolate": "monotone", "strokeWidth": 1, "fillOpacity": 0.45}
        base = alt.Chart({"values": rows}).mark_area(**look)
        looks = {"fill": alt.Fill("colour:N", scale=None), "stroke": _STROKE, "opacity": _opacity(0.8)}
        if rows:
            layers.append(base.encode(x=x, y=y, y2="foot:Q", detail="band:N", tooltip=_tips(rows), **looks))
    return layers


def _carried(band: Band, number: int) -> dict[str, Any]:
    counted = _COUNTED if band.data else {}
    return {"band": number, "colour": band.colour, "passes": list(band.passes), **band.data, **counted}


def _boxes(boxes: Iterable[Box], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    layers = []
    for filled, dashed in ((True, False), (False, False), (False, True)):
        rows = [vars(box) for box in boxes if (box.filled, box.dashed) == (filled, dashed)]
        look: dict[str, Any] = {"strokeWidth": 1.5, "strokeDash": [3, 2] if dashed else [1, 0]}
        if not filled:
            look |= {"fill": PAPER}
        base = alt.Chart({"values": [_shown(row) for row in rows]}).mark_rect(**look)
        ends = {"x": x, "x2": "right:Q", "y": y, "y2": "bottom:Q"}
        fill = {"fill": alt.Fill("colour:N", scale=None)} if filled else {}
        if rows:
            layers.append(base.encode(**ends, **fill, stroke=_STROKE, opacity=_opacity(1)))
    return layers


def _signs(signs: Iterable[Sign], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    layers = []
    chosen = list(signs)
    for shape, filled in dict.fromkeys((sign.shape, sign.filled) for sign in chosen):
        rows = [_shown(vars(sign)) for sign in chosen if (sign.shape, sign.filled) == (shape, filled)]
        look: dict[str, Any] = {"filled": True} if filled else {"fill": PAPER, "strokeWidth": 2}
        base = alt.Chart({"values": rows}).mark_point(shape=shape, size=90, **look)
        layers.append(base.encode(x=x, y=y, color=alt.Color("colour:N", scale=None), opacity=_opacity(1)))
    return layers


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    shown = {name: value for name, value in row.items() if name not in ("shape", "filled", "dashed")}
    return shown | {"passes": list(row["passes"])}


def _words(words: Iterable[Word], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    layers = []
    chosen = list(words)
    for style, look in _STYLES.items():
        rows = [word.shown for word in chosen if word.style == style]
        base = alt.Chart({"values": rows}).mark_text(baseline="middle", **look)
        if rows:
            layers.append(base.encode(x=x, y=y, text="text:N"))
    return layers


def _spots(spots: Iterable[Spot], x: alt.X, y: alt.Y) -> alt.Chart:
    """Return what a pointer finds: nothing to see, and what it rests on is the selection."""
    rows: list[dict[str, Any]] = []
    for s in spots:
        row = {"x": s.x, "y": s.y, "right": s.right, "bottom": s.bottom, "key": s.key, **s.data, **_COUNTED}
        rows.append(row | ({"figure_ids": list(s.figures)} if s.figures else {}))
    resting = alt.selection_point(name=OVER, fields=["key"], on="pointerover", clear="pointerout", empty=False)
    base = alt.Chart({"values": rows}).mark_rect(opacity=0).encode(x=x, y=y, x2="right:Q", y2="bottom:Q")
    drawn: alt.Chart = base.encode(tooltip=_tips(rows)).add_params(resting)
    return drawn


def _tips(rows: Sequence[Mapping[str, Any]]) -> list[alt.Tooltip]:
    hidden = {"x", "y", "right", "bottom", "foot", "key", "band", "colour", "passes", "width"}
    hidden |= {"figure_ids", *_COUNTED}
    names = dict.fromkeys(name for row in rows for name in row if name not in hidden)
    return [alt.Tooltip(f"{name}:N", title=name) for name in names]
