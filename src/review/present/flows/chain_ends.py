"""What the chains of credit end in, source by source, as bands between the sources and the kinds of ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from review.corpus.corpus import Corpus
from review.present.flows.drawing import BAR, bar, ribbon, spot, svg, text_lines
from review.present.html.markup import Html, joined
from review.present.look.chart import Chart, nothing_to_draw
from review.present.look.sizes import WIDTH, wrap
from review.present.tables.attribution import end_text, ends_table
from review.present.words.cells import source_link
from review.present.words.wording import list_text
from review.synthesis.conclusions.attribution import BY_NAME, DEAD, Chain, by_end

_READING = (
    "How to read it: bands are as wide as the number of figures; filled bar: a named origin; open bar: "
    "a publication known by name only; dashed bar and band: nobody named."
)
_HEIGHT = 240  # of all figures together
_SIDE = 138  # of the words on either side
_GAP = 9


@dataclass(frozen=True)
class _Pillar:
    """A bar of a source, or of an end: what it stands for, and how many figures go to which other bars."""

    key: str
    words: str
    counts: Mapping[str, int]
    end: str = ""

    @property
    def count(self) -> int:
        """How many figures it holds."""
        return sum(self.counts.values())


def ends_chart(corpus: Corpus, chains: Iterable[Chain], *, caption: str) -> Chart:
    """Return the chart of the sources, at the left, and of what their figures' chains end in, at the right."""
    known = tuple(chains)
    drawn = [chain for chain in known if chain.figures]
    if not drawn:
        return nothing_to_draw(caption)
    counts = Counter((corpus.sources[chain.source_id].name, chain.end) for chain in drawn for _ in chain.figures)
    sources = list(dict.fromkeys(source for source, _ in counts))
    # What is named stands above what is not: the dead ends are found at the foot.
    ends = sorted(by_end(drawn), key=lambda end: (end in DEAD, end == BY_NAME))
    left = [_Pillar(s, s, {e: counts[s, e] for e in ends if counts[s, e]}) for s in sources]
    right = [_Pillar(e, end_text(e), {s: counts[s, e] for s in sources if counts[s, e]}, e) for e in ends]
    sentences = [f"{p.words}: {list_text([f'{end_text(e)} {n}' for e, n in p.counts.items()])}" for p in left]
    links = joined([source_link(corpus, name) for name in dict.fromkeys(chain.source_id for chain in drawn)], ", ")
    alternative = f"Bands from each source to what the chains of its figures end in. {'; '.join(sentences)}."
    return Chart(
        _drawn(left, right, alternative),
        caption=joined([f"{caption.removesuffix('.')}. Unit: figures. Sources: ", links, "."]),
        alternative=alternative,
        notes=(_READING,),
        data=ends_table(corpus, known, caption="Data of this chart"),
    )


def _drawn(left: Sequence[_Pillar], right: Sequence[_Pillar], alternative: str) -> Html:
    scale = _HEIGHT / sum(pillar.count for pillar in left)
    bars, feet, height = _stood(right, scale, _GAP)
    # The side that needs less room spreads over the height of the other.
    spare = (height - _stood(left, scale, _GAP)[2]) / max(len(left) - 1, 1)
    stems, starts, lowest = _stood(left, scale, _GAP + max(spare, 0))
    bands = []
    for source in left:
        for end in right:
            if count := source.counts.get(end.key, 0):
                start, stop = (BAR, starts[source.key]), (WIDTH - BAR, feet[end.key])
                tip = f"{source.words} → {end.words}: {count}"
                passes = (source.key, end.key)
                bands.append(ribbon(start, stop, count * scale, _SIDE - BAR, end.end, passes, tip))
                starts[source.key] += count * scale
                feet[end.key] += count * scale
    return svg([*bands, *stems, *bars], max(height, lowest), alternative)


def _stood(pillars: Sequence[_Pillar], scale: float, gap: float) -> tuple[list[Html], dict[str, float], float]:
    """Return *pillars* one under the other, each under its words, where each begins, and how tall all are."""
    y, tops, drawn = 0.0, {}, []
    for pillar in pillars:
        at_right = bool(pillar.end)
        edge, near = (WIDTH, WIDTH - _SIDE) if at_right else (0, _SIDE)
        lines = wrap(f"{pillar.words}: {pillar.count}", _SIDE)
        written, head = text_lines(edge, y, lines, unnamed=pillar.end in DEAD, right=at_right)
        tops[pillar.key], foot = head + 2, head + 2 + pillar.count * scale
        upright = bar(WIDTH - BAR if at_right else 0, head + 2, foot, pillar.end, (pillar.key, *pillar.counts))
        tip = [pillar.words, f"figures: {pillar.count}"]
        tip += [f"{end_text(name)}: {count}" for name, count in pillar.counts.items()]
        corners = (min(edge, near), y), (max(edge, near), foot)
        drawn.append(spot(pillar.key, "\n".join(tip), *corners, upright, *written))
        y = foot + gap
    return drawn, tops, y - gap + 2
