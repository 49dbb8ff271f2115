"""Where the review departs from what is printed, or from what a rule gives: corrections, applied and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from review.corpus.rules.row_rules import dates, measure
from review.corpus.rules.rule import Fault, Tables, Values
from review.corpus.rules.value_rules import bounds
from review.corpus.tables.reading import Row, TableRead, read_cell
from review.corpus.tables.records import Correction, Figure, with_own
from review.corpus.tables.schema import TableSchema
from review.corpus.vocabulary import typed
from review.errors import Problem

#: What says which words of a source a figure is: no correction changes that.
FIXED = frozenset(
    ["figure_id", "source_id", "section_id", "paragraph", "prefix", "quote", "suffix", "printed", "coding_pass"]
)

#: The levels of certainty, the lowest first, and what a correction calls the two ratings that the rules give.
LEVELS = ("very low", "low", "moderate", "high")
AS_COUNT, AS_EXTENT = "certainty-as-count", "certainty-as-extent"
RATINGS = frozenset({AS_COUNT, AS_EXTENT})


def used(table: TableSchema, field: str, cell: str) -> Any:
    """Return *cell* as a value of the column *field* of *table*."""
    return read_cell(table.column(field), cell)[0]


def corrected(figure: Figure, correction: Correction, table: TableSchema) -> Figure:
    """Return *figure*, a row of *table*, with what the review uses instead of what is printed."""
    value = typed(Figure, correction.field, used(table, correction.field, correction.used))
    changed: Figure = with_own(replace(figure, **{correction.field: value}), table, vars(figure))
    return changed


def correction_problems(reads: Mapping[str, TableRead], tables: Tables) -> list[Problem]:
    """Return the corrections that no longer find what they correct, or leave a figure that cannot be."""
    figures, read = reads["figures"].table, reads["corrections"]
    problems: list[Problem] = []
    fit: dict[str, list[Row]] = {}
    for row in read.rows:
        faults = list(_faults(row.values, figures, tables))
        problems += [Problem(read.path, row.line, *fault) for fault in faults]
        if not faults and row.values["field"] not in RATINGS:
            fit.setdefault(row.values["figure_id"], []).append(row)
    for figure_id, rows in fit.items():
        values = dict(tables["figures"][figure_id].values)
        values |= {row.values["field"]: used(figures, row.values["field"], row.values["used"]) for row in rows}
        for rule in (bounds, measure, dates("period_start", "period_end")):
            for column, message, hint in rule(values, tables):
                message = f"so corrected, {figure_id} does not hold together: {column}: {message}"
                problems.append(Problem(read.path, rows[0].line, "used", message, hint))
    return problems


def _faults(values: Values, figures: TableSchema, tables: Tables) -> Iterator[Fault]:
    field, figure = values["field"], tables["figures"][values["figure_id"]].values
    if values["used"] == values["found"]:
        yield "used", "the correction changes nothing", "Remove it."
    if field in RATINGS:
        for column in ("found", "used"):
            if values[column] not in LEVELS:
                yield column, f"{values[column]!r} is no level of certainty", f"Write one of {', '.join(LEVELS)}."
        return
    if field not in figure or field in FIXED:
        yield "field", f"{field!r} is no column of figures that can be corrected", "Name a column such as low."
        return
    printed = "" if figure[field] is None else str(figure[field])
    if printed != values["found"]:
        message = f"the correction has expired (the row says {printed!r}, expected {values['found']!r})"
        yield "found", message, "Remove it, or renew it."
    _, fault = read_cell(figures.column(field), values["used"])
    if fault:
        yield "used", *fault
    for key in figures.foreign_keys:
        if key.column == field and values["used"] and values["used"] not in tables[key.table]:
            yield "used", f"{values['used']!r} is not in {key.table}", "Use a key of that table."
