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
    """Return the chart of amounts, stages and currencies in the order that their measure declares.

    Within a stage, what one origin says stands together.
    """
    chosen = sorted(figures, key=lambda figure: _place(corpus, figure))

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


def _place(corpus: Corpus, figure: Figure) -> tuple[int, int, str, str, str]:
    measure = corpus.measures[figure.measure_id]
    units, stages = measure.units.split(), measure.stages.split()
    stage = stages.index(figure.stage) if figure.stage in stages else len(stages)
    return stage, units.index(figure.unit), figure.source_id, figure.origin_id, figure.population_id
