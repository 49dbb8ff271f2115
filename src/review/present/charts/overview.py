"""What the figures of a source count, by kind and basis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from review.corpus.corpus import Corpus
from review.present.cells import source_link
from review.present.chart import Chart, chart, nothing_to_draw
from review.present.charts.layout import Mark, Row
from review.present.charts.rows import Panel, panels_chart, scale_for
from review.present.markup import joined
from review.present.palette import BLUE
from review.present.tabular import coded_table


def overview_chart(
    corpus: Corpus, source_id: str, *, caption: str, finding: str = "", notes: Sequence[str] = ()
) -> Chart:
    """Return the chart of how many figures of a source count what, observed and estimated apart."""
    figures = corpus.figures_where(source_id=source_id)
    if not figures:
        return nothing_to_draw(caption)
    measures = [corpus.measures[figure.measure_id] for figure in figures]
    counts = Counter((measure.counted, measure.basis) for measure in measures)
    rows: list[Row] = []
    for kind, basis in sorted(counts, key=lambda key: (-counts[key], key)):
        labels = sorted({m.label for m in measures if (m.counted, m.basis) == (kind, basis)})
        count = counts[kind, basis]
        data = {"counted": kind, "basis": basis, "figures": str(count), "count_of": "figures"}
        label = f"{kind.capitalize()}, {basis}" if kind != basis else kind.capitalize()
        rows.append(Row(label, str(count), ("; ".join(labels),), Mark(0, count, "bar", BLUE, data)))
    panel = Panel("Figures by what they count", "", "figures", tuple(rows), scale_for(rows))
    said = "; ".join(f"{row.label}: {row.value}" for row in rows)
    return chart(
        panels_chart([panel]),
        caption=joined(
            [f"{caption.removesuffix('.')}. Unit: figures. Source: ", source_link(source_id), "."]
        ),
        alt=f"Bar chart of the number of figures by what they count. {said}.",
        finding=finding,
        notes=notes,
        data=coded_table(
            ("Counted", "Measures", "Figures"),
            [(row.label, *row.details, int(row.value)) for row in rows],
            caption="Data of this chart",
        ),
    )
