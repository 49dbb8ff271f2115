"""Computed numbers as points and bars between their bounds, in panels apart, beside what sources state."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from review.corpus.corpus import Corpus
from review.corpus.records import Derivation, Figure
from review.present.cells import source_link, value_cell, whom
from review.present.chart import Chart, chart
from review.present.charts.intervals import comparable, figure_mark, population_label, said_by
from review.present.charts.layout import Mark, Row
from review.present.charts.rows import Panel, panels_chart, scale_for
from review.present.charts.scale import Scale
from review.present.charts.words import key_notes
from review.present.computed import derived_link, derived_text
from review.present.formula import formula
from review.present.markup import Content, Html, joined
from review.present.palette import GREEN
from review.present.tabular import Table, coded_table, stacked
from review.present.wording import list_text, unit_words, value_text
from review.synthesis.derivations import Derived, evaluate
from review.synthesis.dimensions import require_like

_READING = "Green: computed by us, and printed by no source; a bar runs from the lower to the higher bound."
_HUNDRED = Scale(0, 100, (0, 25, 50, 75, 100))


def derived_chart(
    corpus: Corpus,
    panels: Mapping[str, Sequence[str]],
    *,
    caption: str,
    beside: Iterable[Figure] = (),
    finding: str = "",
    notes: Sequence[str] = (),
) -> Chart:
    """Return the chart of computed numbers: by its heading each panel's derivations, one row each.

    A panel holds what is made of the same things (see `dimensions`); remarks that panels share are said once.
    *beside* are figures that sources state, in panels of their own above. Raises IncomparableFigures for unlike
    numbers.
    """
    reported = comparable(corpus, beside)
    computed: dict[str, list[Derived]] = {}
    for heading, names in panels.items():
        require_like(corpus, names)
        computed[heading] = [evaluate(corpus, name) for name in names]
    drawn = [_reported(corpus, figures) for figures in reported]
    said: set[str] = set()
    for heading, numbers in computed.items():
        drawn.append(_computed(heading, numbers, said))
        said.update(_remarks(numbers))
    stated = [figure for figures in reported for figure in figures]
    return chart(
        panels_chart(drawn),
        caption=_caption(caption, [*stated, *(f for d in computed.values() for n in d for f in n.figures)]),
        alt=" ".join(_told(panel) for panel in drawn),
        finding=finding,
        notes=(*notes, _READING, *key_notes(corpus, stated)),
        data=_data(corpus, stated, [number for numbers in computed.values() for number in numbers]),
    )


def _reported(corpus: Corpus, figures: Sequence[Figure]) -> Panel:
    measures = [corpus.measures[name] for name in dict.fromkeys(f.measure_id for f in figures)]
    rows = tuple(
        Row(
            population_label(corpus, figure),
            value_text(figure),
            (said_by(corpus, figure),),
            figure_mark(corpus, figure),
        )
        for figure in figures
    )
    title = "; ".join(measure.label for measure in measures)
    definition = " ".join(measure.definition for measure in measures)
    return _panel(f"{title} (reported)", definition, figures[0].unit, rows)


def _computed(heading: str, numbers: Sequence[Derived], said: Container[str]) -> Panel:
    """Return a panel of computed numbers; what a panel above has *said* is not said again."""
    told = [remark for remark in _remarks(numbers) if remark not in said]
    return _panel(f"{heading} (computed)", " ".join(told), numbers[0].derivation.unit, tuple(map(_row, numbers)))


def _panel(title: str, subtitle: str, unit: str, rows: tuple[Row, ...]) -> Panel:
    scale = scale_for(rows)
    if unit == "percent" and scale.high <= _HUNDRED.high:
        scale = _HUNDRED  # a share is drawn against its whole
    return Panel(title, subtitle, unit_words(unit), rows, scale)


def _remarks(numbers: Sequence[Derived]) -> dict[str, None]:
    """Return what must be said of the numbers, each once and in order: what they are, why they may be computed."""
    rows = [number.derivation for number in numbers]
    reasons = [reason for row in rows if (reason := _reason(row))]
    return dict.fromkeys([*(row.note for row in rows if row.note), *reasons])


def _reason(row: Derivation) -> str:
    return f"Computed with unlike things: {row.override}" if row.override else ""


def _row(number: Derived) -> Row:
    low, high = (None if end is None else float(end) for end in (number.bounds.low, number.bounds.high))
    kind = "at least" if high is None else "at most" if low is None else "about" if number.bounds.about else "exact"
    row, value = number.derivation, derived_text(number)
    data = {"derivation_id": row.derivation_id, "value": value, "computed": row.label}
    mark = Mark(low, high, kind, GREEN, data)
    sources = list(dict.fromkeys(figure.source_id for figure in number.figures))
    known = mark if (low, high) != (None, None) else None
    return Row(row.label, value, (f"from {list_text(sources)}",), known, data=data)


def _caption(caption: str, figures: Sequence[Figure]) -> Html:
    sources = dict.fromkeys(figure.source_id for figure in figures)
    links = joined([source_link(source_id) for source_id in sources], ", ")
    return joined([f"{caption.rstrip().removesuffix('.')}. Sources: ", links, "."])


def _told(panel: Panel) -> str:
    said = (f"{row.label}: {row.value} ({'; '.join(row.details)})" for row in panel.rows)
    return f"{panel.title}. {'; '.join(said)}."


def _data(corpus: Corpus, figures: Sequence[Figure], numbers: Sequence[Derived]) -> Table:
    rows: list[tuple[Content, ...]] = []
    for figure in figures:
        counted = stacked(corpus.measures[figure.measure_id].label, whom(corpus, figure))
        rows.append((value_cell(corpus, figure), counted, source_link(figure.source_id)))
    for number in numbers:
        told = stacked(number.derivation.label, _reason(number.derivation))
        rows.append((derived_link(number), told, formula(corpus, number)))
    return coded_table(("Value", "What it is", "Source or formula"), rows, caption="Data of this chart")
