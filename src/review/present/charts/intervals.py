"""Figures as points and bars between their bounds, in a panel for each group that may be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from review.corpus.corpus import Corpus
from review.corpus.records import Figure
from review.present.chart import Chart, chart, nothing_to_draw
from review.present.charts.layout import Mark, Row
from review.present.charts.rows import Panel, panels_chart, scale_for
from review.present.charts.words import data_table, figure_data, key_notes, sources_caption, spoken
from review.present.naming import population_text
from review.present.palette import BLUE, VERMILLION
from review.present.wording import (
    UNNAMED_LABEL,
    is_vague,
    origin_text,
    period_text,
    sentence_case,
    unit_words,
    value_text,
)
from review.synthesis.comparison import require_comparable

Label = Callable[[Figure], str]


def interval_chart(
    corpus: Corpus,
    figures: Iterable[Figure],
    *,
    caption: str,
    row: Label | None = None,
    details: Callable[[Figure], Sequence[str]] | None = None,
    heading: Label | None = None,
    panel: Label | None = None,
    log: bool = False,
    finding: str = "",
    notes: Sequence[str] = (),
) -> Chart:
    """Return the chart of *figures*, in their order, one row each.

    Figures share an axis only where their measures may be compared and their units and bases are the
    same; *panel* may part them further, never join them. *row* labels a row (the population by
    default), *details* are smaller lines (who says it, and when), *heading* groups rows in a panel.
    """
    chosen = tuple(figures)
    if not chosen:
        return nothing_to_draw(caption)
    label = row or (lambda figure: population_label(corpus, figure))
    more = details or (lambda figure: (said_by(corpus, figure),))
    drawn = panels_chart(
        [
            _panel(corpus, members, label, more, heading, panel, log)
            for members in comparable(corpus, chosen, panel)
        ]
    )
    return chart(
        drawn,
        caption=sources_caption(corpus, chosen, caption),
        alt=spoken(corpus, chosen, label),
        finding=finding,
        notes=(*notes, *key_notes(corpus, chosen)),
        data=data_table(corpus, chosen),
    )


def comparable(
    corpus: Corpus, figures: Iterable[Figure], panel: Label | None = None
) -> list[tuple[Figure, ...]]:
    """Return *figures* parted into groups that may share an axis, in the order in which they appear."""
    groups: dict[tuple[str, ...], list[Figure]] = {}
    for figure in figures:
        measure = corpus.measures[figure.measure_id]
        key = (measure.comparable_within, measure.basis, figure.unit, panel(figure) if panel else "")
        groups.setdefault(key, []).append(figure)
    for members in groups.values():
        require_comparable(corpus, members)
    return [tuple(members) for members in groups.values()]


def population_label(corpus: Corpus, figure: Figure) -> str:
    """Return whom a figure is about, or what is counted where it is about nobody."""
    if figure.population_id:
        return sentence_case(population_text(corpus, figure))
    return corpus.measures[figure.measure_id].label


def said_by(corpus: Corpus, figure: Figure, *, dated: bool = True) -> str:
    """Return the source, whom it credits or that they are unnamed, and (*dated*) the period if stated."""
    origin = UNNAMED_LABEL if corpus.is_unnamed(figure) else "origin"
    said = f"{figure.source_id}, {origin}: {origin_text(corpus, figure)}"
    if not dated or not (figure.period_start or figure.period_end):
        return said
    return f"{said}; {period_text(figure.period_start, figure.period_end)}"


def figure_mark(corpus: Corpus, figure: Figure) -> Mark:
    """Return the mark of a figure. One whose origin is unnamed has a colour of its own, beside its label."""
    low, high = (None if bound is None else float(bound) for bound in (figure.low, figure.high))
    colour = VERMILLION if corpus.is_unnamed(figure) else BLUE
    kind = "vague" if is_vague(figure) else figure.qualifier
    return Mark(low, high, kind, colour, figure_data(corpus, figure))


def _panel(
    corpus: Corpus,
    figures: Sequence[Figure],
    label: Label,
    details: Callable[[Figure], Sequence[str]],
    heading: Label | None,
    panel: Label | None,
    log: bool,
) -> Panel:
    measures = [corpus.measures[name] for name in dict.fromkeys(f.measure_id for f in figures)]
    title = panel(figures[0]) if panel else "; ".join(measure.label for measure in measures)
    rows = [
        Row(
            label(figure),
            value_text(figure),
            tuple(details(figure)),
            figure_mark(corpus, figure),
            heading(figure) if heading else "",
        )
        for figure in figures
    ]
    headings = list(dict.fromkeys(row.heading for row in rows))
    rows.sort(key=lambda row: headings.index(row.heading))
    definitions = " ".join(measure.definition for measure in measures)
    unit = f"{unit_words(figures[0].unit)}{', logarithmic axis' if log else ''}"
    return Panel(title, definitions, unit, tuple(rows), scale_for(rows, log=log))
