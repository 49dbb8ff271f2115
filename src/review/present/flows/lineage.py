"""The lineage of a number, drawn: who printed it, from left to right in time, and how we know what ties the pages.

Each page has a line of its own and stands a step to the right of the one before, so that its words have the space to
the right of it and all ties run below and to the left of them. It is drawn twice, for wide and for narrow screens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from review.corpus.corpus import Corpus
from review.corpus.rules.lineage_rules import CREDITED, INFERRED, LATER, TIES
from review.corpus.tables.sighting_records import Sighting, Tie
from review.errors import require_known
from review.present.flows.drawing import LINE, SMALL_LINE, Point, passing, sides, sign, spot, svg, svg_text, text_line
from review.present.html.markup import Html, element
from review.present.html.tabular import Cells, Table, stacked, table_of
from review.present.look.chart import Chart, both_widths, heading_of, nothing_to_draw, told_in_a_sentence
from review.present.look.palette import MUTED, RULE, TEXT
from review.present.look.sizes import SIZE, SMALL, WIDTH, text_width, wrap
from review.present.numbers.sighted import NOBODY, page_cell, page_text, sighting_link, ties_cell
from review.present.values.opened import opened

_READING = (
    "How to read it: time runs from left to right, in equal steps. Solid line: the later page credits the earlier, or "
    "the work that it is of. Dashed: same number and words, inferred by us. Dotted: only later. Square: a reviewed "
    "source. Open: no day is known."
)
_YEAR = re.compile("[0-9]{4}")
#: How the line of each kind of tie is broken, and how far beside its page it goes down.
_DASHES = {CREDITED: None, INFERRED: "7 4", LATER: "1 4"}
_TRACKS = {CREDITED: 0.0, INFERRED: -3.0, LATER: 3.0}
_CORNER = 5
_TEXT, _GAP, _HEAD = 13, 12, 20  # from a page's sign to its words, between two pages, and of the years at the top


@dataclass(frozen=True)
class Sheet:
    """How wide a drawing is, how wide a step in time is at most, and how wide all steps together are."""

    width: float
    step: float
    steps: float


SHEETS = (Sheet(700, 30, 300), Sheet(WIDTH, 10, 88))


@dataclass(frozen=True)
class _Node:
    seen: Sighting
    title: str
    ties: tuple[Tie, ...]  # to earlier pages
    x: float = 0.0
    y: float = 0.0


def lineage_chart(line: str, *, caption: str, finding: str = "", kinds: Sequence[str] = TIES) -> Chart:
    """Return the picture of a line in time: who printed its number, and what ties one page to the next.

    *kinds* are the ties to draw. Raises UsageError for an unknown line or kind. *finding* heads it in the published
    run, in another what its caption begins with.

    >>> lineage_chart(chapter.table("lineages")["line_id"].iloc[0], caption="A line")
    Chart: ...
    """
    now = opened()
    corpus = now.corpus
    require_known("line", corpus.tables["lines"], [line])
    require_known("kind of tie", TIES, kinds)
    ties = [tie for tie in corpus.tables["lineages"].values() if tie.line_id == line and tie.kind in kinds]
    if not ties:
        return nothing_to_draw(caption)
    nodes = [
        _Node(seen, page_text(corpus, seen), tuple(tie for tie in ties if tie.later == seen.sighting_id))
        for seen in in_time(corpus, ties)
    ]
    told = told_in_a_sentence(caption, tabled=True)
    drawn = both_widths(*(_drawn(corpus, nodes, ties, sheet, told) for sheet in SHEETS))
    heading, left = heading_of(finding, caption, is_changed=now.is_changed)
    return Chart(drawn, left, told, heading, (_READING,), _table(corpus, nodes))


def in_time(corpus: Corpus, ties: Iterable[Tie]) -> list[Sighting]:
    """Return the sightings that *ties* join in order of time.

    An undated one stands in the year that the book gives its source, if it has one, else before what follows it; last
    where nothing dated does.
    """
    joins, seen = list(ties), corpus.sightings
    names = dict.fromkeys(name for tie in joins for name in (tie.earlier, tie.later))

    def moment(name: str) -> str:
        source = corpus.sources.get(seen[name].source_id)
        year = _YEAR.search(source.dated) if source else None
        if date := seen[name].page_date or (year[0] if year else ""):
            return date
        after = [seen[tie.later].page_date for tie in joins if tie.earlier == name and seen[tie.later].page_date]
        return min(after, default="9999")

    def depth(name: str) -> int:
        return max((1 + depth(tie.earlier) for tie in joins if tie.later == name), default=0)

    # A date without its day stands at the end of what it names: what follows is not known to come before it.
    return [seen[name] for name in sorted(names, key=lambda name: (f"{moment(name)}-99-99"[:10], depth(name)))]


def _drawn(corpus: Corpus, nodes: Sequence[_Node], ties: Sequence[Tie], sheet: Sheet, told: str) -> Html:
    step = min(sheet.step, sheet.steps / max(len(nodes) - 1, 1))
    y, placed, words = _HEAD + 6.0, {}, []
    for index, node in enumerate(nodes):
        here = replace(node, x=8 + index * step, y=y + LINE / 2)
        placed[node.seen.sighting_id] = here
        texts, y = _texts(here, sheet.width - here.x - _TEXT, y)
        words.append(_spot(corpus, here, texts, (sheet.width, y)))
        y += _GAP
    bands = _years(list(placed.values()), step, y)
    return svg([*bands, *_ways(placed, ties), *words], y, told, width=sheet.width)


def _texts(node: _Node, room: float, top: float) -> tuple[list[Html], float]:
    """Return the words of a page from a height downwards, and the height where they end."""
    lines, changed = [], [f"↳ {tie.changed}" for tie in node.ties if tie.changed]
    texts = [node.title, f"{node.seen.number_printed}: {node.seen.counts_what}", *changed]
    for place, text in enumerate(texts):
        bold, small = place == 0, place > 1
        height = SMALL_LINE if small else LINE
        for line in wrap(text, room, SMALL if small else SIZE, bold=bold):
            lines.append(text_line(node.x + _TEXT, top + height / 2, line, bold=bold, small=small))
            top += height
    return lines, top


def _spot(corpus: Corpus, node: _Node, texts: Sequence[Html], foot: Point) -> Html:
    seen = node.seen
    figures = [corpus.figures[seen.figure_id]] if seen.figure_id else []
    shape, colour = ("square", TEXT) if seen.source_id else ("point", MUTED)
    drawn = sign(node.x, node.y, shape, colour, is_open=not seen.page_date)
    tip = "\n".join((node.title, seen.number_printed, seen.counts_what, *(tie.kind for tie in node.ties)))
    corner = (node.x - 6, node.y - LINE / 2)
    return spot(seen.sighting_id, tip, corner, foot, drawn, *texts, figures=figures)


def _ways(placed: Mapping[str, _Node], ties: Sequence[Tie]) -> list[Html]:
    """Return the ties as lines that go down and then right; those of one kind share the way down."""
    drawn = []
    for tie in ties:
        first, last = placed[tie.earlier], placed[tie.later]
        shift = 5.0 * last.ties.index(tie)
        start, stop = (first.x + _TRACKS[tie.kind], first.y), (last.x - 7, last.y + shift)
        passes = (tie.earlier, tie.later)
        head = ("M", stop[0] + 2, stop[1], "L", stop[0] - 4, stop[1] - 3, "V", stop[1] + 3, "Z")
        drawn += [_way(start, stop, tie.kind, passes), element("path", d=svg_text(*head), fill=TEXT, **passing(passes))]
    return drawn


def _way(start: Point, stop: Point, kind: str, passes: Iterable[str]) -> Html:
    """Return a line from one page down to the height of another and right to it, broken as its *kind* is."""
    (left, top), (right, foot) = start, stop
    bend = min(_CORNER, max(right - left, 0), max(foot - top, 0))
    down = ("M", left, top, "V", foot - bend, "Q", left, foot, left + bend, foot, "H", max(right, left + bend))
    look = {"fill": "none", "stroke": TEXT, "stroke_width": "1.6", "stroke_dasharray": _DASHES[kind]}
    look |= {"stroke_linecap": "round"} if kind == LATER else {}
    return element("path", d=svg_text(*down), data_kind=kind.replace(" ", "-"), **look, **passing(passes))


def _years(nodes: Sequence[_Node], step: float, foot: float) -> list[Html]:
    """Return a band for each year in which a page is dated, every other one shaded, with its name where it fits."""
    years: dict[str, list[float]] = {}
    for node in nodes:
        if node.seen.page_date:
            years.setdefault(node.seen.page_date[:4], []).append(node.x)
    drawn, free = [], 0.0
    for index, (year, places) in enumerate(years.items()):
        left, right = max(places[0] - step / 2, 0), places[-1] + step / 2
        if index % 2 == 0:
            drawn.append(element("rect", **sides(left, _HEAD, right, foot), fill=RULE, fill_opacity="0.1"))
        if left >= free:
            drawn.append(text_line(left, _HEAD / 2, year, small=True))
            free = left + text_width(year, SMALL) + 4
    return drawn


def _table(corpus: Corpus, nodes: Sequence[_Node]) -> Table:
    columns: Cells[_Node] = {
        "Printed": lambda node: stacked(sighting_link(node.seen), node.seen.counts_what),
        "Page": lambda node: page_cell(corpus, node.seen),
        "Credits": lambda node: node.seen.credits or NOBODY,
        "What ties it to earlier pages, and what changed": lambda node: ties_cell(corpus, node.ties),
    }
    return table_of(nodes, columns, caption="Data of this chart")
