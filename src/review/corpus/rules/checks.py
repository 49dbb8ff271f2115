"""The checks of all tables together, in the order in which one fault is told once."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from review.corpus.rules.attribute_rules import ATTRIBUTES, LOOKS_INTO
from review.corpus.rules.corrections import correction_problems
from review.corpus.rules.interval_rules import interval
from review.corpus.rules.row_rules import ROW_RULES
from review.corpus.rules.rule import Fault, Rule, Tables, Values
from review.corpus.rules.vocabulary_rules import instrument_problems
from review.corpus.tables.csv_format import canonical_bytes
from review.corpus.tables.descriptor import Descriptor
from review.corpus.tables.keys import key_problems
from review.corpus.tables.reading import Row, TableRead
from review.errors import Problem

_FIGURES, _THEY_LOOK_INTO = ROW_RULES["figures"]


def _figure(values: Values, tables: Tables) -> Iterator[Fault]:
    """What a figure is about is judged where the row holds together: one fault is told once."""
    faults = [fault for rule in _FIGURES for fault in rule(values, tables)]
    yield from faults or (fault for rule in (*ATTRIBUTES, interval) for fault in rule(values, tables))


#: The rules of a table, and the tables that they look into, those that the lexicon makes among them.
RULES = ROW_RULES | {"figures": ((_figure,), _THEY_LOOK_INTO | LOOKS_INTO)}


def check_tables(reads: tuple[TableRead, ...], descriptor: Descriptor) -> list[Problem]:
    """Return every problem of the tables as read, sorted by place.

    What a row means is judged where the row itself and the tables it is judged by have no other problem.
    """
    problems = [problem for read in reads for problem in read.problems]
    problems += key_problems(reads)
    tables = {read.table.name: {row.values[read.table.primary_key[0]]: row for row in read.rows} for read in reads}
    faulty = {problem.path for problem in problems}
    sound = {read.table.name for read in reads if read.path not in faulty}
    faulty_rows = {(problem.path, problem.line) for problem in problems}
    for read in reads:
        rules, looks_into = RULES.get(read.table.name, ((), frozenset()))
        if looks_into <= sound:
            rows = [row for row in read.rows if (read.path, row.line) not in faulty_rows]
            problems += _judged(rules, read, rows, tables)
    if {"figures", "corrections"} <= sound:
        problems += correction_problems({read.table.name: read for read in reads}, tables)
    instrument = ("appraisal_domains", "appraisal_judgements")
    if sound.issuperset(instrument):
        problems += instrument_problems(*(read for name in instrument for read in reads if read.table.name == name))
    for read in reads:
        if read.path not in faulty:
            problems += _canonical(read, descriptor)
    return sorted(set(problems))


def _judged(rules: Iterable[Rule], read: TableRead, rows: Iterable[Row], tables: Tables) -> list[Problem]:
    judged = ((row, fault) for row in rows for rule in rules for fault in rule(row.values, tables))
    return [Problem(read.path, row.line, *fault) for row, fault in judged]


def _canonical(read: TableRead, descriptor: Descriptor) -> list[Problem]:
    lines = (descriptor.folder / read.table.path).read_bytes().decode("utf-8").split("\n")
    rows = [
        dict(zip(read.table.column_names, next(csv.reader([line], strict=True)), strict=True)) for line in lines[1:-1]
    ]
    wanted = canonical_bytes(read.table, rows).decode("utf-8").split("\n")
    for number, (got, expected) in enumerate(zip(lines, wanted, strict=True), start=1):
        if got != expected:
            message = "the line is not in canonical form (sorted by key, minimal quoting)"
            return [Problem(read.path, number, "", message, "Run `review fmt`.")]
    return []
