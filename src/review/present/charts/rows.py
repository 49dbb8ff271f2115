"""The drawing of a chart of rows: points, bars between bounds, arrows for bounds that are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from review.present.charts.layout import Mark, Placed, Row, place, wrap
from review.present.charts.scale import ARROW, Scale, linear_scale, log_scale
from review.present.palette import MUTED, PAPER, RULE, TEXT
from review.present.theme import SIZE, SMALL, WIDTH

UPWARD = ("at least", "more than")
DOWNWARD = ("at most", "fewer than")
_STYLES: dict[str, dict[str, Any]] = {
    "heading": {"align": "left", "fontWeight": "bold", "fontSize": SIZE, "color": TEXT},
    "label": {"align": "left", "fontSize": SIZE, "color": TEXT},
    "value": {"align": "right", "fontWeight": "bold", "fontSize": SIZE, "color": TEXT},
    "value-below": {"align": "left", "fontWeight": "bold", "fontSize": SIZE, "color": TEXT},
    "detail": {"align": "left", "fontSize": SMALL, "color": MUTED},
}
_TICK_LABEL = (
    "datum.value >= 1000000 ? format(datum.value / 1000000, '~r') + ' million' : format(datum.value, ',')"
)
_YEAR_LABEL = "format(datum.value, 'd')"


@dataclass(frozen=True)
class Panel:
    """Rows on one axis: all count the same, or the panel must not exist. *years*: an axis of dates."""

    title: str
    subtitle: str
    unit: str
    rows: tuple[Row, ...]
    scale: Scale
    years: bool = False


def panels_chart(panels: Sequence[Panel]) -> alt.VConcatChart:
    """Return *panels* one under the other, each with its own axis. Raises ValueError without any."""
    if not panels:
        raise ValueError("a chart needs a figure (got none)")
    return alt.vconcat(*(panel_chart(panel) for panel in panels), spacing=28)


def panel_chart(panel: Panel) -> alt.LayerChart:
    """Return one panel: its rows on one axis."""
    placed, scale = place(panel.rows), panel.scale
    x = alt.X(
        "x:Q",
        title=panel.unit or None,
        scale=alt.Scale(
            domain=[scale.low, scale.high], nice=False, zero=False, type="log" if scale.log else "linear"
        ),
        axis=alt.Axis(values=list(scale.ticks), labelExpr=_YEAR_LABEL if panel.years else _TICK_LABEL),
    )
    layers = [_baselines(placed, scale, x), *_marks(placed, scale, x)]
    layers += [_texts(placed, style) for style in _STYLES if any(t.style == style for t in placed.texts)]
    return alt.LayerChart(
        layer=layers, width=WIDTH, height=placed.height + 6, title=panel_title(panel.title, panel.subtitle)
    )


def panel_title(title: str, subtitle: str) -> alt.TitleParams:
    """Return the heading of a panel, wrapped to its width."""
    return alt.TitleParams(
        text=wrap(title, size=13.5, bold=True), subtitle=wrap(subtitle, size=SMALL) if subtitle else []
    )


def scale_for(rows: Sequence[Row], *, log: bool = False) -> Scale:
    """Return the scale that holds the marks of *rows*, with room for their arrows."""
    marks = [row.mark for row in rows if row.mark]
    values = [value for mark in marks for value in (mark.low, mark.high) if value is not None]
    if log:
        return log_scale(values)
    return linear_scale(values, arrows=[m.low for m in marks if m.kind in UPWARD and m.low is not None])


def _y(placed: Placed, name: str = "y") -> alt.Y:
    scale = alt.Scale(domain=[0, placed.height + 6], reverse=True, nice=False, zero=False)
    return alt.Y(f"{name}:Q", scale=scale, axis=None)


def _texts(placed: Placed, style: str) -> alt.Chart:
    rows = [
        {"y": text.y, "text": text.text, **text.data} for text in placed.texts if text.style == style
    ]
    look = _STYLES[style]
    side = alt.value(WIDTH if look["align"] == "right" else 0)
    drawn: alt.Chart = alt.Chart({"values": rows}).mark_text(baseline="middle", **look)
    return drawn.encode(x=side, y=_y(placed), text="text:N")


def _baselines(placed: Placed, scale: Scale, x: alt.X) -> alt.Chart:
    rows = [{"y": y, "x": scale.low, "end": scale.high} for y, _ in placed.marks]
    rule: alt.Chart = alt.Chart({"values": rows}).mark_rule(color=RULE, opacity=0.35, strokeWidth=1)
    return rule.encode(x=x, x2="end:Q", y=_y(placed))


def _marks(placed: Placed, scale: Scale, x: alt.X) -> list[alt.Chart]:
    """Return the layers of marks: lines first, what stands on them after."""
    lines: list[dict[str, Any]] = []
    caps: list[dict[str, Any]] = []
    points: list[dict[str, Any]] = []
    for y, mark in placed.marks:
        _collect(y, mark, scale, lines, caps, points)
    y_axis = _y(placed)
    layers: list[alt.Chart] = []
    colour = alt.Color("colour:N", scale=None)
    for style, look in _LINE_LOOKS.items():
        chosen = [line for line in lines if line["style"] == style]
        if chosen:
            base = alt.Chart({"values": chosen}).mark_rule(**look)
            layers.append(base.encode(x=x, x2="end:Q", y=y_axis, color=colour, tooltip=_tooltip(chosen)))
    if caps:
        base = alt.Chart({"values": caps}).mark_tick(thickness=2.5, size=13, orient="vertical")
        layers.append(base.encode(x=x, y=y_axis, color=colour))
    layers += [_points(points, shape, x, y_axis) for shape in _shapes(points)]
    return layers


# The converter counts a thick line as wider than it is long: what is clipped keeps to the panel.
_LINE_LOOKS: dict[str, dict[str, Any]] = {
    "bar": {"strokeWidth": 11, "clip": True},
    "striped": {"strokeWidth": 11, "strokeDash": [3, 2], "clip": True},
    "range": {"strokeWidth": 5, "opacity": 0.75},
    "vague": {"strokeWidth": 3, "strokeDash": [5, 4]},
    "arrow": {"strokeWidth": 2},
}


def _collect(
    y: float,
    mark: Mark,
    scale: Scale,
    lines: list[dict[str, Any]],
    caps: list[dict[str, Any]],
    points: list[dict[str, Any]],
) -> None:
    """Add what *mark* is drawn with. An arrow's length says nothing: where the bound ends is not known."""
    base = {"y": y, "colour": mark.colour, **mark.data}
    if mark.kind in ("bar", "striped"):
        lines.append(base | {"x": scale.low, "end": mark.high, "style": mark.kind})
    elif mark.low is not None and mark.high is not None and mark.low != mark.high:
        # A logarithmic axis has no zero: what starts there starts at its end.
        low, style = max(mark.low, scale.low), "vague" if mark.kind == "vague" else "range"
        lines.append(base | {"x": low, "end": mark.high, "style": style})
        caps += [base | {"x": end} for end in (low, mark.high)]
    else:
        bound = mark.high if mark.low is None else mark.low
        assert bound is not None, "the corpus admits no figure without a bound"
        if mark.kind in (*UPWARD, *DOWNWARD):
            up = mark.kind in UPWARD
            tip = scale.shifted(bound, ARROW if up else -ARROW)
            lines.append(base | {"x": bound, "end": tip, "style": "arrow"})
            points.append(base | {"x": tip, "shape": "triangle-right" if up else "triangle-left"})
        points.append(base | {"x": bound, "shape": "open" if mark.kind == "about" else "circle"})


def _shapes(points: Sequence[dict[str, Any]]) -> list[str]:
    return [
        shape
        for shape in ("triangle-left", "triangle-right", "open", "circle")
        if any(p["shape"] == shape for p in points)
    ]


def _points(points: Sequence[dict[str, Any]], shape: str, x: alt.X, y: alt.Y) -> alt.Chart:
    chosen = [point for point in points if point["shape"] == shape]
    look: dict[str, Any] = {"shape": "circle" if shape == "open" else shape, "opacity": 1, "size": 110}
    if shape == "open":
        look |= {"fill": PAPER, "strokeWidth": 2.5, "size": 90}
    else:
        look |= {"filled": True, "size": 60 if "triangle" in shape else 110}
    drawn: alt.Chart = alt.Chart({"values": chosen}).mark_point(**look)
    colour = alt.Color("colour:N", scale=None)
    return drawn.encode(x=x, y=y, color=colour, tooltip=_tooltip(chosen))


def _tooltip(rows: Sequence[dict[str, Any]]) -> list[alt.Tooltip]:
    hidden = {"y", "x", "end", "colour", "style", "shape", "count_of"}
    names = dict.fromkeys(name for row in rows for name in row if name not in hidden)
    return [alt.Tooltip(f"{name}:N", title=name.replace("_", " ")) for name in names]
