"""The tables as Parquet files with types, nulls, and the description of every column."""

from __future__ import annotations

from pathlib import Path

import pyarrow as arrow
import pyarrow.parquet as parquet

from review.corpus.tables.schema import Column, TableSchema
from review.export.edition import Edition, meaning

# Integers have 18 digits at most, which int64 holds. Numbers have 18 before the point and 17 after it at most:
# as decimals of that size every one is exact, sums stay exact, and the type is the same in every release. A
# float would change 37.7, a string could not be computed with. Dates are as precise as the source ("2011",
# "2011-07"), so they stay strings.
_TYPES = {"string": arrow.string(), "integer": arrow.int64(), "number": arrow.decimal128(35, 17)}


def write_parquet(edition: Edition, folder: Path) -> None:
    """Write a file a table into *folder*, which is made."""
    folder.mkdir(parents=True)
    for table in edition.tables:
        values = list(zip(*edition.rows(table), strict=True)) or [() for _ in table.columns]
        schema = _schema(edition, table)
        arrays = [arrow.array(cells, field.type) for cells, field in zip(values, schema, strict=True)]
        data = arrow.Table.from_arrays(arrays, schema=schema)
        parquet.write_table(data, folder / f"{table.name}.parquet", version="2.6", compression="snappy")


def _schema(edition: Edition, table: TableSchema) -> arrow.Schema:
    metadata = {heading.lower(): text for heading, text in edition.statements if heading != "Still to do"}
    metadata |= {"table": table.name, "description": table.description, "key": " ".join(table.primary_key)}
    if edition.notices:
        metadata["still to do"] = "\n".join(edition.notices)
    return arrow.schema([_field(table, column) for column in table.columns], metadata=metadata)


def _field(table: TableSchema, column: Column) -> arrow.Field:
    about = {"description": meaning(table, column)}
    return arrow.field(column.name, _TYPES[column.type], nullable=not column.required, metadata=about)
