"""The table of events against what is counted of each, with what is not reported left visibly empty."""

from __future__ import annotations

from collections.abc import Iterable

from review.corpus.corpus import Corpus
from review.corpus.records import Event, Figure
from review.present.cells import source_link
from review.present.markup import Content, Html, element, joined
from review.present.tabular import Table, coded_table, stacked
from review.present.wording import period_text, place_text, value_link

NOT_REPORTED = "not reported"


def events_by_measure_table(corpus: Corpus, figures: Iterable[Figure], *, caption: str) -> Table:
    """Return the events of *figures* by date, one a row, and a column for each measure in the order met.

    Each figure of a cell names whom it counts and its source; a tie to the event that the reviewers infer says so.
    A figure that belongs to no event has no place in such a table: ValueError.
    """
    chosen = tuple(figures)
    loose = [figure.figure_id for figure in chosen if not figure.event_id]
    if loose:
        raise ValueError(f"a figure of an event is expected (got {', '.join(loose)}, of none)")
    measures = tuple(dict.fromkeys(figure.measure_id for figure in chosen))
    cells: dict[tuple[str, str], list[Figure]] = {}
    for figure in chosen:
        cells.setdefault((figure.event_id, figure.measure_id), []).append(figure)
    rows = [
        (_event(event), *(_cell(corpus, cells.get((event.event_id, measure), ())) for measure in measures))
        for event in sorted((corpus.events[name] for name in {f.event_id for f in chosen}), key=_moment)
    ]
    columns = ("What and when", *(corpus.measures[name].label for name in measures))
    return coded_table(columns, rows, caption=caption)


def _moment(event: Event) -> tuple[str, str]:
    return event.start or event.end, event.event_id


def _event(event: Event) -> Html:
    return stacked(event.label, period_text(event.start, event.end), place_text(event.place))


def _cell(corpus: Corpus, figures: Iterable[Figure]) -> Content:
    """Return each figure in a block of its own, all of one size: none of them is the remark on another."""
    chosen = sorted(figures, key=lambda figure: (figure.event_tie == "inferred", figure.source_id))
    blocks = [element("div", _counted(corpus, figure)) for figure in chosen]
    return joined(blocks, "\n") if blocks else NOT_REPORTED


def _counted(corpus: Corpus, figure: Figure) -> Html:
    population = corpus.populations[figure.population_id].label if figure.population_id else ""
    tie = "tie to the event inferred" if figure.event_tie == "inferred" else ""
    return stacked(value_link(corpus, figure), population, source_link(figure.source_id), tie)
