"""All figures in one table, and all claims in another, each to be sorted, filtered and searched by its readers.

The tables stand complete on their pages. The script of the pages (``theme/view``) reads what it shows from the cells:
values of filters from their text or list, what sorts a column from the ``<data>`` in it, as least/most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial
from itertools import groupby
from typing import Any

from review.book.pages.evidence.chapters import Shown
from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Figure
from review.present.html.markup import Content, Html, coded, element, joined
from review.present.html.tabular import Cells, listed, stacked, table_of
from review.present.tables.coded_rows import Coded, place_in_source
from review.present.words.cells import beside, population_text, source_link
from review.present.words.printed_intervals import interval_text
from review.present.words.units import said_in_table
from review.present.words.wording import (
    NOT_STATED,
    OWN_WORD,
    claim_link,
    figure_part,
    number,
    period_text,
    row_id,
    unnamed_mark,
    value_text,
)
from review.synthesis.conclusions.certainty import certainty

#: Above so many rows a table is divided by source.
DIVIDED = 2000


def all_figures(corpus: Corpus, shown: Shown) -> Html:
    """Return every figure in the order of its source, with what it may be filtered by and the chapters that show it."""
    columns: Cells[Figure] = {
        "Value": lambda f: _value(corpus, f),
        "What is counted": lambda f: corpus.measures[f.measure_id].label,
        "Of whom": lambda f: population_text(corpus, f),
        "Place": lambda f: f.place or f"place {NOT_STATED}",
        "Period": _period,
        "Who says so in the end": lambda f: corpus.origin_chain(f.origin_id)[-1].name,
        "Origin": lambda f: "unnamed" if corpus.is_unnamed(f) else "named",
        "Certainty as a count": lambda f: certainty(corpus, f).as_count.level,
        "Source": lambda f: source_link(corpus, f.source_id),
        "Basis": lambda f: corpus.measures[f.measure_id].basis,
        "Chapters": lambda f: _chapters(shown, f),
    }
    return _view(corpus, corpus.figures.values(), columns, "figures", years="Period")


def all_claims(corpus: Corpus, shown: Shown) -> Html:
    """Return every claim in the order of its source, with what it may be filtered by and the chapters that show it."""
    columns: Cells[Claim] = {
        "Statement, in our words": claim_link,
        "Kind of theme": lambda c: corpus.themes[c.theme_id].kind,
        "Theme": lambda c: corpus.themes[c.theme_id].label,
        "Stance": lambda c: c.stance,
        "Source": lambda c: source_link(corpus, c.source_id),
        "Who says so in the end": lambda c: (
            OWN_WORD if corpus.is_uncredited(c) else corpus.origin_chain(c.origin_id)[-1].name
        ),
        "Origin": lambda c: "unnamed" if unnamed_mark(corpus, c).text else "named",
        "Chapters": lambda c: _chapters(shown, c),
    }
    return _view(corpus, corpus.claims.values(), columns, "claims")


def _own(corpus: Corpus, table: str) -> dict[str, Callable[[Any], Content]]:
    """Return the columns that the review has added to a table, by what they are called."""
    own = corpus.descriptor.table(table).own_columns
    return {called: partial(_own_cell, name) for name, called in own.items()}


def _own_cell(name: str, row: Figure | Claim) -> Content:
    text = getattr(row, name)
    return coded(text) if text else "not given"


def _view(corpus: Corpus, rows: Iterable[Coded], columns: Cells[Coded], name: str, years: str = "") -> Html:
    """Return the table of *rows*, whose first column says what each is and is no filter."""
    columns = beside(columns, _own(corpus, name))
    ordered = sorted(rows, key=lambda row: place_in_source(corpus, row))
    if not ordered:
        return Html("")
    tables: list[Html] = [table_of(ordered, columns, caption=f"All {name}").unfolded]
    if len(ordered) > DIVIDED:
        by_source = groupby(ordered, key=lambda row: row.source_id)
        tables = [_folded(corpus.sources[source].name, list(own), columns) for source, own in by_source]
    filters = [column for column in [*columns][1:] if column != years]
    view = {"data_view": name, "data_filters": "|".join(filters), "data_years": years or None}
    return element("div", joined(["", *tables, ""], "\n"), class_="row-view", **view)


def _folded(source: str, rows: list[Coded], columns: Cells[Coded]) -> Html:
    summary = element("summary", coded(f"{source} ({number(len(rows))} rows)"))
    return element("details", summary, table_of(rows, columns, caption=source).unfolded, class_="fold")


def _value(corpus: Corpus, figure: Figure) -> Html:
    text = value_text(corpus, figure, said_in_table(corpus, figure))
    value = element("data", figure_part(figure, text), value=f"{_digits(figure.low)}/{_digits(figure.high)}")
    return stacked(value, interval_text(corpus, figure))


def _digits(bound: Decimal | None) -> str:
    return "" if bound is None else format(bound, "f")


def _period(figure: Figure) -> Content:
    start, end = figure.period_start, figure.period_end
    return element("data", period_text(start, end), value=f"{start}/{end}") if start or end else f"period {NOT_STATED}"


def _chapters(shown: Shown, row: Figure | Claim) -> Html:
    chapters = shown.get(row_id(row), {})
    return (
        listed(element("a", title, href=f"{page}.html") for page, title in chapters.items()) if chapters else Html("")
    )
