"""Reported amounts of money by stage and population, each currency on an axis of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from review.corpus.corpus import Corpus
from review.corpus.records import Figure
from review.present.cells import stage_text
from review.present.chart import Chart
from review.present.charts.intervals import interval_chart, population_label, said_by
from review.present.wording import NOT_STATED


def price_chart(
    corpus: Corpus,
    figures: Iterable[Figure],
    *,
    caption: str,
    log: bool = False,
    finding: str = "",
    notes: Sequence[str] = (),
) -> Chart:
    """Return the chart of amounts, in the order of the stages that their measure declares."""
    chosen = sorted(figures, key=lambda figure: _stage_order(corpus, figure))

    def details(figure: Figure) -> tuple[str, str]:
        undated = "" if figure.period_start or figure.period_end else f"; year {NOT_STATED}"
        return f"{figure.place or f'place {NOT_STATED}'}{undated}", said_by(corpus, figure)

    return interval_chart(
        corpus,
        chosen,
        caption=caption,
        row=lambda figure: population_label(corpus, figure),
        details=details,
        heading=lambda figure: f"Stage: {stage_text(figure.stage)}" if figure.stage else "",
        log=log,
        finding=finding,
        notes=notes,
    )


def _stage_order(corpus: Corpus, figure: Figure) -> tuple[int, str]:
    stages = corpus.measures[figure.measure_id].stages.split()
    return stages.index(figure.stage) if figure.stage in stages else len(stages), figure.population_id
