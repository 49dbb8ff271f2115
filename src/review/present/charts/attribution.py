"""The graph of credit of one source, drawn: whom it credits for its figures, and whom they credit in turn.

In a live chart a pointer over an origin fades what does not pass through it, and shows its figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from review.corpus.corpus import Corpus
from review.present.attribution import count_text, end_text, way
from review.present.cells import source_link
from review.present.chart import Chart, chart, nothing_to_draw
from review.present.charts.chain_ends import colour_of
from review.present.charts.layout import LINE, SMALL_LINE, text_width, wrap
from review.present.charts.strands import Band, Box, Drawing, Sign, Spot, Word
from review.present.markup import joined
from review.present.palette import BLUE, GREY, OCHRE, VERMILLION
from review.present.theme import WIDTH
from review.present.wording import UNNAMED_LABEL, value_words
from review.synthesis.attribution import BY_NAME, DEAD, UNNAMED, Chain, Node

_READING = (
    "How to read it: lines are as wide as the number of figures; filled square: a named origin at the end of a "
    "chain; open square: a publication known by name only; dashed line and open diamond: nobody named; point: "
    "an origin that only credits others."
)
_BAR = 9
_STEM = 8  # where the bar of the source stands
_COLUMN, _COLUMNS = 44, 120  # between two origins of a chain, and between the bar and the last of them
_FIGURE, _WIDEST = 1.6, 18  # how wide a line is for one figure, and for as many as there are
_GAP = 10

Places = Mapping[Node, tuple[float, float]]


def source_chart(
    corpus: Corpus, source_id: str, found: Iterable[Chain], *, caption: str, finding: str = ""
) -> Chart:
    """Return the chart of one source, every origin in a row of its own, those not named at the foot."""
    mine = [chain for chain in found if chain.source_id == source_id and chain.figures]
    if not mine:
        return nothing_to_draw(caption)
    said = [
        f"{way(chain.nodes)}: {count_text(len(chain.figures), 'figure')}{_label(chain.origins[-1].kind)}"
        for chain in mine
    ]
    return chart(
        _drawn(corpus, source_id, mine).chart(),
        caption=joined([f"{caption.removesuffix('.')}. Unit: figures. Source: ", source_link(source_id), "."]),
        alt=f"Lines from {source_id} to whom it credits, and on to whom they credit. {'; '.join(said)}.",
        finding=finding,
        notes=(_READING,),
    )


def _label(kind: str) -> str:
    return f" ({UNNAMED_LABEL})" if kind == UNNAMED else ""


def _drawn(corpus: Corpus, source_id: str, mine: Sequence[Chain]) -> Drawing:
    drawing = Drawing()
    columns: dict[Node, int] = {}
    for chain in mine:
        for column, node in enumerate(chain.nodes, start=1):
            columns[node] = max(column, columns.get(node, 0))
    depth = max(columns.values())
    step = min(_COLUMN, _COLUMNS / depth)
    left = _STEM + step * depth + 16
    total = sum(len(chain.figures) for chain in mine)
    drawing.words += [Word(0, LINE / 2, source_id, "heading", source_id)]
    drawing.words.append(Word(WIDTH, LINE / 2, str(total), "value", source_id, counts=True))
    drawing.height = top = LINE + 6.0
    places: dict[Node, tuple[float, float]] = {}
    for node in _ordered(mine, columns):
        places[node] = (_STEM + step * columns[node], drawing.height + LINE / 2)
        _write_row(drawing, corpus, node, mine, left)
        drawing.signs.append(_sign(node, places[node], mine))
    foot = drawing.height - _GAP + 2
    names = (source_id, *(node.name for node in places))
    drawing.boxes.append(Box(_STEM - _BAR / 2, top, _STEM + _BAR / 2, foot, GREY, names))
    drawing.bands += _bands(mine, places)
    drawing.height = foot + 2
    return drawing


def _ordered(mine: Sequence[Chain], columns: Mapping[Node, int]) -> list[Node]:
    """Return the origins as rows: those that chains tie together stand together, nearest ones first."""
    groups: list[list[Chain]] = []
    for chain in mine:
        tied = [group for group in groups if any(set(chain.nodes) & set(other.nodes) for other in group)]
        groups = [group for group in groups if group not in tied]
        groups.append([*(other for group in tied for other in group), chain])

    def rank(group: Sequence[Chain]) -> tuple[int, int]:
        best = min((chain.end in DEAD) * 2 + (chain.end == BY_NAME) for chain in group)
        return best, -sum(len(chain.figures) for chain in group)

    rows: list[Node] = []
    for group in sorted(groups, key=rank):
        nodes = dict.fromkeys(node for chain in group for node in chain.nodes)
        rows += sorted(nodes, key=lambda node: columns[node])
    return rows


def _write_row(drawing: Drawing, corpus: Corpus, node: Node, mine: Sequence[Chain], left: float) -> None:
    """Write the words of an origin and of its figures, and lay a spot for pointers over its row."""
    figures = [figure for chain in mine if node in chain.nodes for figure in chain.figures]
    top, value = drawing.height, str(len(figures))
    room = WIDTH - left - text_width(value, bold=True) - 10
    drawing.words.append(Word(WIDTH, top + LINE / 2, value, "value", node.name, counts=True))
    for line in wrap(node.name, room):
        drawing.words.append(Word(left, drawing.height + LINE / 2, line, "label", node.name))
        drawing.height += LINE
    if node.kind == UNNAMED:
        drawing.words.append(Word(left, drawing.height + SMALL_LINE / 2, UNNAMED_LABEL, "detail"))
        drawing.height += SMALL_LINE
    told = [f"{value_words(corpus, f, 'unit')}: {corpus.measures[f.measure_id].label}" for f in figures]
    ways = [f"{way(chain.nodes)}: {len(chain.figures)}" for chain in mine if node in chain.nodes]
    data = {"who": node.name, "kind": end_text(node.kind), "figures": value, "which": "; ".join(told)}
    data["ways"] = "; ".join(ways)
    corners = _STEM + _BAR, top - _GAP / 2, WIDTH, drawing.height + _GAP / 2
    drawing.spots.append(Spot(*corners, node.name, data, tuple(figure.figure_id for figure in figures)))
    drawing.height += _GAP


def _sign(node: Node, place: tuple[float, float], mine: Sequence[Chain]) -> Sign:
    through = [chain for chain in mine if node in chain.nodes]
    passes = tuple(dict.fromkeys(name.name for chain in through for name in chain.nodes))
    if node.kind == UNNAMED:
        return Sign(*place, "diamond", VERMILLION, False, passes)
    if all(chain.nodes[-1] != node for chain in through):
        return Sign(*place, "circle", GREY, True, passes)
    if node.kind == BY_NAME:
        return Sign(*place, "square", OCHRE, False, passes)
    return Sign(*place, "square", BLUE, True, passes)


def _bands(mine: Sequence[Chain], places: Places) -> list[Band]:
    """Return a band for each step of the chains; of one step, those with unlike ends lie beside each other."""
    steps: dict[tuple[Node | None, Node], dict[str, list[Chain]]] = {}
    for chain in mine:
        for step in zip((None, *chain.nodes), chain.nodes, strict=False):
            steps.setdefault(step, {}).setdefault(colour_of(chain.end), []).append(chain)
    widest = max(sum(_figures(ways) for ways in looks.values()) for looks in steps.values())
    scale = min(_FIGURE, _WIDEST / widest)
    bands = []
    for (start, end), looks in steps.items():
        offset = -scale * sum(_figures(ways) for ways in looks.values()) / 2
        for colour, ways in looks.items():
            width = scale * _figures(ways)
            last, y = places[end]
            first, top = places[start] if start else (_STEM + _BAR / 2, y)
            middle = offset + width / 2
            passes = tuple(dict.fromkeys(node.name for chain in ways for node in chain.nodes))
            dashed = ways[0].end in DEAD
            bands.append(Band((first, top + middle), (last, y + middle), width, colour, passes, dashed))
            offset += width
    return bands


def _figures(ways: Iterable[Chain]) -> int:
    return sum(len(chain.figures) for chain in ways)
