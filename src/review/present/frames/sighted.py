"""Sightings in cells: a frame of them, their table, and the picture of a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from review.corpus.corpus import Corpus
from review.corpus.rules.lineage_rules import TIES
from review.corpus.tables.sighting_records import Sighting
from review.errors import UsageError
from review.present.flows import lineage
from review.present.html.markup import coded, joined
from review.present.look.chart import Chart
from review.present.numbers import sighted
from review.present.tables.profile import Folded
from review.present.values.making import Columns, column, framed
from review.present.values.opened import opened
from review.present.values.value import Value
from review.present.words.wording import date_text


def sightings_frame(corpus: Corpus, rows: Iterable[Sighting]) -> pd.DataFrame:
    """Return *rows*, in their order, by ``sighting_id``."""
    lines = corpus.tables["lines"]

    def value(seen: Sighting) -> Value:
        return Value(seen.number_printed, seen.sighting_id, "sightings", sighted.sighting_link(seen))

    columns: Columns[Sighting] = {
        "value": value,
        "counts": column("counts_what"),
        "period": column("for_period"),
        "page": lambda s: sighted.page_text(corpus, s),
        "day": lambda s: date_text(s.page_date) if s.page_date else sighted.UNDATED,
        "year": lambda s: s.page_date[:4] or sighted.UNDATED,
        "credits": column("credits"),
        "seen_as": column("seen_as"),
        "line": lambda s: lines[s.line_id].label,
        "whole_line": lambda s: lines[lines[s.line_id].part_of or s.line_id].label,
        "source_id": column("source_id"),
        "note": column("note"),
    }
    return framed("sighting_id", list(rows), columns)


def sightings_table(sightings: pd.DataFrame, *, caption: str) -> Folded:
    """Return sightings in their order, to unfold: what is printed and counted, on which page and day, crediting whom.

    >>> sightings_table(chapter.sightings(), caption="Sightings")
    Sightings (...)
    """
    corpus = opened().corpus
    rows = [corpus.sightings[name] for name in sightings.index]
    table = sighted.sightings_table(corpus, rows, caption=caption)
    return Folded(((joined([caption, coded(f" ({len(rows)} rows)")]), table.unfolded),))


def lineage_chart(line: str, *, caption: str, finding: str = "", kinds: Sequence[str] = TIES) -> Chart:
    """Return the picture of a line in time: who printed its number, and what ties one page to the next.

    *kinds* are the ties to draw. Raises UsageError for an unknown line or kind. *finding* heads it in the published
    run alone.

    >>> lineage_chart(chapter.table("lineages")["line_id"].iloc[0], caption="A line")
    Chart: ...
    """
    now = opened()
    known = {"line": (now.corpus.tables["lines"], [line]), "kind of tie": (TIES, kinds)}
    for what, (there, names) in known.items():
        if unknown := [name for name in names if name not in there]:
            raise UsageError(f"{unknown[0]!r} is no {what} (known: {', '.join(there)}).")
    told = "" if now.is_changed else finding
    return lineage.lineage_chart(now.corpus, line, caption=caption, finding=told, kinds=kinds)
