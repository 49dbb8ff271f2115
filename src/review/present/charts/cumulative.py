"""Cumulative totals at successive dates, and what other periods that overlap them report."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Any

import altair as alt

from review.corpus.corpus import Corpus
from review.corpus.records import Figure
from review.present.chart import Chart, chart, nothing_to_draw
from review.present.charts.dates import year_number, year_scale
from review.present.charts.intervals import comparable, population_label
from review.present.charts.labels import label_layers, placed_labels
from review.present.charts.rows import DOWNWARD, UPWARD, panel_title
from review.present.charts.scale import Scale
from review.present.charts.words import data_table, figure_data, key_notes, sources_caption, spoken
from review.present.palette import BLUE, GREEN, PAPER, VERMILLION
from review.present.theme import WIDTH
from review.present.wording import date_text, period_text, unit_words, value_words
from review.synthesis.comparison import require_comparable

HEIGHT = 160
ARROW = 20
_ROOM = 46  # above the highest mark, for its label
_READING = (
    "How to read it: point: a total from the start of the count up to that date; dashed line: what lies "
    "between one total and the next is not known; green bar: a period of its own, which overlaps the totals and "
    "must not be added to them."
)
Shapes = list[dict[str, Any]]


def cumulative_chart(
    corpus: Corpus,
    figures: Iterable[Figure],
    overlapping: Iterable[Figure] = (),
    *,
    caption: str,
    finding: str = "",
    notes: Sequence[str] = (),
) -> Chart:
    """Return the chart of totals that each count from the same start, at the dates they end at.

    A panel for each population and measure. *overlapping* holds figures of other periods, drawn as
    bars over their time: they share cases with the totals and are never added to them. Every figure
    needs the end of its period, and an overlapping one both ends. Raises ValueError otherwise, and
    IncomparableFigures for totals that a line may not join: of other starts, places or stages.
    """
    totals, others = tuple(figures), tuple(overlapping)
    chosen = (*totals, *others)
    if not chosen:
        return nothing_to_draw(caption)
    for figure in chosen:
        if not figure.period_end or (figure in others and not figure.period_start):
            raise ValueError(f"{figure.figure_id} has no period that an axis of time can show")
    days = [year_number(figure.period_end, end=True) for figure in chosen]
    days += [year_number(figure.period_start) for figure in chosen if figure.period_start]
    groups = comparable(corpus, chosen, lambda figure: figure.population_id)
    defined: set[str] = set()
    panels: list[alt.LayerChart] = []
    for members in groups:
        panels.append(_panel(corpus, members, others, year_scale(days), defined))
        defined.add(members[0].measure_id)
    return chart(
        alt.vconcat(*panels, spacing=24),
        caption=sources_caption(corpus, chosen, caption),
        alt=spoken(corpus, chosen, lambda figure: _when(corpus, figure)),
        finding=finding,
        notes=(*notes, _READING, *key_notes(corpus, chosen)),
        data=data_table(corpus, chosen),
    )


def _when(corpus: Corpus, figure: Figure) -> str:
    return f"{population_label(corpus, figure)}, {period_text(figure.period_start, figure.period_end)}"


def _panel(
    corpus: Corpus, figures: Sequence[Figure], others: Sequence[Figure], time: Scale, defined: Container[str]
) -> alt.LayerChart:
    """Return a panel; a measure that a panel above has *defined* is not defined again."""
    # The line from one total to the next is what the later adds to the earlier.
    require_comparable(corpus, [figure for figure in figures if figure not in others], "a difference")
    ordered = sorted(figures, key=lambda figure: (figure.period_end, _value(figure)))
    top = max(_value(figure) for figure in ordered) * HEIGHT / (HEIGHT - _ROOM)
    x = alt.X(
        "x:Q",
        title=None,
        scale=alt.Scale(domain=[time.low, time.high], nice=False, zero=False),
        axis=alt.Axis(values=list(time.ticks), labelExpr="format(datum.value, 'd')"),
    )
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, top], nice=False))
    bars, points = _shapes(corpus, ordered, others)
    measure = corpus.measures[ordered[0].measure_id]
    heading = f"{measure.label}: {population_label(corpus, ordered[0])} ({unit_words(ordered[0].unit)})"
    layers = [
        *_bar_layers(bars, x, y),
        *_point_layers(points, top, x, y),
        *_labels(points, bars, time, top, x, y),
    ]
    title = panel_title(heading, "" if measure.measure_id in defined else measure.definition)
    return alt.LayerChart(layer=layers, width=WIDTH, height=HEIGHT, title=title)


def _shapes(corpus: Corpus, figures: Sequence[Figure], others: Sequence[Figure]) -> tuple[Shapes, Shapes]:
    """Return the bars and the points of *figures*, with the two lines of their labels."""
    bars: Shapes = []
    points: Shapes = []
    for figure in figures:
        unnamed = corpus.is_unnamed(figure)
        end = year_number(figure.period_end, end=True)
        shape = figure_data(corpus, figure) | {"y": _value(figure), "qualifier": figure.qualifier}
        shape["label"] = value_words(corpus, figure)
        if figure in others:
            under = f"{period_text(figure.period_start, figure.period_end)}, overlaps"
            bars.append(
                shape | {"x": year_number(figure.period_start), "end": end, "ground": 0, "under": under}
            )
        else:
            colour = VERMILLION if unnamed else BLUE
            points.append(shape | {"x": end, "under": f"to {date_text(figure.period_end)}", "colour": colour})
    return bars, points


def _value(figure: Figure) -> float:
    bound = figure.low if figure.low is not None else figure.high
    return float(bound or 0)


def _bar_layers(bars: Shapes, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    if not bars:
        return []
    base = alt.Chart({"values": bars}).mark_rect(fill=GREEN, fillOpacity=0.2, stroke=GREEN, strokeWidth=1.5)
    return [base.encode(x=x, x2="end:Q", y=y, y2="ground:Q", tooltip=_tips())]


def _point_layers(points: Shapes, top: float, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    if not points:
        return []
    colour = alt.Color("colour:N", scale=None)
    line = alt.Chart({"values": points}).mark_line(color=BLUE, strokeDash=[3, 4], strokeWidth=1.5)
    layers: list[alt.Chart] = [line.encode(x=x, y=y)]
    for bounds, sign, shape in ((UPWARD, 1, "triangle-up"), (DOWNWARD, -1, "triangle-down")):
        open_ended = [point for point in points if point["qualifier"] in bounds]
        if open_ended:
            tips = [p | {"tip": min(max(p["y"] + sign * top * ARROW / HEIGHT, 0), top)} for p in open_ended]
            shaft = alt.Chart({"values": tips}).mark_rule(strokeWidth=2)
            layers.append(shaft.encode(x=x, y=y, y2="tip:Q", color=colour))
            heads = [tip | {"y": tip["tip"]} for tip in tips]
            head = alt.Chart({"values": heads}).mark_point(shape=shape, filled=True, opacity=1, size=60)
            layers.append(head.encode(x=x, y=y, color=colour))
    for about in (False, True):
        chosen = [point for point in points if (point["qualifier"] == "about") is about]
        look: dict[str, Any] = {"fill": PAPER, "strokeWidth": 2.5} if about else {"filled": True}
        dot = alt.Chart({"values": chosen}).mark_point(shape="circle", opacity=1, size=90, **look)
        if chosen:
            layers.append(dot.encode(x=x, y=y, color=colour, tooltip=_tips()))
    return layers


def _tips() -> list[alt.Tooltip]:
    names = ("figure_id", "value", "counted", "quote", "source", "credited", "place", "period")
    return [alt.Tooltip(f"{name}:N", title=name.replace("_", " ")) for name in names]


def _labels(points: Shapes, bars: Shapes, time: Scale, top: float, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Return the labels: a total's ends above its point, where no rising line is; a bar's stands after it."""

    span = time.high - time.low

    def place(year: float, value: float) -> tuple[float, float]:
        return (year - time.low) / span * WIDTH, HEIGHT - value / top * HEIGHT

    texts = []
    for point in points:
        across, down = place(point["x"], point["y"])
        lift = ARROW if point["qualifier"] in UPWARD else 0
        texts.append((across + 4, down - lift, "end", point["label"], point["under"], point["figure_id"]))
    for bar in bars:
        across, down = place(bar["end"], bar["y"])
        texts.append((across + 5, down, "start", bar["label"], bar["under"], bar["figure_id"]))
    labels = placed_labels(texts, WIDTH, HEIGHT)
    return label_layers(
        labels, x, y, lambda left: time.low + left / WIDTH * span, lambda down: top * (1 - down / HEIGHT)
    )
