"""The checks on keys: unique, resolving, and free of circles."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from review.corpus.tables.reading import TableRead
from review.errors import Problem

#: Columns that are no key, and yet say together which row is meant or where it comes.
UNIQUE = {
    "appraisal_domains": ("position",),
    "appraisal_judgements": ("position",),
    "bases": ("position",),
    "claim_settlements": ("coded_id", "field"),
    "corrections": ("figure_id", "field"),
    "exclusions": ("source_id", "section_id", "paragraph", "printed", "occurrence"),
    "findings": ("chapter", "position"),
    "pass_figures": ("pass_id", "source_id", "section_id", "paragraph", "numeral", "occurrence"),
    "quotables": ("chapter", "position"),
    "sections": ("source_id", "position"),
    "settlements": ("coded_id", "field"),
}


def key_problems(reads: Iterable[TableRead]) -> list[Problem]:
    """Return the doubled keys, the keys that name no row, and the rows that contain themselves.

    A table that has problems of its own is not searched: a row that it lost would be missed once more.
    """
    by_name = {read.table.name: read for read in reads}
    problems: list[Problem] = []
    for read in by_name.values():
        if read.table.name in UNIQUE:
            problems += doubled_problems(read, UNIQUE[read.table.name])
        problems += doubled_problems(read, read.table.primary_key)
        for key in read.table.foreign_keys:
            if not by_name[key.table].problems:
                known = {row.values[key.target] for row in by_name[key.table].rows}
                problems += dangling_problems(read, key.column, key.table, known)
            if key.table == read.table.name:
                problems += _circles(read, key.column, key.target)
    return problems


def doubled_problems(read: TableRead, columns: tuple[str, ...]) -> Iterator[Problem]:
    """Yield each row of *read* that has the same cells in *columns* as one before it."""
    seen: dict[tuple[Any, ...], int] = {}
    for row in read.rows:
        key = tuple(row.values[name] for name in columns)
        if not all(key) and columns == read.table.primary_key:
            continue  # a faulty cell, told already
        if key in seen:
            words = " ".join(str(part) for part in key)
            name = "key" if columns == read.table.primary_key else " and ".join(columns)
            message = f"the {name} {words!r} stands twice (first in line {seen[key]})"
            hint = "Give one of the rows another, or remove it."
            yield Problem(read.path, row.line, columns[0], message, hint)
        seen.setdefault(key, row.line)


def dangling_problems(read: TableRead, column: str, target: str, known: Collection[str]) -> Iterator[Problem]:
    """Yield each row of *read* whose *column* is none of the keys that are *known* in the table *target*."""
    for row in read.rows:
        value = row.values[column]
        if value and value not in known:
            near = difflib.get_close_matches(value, known)
            hint = f"Did you mean {near[0]}? If not, add the row to {target}." if near else f"Add it to {target}."
            message = f"{value!r} is not in {target} (expected a key of that table)"
            yield Problem(read.path, row.line, column, message, hint)


def _circles(read: TableRead, column: str, key: str) -> Iterator[Problem]:
    parents = {row.values[key]: row.values[column] for row in read.rows}
    for row in read.rows:
        seen, at = set(), row.values[key]
        while at and at not in seen:
            seen.add(at)
            at = parents.get(at, "")
        if at == row.values[key]:
            message = f"{at!r} leads back to itself through {column}"
            yield Problem(read.path, row.line, column, message, "Break the circle.")
