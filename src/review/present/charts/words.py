"""The words of charts: what a pointer shows, captions, alternative texts, and the table of the data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from review.corpus.corpus import Corpus
from review.corpus.records import Figure
from review.present.cells import credited, source_link, value_cell, where_and_when, whom
from review.present.markup import Html, joined
from review.present.tabular import Table, coded_table, stacked
from review.present.wording import (
    UNNAMED_LABEL,
    is_vague,
    list_text,
    origin_text,
    period_text,
    place_text,
    unit_words,
    value_text,
    value_words,
)


def figure_data(corpus: Corpus, figure: Figure) -> dict[str, str]:
    """Return what goes with a figure's mark: its id first, then what a pointer over the mark shows."""
    return {
        "figure_id": figure.figure_id,
        "value": value_words(corpus, figure, "unit"),
        "counted": corpus.measures[figure.measure_id].label,
        "quote": f"“{figure.quote}”",
        "source": figure.source_id,
        "credited": origin_text(corpus, figure),
        "place": place_text(figure.place),
        "period": period_text(figure.period_start, figure.period_end),
    }


def sources_caption(corpus: Corpus, figures: Sequence[Figure], caption: str) -> Html:
    """Return *caption*, then the units counted and the sources."""
    units = dict.fromkeys(unit_words(figure.unit) for figure in figures)
    sources = dict.fromkeys(figure.source_id for figure in figures)
    lead = f"{caption.rstrip().removesuffix('.')}. Unit: {list_text(list(units), 'or')}. Sources: "
    links = joined([source_link(source_id) for source_id in sources], ", ")
    return joined([lead, links, "."])


def spoken(corpus: Corpus, figures: Sequence[Figure], label: Callable[[Figure], str]) -> str:
    """Return the alternative text of a chart of figures: group by group, each value and who says it."""
    groups: dict[str, list[str]] = {}
    for figure in figures:
        unnamed = f", {UNNAMED_LABEL}" if corpus.is_unnamed(figure) else ""
        line = f"{label(figure)}: {value_text(figure)} ({figure.source_id}{unnamed})"
        groups.setdefault(corpus.measures[figure.measure_id].label, []).append(line)
    return " ".join(f"{measure}. {'; '.join(lines)}." for measure, lines in groups.items())


_KEYS = {
    "about": "open point: about that many",
    "more than": "arrow towards higher numbers: at least, or more than, that many",
    "fewer than": "arrow towards lower numbers: that many at most",
    "range": "bar: from the lower to the higher number",
    "vague": "dashed bar: bounds that we read in a vague word",
}
_SAME_KEY = {"at least": "more than", "at most": "fewer than"}


# Counting these says what was done about a thing, not how much of it there is.
_DEEDS = {"victim", "suspect", "case", "sentence", "organisation"}


def key_notes(corpus: Corpus, figures: Iterable[Figure]) -> tuple[str, ...]:
    """Return what must stand under a chart of *figures*: what such counts measure, and what the marks mean."""
    chosen = tuple(figures)
    kinds = {"vague" if is_vague(f) else _SAME_KEY.get(f.qualifier, f.qualifier) for f in chosen}
    said = [text for kind, text in _KEYS.items() if kind in kinds]
    if any(corpus.is_unnamed(figure) for figure in chosen):
        said.append("orange-red: a chain of origins that ends in nobody named")
    measures = [corpus.measures[figure.measure_id] for figure in chosen]
    deeds = any(measure.basis == "observed" and measure.counted in _DEEDS for measure in measures)
    caution = ("Observed counts measure what was done: enforcement, not prevalence.",) if deeds else ()
    return (*caution, f"How to read it: {'; '.join(said)}.") if said else caution


def data_table(corpus: Corpus, figures: Iterable[Figure]) -> Table:
    """Return the figures of a chart as a table, each value a link to its row."""
    rows = [
        (
            value_cell(corpus, figure),
            stacked(corpus.measures[figure.measure_id].label, whom(corpus, figure)),
            where_and_when(corpus, figure),
            stacked(source_link(figure.source_id), joined(["crediting ", credited(corpus, figure)])),
        )
        for figure in figures
    ]
    return coded_table(("Value", "What is counted", "Where and when", "Source"), rows, caption="Data of this chart")
