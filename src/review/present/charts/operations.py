"""Events side by side: a panel for each measure, a row for each event that a figure is tied to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from review.corpus.corpus import Corpus
from review.corpus.records import Figure
from review.present.chart import Chart
from review.present.charts.intervals import interval_chart, population_label, said_by
from review.present.wording import period_text


def operations_chart(
    corpus: Corpus,
    figures: Iterable[Figure],
    *,
    caption: str,
    finding: str = "",
    notes: Sequence[str] = (),
) -> Chart:
    """Return the chart of *figures* by measure, the events in each panel by date.

    Every figure has an event. A tie to it that the reviewers only infer is named in the row.
    """
    chosen = sorted(figures, key=lambda figure: corpus.events[figure.event_id].start)
    order = {measure: number for number, measure in enumerate(dict.fromkeys(f.measure_id for f in chosen))}
    chosen.sort(key=lambda figure: order[figure.measure_id])

    def label(figure: Figure) -> str:
        event = corpus.events[figure.event_id]
        return f"{event.label}, {period_text(event.start, event.end)}"

    def details(figure: Figure) -> tuple[str, ...]:
        tie = "tie to this event: inferred by the reviewers" if figure.event_tie == "inferred" else ""
        whom = population_label(corpus, figure) if figure.population_id else ""
        return tuple(line for line in (whom, said_by(corpus, figure, dated=False), tie) if line)

    return interval_chart(
        corpus,
        chosen,
        caption=caption,
        row=label,
        details=details,
        panel=lambda figure: corpus.measures[figure.measure_id].label,
        finding=finding,
        notes=notes,
    )
