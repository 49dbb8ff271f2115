"""How the tables hang together: a drawing made from their foreign keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePosixPath

from review.corpus.tables.schema import TableSchema
from review.present.html.markup import Html, element, joined
from review.present.words.wording import list_text

CAPTION = (
    "A ring is a table that others point to. Follow its line up and down: a dot is a table whose rows hold its keys; "
    "a dot in the ring says that its own rows point to each other."
)
_ROW, _LANE, _LEFT, _TOP, _GAP = 22, 13, 138, 14, 12
# What the lanes take together, so that names stay legible on the narrowest page.
_LANES = 240
_COLOURS = {"text": "#333333", "rule": "#8a8a8a", "paper": "#ffffff"}


def picture(tables: Sequence[TableSchema]) -> Html:
    """Return the drawing: a line a table, under its folder, and a lane to the right for each that others point to."""
    heights = _heights(tables)
    reached = [table.name for table in tables if any(table.name in _targets(other) for other in tables)]
    lane = min(_LANE, _LANES // max(len(reached), 1))
    parts = [element("text", name, x=0, y=y + 4, font_size=13, **_paint("fill", "text")) for name, y in heights.items()]
    for table in tables:
        if lanes := [reached.index(name) for name in (table.name, *_targets(table)) if name in reached]:
            end, y = _LEFT + lane * max(lanes), heights[table.name]
            faint = {**_paint("stroke", "rule"), "stroke_opacity": "0.35"}
            parts.append(element("path", d=f"M{_LEFT - 10} {y}H{end}", **faint))
    for number, name in enumerate(reached):
        x = _LEFT + lane * number
        holding = [table.name for table in tables if name in _targets(table)]
        parts += _lane(x, heights[name], [heights[other] for other in holding], [f"{one} → {name}" for one in holding])
    width, height = _LEFT + lane * len(reached), max(heights.values(), default=0) + _TOP
    drawn = element(
        "svg",
        joined(parts),
        role="img",
        viewBox=f"-6 0 {width + 6} {height}",
        aria_label=_said(tables),
        focusable="false",
    )
    return element(
        "figure", element("div", drawn, class_="chart-static"), element("figcaption", CAPTION), class_="chart table-map"
    )


def _heights(tables: Sequence[TableSchema]) -> dict[str, int]:
    """Return the place of each table from above; folders stand apart."""
    heights: dict[str, int] = {}
    y = _TOP
    for _, members in groupby(tables, lambda table: PurePosixPath(table.path).parts[0]):
        for table in members:
            heights[table.name] = y
            y += _ROW
        y += _GAP
    return heights


def _lane(x: int, own: int, others: Sequence[int], titles: Sequence[str]) -> Iterator[Html]:
    ends = [own, *others]
    yield element("path", d=f"M{x} {min(ends)}V{max(ends)}", stroke_width=2, **_paint("stroke", "rule"))
    ring = {**_paint("stroke", "text"), **_paint("fill", "paper")}
    yield element("circle", cx=x, cy=own, r=6, stroke_width=2, **ring)
    for y, title in zip(others, titles, strict=True):
        dot = 2 if y == own else 4
        yield element("circle", element("title", title), cx=x, cy=y, r=dot, **_paint("fill", "text"))


def _paint(what: str, colour: str) -> dict[str, str]:
    """Return the colour, and the name by which the style sheet changes it with the page."""
    return {what: _COLOURS[colour], f"data_{what}": f"chart-{colour}"}


def _targets(table: TableSchema) -> list[str]:
    return list(dict.fromkeys(key.table for key in table.foreign_keys))


def _said(tables: Sequence[TableSchema]) -> str:
    """Return what the drawing shows, in words."""
    clauses = [f"{table.name} point to {list_text(_targets(table))}" for table in tables if table.foreign_keys]
    return f"Which tables hold keys of which: {'; '.join(clauses)}." if clauses else "No table holds keys of another."
