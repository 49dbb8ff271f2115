"""The declaration of the tables: `datapackage.json` read once, everything else made from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from frictionless import Package, Resource
from frictionless.exception import FrictionlessException

from review.corpus.tables.folder_entries import link_problems
from review.corpus.tables.records import RECORDS
from review.corpus.vocabulary import VOCABULARIES
from review.errors import CorpusError, Problem

DESCRIPTOR = "datapackage.json"
_TYPES = {
    "str": "string",
    "int": "integer",
    "int | None": "integer",
    "Decimal": "number",
    "Decimal | None": "number",
    **dict.fromkeys(VOCABULARIES, "string"),
}
_NUMBERS = {
    "integer": re.compile(r"-?(0|[1-9][0-9]{0,17})"),
    "number": re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,17})?"),
}


@dataclass(frozen=True)
class ForeignKey:
    """A column whose values are keys of another table."""

    column: str
    table: str
    target: str


@dataclass(frozen=True)
class Column:
    """A column: name, Table Schema type, description, and its constraints."""

    name: str
    type: str
    description: str
    required: bool
    choices: tuple[str, ...]
    field: Any

    def read(self, cell: str) -> tuple[Any, dict[str, str]]:
        """Return the value of *cell* (None when empty) and the constraints that it breaks."""
        # Python's own reading of numbers takes "1_000", "1e3", "INF" and other scripts' digits as well, and
        # the patterns' \d those digits.
        if cell and self.type in _NUMBERS and not _NUMBERS[self.type].fullmatch(cell):
            return None, {"type": self.type}
        if cell and not self._pattern.match(cell):
            return None, {"pattern": self._pattern.pattern}
        value, notes = self._reader(cell)
        return value, notes or {}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self.field.constraints.get("pattern", ""), re.ASCII)

    @cached_property
    def _reader(self) -> Any:
        return self.field.create_cell_reader()


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
    def places(self) -> dict[str, int]:
        """The place of each column, by name, from 0."""
        return {name: place for place, name in enumerate(self.column_names)}


@dataclass(frozen=True)
class Descriptor:
    """The declared tables of a data folder."""

    folder: Path
    title: str
    tables: tuple[TableSchema, ...]

    def table(self, name: str) -> TableSchema:
        """Return the table *name*. Raises KeyError."""
        return next(table for table in self.tables if table.name == name)


def read_descriptor(folder: Path) -> Descriptor:
    """Return the tables that *folder*/datapackage.json declares. Raises CorpusError.

    They must be the tables and columns that the library has records for: it works with no others. A folder
    that has links is not read at all.
    """
    if links := link_problems(folder, "data"):
        raise CorpusError(links)
    try:
        data = (folder / DESCRIPTOR).read_bytes()
    except OSError as error:
        raise CorpusError([_fault(f"the declaration of the tables cannot be read ({error.strerror})")]) from error
    title, tables = _declared(data)
    return Descriptor(folder, title, tables)


@lru_cache(maxsize=4)
def _declared(data: bytes) -> tuple[str, tuple[TableSchema, ...]]:
    try:
        content = json.loads(data)
        if not isinstance(content, dict):
            raise TypeError("it is no JSON object")
        package = Package.from_descriptor(content)
        tables = tuple(_table(resource) for resource in package.resources)
    except FrictionlessException as error:
        notes = "; ".join(reason.note for reason in error.reasons or [error.error])
        raise CorpusError([_fault(f"the declaration of the tables cannot be read ({notes})")]) from error
    except json.JSONDecodeError as error:
        message = f"the declaration of the tables is not JSON ({error.msg})"
        raise CorpusError([_fault(message, error.lineno)]) from error
    except (AttributeError, KeyError, TypeError, ValueError, re.error) as error:
        raise CorpusError([_fault(f"the declaration of the tables cannot be read ({error})")]) from error
    if problems := sorted({_fault(message) for message in _unlike_records(tables)}):
        raise CorpusError(problems)
    return package.title or "", tables


def declared_table(resource: Mapping[str, Any]) -> TableSchema:
    """Return the table that a Frictionless *resource* declares: one that is made, of which the data folder has none."""
    return _table(Resource.from_descriptor(dict(resource)))


def _fault(message: str, line: int = 0) -> Problem:
    return Problem(f"data/{DESCRIPTOR}", line, "", message, "Restore it, or mend its JSON.")


def _unlike_records(tables: tuple[TableSchema, ...]) -> Iterator[str]:
    declared = [table.name for table in tables]
    for name in RECORDS:
        if declared.count(name) != 1:
            yield f"the table {name} is declared {declared.count(name)} times (expected once)"
    for table in tables:
        if table.name not in RECORDS:
            yield f"the table {table.name} is unknown (known: {', '.join(RECORDS)})"
            continue
        expected = {field.name: _TYPES[str(field.type)] for field in fields(RECORDS[table.name])}
        got = {column.name: column.type for column in table.columns}
        if wrong := sorted(set(got.items()) ^ set(expected.items())):
            names = ", ".join(sorted({name for name, _ in wrong}))
            yield f"the table {table.name} has not the columns that the library knows (see {names})"
        elif not table.primary_key or not set(table.primary_key) <= set(expected):
            yield f"the table {table.name} has no primary key among its columns"
        yield from _unknown_words(table)
        for key in table.foreign_keys:
            known = [field.name for field in fields(RECORDS[key.table])] if key.table in RECORDS else []
            if key.column not in expected or key.target not in known:
                yield f"the foreign key {key.column} of {table.name} leads nowhere (to {key.table}.{key.target})"


def _unknown_words(table: TableSchema) -> Iterator[str]:
    """Yield a message for each column that may hold a word on which the code would have to decide, and cannot."""
    kinds = {field.name: VOCABULARIES.get(str(field.type)) for field in fields(RECORDS[table.name])}
    for column in table.columns:
        known = {*(kinds.get(column.name) or column.choices)}
        if unknown := ", ".join(word for word in column.choices if word not in known):
            yield f"the column {column.name} of {table.name} has words that the library does not know ({unknown})"


def _table(resource: Any) -> TableSchema:
    schema = resource.schema
    own = resource.name
    keys = tuple(
        ForeignKey(key["fields"][0], key["reference"]["resource"] or own, key["reference"]["fields"][0])
        for key in schema.foreign_keys
    )
    return TableSchema(
        own,
        resource.path,
        resource.description or "",
        tuple(_column(field) for field in schema.fields),
        tuple(schema.primary_key),
        keys,
    )


def _column(field: Any) -> Column:
    constraints = field.constraints
    # A constraint that cannot be applied shows itself here, not at the first cell that it meets.
    re.compile(constraints.get("pattern", ""))
    field.read_cell("0")
    return Column(
        field.name,
        field.type,
        field.description or "",
        bool(constraints.get("required")),
        tuple(constraints.get("enum", ())),
        field,
    )
