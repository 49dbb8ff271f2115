"""Sightings in cells: a frame of them, and their table."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from review.corpus.corpus import Corpus
from review.corpus.tables.sighting_records import Sighting
from review.present.html.markup import coded, joined
from review.present.numbers import sighted
from review.present.tables.coded_rows import Folded
from review.present.values.making import Columns, column, framed
from review.present.values.opened import opened, rows_of
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
    rows = rows_of(sightings, "sightings")
    table = sighted.pages_table(corpus, rows, caption=caption)
    return Folded(((joined([caption, coded(f" ({len(rows)} rows)")]), table.unfolded),))
