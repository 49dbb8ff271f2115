"""Pieces of a drawing of flows, as SVG: bands as wide as what they carry, bars and signs at their ends, texts.

A pointer over a spot fades the pieces that do not pass through it (flows.js). What tells of rows is marked as coded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from review.corpus.tables.records import Figure
from review.present.html.markup import Html, element, joined
from review.present.look.palette import MUTED, PAPER, TEXT
from review.present.look.sizes import FONT, SIZE, SMALL, WIDTH
from review.present.words.wording import UNNAMED_LABEL
from review.synthesis.conclusions.attribution import BY_NAME, DEAD

LINE, SMALL_LINE = 16, 14.5
BAR = 9
BAND_OPACITY = "0.75"  # a band lies under words, and has to stand out from its paper
_PADDING = 6
_RADIUS = 4.6  # of a sign

Point = tuple[float, float]


def svg(
    parts: Iterable[Html], height: float, alternative: str, *, width: float = WIDTH, top: float = 0, role: str = "img"
) -> Html:
    """Return the SVG of *parts*, which lie above each other in their order, as wide as charts are.

    A *role* of "group" lets readers of screens reach the links in it.
    """
    return element(
        "svg",
        element("g", joined(parts, "\n"), font_family=FONT),
        class_="marks flows",
        role=role,
        aria_label=alternative,
        focusable="false",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=svg_text(-_PADDING, top - _PADDING, width + 2 * _PADDING, height - top + 2 * _PADDING),
    )


def colour_of(end: str) -> str:
    """Return how strong the ink of what ends so is: that of a named origin is full. Shapes, dashes and words say it."""
    return TEXT if end and not _is_open(end) else MUTED


def band(start: Point, stop: Point, width: float, end: str, passes: Iterable[str]) -> Html:
    """Return a band that keeps its *width* along its way, from the middle of one side to that of the other."""
    (left, top), (right, bottom) = start, stop
    bend = (right - left) / 3
    way = svg_text("M", left, top, "C", left + bend, top, right - bend, bottom, right, bottom)
    look = {"fill": "none", "opacity": BAND_OPACITY, "stroke_width": svg_text(width), "stroke": colour_of(end)}
    return element("path", d=way, **look, stroke_dasharray="3 2" if end in DEAD else None, **passing(passes))


def bar(x: float, top: float, foot: float) -> Html:
    """Return an upright bar."""
    return element("rect", **sides(x, top, x + BAR, foot), fill=MUTED, stroke=MUTED, stroke_width="1.5")


def sign_of(x: float, y: float, end: str, passes: Iterable[str]) -> Html:
    """Return the sign of an end: a square, a diamond for one that nobody names, a point for what is no end."""
    shape = "diamond" if end in DEAD else "square" if end else "point"
    return sign(x, y, shape, colour_of(end), is_open=_is_open(end), passes=passes)


def sign(x: float, y: float, shape: str, colour: str, *, is_open: bool, passes: Iterable[str] = ()) -> Html:
    """Return a point, a square or a diamond in its *colour*, or open."""
    look = {"fill": PAPER if is_open else colour, "stroke": colour, "stroke_width": "2", **passing(passes)}
    r = _RADIUS
    if shape == "point":
        return element("circle", cx=svg_text(x), cy=svg_text(y), r=svg_text(r), **look)
    square = (x - r, y - r, "H", x + r, "V", y + r, "H", x - r, "Z")
    diamond = (x - r, y, "L", x, y - r, "L", x + r, y, "L", x, y + r, "Z")
    return element("path", d=svg_text("M", *(diamond if shape == "diamond" else square)), **look)


def text_line(x: float, y: float, text: str, *, bold: bool = False, small: bool = False, right: bool = False) -> Html:
    """Return a line of text with its middle at a height, which begins or, at the *right*, ends at *x*."""
    size = SMALL if small else SIZE
    return element(
        "text",
        text,
        x=svg_text(x),
        y=svg_text(y + 0.3 * size),
        fill=MUTED if small else TEXT,
        font_size=f"{size}px",
        font_weight="bold" if bold else None,
        text_anchor="end" if right else None,
        data_coded=True,
    )


def text_lines(x: float, y: float, lines: Sequence[str], *, unnamed: bool) -> tuple[list[Html], float]:
    """Return *lines* from a height downwards, then the label of an *unnamed* origin, and the height where they end."""
    drawn = [text_line(x, y + LINE * (row + 0.5), line) for row, line in enumerate(lines)]
    y += LINE * len(lines)
    if not unnamed:
        return drawn, y
    return [*drawn, text_line(x, y + SMALL_LINE / 2, UNNAMED_LABEL, small=True)], y + SMALL_LINE


def spot(key: str, tip: str, corner: Point, opposite: Point, *inner: Html, figures: Iterable[Figure] = ()) -> Html:
    """Return what a pointer finds between two corners: *inner*, its *tip*, the *figures* that a click opens."""
    area = element("rect", **sides(*corner, *opposite), fill="none", pointer_events="all")
    ids = " ".join(figure.figure_id for figure in figures) or None
    # Words on lines of their own stay apart for programs that take the tags away, such as the search of the book.
    return element(
        "g", joined([element("title", tip, data_coded=True), area, *inner], "\n"), data_key=key, data_figure_ids=ids
    )


def sides(x: float, y: float, right: float, foot: float) -> dict[str, str]:
    """Return the attributes of a rectangle."""
    return {"x": svg_text(x), "y": svg_text(y), "width": svg_text(right - x), "height": svg_text(foot - y)}


def _is_open(end: str) -> bool:
    return end in (*DEAD, BY_NAME)


def passing(keys: Iterable[str]) -> dict[str, str | None]:
    """Return the keys of the spots that a piece passes, as JSON; a piece without them never fades."""
    passed = list(dict.fromkeys(keys))
    return {"data_passes": json.dumps(passed, ensure_ascii=False) if passed else None}


def svg_text(*parts: float | str) -> str:
    """Return places and letters as SVG has them, two decimals at most."""
    return " ".join(part if isinstance(part, str) else f"{round(part, 2):g}" for part in parts)
