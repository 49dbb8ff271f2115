"""What a cell may hold, as the schema and the vocabularies of a review have it: legal values, forms, examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.tables.schema import Column, TableSchema
from review.errors import require_known

#: What an entry of a vocabulary is called and what it means, whichever of these columns its table has.
_CALLED, _MEANT = ("label", "name", "title"), ("definition", "meaning", "question", "how")
#: The columns whose values are keys of a table, several of them in a cell.
_LISTS = {("measures", "units"): "units", ("populations", "partition"): "populations"}


def legal_values(corpus: Corpus, table: str, column: str) -> dict[str, str]:
    """Return the values that a cell may have, each with what it means; none where it is written freely."""
    schema = corpus.descriptor.table(table)
    declared = schema.column(column)
    if declared.choices:
        return dict(zip(declared.choices, declared.meanings or [""] * len(declared.choices), strict=True))
    if (target := _target(schema, column)) and target != schema.name:
        return {str(key): _told(row) for key, row in corpus.tables[target].items()}
    if target:
        return {key: _told(row) for key, row in corpus.tables[table].items()}
    return {}


def takes_several(table: str, column: str) -> bool:
    """Say whether a cell may have several of its legal values, apart by spaces."""
    return (table, column) in _LISTS


def _target(schema: TableSchema, column: str) -> str:
    return next(
        (key.table for key in schema.foreign_keys if key.column == column), _LISTS.get((schema.name, column), "")
    )


def _told(row: Any) -> str:
    called = next((getattr(row, name) for name in _CALLED if getattr(row, name, "")), "")
    meant = next((getattr(row, name) for name in _MEANT if getattr(row, name, "")), "")
    return ": ".join(filter(None, (called, meant)))


def explain_lines(corpus: Corpus, table: str, column: str = "", *, blind: bool = False) -> Iterator[str]:
    """Yield what the cells of a table, or of one *column* of it, may hold. Raises UsageError for a name of none.

    *blind*: without an example from the rows of the review.
    """
    require_known("table", [each.name for each in corpus.descriptor.tables], [table])
    schema = corpus.descriptor.table(table)
    if not column:
        yield f"data/{schema.path}: {schema.description}"
        yield f"Its key: {', '.join(schema.primary_key)}."
        for each in schema.columns:
            yield f"  {each.name:18}{'' if each.required else 'may be empty. '}{each.description}"
        return
    require_known(f"column of {table}", schema.column_names, [column])
    yield from _column_lines(corpus, schema, schema.column(column))
    held = () if blind else (getattr(row, column) for row in corpus.tables[table].values())
    if example := next((str(value) for value in held if value not in ("", None)), ""):
        yield f"In this review, for example: {example}"


def _column_lines(corpus: Corpus, schema: TableSchema, column: Column) -> Iterator[str]:
    needed = "a value is required" if column.required else "may be empty"
    yield f"{schema.name}.{column.name} ({column.type}, {needed}): {column.description}"
    values = legal_values(corpus, schema.name, column.name)
    if target := _target(schema, column.name):
        several = ", or several apart by spaces" if takes_several(schema.name, column.name) else ""
        yield f"One of {corpus.path(target)}{several}:"
    elif values:
        yield f"One of{' (data/datapackage.json says which)' if column.open else ''}:"
    for value, meaning in values.items():
        yield f"  {value}{f': {meaning}' if meaning else ''}"
    if not values and column.forms:
        yield "Its forms, each with an example:"
        yield from (f"  {what}: {example}" for what, example in column.forms)
