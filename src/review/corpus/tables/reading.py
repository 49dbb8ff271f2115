"""The strict reading of one table: bytes, lines, cells and types, every fault with its place."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from review.corpus.tables.csv_format import tidy
from review.corpus.tables.descriptor import Descriptor
from review.corpus.tables.schema import Column, TableSchema
from review.corpus.tables.spreadsheet_saves import floats, foreign_form, mended, spoiled
from review.corpus.text.invisible_characters import code_point, hidden_character
from review.errors import Problem

MARKUP = re.compile(r"<[/!?A-Za-z]|&#?\w+;|(?:java|vb)script:", re.IGNORECASE)
#: The value of a cell, and what is wrong with it: the message and how to mend it.
CellRead = tuple[Any, tuple[str, str] | None]
_FORMULA = ("=", "+", "-", "@")
# A number below zero, or a range from one, as a source prints it: a spreadsheet computes nothing of it.
_SIGNED = re.compile(r"-[$€£¥]?[0-9][0-9.,]*(?: ?%)?(?: (?:to|and|or) -?[$€£¥]?[0-9][0-9.,]*(?: ?%)?)?")
_PRINTED = frozenset({"printed", "numeral"})
# Spaces of every kind are told as such: `review fmt` makes them plain ones.
_SPACES = frozenset(c for c in map(chr, range(0x3001)) if c.isspace())


@dataclass(frozen=True)
class Row:
    """A row as read: its line in the file (the header is line 1) and its values by column."""

    line: int
    values: dict[str, Any]


@dataclass(frozen=True)
class TableRead:
    """The rows of one table and what is wrong with its file."""

    table: TableSchema
    path: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def read_tables(descriptor: Descriptor, shown: str) -> Iterator[TableRead]:
    """Yield every declared table of the data folder as read."""
    for table in descriptor.tables:
        yield read_table(table, descriptor.folder, shown)


def read_table(table: TableSchema, folder: Path, shown: str) -> TableRead:
    """Read *table* from *folder*. *shown* is how messages name the data folder.

    Rows that break the form are left out; cells that break a type or constraint become None.
    """
    path = f"{shown}/{table.path}"
    try:
        data = (folder / table.path).read_bytes()
    except OSError as error:
        fault = Problem(path, 0, "", f"the table cannot be read ({error.strerror})", "Restore the file.")
        return TableRead(table, path, (), (fault,))
    faults = _byte_faults(data, path)
    if faults:
        return TableRead(table, path, (), tuple(faults))
    lines = data.decode("utf-8").split("\n")[:-1]
    problems = _header_faults(lines[0] if lines else "", table, path)
    rows: list[Row] = []
    # Most cells are empty, or hold what another row has as well.
    readers = [(column.name, cache(partial(read_cell, column))) for column in table.columns]
    if not problems:
        if blank := {number for number, line in enumerate(lines[1:], start=2) if not line.strip(' ,"')}:
            message = f"the row is blank, as spreadsheets leave them (got {len(blank)} of them)"
            problems.append(Problem(path, min(blank), "", message, "Run `review fmt`."))
        for number, line in enumerate(lines[1:], start=2):
            cells = _split(line, number, table, path, problems) if number not in blank else None
            if cells is not None:
                rows.append(_read_row(cells, number, readers, path, problems))
        for name in floats(table, lambda name: (str(v) for row in rows if (v := row.values[name]) is not None)):
            message = "its whole numbers are written as 5000.0, as programs that know floats alone do"
            problems.append(Problem(path, 1, name, message, "Run `review fmt`."))
    return TableRead(table, path, tuple(rows), tuple(problems))


def _byte_faults(data: bytes, path: str) -> list[Problem]:
    """Faults that make the file unreadable as lines: encoding, BOM, NUL, line ends."""
    run_fmt = "Save it as UTF-8 without BOM and with LF line ends, or run `review fmt`."
    if form := foreign_form(data):
        return [
            Problem(
                path,
                1,
                "",
                f"the table was saved {form}, as spreadsheets do (expected UTF-8, commas)",
                "Run `review fmt`.",
            )
        ]
    if data.startswith(b"\xef\xbb\xbf"):
        return [Problem(path, 1, "", "the file starts with a byte order mark (got BOM, expected none)", run_fmt)]
    for byte, name, hint in ((b"\x00", "a NUL byte", "Remove it."), (b"\r", "a carriage return", run_fmt)):
        if byte in data:
            line = data.count(b"\n", 0, data.index(byte)) + 1
            return [Problem(path, line, "", f"the line has {name} (expected none)", hint)]
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return [Problem(path, line, "", f"byte {data[error.start]:#04x} is not UTF-8", run_fmt)]
    if not data:
        return [Problem(path, 1, "", "the file is empty (expected the header at least)", "Restore the file.")]
    if not data.endswith(b"\n"):
        last = data.count(b"\n") + 1
        return [Problem(path, last, "", "the last line has no line end (it may be cut off)", "Run `review fmt`.")]
    return []


def _header_faults(line: str, table: TableSchema, path: str) -> list[Problem]:
    got = next(csv.reader([line]), [])
    expected = list(table.column_names)
    if got == expected:
        return []
    missing = [name for name in expected if name not in got]
    extra = [name for name in got if name not in expected]
    twice = [name for name in expected if got.count(name) > 1]
    if [name for name in got if name.strip()] == expected:
        message = "the table has columns without a name, as spreadsheets leave them"
        return [Problem(path, 1, "", message, "Run `review fmt`; what their cells hold, it names.")]
    differing = (("missing", missing), ("unknown", extra), ("doubled", twice))
    what = "; ".join(f"{word} {', '.join(names)}" for word, names in differing if names)
    message = f"the header is not the declared one ({what or 'other order'})"
    return [Problem(path, 1, "", message, f"Write: {','.join(expected)}")]


def _split(line: str, number: int, table: TableSchema, path: str, problems: list[Problem]) -> list[str] | None:
    try:
        cells = next(csv.reader([line], strict=True), [])
    except csv.Error as error:
        message = f"the line is not valid CSV ({error})"
        problems.append(Problem(path, number, "", message, "Close every quoted cell on its own line."))
        return None
    if len(cells) != len(table.columns):
        size = f"got {len(cells)} cells, expected {len(table.columns)}"
        word = "short" if len(cells) < len(table.columns) else "long"
        hint = "Give every column its cell; quote cells that hold a comma."
        problems.append(Problem(path, number, "", f"the row is too {word} ({size})", hint))
        return None
    return cells


def _read_row(
    cells: list[str],
    number: int,
    readers: Sequence[tuple[str, Callable[[str], CellRead]]],
    path: str,
    problems: list[Problem],
) -> Row:
    values: dict[str, Any] = {}
    for (name, read), cell in zip(readers, cells, strict=True):
        values[name], fault = read(cell)
        if fault is not None:
            problems.append(Problem(path, number, name, *fault))
    return Row(number, values)


def read_cell(column: Column, cell: str) -> CellRead:
    """Return the value of *cell* in *column* and what is wrong with it: the message and how to mend it.

    An empty or faulty cell is "" where the column holds text, None where it holds numbers.
    """
    value, fault = None, _cell_fault(column, cell)
    if fault is None:
        value, broken = column.read(cell)
        fault = _constraint_fault(column, cell, broken) if broken else None
    if value is None or fault is not None:
        value = "" if column.type == "string" else None
    return value, fault


def _cell_fault(column: Column, cell: str) -> tuple[str, str] | None:
    """What no cell may hold: hidden characters, markup, formulas, outer space."""
    # Bidirectional controls, zero-width characters and other controls can hide or reorder what a reader sees.
    if (place := hidden_character(cell, _SPACES)) >= 0:
        return f"the cell has a hidden character (got {code_point(cell[place])})", "Remove it."
    if cell != cell.strip():
        return f"the cell has space around it (got {cell!r})", "Remove the space, or run `review fmt`."
    if cell != (written := tidy(cell)):
        message = f"the cell has runs of space or split letters (got {cell!r}, expected {written!r})"
        return message, "Run `review fmt`."
    if column.type == "string" and (error := spoiled(column, cell)) and cell.startswith("#"):
        return f"{cell!r}: {error[0]}", error[1]
    if column.type == "string" and (markup := MARKUP.search(cell)):
        return f"the cell has markup (got {markup.group()!r})", "Write plain text."
    if column.type == "string" and cell.startswith(_FORMULA) and not _is_signed(column, cell):
        message = f"the cell would be a formula in a spreadsheet (it starts with {cell[0]!r})"
        return message, "Start it with a letter or a digit."
    return None


def _is_signed(column: Column, cell: str) -> bool:
    return column.name in _PRINTED and bool(_SIGNED.fullmatch(cell))


def _constraint_fault(column: Column, cell: str, broken: str) -> tuple[str, str]:
    if fault := spoiled(column, cell):
        return f"{cell!r}: {fault[0]}", fault[1]
    if (meant := mended(column, cell)) != cell:
        return f"{cell!r} is {meant!r}, saved by a spreadsheet", "Run `review fmt`."
    if broken == "required":
        meaning = column.description[:1].lower() + column.description[1:]
        return "the cell is empty (expected a value)", f"Give {meaning}"
    if broken == "enum":
        near = difflib.get_close_matches(cell, column.choices)
        use = "Use one of them, or extend datapackage.json." if column.open else "Use one of them."
        mend = f"Did you mean {near[0]}?" if near else use
        return f"{cell!r} is not in the vocabulary (expected one of {', '.join(column.choices)})", mend
    if broken == "pattern":
        forms = ", or ".join(f"{what}, such as {example}" for what, example in column.forms)
        return f"{cell!r} has the wrong form (expected {forms})", "Write it in that form."
    if broken == "minimum":
        return f"{cell} is too small (expected at least {column.minimum})", "Mend the value."
    return f"{cell!r} is not of the type {column.type}", f"Write {_EXAMPLES.get(column.type, 'a valid value')}."


_EXAMPLES = {"number": "a plain number such as 2169 or 37.7", "integer": "a whole number such as 3"}
