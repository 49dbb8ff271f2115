"""The rich project with many counts of few things, so that every rule which proposes a constraint finds some rows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Event
from review.corpus.vocabulary import Qualifier

HELD, FRAMES, PRICE = "riders2015-held-adults", "gazette2014-frames", "riders2015-dealer-eur"
UNTOLD, SHARE = "riders2015-untold", "riders2015-painted"
NOWHEN = {"period_start": "", "period_end": ""}
# Event, kind, start and end; all at one place.
EVENTS = (
    ("spring", "auction", "2012-03", "2012-05"),
    ("summer", "auction", "2012-06", "2012-08"),
    ("late", "auction", "2012-08", "2012-12"),
    ("day", "auction", "2012-09-01", "2012-09-01"),
    ("year-before", "auction", "2011-06", "2011-09"),
    ("open", "auction", "2013-01", ""),
    ("other-kind", "campaign", "2014-01", "2014-12"),
    ("twin-a", "court", "2013-05-01", "2013-05-01"),
    ("twin-b", "court", "2014-05-01", "2014-05-01"),
    ("twin-c", "court", "2015-05-01", "2015-05-01"),
    ("far", "court", "2016-05-01", "2016-05-01"),
)
# Name, the figure that it is like, low and high, and what differs.
COUNTS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("spring-frames", FRAMES, "10 10", {"event_id": "spring", "period_start": "2012-03", "period_end": "2012-05"}),
    ("spring-later", FRAMES, "8 8", {"event_id": "spring", "period_start": "2012-03", "period_end": "2012-05-09"}),
    (
        "summer-frames",
        FRAMES,
        "30 30",
        {"event_id": "summer", "period_start": "2012-06", "period_end": "2012-08", "place": "The town"},
    ),
    (
        "late-frames",
        FRAMES,
        "40 40",
        {"event_id": "late", "period_start": "2012-08", "period_end": "2012-12", "place": "The town"},
    ),
    (
        "day-frames",
        FRAMES,
        "5 5",
        {"event_id": "day", "period_start": "2012-09-01", "period_end": "2012-09-01", "place": "Main station"},
    ),
    ("before-frames", FRAMES, "20 20", {"event_id": "year-before", "period_end": "2011-09", "place": "The town"}),
    ("open-frames", FRAMES, "5 5", {"event_id": "open", "period_start": "2013-01", "period_end": ""}),
    ("other-frames", FRAMES, "50 50", {"event_id": "other-kind", "period_start": "2014-01", "period_end": "2014-12"}),
    ("a-frames", FRAMES, "100 100", {"event_id": "twin-a"}),
    ("a-held", HELD, "20 20", {"event_id": "twin-a", **NOWHEN}),
    ("b-frames", FRAMES, "125 125", {"event_id": "twin-b"}),
    ("b-held", HELD, "16 16", {"event_id": "twin-b", **NOWHEN}),
    ("c-frames", FRAMES, "126 126", {"event_id": "twin-c"}),
    ("c-held", HELD, "20 20", {"event_id": "twin-c", **NOWHEN}),
    ("far-frames", FRAMES, "500 500", {"event_id": "far"}),
    ("far-held", HELD, "20 -", {"event_id": "far", **NOWHEN}),
    ("all-held", HELD, "80 80", {"population_id": "persons", "paragraph": 7}),
    ("adults-held", HELD, "41 41", {"paragraph": 7}),
    ("minors-held", HELD, "39 39", {"population_id": "minors", "paragraph": 7}),
    ("all-untold", UNTOLD, "80 80", {"population_id": "persons", "event_id": "late", "paragraph": 8}),
    ("adults-untold", UNTOLD, "60 60", {"population_id": "adults", "event_id": "late", "paragraph": 8}),
    ("minors-untold", UNTOLD, "20 20", {"population_id": "minors", "event_id": "late", "paragraph": 8}),
    ("adults-share", SHARE, "75 75", {"population_id": "adults", "paragraph": 8}),
    ("gazette-untold", UNTOLD, "70 70", {"source_id": "gazette2014", "section_id": "gazette2014-text"}),
    ("gazette-price", PRICE, "55 55", {"source_id": "gazette2014", "section_id": "gazette2014-text"}),
)


def many_counts(corpus: Corpus) -> Corpus:
    """Return *corpus* with these rows in addition; its populations are parted into adults and minors."""
    figures = dict(corpus.tables["figures"])
    for name, like, bounds, cells in COUNTS:
        low, high = (None if end == "-" else Decimal(end) for end in bounds.split())
        qualifier = Qualifier.AT_LEAST if high is None else Qualifier.EXACT if low == high else Qualifier.RANGE
        cells = {"event_id": "", "event_tie": "", "low": low, "high": high, "qualifier": qualifier} | cells
        figures[name] = replace(figures[like], figure_id=name, **cells)
    events = dict(corpus.events)
    for event_id, kind, start, end in EVENTS:
        events[event_id] = Event(event_id, event_id, start, end, "The town", kind, "", "")
    populations = dict(corpus.populations)
    populations["persons"] = replace(populations["persons"], partition="adults minors")
    tables = {**corpus.tables, "figures": figures, "events": events, "populations": populations}
    claims = dict(corpus.claims)
    claims["gazette-ask"] = replace(claims["riders2015-ask"], claim_id="gazette-ask", source_id="gazette2014")
    return replace(corpus, tables=MappingProxyType({**tables, "claims": claims}))
