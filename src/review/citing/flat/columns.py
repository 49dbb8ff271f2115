"""The columns of the flat table: which row of the evidence each is taken from, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from review.corpus.rules.corrections import LEVELS
from review.corpus.tables.descriptor import Descriptor
from review.corpus.tables.schema import Column, ForeignKey, TableSchema

NAME = "figures_flat"
YES, NO = "yes", "no"
DESCRIPTION = (
    "One row is a figure as this review uses it, corrections applied, with the labels of all that it points to. "
    "It is made from the other tables, for whoever would rather not join them."
)
#: What a row of the flat table is taken from, and the table that holds it; the last two may be missing for a figure.
ROWS = {
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
class Made:
    """A column that is computed: its name, what it holds, and its vocabulary if it has one."""

    name: str
    description: str
    choices: tuple[str, ...] = ()


COLUMNS: tuple[Taken | Made, ...] = (
    Taken("figure_id", "figure", "figure_id"),
    Made("value", "The value in words, with its qualifier."),
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
    Made("unnamed", "Whether nobody who is named stands at the end of the chain.", (YES, NO)),
    Made("certainty_as_count", "How certain it is as a count of what was done or said.", LEVELS),
    Made("certainty_as_extent", "How certain it is as evidence of how much of it there is.", LEVELS),
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
    columns = tuple(_column(descriptor, column) for column in COLUMNS)
    return TableSchema(NAME, f"{NAME}.csv", DESCRIPTION, columns, ("figure_id",), tuple(_foreign_keys(descriptor)))


def _column(descriptor: Descriptor, column: Taken | Made) -> Column:
    if isinstance(column, Made):
        return Column(column.name, "string", column.description, required=True, choices=column.choices)
    declared = descriptor.table(ROWS[column.row]).column(column.column)
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
