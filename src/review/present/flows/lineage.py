"""The lineage of a number, drawn: who printed it, from left to right in time, and how we know what ties the pages.

Each page has a line of its own and stands a step to the right of the one before, so that its words have the space to
the right of it and all ties run below and to the left of them. It is drawn twice, for wide and for narrow screens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from review.corpus.corpus import Corpus
from review.corpus.rules.lineage_rules import CREDITED, INFERRED, LATER
from review.corpus.tables.sighting_records import Sighting, Tie
from review.present.flows.drawing import LINE, SMALL_LINE, drawing, spot, word
from review.present.flows.ways import arrow, band, mark, way
from review.present.html.markup import Html, element, joined
from review.present.html.tabular import Table, coded_table, stacked
from review.present.look.chart import Chart, nothing_to_draw
from review.present.look.sizes import SMALL, WIDTH
from review.present.look.textwidth import text_width, wrap
from review.present.numbers.sighted import NOBODY, page_cell, page_text, ties_cell
from review.present.numbers.sighted import sighting_link as link

_READING = (
    "How to read it: time runs from left to right, in equal steps. Solid line: the later page credits the earlier, or "
    "the work that it is of. Dashed: same number and words, inferred by us. Dotted: only later. Square: a reviewed "
    "source. Open: no day is known."
)
_YEAR = re.compile("[0-9]{4}")
_TEXT, _GAP, _HEAD = 13, 12, 20  # from a page's sign to its words, between two pages, and of the years at the top


@dataclass(frozen=True)
class Sheet:
    """How wide a drawing is, how wide a step in time is at most, and how wide all steps together are."""

    name: str
    width: float
    step: float
    steps: float


SHEETS = (Sheet("lineage-wide", 700, 30, 300), Sheet("lineage-narrow", WIDTH, 10, 88))


@dataclass(frozen=True)
class _Node:
    seen: Sighting
    title: str
    ties: tuple[Tie, ...]  # to earlier pages
    x: float = 0.0
    y: float = 0.0


def lineage_chart(
    corpus: Corpus, line_id: str, *, caption: str, finding: str = "", kinds: Sequence[str] = (CREDITED, INFERRED, LATER)
) -> Chart:
    """Return the picture of a line: the pages that ties of these *kinds* join, and what changed between them."""
    ties = [tie for tie in corpus.tables["lineages"].values() if tie.line_id == line_id and tie.kind in kinds]
    if not ties:
        return nothing_to_draw(caption)
    nodes = [_Node(seen, page_text(corpus, seen), _into(ties, seen)) for seen in in_time(corpus, ties)]
    drawn = [element("div", _drawn(corpus, nodes, ties, sheet), class_=sheet.name) for sheet in SHEETS]
    table = _table(corpus, nodes)
    return Chart(joined(drawn, "\n"), caption, _spoken(nodes), finding, (_READING,), table)


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


def _into(ties: Iterable[Tie], seen: Sighting) -> tuple[Tie, ...]:
    return tuple(tie for tie in ties if tie.later == seen.sighting_id)


def _drawn(corpus: Corpus, nodes: Sequence[_Node], ties: Sequence[Tie], sheet: Sheet) -> Html:
    step = min(sheet.step, sheet.steps / max(len(nodes) - 1, 1))
    y, placed, words = _HEAD + 6.0, {}, []
    for index, node in enumerate(nodes):
        here = _Node(node.seen, node.title, node.ties, 8 + index * step, y + LINE / 2)
        placed[node.seen.sighting_id] = here
        written, y = _written(here, sheet.width - here.x - _TEXT, y)
        words.append(_spot(corpus, here, written, (sheet.width, y)))
        y += _GAP
    bands = _years(list(placed.values()), step, y)
    return drawing([*bands, *_ways(placed, ties), *words], y, _spoken(nodes), width=sheet.width)


def _written(node: _Node, room: float, top: float) -> tuple[list[Html], float]:
    """Return the words of a page from a height downwards, and the height where they end."""
    x, lines = node.x + _TEXT, []
    seen = node.seen
    for text in wrap(node.title, room, bold=True):
        lines.append(word(x, top + LINE / 2, text, bold=True))
        top += LINE
    for text in wrap(f"{seen.number_printed}: {seen.counts_what}", room):
        lines.append(word(x, top + LINE / 2, text))
        top += LINE
    for tie in node.ties:
        for text in wrap(f"↳ {tie.changed}", room, SMALL) if tie.changed else ():
            lines.append(word(x, top + SMALL_LINE / 2, text, small=True))
            top += SMALL_LINE
    return lines, top


def _spot(corpus: Corpus, node: _Node, written: Sequence[Html], foot: tuple[float, float]) -> Html:
    seen = node.seen
    figures = [corpus.figures[seen.figure_id]] if seen.figure_id else []
    sign = mark(node.x, node.y, is_reviewed=bool(seen.source_id), is_dated=bool(seen.page_date))
    told = "\n".join((node.title, seen.number_printed, seen.counts_what, *(tie.kind for tie in node.ties)))
    corner = (node.x - 6, node.y - LINE / 2)
    return spot(seen.sighting_id, told, corner, foot, sign, *written, figures=figures)


def _ways(placed: Mapping[str, _Node], ties: Sequence[Tie]) -> list[Html]:
    """Return the ties as lines that go down and then right; those of one kind share the way down."""
    tracks = {CREDITED: 0.0, INFERRED: -3.0, LATER: 3.0}
    drawn = []
    for tie in ties:
        first, last = placed[tie.earlier], placed[tie.later]
        shift = 5.0 * last.ties.index(tie)
        start, stop = (first.x + tracks[tie.kind], first.y), (last.x - 7, last.y + shift)
        passes = (tie.earlier, tie.later)
        drawn += [way(start, stop, tie.kind, passes), arrow(stop, passes)]
    return drawn


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
            drawn.append(band(left, right, _HEAD, foot))
        if left >= free:
            drawn.append(word(left, _HEAD / 2, year, small=True))
            free = left + text_width(year, SMALL) + 4
    return drawn


def _spoken(nodes: Sequence[_Node]) -> str:
    said = [
        f"{node.title}: {node.seen.number_printed}, {node.seen.counts_what}"
        + "".join(f" ({tie.kind}{': ' if tie.changed else ''}{tie.changed.removesuffix('.')})" for tie in node.ties)
        for node in nodes
    ]
    return f"Pages in order of time. {'; '.join(said)}."


def _table(corpus: Corpus, nodes: Sequence[_Node]) -> Table:
    rows = [
        (
            stacked(link(node.seen), node.seen.counts_what),
            page_cell(corpus, node.seen),
            node.seen.credits or NOBODY,
            ties_cell(corpus, node.ties),
        )
        for node in nodes
    ]
    columns = ("Printed", "Page", "Credits", "What ties it to earlier pages, and what changed")
    return coded_table(columns, rows, caption="Data of this chart")
