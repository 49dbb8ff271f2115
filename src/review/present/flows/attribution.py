"""The graph of credit of one source, drawn: whom it credits for its figures, and whom they credit in turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from review.corpus.corpus import Corpus
from review.present.flows.drawing import (
    BAR,
    LINE,
    Point,
    band,
    bar,
    colour_of,
    sign_of,
    spot,
    svg,
    text_line,
    text_lines,
)
from review.present.html.markup import Html, joined
from review.present.look.chart import Chart, nothing_to_draw
from review.present.look.sizes import WIDTH, text_width, wrap
from review.present.tables.attribution import end_text, way
from review.present.words.cells import source_link
from review.present.words.wording import value_words
from review.synthesis.conclusions.attribution import BY_NAME, DEAD, UNNAMED, Chain, Node, figures_on

_READING = (
    "How to read it: lines are as wide as the number of figures; filled square: a named origin at the end of a "
    "chain; open square: a publication known by name only; dashed line and open diamond: nobody named; point: "
    "an origin that only credits others."
)
_STEM = 8  # where the bar of the source stands
_COLUMN, _COLUMNS = 44, 120  # between two origins of a chain, and between the bar and the last of them
_FIGURE, _WIDEST = 1.6, 18  # how wide a line is for one figure, and for as many as there are
_GAP = 10

Places = Mapping[Node, Point]


def source_chart(corpus: Corpus, source_id: str, chains: Iterable[Chain], *, caption: str) -> Chart:
    """Return the chart of one source, every origin in a row of its own, those not named at the foot."""
    mine = [chain for chain in chains if chain.source_id == source_id and chain.figures]
    if not mine:
        return nothing_to_draw(caption)
    name = corpus.sources[source_id].name
    alternative = f"Lines from {name} to whom it credits, and on to whom they credit; the list below has every chain."
    return Chart(
        _drawn(corpus, source_id, mine, alternative),
        caption=joined([f"{caption.removesuffix('.')}. Unit: figures. Source: ", source_link(corpus, source_id), "."]),
        alternative=alternative,
        notes=(_READING,),
    )


def _drawn(corpus: Corpus, source_id: str, mine: Sequence[Chain], alternative: str) -> Html:
    columns: dict[Node, int] = {}
    for chain in mine:
        for column, node in enumerate(chain.nodes, start=1):
            columns[node] = max(column, columns.get(node, 0))
    depth = max(columns.values())
    step = min(_COLUMN, _COLUMNS / depth)
    left = _STEM + step * depth + 16
    places: dict[Node, Point] = {}
    rows: list[Html] = []
    top = y = LINE + 6.0
    for node in _ordered(mine, columns):
        places[node] = (_STEM + step * columns[node], y + LINE / 2)
        row, y = _row(corpus, node, mine, places[node], left)
        rows.append(row)
    foot = y - _GAP + 2
    heading = text_line(0, LINE / 2, corpus.sources[source_id].name, bold=True)
    total = text_line(WIDTH, LINE / 2, str(figures_on(mine)), bold=True, right=True)
    stem = bar(_STEM - BAR / 2, top, foot)
    return svg([heading, total, *_bands(mine, places), stem, *rows], foot + 2, alternative)


def _ordered(mine: Sequence[Chain], columns: Mapping[Node, int]) -> list[Node]:
    """Return the origins as rows: those that chains tie together stand together, nearest ones first."""
    groups: list[list[Chain]] = []
    for chain in mine:
        tied = [group for group in groups if any(set(chain.nodes) & set(other.nodes) for other in group)]
        groups = [group for group in groups if group not in tied]
        groups.append([*(other for group in tied for other in group), chain])

    def rank(group: Sequence[Chain]) -> tuple[int, int]:
        best = min((chain.end in DEAD) * 2 + (chain.end == BY_NAME) for chain in group)
        return best, -figures_on(group)

    rows: list[Node] = []
    for group in sorted(groups, key=rank):
        nodes = dict.fromkeys(node for chain in group for node in chain.nodes)
        rows += sorted(nodes, key=lambda node: columns[node])
    return rows


def _row(corpus: Corpus, node: Node, mine: Sequence[Chain], place: Point, left: float) -> tuple[Html, float]:
    """Return the sign of an origin with its words and the number of its figures, and where the next row begins."""
    through = [chain for chain in mine if node in chain.nodes]
    figures = [figure for chain in through for figure in chain.figures]
    count, top = str(len(figures)), place[1] - LINE / 2
    room = WIDTH - left - text_width(count, bold=True) - 10
    lines, foot = text_lines(left, top, wrap(node.name, room), unnamed=node.kind == UNNAMED)
    tip = [node.name, f"kind: {end_text(node.kind)}", f"figures: {count}"]
    tip += [f"{value_words(corpus, figure, 'unit')}: {corpus.measures[figure.measure_id].label}" for figure in figures]
    tip += [f"way: {way(chain.nodes)}: {len(chain.figures)}" for chain in through]
    is_end = node.kind == UNNAMED or any(chain.nodes[-1] == node for chain in through)
    drawn = sign_of(*place, node.kind if is_end else "", _passed(through))
    inner = (drawn, text_line(WIDTH, place[1], count, bold=True, right=True), *lines)
    corners = (_STEM + BAR, top - _GAP / 2), (WIDTH, foot + _GAP / 2)
    return spot(node.name, "\n".join(tip), *corners, *inner, figures=figures), foot + _GAP


def _bands(mine: Sequence[Chain], places: Places) -> list[Html]:
    """Return a band for each step of the chains; of one step, those with unlike ends lie beside each other."""
    steps: dict[tuple[Node | None, Node], list[Chain]] = {}
    for chain in mine:
        for step in zip((None, *chain.nodes), chain.nodes, strict=False):
            steps.setdefault(step, []).append(chain)
    scale = min(_FIGURE, _WIDEST / max(figures_on(ways) for ways in steps.values()))
    bands = []
    for (start, stop), ways in steps.items():
        last, bottom = places[stop]
        first, top = places[start] if start else (_STEM + BAR / 2, bottom)
        edge = -scale * figures_on(ways) / 2
        for colour in dict.fromkeys(colour_of(chain.end) for chain in ways):
            like = [chain for chain in ways if colour_of(chain.end) == colour]
            width = scale * figures_on(like)
            middle = edge + width / 2
            bands.append(band((first, top + middle), (last, bottom + middle), width, like[0].end, _passed(like)))
            edge += width
    return bands


def _passed(ways: Iterable[Chain]) -> Iterable[str]:
    return (node.name for chain in ways for node in chain.nodes)
