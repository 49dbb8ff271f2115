"""The declaration of the tables: `datapackage.json` read once, everything else made from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from frictionless import Package
from frictionless.exception import FrictionlessException

from review.errors import CorpusError, Problem

DESCRIPTOR = "datapackage.json"


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
        value, notes = self.field.read_cell(cell)
        return value, notes or {}


@dataclass(frozen=True)
class Table:
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


@dataclass(frozen=True)
class Descriptor:
    """The declared tables of a data folder."""

    folder: Path
    title: str
    tables: tuple[Table, ...]

    def table(self, name: str) -> Table:
        """Return the table *name*. Raises KeyError."""
        return next(table for table in self.tables if table.name == name)


def read_descriptor(folder: Path) -> Descriptor:
    """Return the tables that *folder*/datapackage.json declares. Raises CorpusError."""
    path = folder / DESCRIPTOR
    try:
        package = Package.from_descriptor(str(path))
        tables = tuple(_table(resource) for resource in package.resources)
    except (FrictionlessException, AttributeError, KeyError) as error:
        note = getattr(getattr(error, "error", None), "note", str(error))
        message = f"the declaration of the tables cannot be read ({note})"
        raise CorpusError([Problem(str(path), 0, "", message, "Restore it, or mend its JSON.")]) from error
    return Descriptor(folder, package.title or "", tables)


def _table(resource: Any) -> Table:
    schema = resource.schema
    own = resource.name
    keys = tuple(
        ForeignKey(key["fields"][0], key["reference"]["resource"] or own, key["reference"]["fields"][0])
        for key in schema.foreign_keys
    )
    return Table(
        own,
        resource.path,
        resource.description or "",
        tuple(_column(field) for field in schema.fields),
        tuple(schema.primary_key),
        keys,
    )


def _column(field: Any) -> Column:
    constraints = field.constraints
    return Column(
        field.name,
        field.type,
        field.description or "",
        bool(constraints.get("required")),
        tuple(constraints.get("enum", ())),
        field,
    )
