"""Which rows a cell asks for, by meaning: its keywords as columns of a table, each value known to the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from review.corpus.corpus import Corpus
from review.errors import require_known

#: What the row behind a key says: for each table that key, and the columns of its vocabulary.
JOINED: Mapping[str, tuple[str, Sequence[str]]] = {
    "figures": ("measure_id", ("act", "basis", "counted")),
    "claims": ("theme_id", ("kind",)),
    "events": ("", ()),
    "sightings": ("", ()),
}


def columns_of(corpus: Corpus, table: str, wanted: Mapping[str, object]) -> dict[str, Any]:
    """Return *wanted* by the columns of *table*: with or without ``_id``; what its vocabulary says becomes keys.

    A value is one, or any collection of several. Raises UsageError for an unknown column, key or word.
    """
    via, joined = JOINED[table]
    declared = corpus.descriptor.table(table).column_names
    columns: dict[str, Any] = {}
    for name, given in wanted.items():
        values = several(given)
        column = name if name in declared else f"{name}_id"
        if name in joined:
            rows = corpus.tables[f"{via.removesuffix('_id')}s"]
            require_known(name, {getattr(row, name) for row in rows.values()}, values)
            keys = [key for value in values for key, row in rows.items() if getattr(row, name) == value]
            columns[via] = [key for key in keys if key in columns.get(via, keys)]
        elif column in declared:
            vocabulary = f"{column.removesuffix('_id')}s"
            if column.endswith("_id") and vocabulary in corpus.tables:
                require_known(column.removesuffix("_id"), {*corpus.tables[vocabulary], ""}, values)
            columns[column] = [value for value in values if value in columns.get(column, values)]
        else:
            require_known(f"column of {table}", {*declared, *joined}, [name])
    return columns


def several(value: object) -> list[Any]:
    """Return one value, or those of any collection or column of pandas, as a list."""
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return [value]
    return list(value)
