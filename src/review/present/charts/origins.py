"""How many figures of a source rest on each origin, with those that end in nobody named drawn apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from review.corpus.corpus import Corpus
from review.present.cells import source_link
from review.present.chart import Chart, chart, nothing_to_draw
from review.present.charts.layout import Mark, Row
from review.present.charts.rows import Panel, panels_chart, scale_for
from review.present.markup import joined
from review.present.palette import BLUE, GREEN, VERMILLION
from review.present.tables import origins_table
from review.present.wording import chain_text


def origins_chart(
    corpus: Corpus,
    source_id: str,
    *,
    caption: str,
    least: int = 1,
    finding: str = "",
    notes: Sequence[str] = (),
) -> Chart:
    """Return the chart of the origins of a source's figures, most first.

    Origins with fewer than *least* figures share one row at the end.
    """
    counts = Counter(figure.origin_id for figure in corpus.figures_where(source_id=source_id))
    if not counts:
        return nothing_to_draw(caption)
    order = sorted(counts, key=lambda origin: (-counts[origin], origin))
    rows = [_row(corpus, origin, counts[origin]) for origin in order if counts[origin] >= least]
    rest = [counts[origin] for origin in order if counts[origin] < least]
    if rest:
        mark = Mark(0, sum(rest), "bar", GREEN, _counted(rest, {"origins": str(len(rest))}))
        others = "origins together" if len(rest) > 1 else "origin"
        rows.append(Row(f"{len(rest)} other {others}", str(sum(rest)), (), mark))
    panel = Panel("Figures by origin", "", "figures", tuple(rows), scale_for(rows))
    said = "; ".join(f"{row.label}: {row.value}" for row in rows)
    return chart(
        panels_chart([panel]),
        caption=joined(
            [f"{caption.removesuffix('.')}. Unit: figures. Source: ", source_link(source_id), "."]
        ),
        alt=f"Bar chart of the figures that rest on each origin. {said}.",
        finding=finding,
        notes=(*notes, "How to read it: striped bar: the chain of origins ends in nobody named."),
        data=origins_table(corpus, source_id, caption="Data of this chart"),
    )


def _row(corpus: Corpus, origin_id: str, count: int) -> Row:
    unnamed = corpus.origin_chain(origin_id)[-1].kind == "unnamed"
    data = _counted([count], {"origin_id": origin_id, "origin": chain_text(corpus, origin_id)})
    kind, colour = ("striped", VERMILLION) if unnamed else ("bar", BLUE)
    details = ("origin unnamed",) if unnamed else ()
    return Row(chain_text(corpus, origin_id), str(count), details, Mark(0, count, kind, colour, data))


def _counted(counts: Sequence[int], data: Mapping[str, str]) -> dict[str, str]:
    return {**data, "figures": str(sum(counts)), "count_of": "figures"}
