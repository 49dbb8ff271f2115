"""The figures as one flat table: a row a figure, in labels, with its keys beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.rules.corrections import LEVELS
from review.corpus.tables.descriptor import Descriptor
from review.corpus.tables.records import Figure
from review.corpus.tables.schema import Column, ForeignKey, TableSchema
from review.present.words.wording import NBSP, value_text
from review.synthesis.conclusions.certainty import certainty

NAME = "figures_flat"
YES, NO = "yes", "no"
DESCRIPTION = (
    "One row is a figure as this review uses it, corrections applied, with the labels of all that it points to. "
    "It is made from the other tables, for whoever would rather not join them."
)
#: What a row of the flat table is taken from, and the table that holds it; the last two may be missing for a figure.
TAKEN_FROM = {
    "figure": "figures",
    "source": "sources",
    "section": "sections",
    "measure": "measures",
    "origin": "origins",
    "end": "origins",
    "population": "populations",
    "event": "events",
}
_OPTIONAL = frozenset({"population", "event"})


@dataclass(frozen=True)
class Taken:
    """A column taken from another: its name, the row and column it comes from, its own description if it needs one."""

    name: str
    row: str
    column: str
    description: str = ""


@dataclass(frozen=True)
class Computed:
    """A column that is computed: its name, what it holds, and its vocabulary if it has one."""

    name: str
    description: str
    choices: tuple[str, ...] = ()


COLUMNS: tuple[Taken | Computed, ...] = (
    Taken("figure_id", "figure", "figure_id"),
    Computed("value", "The value in words, with its qualifier."),
    Taken("low", "figure", "low"),
    Taken("high", "figure", "high"),
    Taken("qualifier", "figure", "qualifier"),
    Taken("unit", "figure", "unit", "Unit of low and high."),
    Taken("printed", "figure", "printed"),
    Taken("measure", "measure", "label", "What is counted."),
    Taken("counted", "measure", "counted"),
    Taken("basis", "measure", "basis"),
    Taken("act", "measure", "act"),
    Taken("stage", "figure", "stage"),
    Taken("population", "population", "label", "Whom the number is about; empty where it is about nobody."),
    Taken("sex", "population", "sex"),
    Taken("status", "population", "status"),
    Taken("place", "figure", "place"),
    Taken("period_start", "figure", "period_start"),
    Taken("period_end", "figure", "period_end"),
    Taken("event", "event", "label", "The event that the number is part of, if any."),
    Taken("event_tie", "figure", "event_tie"),
    Taken("origin", "origin", "name", "Whom the source credits for the number."),
    Taken("origin_kind", "origin", "kind", "What kind of origin that is."),
    Taken("origin_end", "end", "name", "The origin at the end of the chain of credit: whom all others rely on."),
    Taken("origin_end_kind", "end", "kind", "What kind of origin stands at the end."),
    Computed(
        "unnamed", "Whether the number is marked origin unnamed: its chain ends in nobody who counted.", (YES, NO)
    ),
    Computed("certainty_as_count", "How certain it is as a count of what was done or said.", LEVELS),
    Computed("certainty_as_extent", "How certain it is as evidence of how much of it there is.", LEVELS),
    Taken("source", "source", "called", "What the book calls the source, where it gives it a name."),
    Taken("source_title", "source", "title", "Title of the source as printed."),
    Taken("section", "section", "title", "The section of the source in which the quote stands."),
    Taken("paragraph", "figure", "paragraph"),
    Taken("quote", "figure", "quote", "The words that the row rests on, as the source prints them."),
    Taken("note", "figure", "note"),
    Taken("source_id", "figure", "source_id"),
    Taken("section_id", "figure", "section_id"),
    Taken("measure_id", "figure", "measure_id"),
    Taken("population_id", "figure", "population_id"),
    Taken("event_id", "figure", "event_id"),
    Taken("origin_id", "figure", "origin_id"),
    Taken("origin_end_id", "end", "origin_id", "The origin at the end of the chain of credit."),
)


def flat_table(descriptor: Descriptor) -> TableSchema:
    """Return the flat table, declared like the others: types and vocabularies are those of the columns it takes."""
    figures = descriptor.table("figures")
    own = (figures.column(name) for name in (*figures.optional_columns, *figures.own_columns))
    columns = (*(_column(descriptor, column) for column in COLUMNS), *own)
    return TableSchema(NAME, f"{NAME}.csv", DESCRIPTION, columns, ("figure_id",), tuple(_foreign_keys(descriptor)))


def _column(descriptor: Descriptor, column: Taken | Computed) -> Column:
    if isinstance(column, Computed):
        return Column(column.name, "string", column.description, required=True, choices=column.choices)
    declared = descriptor.table(TAKEN_FROM[column.row]).column(column.column)
    return replace(
        declared,
        name=column.name,
        description=column.description or declared.description,
        required=declared.required and column.row not in _OPTIONAL,
    )


def _foreign_keys(descriptor: Descriptor) -> Iterator[ForeignKey]:
    yield ForeignKey("figure_id", "figures", "figure_id")
    kept = {column.column for column in COLUMNS if isinstance(column, Taken) and column.row == "figure"}
    yield from (key for key in descriptor.table("figures").foreign_keys if key.column in kept)
    yield ForeignKey("origin_end_id", "origins", "origin_id")
    yield ForeignKey("basis", "bases", "basis")


def flat_figures(corpus: Corpus) -> list[dict[str, Any]]:
    """Return the figures as used, one dict a figure, in the order of their ids: labels, values, ratings and keys.

    A text that is missing is empty, a number that is missing is None. `COLUMNS` names the columns.
    """
    return [_row(corpus, figure) for figure in corpus.figures.values()]


def _row(corpus: Corpus, figure: Figure) -> dict[str, Any]:
    chain = corpus.origin_chain(figure.origin_id)
    rows = {
        "figure": figure,
        "source": corpus.sources[figure.source_id],
        "section": corpus.sections[figure.section_id],
        "measure": corpus.measures[figure.measure_id],
        "origin": chain[0],
        "end": chain[-1],
        "population": corpus.populations[figure.population_id] if figure.population_id else None,
        "event": corpus.events[figure.event_id] if figure.event_id else None,
    }
    rated = certainty(corpus, figure)
    computed = {
        # A space that does not break serves a page; in a table it is found by nobody who searches.
        "value": value_text(corpus, figure).replace(NBSP, " "),
        "unnamed": YES if corpus.is_unnamed(figure) else NO,
        "certainty_as_count": rated.as_count.level,
        "certainty_as_extent": rated.as_extent.level,
    }
    told = {
        column.name: getattr(rows[column.row], column.column, "")
        if isinstance(column, Taken)
        else computed[column.name]
        for column in COLUMNS
    }
    figures = corpus.descriptor.table("figures")
    return told | {name: getattr(figure, name) for name in (*figures.optional_columns, *figures.own_columns)}
