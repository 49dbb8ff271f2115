"""The schema of the tables, `schema.json`: every table, column, type, constraint and key that the library knows.

The file is a Data Package without what its tables share. A column whose vocabulary is *open* has the words that the
review gives it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("schema.json")
#: What the name of a column is like that a review adds to a table: the library shows and exports what it holds.
OWN = re.compile(r"x_[a-z][a-z0-9_]*")
# Python's own reading of numbers takes "1_000", "1e3", "INF" and other scripts' digits as well.
_NUMBERS: dict[str, tuple[re.Pattern[str], Callable[[str], int | Decimal]]] = {
    "integer": (re.compile(r"-?(0|[1-9][0-9]{0,17})"), int),
    "number": (re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,17})?"), Decimal),
}


@dataclass(frozen=True)
class ForeignKey:
    """A column whose values are keys of another table."""

    column: str
    table: str
    target: str


@dataclass(frozen=True)
class Column:
    """A column: name, Table Schema type (string, integer or number), description, and its constraints.

    Without *choices*, *pattern* or *minimum* it has no such constraint. The words of an *open* vocabulary are the
    review's, each with what it means (*meanings*, in the order of the choices); some of them the library *needs*.
    An *optional* column stands in the tables of the reviews that want it, and in no others.
    *forms* are what a cell may be like, each with an example.
    """

    name: str
    type: str
    description: str
    required: bool = False
    choices: tuple[str, ...] = ()
    pattern: str = ""
    minimum: int | None = None
    open: bool = False
    needs: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()
    optional: bool = False
    forms: tuple[tuple[str, str], ...] = ()

    def read(self, cell: str) -> tuple[str | int | Decimal | None, str]:
        """Return the value of *cell* (None when empty) and the constraint that it breaks, by its name; "" for none.

        A cell that is not of the type breaks "type", and has no value.
        """
        if not cell:
            return None, "required" if self.required else ""
        if self.type in _NUMBERS:
            form, parse = _NUMBERS[self.type]
            if not form.fullmatch(cell):
                return None, "type"
            value = parse(cell)
            return value, "minimum" if self.minimum is not None and value < self.minimum else ""
        if self.choices and cell not in self.choices:
            return cell, "enum"
        # To a pattern as well, \d is 0 to 9.
        if self.pattern and not re.fullmatch(self.pattern, cell, re.ASCII):
            return cell, "pattern"
        return cell, ""


@dataclass(frozen=True)
class TableSchema:
    """A table: name, path within the data folder, columns in order, and keys."""

    name: str
    path: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @cached_property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """Return the column *name*. Raises KeyError."""
        return self.columns[self.places[name]]

    @cached_property
    def own_columns(self) -> dict[str, str]:
        """What the columns are called that the review has added, by their names: `x_risk_group` is "Risk group"."""
        own = (name for name in self.column_names if OWN.fullmatch(name))
        return {name: name.removeprefix("x_").replace("_", " ").strip().capitalize() for name in own}

    @cached_property
    def optional_columns(self) -> tuple[str, ...]:
        """The columns that a review need not have and this table has."""
        return tuple(column.name for column in self.columns if column.optional)

    def headed(self, header: Sequence[str], told: Mapping[str, str]) -> TableSchema:
        """Return the table as a review has it whose file begins with *header*: without the optional columns that it
        lacks, and with the columns of the review's own, in their order behind the others.

        What they hold is *told* by ``table.column``, as far as the review says it.
        """
        known = tuple(column for column in self.columns if not column.optional or column.name in header)
        own = dict.fromkeys(name for name in header if OWN.fullmatch(name))
        added = (Column(name, "string", told.get(f"{self.name}.{name}", "A column of this review.")) for name in own)
        return replace(self, columns=(*known, *added))

    def with_optional(self, names: Collection[str]) -> TableSchema:
        """Return the table with those of its optional columns that are among *names*, where it lacks them."""
        declared = next(table for table in schema().tables if table.name == self.name).columns
        there = {column.name: column for column in self.columns}
        wanted = (there.pop(c.name, c if c.optional and c.name in names else None) for c in declared)
        return replace(self, columns=(*filter(None, wanted), *there.values()))

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each column, by name, from 0."""
        return {name: place for place, name in enumerate(self.column_names)}


@dataclass(frozen=True)
class Schema:
    """The tables that the library knows, and the version of what it knows."""

    version: str
    tables: tuple[TableSchema, ...]

    @property
    def open_vocabularies(self) -> dict[str, Column]:
        """The columns whose words the review gives, by ``table.column``."""
        return {f"{table.name}.{one.name}": one for table in self.tables for one in table.columns if one.open}

    def with_words(self, vocabularies: Mapping[str, Mapping[str, str]]) -> tuple[TableSchema, ...]:
        """Return the tables with the words of each open vocabulary and what they mean, by ``table.column``.

        Raises KeyError for a lack.
        """

        def filled(table: TableSchema, column: Column) -> Column:
            if not column.open:
                return column
            words = vocabularies[f"{table.name}.{column.name}"]
            return replace(column, choices=tuple(words), meanings=tuple(words.values()))

        return tuple(
            replace(table, columns=tuple(filled(table, column) for column in table.columns)) for table in self.tables
        )


@cache
def schema() -> Schema:
    """Return the schema of the tables that the library works with."""
    content = json.loads(_FILE.read_bytes())
    return Schema(content["version"], tuple(_table(each, content["forms"]) for each in content["resources"]))


def _table(resource: Mapping[str, Any], forms: Mapping[str, Any]) -> TableSchema:
    name, declared = resource["name"], resource["schema"]
    key = declared["primaryKey"]
    return TableSchema(
        name,
        resource["path"],
        resource["description"],
        tuple(_column(field, forms) for field in declared["fields"]),
        (key,) if isinstance(key, str) else tuple(key),
        tuple(
            # In Table Schema a table names itself by nothing.
            ForeignKey(each["fields"], each["reference"]["resource"] or name, each["reference"]["fields"])
            for each in declared.get("foreignKeys", ())
        ),
    )


def _column(field: Mapping[str, Any], shared: Mapping[str, Any]) -> Column:
    constraints = field.get("constraints", {})
    # Of a column without forms of its own, those of its pattern or its type.
    forms = field.get("forms") or shared.get(constraints.get("pattern", field["type"]), ())
    return Column(
        field["name"],
        field["type"],
        field["description"],
        constraints.get("required", False),
        tuple(constraints.get("enum", ())),
        constraints.get("pattern", ""),
        constraints.get("minimum"),
        field.get("vocabulary") == "open",
        tuple(field.get("needs", ())),
        optional=field.get("optional", False),
        forms=tuple((what, example) for what, example in forms),
    )
