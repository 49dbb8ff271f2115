"""The table of dated events source by source: what each says of them, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Event, Figure
from review.present.html.markup import Content, Html, element, joined
from review.present.html.tabular import Table, coded_table, stacked
from review.present.words.cells import credited, source_link
from review.present.words.wording import href, period_text, place_text, value_link


def chronicle_table(corpus: Corpus, events: Iterable[Event], *, caption: str, kinds: Sequence[str] = ()) -> Table:
    """Return *events* by source and date, each with what the source says of it and whom it credits.

    An event that several sources tell stands under each. One that none tells is left out. With *kinds*, only
    claims on themes of these kinds are shown beside the figures.
    """
    ordered = sorted(events, key=lambda event: (event.start or event.end, event.event_id))
    rows: list[tuple[Content, ...]] = []
    groups: list[Content] = []
    for source_id in corpus.sources:
        for event in ordered:
            figures = corpus.figures_where(source_id=source_id, event_id=event.event_id)
            told = corpus.claims_where(source_id=source_id, event_id=event.event_id)
            claims = tuple(claim for claim in told if not kinds or corpus.themes[claim.theme_id].kind in kinds)
            if figures or claims:
                rows.append(_row(corpus, event, claims, figures))
                groups.append(source_link(corpus, source_id))
    columns = ("When", "What and where", "What the source says", "Credited to")
    return coded_table(columns, rows, caption=caption, groups=groups)


def _row(corpus: Corpus, event: Event, claims: tuple[Claim, ...], figures: tuple[Figure, ...]) -> tuple[Content, ...]:
    lines = [element("a", claim.paraphrase, href=href(claim)) for claim in claims]
    lines += [_counted(corpus, event, figure) for figure in figures]
    told: tuple[Figure | Claim, ...] = (*figures, *claims)
    chains = {row.origin_id: credited(corpus, row) for row in told}
    return (
        period_text(event.start, event.end),
        stacked(event.label, place_text(event.place)),
        element("ul", *(element("li", line) for line in lines), class_="members"),
        stacked(*chains.values()),
    )


def _counted(corpus: Corpus, event: Event, figure: Figure) -> Html:
    """Return what is counted, of whom, the value, its period where the event's does not say it, and an inferred tie."""
    whom = f", {corpus.populations[figure.population_id].label}" if figure.population_id else ""
    period = (figure.period_start, figure.period_end)
    said = event.start == event.end and period == (event.start, event.end)
    when = f", {period_text(*period)}" if any(period) and not said else ""
    tie = " (tied to the event by our inference)" if figure.event_tie == "inferred" else ""
    label = corpus.measures[figure.measure_id].label
    return joined([f"{label}{whom}: ", value_link(corpus, figure), f"{when}{tie}"])
