"""Events on an axis of years: a point where the day or month is known, a bar for a longer time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from review.corpus.corpus import Corpus
from review.corpus.records import Event
from review.present.cells import event_ties, source_link
from review.present.chart import Chart, chart, nothing_to_draw
from review.present.charts.dates import year_number, year_scale
from review.present.charts.layout import Mark, Row
from review.present.charts.rows import Panel, panels_chart
from review.present.markup import joined
from review.present.palette import BLUE
from review.present.tables import events_table
from review.present.wording import list_text, period_text

Ties = Mapping[str, Mapping[str, str]]


def timeline_chart(
    corpus: Corpus,
    events: Iterable[Event],
    ties: Ties | None = None,
    *,
    caption: str,
    breaks: Sequence[str] = (),
    finding: str = "",
    notes: Sequence[str] = (),
) -> Chart:
    """Return the chart of *events* by date.

    *ties* says for each event which sources tell of it and whether that is stated or inferred (from
    the corpus by default). A new panel, with an axis of its own, starts at each date in *breaks*, so
    that a few early events do not press the others together.
    """
    chosen = sorted(events, key=lambda event: (event.start or event.end, event.end, event.event_id))
    if not chosen:
        return nothing_to_draw(caption)
    known = ties if ties is not None else {e.event_id: event_ties(corpus, e.event_id) for e in chosen}
    panels = [_panel(members, known) for members in _parted(chosen, breaks)]
    parts = [f"{period_text(event.start, event.end)}: {event.label}" for event in chosen]
    reading = "How to read it: point: a day or a month; solid bar: from the first to the last date; "
    reading += "dashed bar: only the year is known; arrow to the left: only the last date is known."
    sources = sorted({source for told in known.values() for source in told})
    lead = f"{caption.removesuffix('.')}. Unit: years. Sources: "
    return chart(
        panels_chart(panels),
        caption=joined([lead, joined([source_link(name) for name in sources], ", "), "."]),
        alt=f"Timeline. {'; '.join(parts)}.",
        finding=finding,
        notes=(*notes, reading),
        data=events_table(corpus, chosen, caption="Data of this chart"),
    )


def _parted(events: Sequence[Event], breaks: Sequence[str]) -> list[list[Event]]:
    parts: list[list[Event]] = [[] for _ in range(len(breaks) + 1)]
    for event in events:
        parts[sum((event.start or event.end) >= moment for moment in breaks)].append(event)
    return [part for part in parts if part]


def _panel(events: Sequence[Event], ties: Ties) -> Panel:
    rows = tuple(_row(event, ties.get(event.event_id, {})) for event in events)
    ends = [end for row in rows if row.mark for end in (row.mark.low, row.mark.high) if end is not None]
    first, last = events[0], max(events, key=lambda event: event.end)
    title = period_text((first.start or first.end)[:4], last.end[:4])
    return Panel(title, "", "", rows, year_scale(ends), years=True)


def _row(event: Event, ties: Mapping[str, str]) -> Row:
    told = [f"{source} (inferred)" if tie == "inferred" else source for source, tie in ties.items()]
    kind = event.kind.replace("-", " ").capitalize()
    details = f"{kind}; told by {list_text(told)}" if told else kind
    return Row(event.label, period_text(event.start, event.end), (details,), _mark(event, details))


def _mark(event: Event, details: str) -> Mark:
    data = {
        "event_id": event.event_id,
        "event": event.label,
        "when": period_text(event.start, event.end),
        "where": event.place,
        "kind": details,
    }
    if not event.start:
        return Mark(None, year_number(event.end, end=True), "at most", BLUE, data)
    low, high = year_number(event.start), year_number(event.end, end=True)
    if event.start == event.end and len(event.start) > 4:
        return Mark(low, low, "exact", BLUE, data)
    return Mark(low, high, "vague" if event.start == event.end else "range", BLUE, data)
