"""Pieces of a drawing of pages in time: ways of three kinds from one to the next, their signs, and bands of years."""

from __future__ import annotations

from collections.abc import Iterable

from review.corpus.rules.lineage_rules import CREDITED, INFERRED, LATER
from review.present.flows.drawing import Point, passing, written
from review.present.html.markup import Html, element
from review.present.look.palette import BLUE, GREY, PAPER, RULE, TEXT

#: How the line of each kind of tie is broken.
DASHES = {CREDITED: None, INFERRED: "7 4", LATER: "1 4"}
_RADIUS, _CORNER = 4.6, 5


def way(start: Point, stop: Point, kind: str, passes: Iterable[str]) -> Html:
    """Return a line from one page down to the height of another and right to it, broken as its *kind* is."""
    (left, top), (right, foot) = start, stop
    bend = min(_CORNER, max(right - left, 0), max(foot - top, 0))
    down = ("M", left, top, "V", foot - bend, "Q", left, foot, left + bend, foot, "H", max(right, left + bend))
    look = {"fill": "none", "stroke": TEXT, "stroke_width": "1.6", "stroke_dasharray": DASHES[kind]}
    look |= {"stroke_linecap": "round"} if kind == LATER else {}
    return element("path", d=written(*down), data_kind=kind.replace(" ", "-"), **look, **passing(passes))


def arrow(tip: Point, passes: Iterable[str]) -> Html:
    """Return the head of a way that ends at *tip*."""
    x, y = tip
    head = ("M", x + 2, y, "L", x - 4, y - 3, "V", y + 3, "Z")
    return element("path", d=written(*head), fill=TEXT, **passing(passes))


def mark(x: float, y: float, *, is_reviewed: bool, is_dated: bool) -> Html:
    """Return the sign of a page: a square where it is reviewed, a point else; open where no day is known."""
    colour = BLUE if is_reviewed else GREY
    look = {"fill": colour if is_dated else PAPER, "stroke": colour, "stroke_width": "2"}
    if not is_reviewed:
        return element("circle", cx=written(x), cy=written(y), r=written(_RADIUS), **look)
    r = _RADIUS
    return element("path", d=written("M", x - r, y - r, "H", x + r, "V", y + r, "H", x - r, "Z"), **look)


def band(left: float, right: float, top: float, foot: float) -> Html:
    """Return the shade behind the pages of a year."""
    sides = {"x": left, "y": top, "width": right - left, "height": foot - top}
    return element("rect", **{name: written(side) for name, side in sides.items()}, fill=RULE, fill_opacity="0.1")
