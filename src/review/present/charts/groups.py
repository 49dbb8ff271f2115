"""Groups of people apart: a panel for each population, so that no two groups are read off one axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from review.corpus.corpus import Corpus
from review.corpus.records import Figure
from review.present.chart import Chart
from review.present.charts.intervals import interval_chart, population_label, said_by
from review.present.wording import NOT_STATED, period_text


def groups_chart(
    corpus: Corpus,
    figures: Iterable[Figure],
    *,
    caption: str,
    finding: str = "",
    notes: Sequence[str] = (),
) -> Chart:
    """Return the chart of *figures*: a panel for each measure and population, a row for each report of it."""

    def group(figure: Figure) -> str:
        label = corpus.measures[figure.measure_id].label
        return f"{label}: {population_label(corpus, figure)}" if figure.population_id else label

    def row(figure: Figure) -> str:
        dated = figure.period_start or figure.period_end
        return period_text(figure.period_start, figure.period_end) if dated else f"Year {NOT_STATED}"

    return interval_chart(
        corpus,
        figures,
        caption=caption,
        row=row,
        details=lambda figure: (said_by(corpus, figure, dated=False),),
        panel=group,
        finding=finding,
        notes=notes,
    )
