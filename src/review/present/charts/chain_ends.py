"""Who says so in the end, source by source: bars of how many figures rest on what, in a panel for each kind of end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt

from review.corpus.corpus import Corpus
from review.present.charts.axes import with_rows
from review.present.charts.specification import COUNTED, SAID
from review.present.html.markup import joined
from review.present.look.chart import Chart, nothing_to_draw
from review.present.look.palette import MUTED, TEXT
from review.present.look.renderer import NAME
from review.present.look.sizes import SMALL, WIDE, WIDTH, wrap
from review.present.tables.attribution import end_text
from review.present.words.cells import source_link
from review.synthesis.conclusions.attribution import BY_NAME, UNCREDITED, UNNAMED, Chain

_NAMED, _MEDIUM = "somebody named", "medium"
#: From the firmest end to the weakest.
_ENDS = (_NAMED, *map(end_text, (_MEDIUM, BY_NAME, UNNAMED, UNCREDITED)))
_GAP, _BAR, _ROW, _COUNT = 8, 11, 38, 22
_WIDTHS = {"narrow": WIDTH, "wide": WIDE}
_LINES = "split(datum.label, '\\n')"
Counts = Mapping[str, Mapping[str, list[str]]]


def ends_chart(corpus: Corpus, chains: Iterable[Chain], *, caption: str) -> Chart:
    """Return the chart of what the chains of credit of each source's figures end in."""
    counts: dict[str, dict[str, list[str]]] = {}
    for chain in (chain for chain in chains if chain.figures):
        end = end_text(chain.end)
        ids = counts.setdefault(chain.source_id, {}).setdefault(end if end in _ENDS else _NAMED, [])
        ids += [figure.figure_id for figure in chain.figures]
    if not counts:
        return nothing_to_draw(caption)
    links = joined([source_link(corpus, name) for name in counts], ", ")
    rows = _rows(corpus, counts)
    return Chart(
        _drawn(rows, "narrow"),
        caption=joined([f"{caption.removesuffix('.')}. Unit: figures. Sources: ", links, "."]),
        alternative="How many figures of each source rest on what; the table of the ends of chains has every number.",
        finding=f"The most frequent end of a chain: {max(_ENDS, key=lambda end: _figures(counts, end))}",
        wide=_drawn(rows, "wide"),
    )


def _drawn(rows: Sequence[Mapping[str, Any]], field: str) -> dict[str, Any]:
    """Return the specification: a line for each source, a panel for each end that any of them has."""
    alt.theme.enable(NAME)  # whoever imported Altair first may have chosen none
    heads = list(dict.fromkeys(row[field] for row in rows))
    panel = (_WIDTHS[field] - _GAP * (len(heads) - 1)) / len(heads)
    base = alt.Chart({"values": rows}, width=panel, height=alt.Step(_ROW)).encode(
        y=alt.Y("source:N", sort=None, axis=None),
        tooltip=[alt.Tooltip(f"{name}:N") for name in ("source", "end", "figures")],
    )
    reach = alt.Scale(domain=[0, max(row["figures"] for row in rows)], range=[0, panel - _COUNT])
    bars = base.encode(x=alt.X("figures:Q", axis=None, scale=reach))
    named = base.transform_filter(alt.FieldEqualPredicate(field=field, equal=heads[0])).encode(text="source:N")
    layers = (
        bars.mark_bar(height=_BAR, yOffset=8, color=TEXT),
        bars.transform_filter("datum.figures > 0").mark_text(align="left", dx=4, dy=8).encode(text="figures:Q"),
        named.mark_text(align="left", dy=-9, fontWeight="bold").encode(x=alt.value(0)),
    )
    look: dict[str, Any] = {
        "labelAnchor": "start",
        "labelFontWeight": "normal",
        "labelFontSize": SMALL,
        "labelColor": MUTED,
    }
    column = alt.Column(f"{field}:N", sort=heads, title=None, header=alt.Header(labelExpr=_LINES, **look))
    return with_rows(alt.layer(*layers).facet(column=column, spacing=_GAP, bounds="flush").to_dict())


def _rows(corpus: Corpus, counts: Counts) -> list[dict[str, Any]]:
    """Return a row for each source and end, with the words of the end in lines for either width."""
    ends = [end for end in _ENDS if _figures(counts, end)]
    room = {field: (width - _GAP * (len(ends) - 1)) / len(ends) for field, width in _WIDTHS.items()}
    return [
        {
            "source": corpus.sources[source].name,
            "end": end,
            **{field: "\n".join(wrap(end, width, SMALL)) for field, width in room.items()},
            "figures": len(of.get(end, [])),
            "figure_ids": of.get(end, []),
            COUNTED: "figures",
            SAID: str(len(of.get(end, []))),
        }
        for source, of in counts.items()
        for end in ends
    ]


def _figures(counts: Counts, end: str) -> int:
    return sum(len(of.get(end, [])) for of in counts.values())
