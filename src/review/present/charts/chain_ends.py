"""What the chains of credit end in, source by source, as bands between the sources and the kinds of ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from review.corpus.corpus import Corpus
from review.present.attribution import end_text, ends_table
from review.present.cells import source_link
from review.present.chart import Chart, chart, nothing_to_draw
from review.present.charts.layout import LINE, SMALL_LINE, wrap
from review.present.charts.strands import Band, Box, Drawing, Spot, Word
from review.present.markup import joined
from review.present.palette import BLUE, GREY, OCHRE, VERMILLION
from review.present.theme import WIDTH
from review.present.wording import UNNAMED_LABEL, list_text
from review.synthesis.attribution import BY_NAME, DEAD, Chain, by_end

_READING = (
    "How to read it: bands are as wide as the number of figures; filled bar: a named origin; open bar: "
    "a publication known by name only; dashed bar and band: nobody named."
)
_BAR = 9
_HEIGHT = 240  # of all figures together
_SIDE = 138  # of the words on either side
_GAP = 9


def colour_of(end: str) -> str:
    """Return the colour of chains by what they end in. Shapes, dashes and words say it, too."""
    return VERMILLION if end in DEAD else OCHRE if end == BY_NAME else BLUE


@dataclass(frozen=True)
class _Pillar:
    """A bar: what it stands for, in words, and how many figures go to which other bars."""

    key: str
    words: str
    counts: Mapping[str, int]
    end: str = ""

    @property
    def count(self) -> int:
        """How many figures it holds."""
        return sum(self.counts.values())

    @property
    def lines(self) -> list[str]:
        """Its words and its count, in lines that fit beside the bands."""
        return wrap(f"{self.words}: {self.count}", _SIDE)


def ends_chart(corpus: Corpus, found: Iterable[Chain], *, caption: str, finding: str = "") -> Chart:
    """Return the chart of the sources, at the left, and of what their figures' chains end in, at the right."""
    known = tuple(found)
    drawn = [chain for chain in known if chain.figures]
    if not drawn:
        return nothing_to_draw(caption)
    counts = Counter((chain.source_id, chain.end) for chain in drawn for _ in chain.figures)
    sources = list(dict.fromkeys(source for source, _ in counts))
    # What is named stands above what is not: the dead ends are found at the foot.
    ends = sorted(by_end(drawn), key=lambda end: (end in DEAD, end == BY_NAME))
    left = [_Pillar(s, s, {e: counts[s, e] for e in ends if counts[s, e]}) for s in sources]
    right = [_Pillar(e, end_text(e), {s: counts[s, e] for s in sources if counts[s, e]}, e) for e in ends]
    said = [f"{p.words}: {list_text([f'{end_text(e)} {n}' for e, n in p.counts.items()])}" for p in left]
    links = joined([source_link(name) for name in sources], ", ")
    return chart(
        _ends_drawn(left, right).chart(ribbons=True),
        caption=joined([f"{caption.removesuffix('.')}. Unit: figures. Sources: ", links, "."]),
        alt=f"Bands from each source to what the chains of its figures end in. {'; '.join(said)}.",
        finding=finding,
        notes=(_READING,),
        data=ends_table(known, caption="Data of this chart"),
    )


def _ends_drawn(left: Sequence[_Pillar], right: Sequence[_Pillar]) -> Drawing:
    drawing = Drawing()
    scale = _HEIGHT / sum(pillar.count for pillar in left)
    spare = (_height(right, scale) - _height(left, scale)) / max(len(left) - 1, 1)
    tops = (
        _stood(drawing, left, scale, _GAP + max(spare, 0), at_left=True),
        _stood(drawing, right, scale, _GAP, at_left=False),
    )
    for source in left:
        for end in right:
            width = source.counts.get(end.key, 0) * scale
            if not width:
                continue
            starts, feet = tops[0][source.key], tops[1][end.key]
            data = {"source": source.words, "ends in": end.words, "figures": str(source.counts[end.key])}
            start, stop = (_BAR, starts + width / 2), (WIDTH - _BAR, feet + width / 2)
            colour, passes, dashed = colour_of(end.end), (source.key, end.key), end.end in DEAD
            drawing.bands.append(Band(start, stop, width, colour, passes, dashed, _SIDE - _BAR, data))
            tops[0][source.key] += width
            tops[1][end.key] += width
    return drawing


def _height(pillars: Sequence[_Pillar], scale: float) -> float:
    """Return how tall *pillars* are with their words and the least gaps."""
    words = sum(LINE * len(pillar.lines) + SMALL_LINE * (pillar.end in DEAD) + 2 for pillar in pillars)
    return words + scale * sum(pillar.count for pillar in pillars) + _GAP * (len(pillars) - 1)


def _stood(
    drawing: Drawing, pillars: Sequence[_Pillar], scale: float, gap: float, *, at_left: bool
) -> dict[str, float]:
    """Draw *pillars* one under the other, each under its words, and return where each begins."""
    y, tops = 0.0, {}
    x, edge, style = (0, 0, "label") if at_left else (WIDTH - _BAR, WIDTH, "right")
    for pillar in pillars:
        top = y
        for line in pillar.lines:
            drawing.words.append(Word(edge, y + LINE / 2, line, style, pillar.key, counts=True))
            y += LINE
        if pillar.end in DEAD:
            drawing.words.append(Word(edge, y + SMALL_LINE / 2, UNNAMED_LABEL, "right-detail"))
            y += SMALL_LINE
        tops[pillar.key], foot = y + 2, y + 2 + pillar.count * scale
        colour = colour_of(pillar.end) if pillar.end else GREY
        look = pillar.end not in (*DEAD, BY_NAME), pillar.end in DEAD
        drawing.boxes.append(Box(x, y + 2, x + _BAR, foot, colour, (pillar.key, *pillar.counts), *look))
        told = {"who": pillar.words, "figures": str(pillar.count)}
        told["which"] = "; ".join(f"{end_text(name)}: {count}" for name, count in pillar.counts.items())
        spot = (0, top, _SIDE, foot) if at_left else (WIDTH - _SIDE, top, WIDTH, foot)
        drawing.spots.append(Spot(*spot, pillar.key, told))
        y = foot + gap
    drawing.height = max(drawing.height, y - gap + 2)
    return tops
