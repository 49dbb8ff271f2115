"""Values as points and bars between their bounds, in a panel for each set of rows that may be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import altair as alt
import pandas as pd

from review.corpus.vocabulary import Qualifier, UnitKind
from review.present.charts.data import to_rows
from review.present.charts.scales import (
    BARS,
    BASIS,
    DOWN,
    DRAWN_AS,
    INTERVAL,
    LARGE,
    LARGER,
    RINGS,
    TIP_FIELDS,
    UP,
    WITH_INTERVAL,
)
from review.present.look.palette import COMPUTED, MUTED, PAPER, RULE
from review.present.look.sizes import SMALL, WIDTH, text_width, wrap
from review.present.values.opened import opened
from review.present.words.formula import overridden
from review.present.words.units import unit_kind
from review.present.words.wording import UNNAMED_LABEL, UNNAMED_SIGN

BILLION = 1_000_000_000
_LINE, _SMALL_LINE, _BAND, _GAP, _ARROW, _LARGE = 16, 14.5, 18, 8, 30, 20
_SMALL: Mapping[str, Any] = {"fontSize": SMALL, "color": MUTED, "lineHeight": _SMALL_LINE, "lineBreak": "\n"}
# How the kinds of marks look; `words` says what they mean.
_BARS: Mapping[tuple[str, ...], Mapping[str, Any]] = {
    BARS: {"strokeWidth": 5, "opacity": 0.75},
    ("vague",): {"strokeWidth": 3, "strokeDash": [5, 4]},
}
_CAP: Mapping[str, Any] = {"shape": "M0,-1L0,1", "size": 42, "strokeWidth": 2.5}
_POINTS: Mapping[tuple[str, ...], Mapping[str, Any]] = {
    RINGS: {"shape": "circle", "fill": PAPER, "strokeWidth": 2.5, "size": 90},
    (Qualifier.EXACT, *UP, *DOWN): {"shape": "circle", "filled": True, "size": 110},
}
On = Callable[[str], alt.X]  # a field on the scale of its panel


def interval_chart(
    frame: pd.DataFrame,
    *,
    row: str = "",
    details: Sequence[str] = ("said_by",),
    panel: str = "",
    heading: str = "",
    log: bool | None = False,
) -> alt.VConcatChart:
    """Return the chart of a frame of figures or of computed numbers, one row each, in their order.

    Rows share a panel where their group of measures, basis and unit are the same; *panel* names a column that parts
    them further, *heading* one that parts a panel under headings on one scale. *row* names the column that labels a
    row (``of_whom``, or ``label``), *details* those of the smaller lines. A point is an exact value, an open one an
    approximate, a bar goes from bound to bound, a dashed one between bounds read in a vague word, an arrow leaves an
    open bound, a thin line is the interval printed with a value, and values below zero stand left of its line. A
    number that has a panel to itself is written, without an axis; a share is drawn against its whole.
    *log* of None makes those scales logarithmic on which small values could not be seen, where all rows are of one
    place: those of several get a panel each. A frame without rows makes a chart without panels.

    >>> type(interval_chart(chapter.figures())).__name__
    'VConcatChart'
    """
    if frame.empty:
        return alt.vconcat()
    label = row or ("of_whom" if "of_whom" in frame else "label")
    stated: set[str] = set()
    parted = [name for name in ("group", "basis", "unit_id", panel or "heading") if name in frame]
    parts = [part for _, part in frame.groupby(parted, sort=False, observed=True)]
    if log is not False:
        parts = [one for part in parts for one in _by_place(part)]
    panels = [_panel(part, label, list(details), panel, heading, log, stated) for part in parts]
    return alt.vconcat(*(one for panel in panels for one in panel), spacing=20 if not heading else 14)


def _panel(
    frame: pd.DataFrame, label: str, details: list[str], panel: str, heading: str, log: bool | None, stated: set[str]
) -> Iterator[alt.LayerChart]:
    """Yield the charts of rows on one scale, one for each heading; the first bears the title of all."""
    if len(frame) == 1 and not _is_share(frame):
        yield _number(frame, label, details).properties(title=_heading(*_title(frame, panel, stated), ""))
        return
    ends = _ends(frame)
    # An arrow at the end of the scale needs room.
    reach = max([ends.max(), *(bound * 1.12 for bound in frame.low[frame.mark.isin(UP)].dropna())])
    below = min(0, ends.min())
    of_whole = _is_share(frame) and not log and not below
    if of_whole:
        reach = max(reach, 100)  # the line below a share is its whole, and needs no axis
    log = _is_spread(frame) if log is None else log
    domain = [ends[ends > 0].min() * 0.8, reach] if log else [below, max(reach, 0) or (0 if below else 1)]
    scale = alt.Scale(type="log" if log else "linear", domain=domain, nice=True, clamp=True)
    title = f"{frame.unit.iloc[0]}{', logarithmic axis' if log else ''}"
    groups = [part for _, part in frame.groupby(heading, sort=False, observed=True)] if heading else [frame]
    for number, members in enumerate(groups):
        last = number == len(groups) - 1 and not of_whole
        ticks = {"values": [10**power for power in range(10)]} if log else {"tickCount": 4}
        axis = alt.Axis(title=title, labelExpr=LARGER if reach >= BILLION else LARGE, **ticks) if last else None
        lines = _title(frame, panel, stated) if number == 0 else ("", "")
        drawn = _rows(members, label, details, partial(alt.X, scale=scale, axis=axis))
        under = f"{heading.capitalize()}: {members[heading].iloc[0]}" if heading else ""
        yield drawn.properties(title=_heading(*lines, under))


def _by_place(frame: pd.DataFrame) -> list[pd.DataFrame]:
    """Return *frame* in parts of one place each, if its small values could not be seen: a city is no small nation."""
    if "place" not in frame or not _is_spread(frame):
        return [frame]
    parts = frame.assign(measure=frame["measure"].astype(str) + ", " + frame["place"].astype(str))
    return [part for _, part in parts.groupby("place", sort=False, observed=True)]


def _is_spread(frame: pd.DataFrame) -> bool:
    ends = _ends(frame)
    return bool(ends.min() >= 0 and ends.max() > 100 * ends[ends > 0].min())


def _ends(frame: pd.DataFrame) -> pd.Series[float]:
    """Return the ends of all values, and of the intervals printed with them."""
    columns = [frame[name] for name in ("low", "high", *INTERVAL) if name in frame]
    ends: pd.Series[float] = pd.concat(columns).dropna().astype(float)
    return ends


def _title(frame: pd.DataFrame, panel: str, stated: set[str]) -> tuple[str, str]:
    """Return what a panel shows and what must be known of it; what is *stated* above is left out."""
    if panel and panel not in ("measure", "heading"):
        title, notes = str(frame[panel].iloc[0]), []
    elif "measure" in frame:
        title, notes = "; ".join(frame.measure.unique()), list(frame.definition.unique())
    else:
        title = f"{frame.heading.iloc[0]} (computed)"
        notes = [note for note in (*frame.note.unique(), *map(overridden, frame.override.unique())) if note]
    fresh = [text for text in notes if text not in stated]
    stated.update(fresh)
    return title, " ".join(fresh)


def _heading(title: str, note: str, heading: str) -> alt.Title:
    return alt.Title(
        text=[*(wrap(title, size=13.5, bold=True) if title else []), *([heading] if heading else [])],
        subtitle=wrap(note, size=SMALL) if note else [],
    )


def _rows(frame: pd.DataFrame, label: str, details: list[str], x: On) -> alt.LayerChart:
    """Return rows one under the other: label and value, the smaller lines, and the mark below them."""
    values = frame["value"].map(str)
    room = WIDTH - max(text_width(text, bold=True) for text in values) - 14
    beside = room >= WIDTH * 0.4
    names = [wrap(text, room if beside else WIDTH) for text in _named(frame, label)]
    lines = [_lines(row) for row in frame[details].itertuples(index=False)] if details else [[]] * len(frame)
    above = [(len(name) if beside else len(name) + 1) * _LINE for name in names]  # where the smaller lines begin
    step = max(y + len(d) * _SMALL_LINE for y, d in zip(above, lines, strict=True)) + _BAND + _GAP
    # A range whose ends are one is a point.
    single = frame.low.eq(frame.high).fillna(False) & frame["mark"].isin(BARS)
    drawn = frame.assign(
        row_label=["\n".join(name) for name in names],
        row_detail=["\n".join(of) for of in lines],
        details_from=above,
        at=frame.low.fillna(frame.high),
        **{DRAWN_AS: frame["mark"].mask(single, str(Qualifier.EXACT))},
        **({"zero": 0} if _ends(frame).min() < 0 else {}),
    )
    if INTERVAL[0] in frame:
        drawn[WITH_INTERVAL] = frame[INTERVAL[0]].notna().map({True: "yes", False: ""})
    # As plain rows: Altair would print the whole frame for each layer, to tell frames apart.
    base = alt.Chart(to_rows(drawn)).encode(y=alt.Y(f"{frame.index.name}:N", sort=None, axis=None, bandPosition=0))
    texts = [
        base.mark_text(align="left", baseline="top", lineBreak="\n").encode(text="row_label:N", x=alt.value(0)),
        base.mark_text(
            align="right" if beside else "left", baseline="top", fontWeight="bold", dy=0 if beside else _LINE
        ).encode(text="value:N", x=alt.value(WIDTH if beside else 0)),
    ]
    if details:
        smaller = base.mark_text(align="left", baseline="top", dy=alt.expr("datum.details_from"), **_SMALL)
        texts.append(smaller.encode(text="row_detail:N", x=alt.value(0)))
    middle = step - _GAP - _BAND / 2
    marks = _marks(base, drawn, x, middle, {"color": _colour(frame), "tooltip": tooltip(frame)})
    return alt.LayerChart(layer=[*marks, *texts], width=WIDTH, height=alt.Step(step))


def _number(frame: pd.DataFrame, label: str, details: list[str]) -> alt.LayerChart:
    """Return a row that has a panel to itself: a number alone is read, as an axis has nothing to set beside it."""
    names = wrap(_named(frame, label).iloc[0])
    smaller = _lines(frame[details].iloc[0]) if details else []
    drawn = frame.assign(row_label="\n".join(names), row_detail="\n".join(smaller))
    base = alt.Chart(to_rows(drawn)).encode(x=alt.value(0), tooltip=tooltip(frame))
    large = base.mark_text(align="left", baseline="top", fontSize=_LARGE, fontWeight="bold")
    named = base.mark_text(align="left", baseline="top", lineBreak="\n", dy=_LARGE + 6)
    texts = [large.encode(text="value:N", color=_colour(frame)), named.encode(text="row_label:N")]
    below = _LARGE + 8 + len(names) * _LINE
    if smaller:
        texts.append(base.mark_text(align="left", baseline="top", dy=below, **_SMALL).encode(text="row_detail:N"))
    height = below + len(smaller) * _SMALL_LINE
    return alt.LayerChart(layer=[text.encode(y=alt.value(0)) for text in texts], width=WIDTH, height=height)


def _named(frame: pd.DataFrame, label: str) -> pd.Series[str]:
    """Return what each row is about: its measure where it is about nobody."""
    named = frame[label].astype(str)
    if label != "of_whom":
        return named
    return named.where(frame.population_id.astype(str) != "", frame["measure"].astype(str))


def _lines(texts: Iterable[object]) -> list[str]:
    """Return the smaller lines; an unnamed origin is a sign in them, which a note below the chart explains."""
    signed = (str(text).replace(f", {UNNAMED_LABEL}:", f" {UNNAMED_SIGN}:") for text in texts if str(text))
    return [line for text in signed for line in wrap(text, size=SMALL)]


def _marks(
    base: alt.Chart, drawn: pd.DataFrame, on: On, middle: float, channels: Mapping[str, Any]
) -> Iterator[alt.Chart]:
    """Yield the layers of marks, each with the rows of its kind, *middle* below the top of a row.

    Lines come first, what stands on them after.
    """
    offset: dict[str, Any] = {"yOffset": middle, "y2Offset": middle}
    kinds = drawn[DRAWN_AS]

    def of(names: Sequence[str]) -> Iterator[alt.Chart]:
        if kinds.isin(names).any():
            yield base.transform_filter(alt.FieldOneOfPredicate(field=DRAWN_AS, oneOf=list(names)))

    def point(rows: alt.Chart, field: str, **look: Any) -> alt.Chart:
        drawn: alt.Chart = rows.mark_point(yOffset=middle, opacity=1, **look)
        return drawn.encode(x=on(field), **channels)

    ground = base.mark_rule(color=RULE, opacity=0.35, **offset).encode(x=alt.value(0), x2=alt.value(WIDTH))
    yield ground.encode(tooltip=channels["tooltip"])
    if "zero" in drawn:
        yield base.mark_rule(color=RULE, strokeWidth=1.5).encode(x=on("zero:Q"))
    if "yes" in list(drawn.get(WITH_INTERVAL, ())):
        rows = base.transform_filter(alt.FieldOneOfPredicate(field=WITH_INTERVAL, oneOf=["yes"]))
        low, high = INTERVAL
        yield rows.mark_rule(strokeWidth=2, opacity=0.75, **offset).encode(x=on(f"{low}:Q"), x2=f"{high}:Q", **channels)
        yield from (point(rows, f"{end}:Q", **_CAP) for end in INTERVAL)
    for names, look in _BARS.items():
        for rows in of(names):
            yield rows.mark_rule(**offset, **look).encode(x=on("low:Q"), x2="high:Q", **channels)
            yield from (point(rows, end, **_CAP) for end in ("low:Q", "high:Q"))
    for names, way, head in ((UP, _ARROW, "triangle-right"), (DOWN, -_ARROW, "triangle-left")):
        for rows in of(names):
            yield rows.mark_rule(strokeWidth=2, x2Offset=way, **offset).encode(x=on("at:Q"), x2="at:Q", **channels)
            yield point(rows, "at:Q", shape=head, filled=True, size=60, xOffset=way)
    for names, look in _POINTS.items():
        yield from (point(rows, "at:Q", **look) for rows in of(names))


def _is_share(frame: pd.DataFrame) -> bool:
    """Say whether what is drawn on one scale are shares of a hundred."""
    return unit_kind(opened().corpus, frame.unit_id.iloc[0]) is UnitKind.SHARE


def _colour(frame: pd.DataFrame) -> Any:
    if "basis" in frame:
        return alt.Color("basis:N", scale=BASIS, legend=None)
    return alt.value(COMPUTED)


def tooltip(frame: pd.DataFrame) -> list[alt.Tooltip]:
    """Return what a pointer over a mark shows of its row, as far as *frame* has it."""
    names = ("value", "label", *TIP_FIELDS[1:], "formula")
    return [alt.Tooltip(f"{name}:N", title=name.replace("_", " ")) for name in names if name in frame]
