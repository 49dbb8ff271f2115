"""Tables of dated events: by date, and source by source with what each says of them and on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Event, Figure
from review.present.html.markup import Html, joined
from review.present.html.tabular import Cells, Table, listed, stacked, table_of
from review.present.values.opened import opened, rows_of
from review.present.words.cells import credited, source_link, told_by
from review.present.words.wording import claim_link, period_text, place_text, value_link

if TYPE_CHECKING:
    import pandas as pd

_Telling = tuple[str, Event, tuple[Claim, ...], tuple[Figure, ...]]


def events_table(events: pd.DataFrame | Iterable[Event], *, caption: str) -> Table:
    """Return events by date, with the sources that tell of each and whether the tie is inferred.

    >>> events_table(chapter.events(), caption="Events")
    Table: Events (...)
    """
    corpus = opened().corpus
    columns: Cells[Event] = {
        "When": lambda e: period_text(e.start, e.end),
        "What and where": lambda e: stacked(e.label, place_text(e.place)),
        "Kind": lambda e: e.kind.replace("-", " "),
        "Told by": lambda e: told_by(corpus, e.event_id),
        "Note": lambda e: e.note,
    }
    return table_of(_by_date(events), columns, caption=caption)


def chronicle_table(events: pd.DataFrame | Iterable[Event], *, caption: str, kinds: Sequence[str] = ()) -> Table:
    """Return events by source and date, with what each source says of them; of claims, only on themes of *kinds*.

    An event that several sources tell stands under each. One that none tells is left out.

    >>> chronicle_table(chapter.events(), caption="Told")
    Table: Told (...)
    """
    corpus, ordered = opened().corpus, _by_date(events)
    rows: list[_Telling] = []
    for source_id in corpus.sources:
        for event in ordered:
            figures = corpus.figures_where(source_id=source_id, event_id=event.event_id)
            of_event = corpus.claims_where(source_id=source_id, event_id=event.event_id)
            claims = tuple(claim for claim in of_event if not kinds or corpus.themes[claim.theme_id].kind in kinds)
            if figures or claims:
                rows.append((source_id, event, claims, figures))

    def said(row: _Telling) -> Html:
        _, event, claims, figures = row
        return listed([*map(claim_link, claims), *(_counted(corpus, event, figure) for figure in figures)])

    def credits(row: _Telling) -> Html:
        coded_rows: tuple[Figure | Claim, ...] = (*row[3], *row[2])
        return stacked(*{one.origin_id: credited(corpus, one) for one in coded_rows}.values())

    columns: Cells[_Telling] = {
        "When": lambda row: period_text(row[1].start, row[1].end),
        "What and where": lambda row: stacked(row[1].label, place_text(row[1].place)),
        "What the source says": said,
        "Credited to": credits,
    }
    return table_of(rows, columns, caption=caption, groups=lambda row: source_link(corpus, row[0]))


def _by_date(events: pd.DataFrame | Iterable[Event]) -> list[Event]:
    return sorted(rows_of(events, "events"), key=lambda event: (event.start or event.end, event.event_id))


def _counted(corpus: Corpus, event: Event, figure: Figure) -> Html:
    """Return what is counted, of whom, the value, its period where the event's does not say it, and an inferred tie."""
    whom = f", {corpus.populations[figure.population_id].label}" if figure.population_id else ""
    period = (figure.period_start, figure.period_end)
    repeats_event = event.start == event.end and period == (event.start, event.end)
    when = f", {period_text(*period)}" if any(period) and not repeats_event else ""
    tie = " (tied to the event by our inference)" if figure.event_tie == "inferred" else ""
    label = corpus.measures[figure.measure_id].label
    return joined([f"{label}{whom}: ", value_link(corpus, figure), f"{when}{tie}"])
