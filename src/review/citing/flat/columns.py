"""The columns of the flat table: which row of the evidence each is taken from, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from review.corpus.rules.corrections import LEVELS
from review.corpus.tables.descriptor import Column, Descriptor, TableSchema, declared_table

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
    return declared_table(flat_resource(descriptor))


def flat_resource(descriptor: Descriptor) -> dict[str, Any]:
    """Return the declaration of the flat table as a Frictionless resource."""
    fields = [_field(descriptor, column) for column in COLUMNS]
    schema = {
        "fields": fields,
        "primaryKey": "figure_id",
        "missingValues": [""],
        "foreignKeys": list(_foreign_keys(descriptor)),
    }
    return {
        "name": NAME,
        "path": f"{NAME}.csv",
        "description": DESCRIPTION,
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "format": "csv",
        "mediatype": "text/csv",
        "schema": schema,
    }


def _field(descriptor: Descriptor, column: Taken | Made) -> dict[str, Any]:
    if isinstance(column, Made):
        constraints: dict[str, Any] = {"required": True}
        if column.choices:
            constraints["enum"] = list(column.choices)
        kind, description = "string", column.description
    else:
        declared = _declared(descriptor, column)
        constraints = dict(declared.field.constraints)
        if column.row in _OPTIONAL:
            constraints.pop("required", None)
        kind, description = declared.type, column.description or declared.description
    field = {"name": column.name, "type": kind, "description": description}
    return field | ({"constraints": constraints} if constraints else {})


def _declared(descriptor: Descriptor, column: Taken) -> Column:
    return descriptor.table(ROWS[column.row]).column(column.column)


def _foreign_keys(descriptor: Descriptor) -> Iterator[dict[str, Any]]:
    figures = descriptor.table("figures")
    yield {"fields": "figure_id", "reference": {"resource": "figures", "fields": "figure_id"}}
    kept = {column.column for column in COLUMNS if isinstance(column, Taken) and column.row == "figure"}
    for key in figures.foreign_keys:
        if key.column in kept:
            yield {"fields": key.column, "reference": {"resource": key.table, "fields": key.target}}
    yield {"fields": "origin_end_id", "reference": {"resource": "origins", "fields": "origin_id"}}
