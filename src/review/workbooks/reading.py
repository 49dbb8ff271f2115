"""A workbook that came back: each cell as text, mended where that is certain, else refused by its address."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from review.corpus.corpus import Corpus
from review.corpus.tables.csv_format import tidy
from review.corpus.tables.schema import Column, TableSchema
from review.corpus.tables.spreadsheet_saves import SAID, floats, mended, spoiled
from review.errors import CorpusError, EnvironmentFault, FileFault, Problem
from review.files.atomic import read_whole
from review.workbooks.extent import BEFORE, Cells, Extent, Key, key_cells

#: The types that a cell may have beside text and number, each with what is told of it.
_OTHERS = {
    "d": SAID["date"],
    "e": SAID["error"],
    "b": ("a spreadsheet made a truth value of it", "Write what stood there, and have the column taken as text."),
    "f": ("it is a formula", "Paste its value in its place."),
}
#: Forms in which a number is shown with the digits that it has.
_AS_IT_IS = ("General", "@", "0")
_SHOWN = ("it is a number to the spreadsheet, which shows it otherwise", "Write it as text, as it is printed.")
#: From here on a spreadsheet has not all digits of a whole number.
_DIGITS_LOST = 10**15


def cell_text(column: Column, cell: Any) -> tuple[str, tuple[str, str] | None]:
    """Return the text of a cell that is not empty, and, where it is not certain, what is wrong and how to mend it."""
    if cell.data_type in _OTHERS:
        return "", _OTHERS[cell.data_type]
    if isinstance(cell.value, str):
        text = tidy(cell.value)
        kept = mended(column, text)
        return kept, None if kept != text else spoiled(column, text)
    shown = cell.number_format
    if "%" in shown or (column.type == "string" and shown not in _AS_IT_IS):
        return "", _SHOWN
    if abs(cell.value) >= _DIGITS_LOST:
        return "", SAID["power"]
    whole = cell.value == int(cell.value)
    return str(int(cell.value)) if whole else format(Decimal(repr(cell.value)), "f"), None


_MISSING = "openpyxl is missing. Install it: pip install 'figure-by-figure[desk]'."
#: Unpacked, a workbook of so many bytes is none of ours.
_LARGEST = 1 << 28
_ANEW = "Write the workbook anew (review sheet export), and copy the rows into it."
Grid = list[tuple[Any, ...]]


@dataclass(frozen=True)
class CodingSheet:
    """The sheet of a *table*: the letter of each column, each line's cells by its number, and the rows *before*."""

    file: str
    table: TableSchema
    letters: Mapping[str, str]
    lines: Mapping[int, Cells]
    before: Mapping[Key, Cells]

    def problem(self, line: int, column: str, message: str, hint: str) -> Problem:
        """Return what is wrong in a cell, with its address; without a column, of the line."""
        at = f"{self.table.name}!{self.letters.get(column, '')}{line or ''}"
        return Problem(self.file, 0, f"{at} ({column})" if column in self.letters else at.rstrip("!"), message, hint)


@dataclass(frozen=True)
class CodingWorkbook:
    """What a workbook holds, its sheets, and what was mended in them."""

    extent: Extent
    sheets: tuple[CodingSheet, ...]
    mends: tuple[Problem, ...]


def read_workbook(corpus: Corpus, path: Path) -> CodingWorkbook:
    """Return a workbook that `write_workbook` wrote, as somebody has filled it in.

    Raises CorpusError with every cell that cannot be read for sure, FileFault where it is no such workbook, and
    EnvironmentFault where what reads it is missing.
    """
    grids = _grids(path)
    if BEFORE not in grids:
        raise FileFault(f"{path}: it has no sheet {BEFORE!r}, which says what a coding workbook held. {_ANEW}")
    extent, columns, before = _before(path, grids[BEFORE])
    sheets, mends, faults = list[CodingSheet](), list[Problem](), list[Problem]()
    known = {table.name: table for table in corpus.descriptor.tables}
    for name in extent.tables:
        schema = known.get(name)
        if schema is None or columns.get(name) != extent.columns(corpus, name):
            raise FileFault(f"{path}: the columns of {name} are others since it was written. {_ANEW}")
        if name not in grids:
            raise FileFault(f"{path}: the sheet {name!r} is missing. {_ANEW}")
        kept = {key_cells(cells, schema.primary_key): cells for table, cells in before if table == name}
        sheet = CodingSheet(str(path), schema, {}, {}, kept)
        sheets.append(_sheet(sheet, columns[name], grids[name], mends, faults))
    if faults:
        raise CorpusError(faults)
    return CodingWorkbook(extent, tuple(sheets), tuple(mends))


def _grids(path: Path) -> dict[str, Grid]:
    """Return the cells of each sheet, line by line."""
    try:
        import openpyxl
    except ImportError as error:
        raise EnvironmentFault(_MISSING) from error
    data = read_whole(path)
    try:
        with ZipFile(BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _LARGEST:
                raise FileFault(f"{path}: it is too large for a coding workbook. {_ANEW}")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of looks that it does not know; none of them is read
            book = openpyxl.load_workbook(BytesIO(data), read_only=True)
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # other programs write wrong ones
            return {sheet.title: list(sheet.rows) for sheet in book.worksheets}
    except FileFault:
        raise
    except Exception as error:  # of a damaged file it raises whatever its parts happen to raise
        mend = "Save it as a workbook of Excel (.xlsx)."
        raise FileFault(f"{path}: it cannot be read as a workbook ({type(error).__name__}). {mend}") from error


def _before(path: Path, grid: Grid) -> tuple[Extent, dict[str, tuple[str, ...]], list[tuple[str, Cells]]]:
    try:
        told, *rows = (json.loads(line[0].value) for line in grid)
        columns = {table: tuple(names) for table, names in told.pop("columns").items()}
        extent = Extent(tuple(told.pop("tables")), **told)
        return extent, columns, [(table, dict(cells)) for table, cells in rows]
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise FileFault(f"{path}: its sheet {BEFORE!r} was changed. {_ANEW}") from error


def _sheet(
    sheet: CodingSheet, columns: tuple[str, ...], grid: Grid, mends: list[Problem], faults: list[Problem]
) -> CodingSheet:
    """Return *sheet* with the lines of *grid*; what was mended, and what is at fault, goes into the lists."""
    head, *rest = grid or [()]
    heads = {cell.column_letter: str(cell.value).strip() for cell in head if cell.value not in (None, "")}
    names = {name: letter for letter, name in heads.items()}
    sheet = CodingSheet(sheet.file, sheet.table, names, {}, sheet.before)
    if sorted(heads.values()) != sorted(columns):
        wrong = [*(set(columns) ^ set(names)), *(name for name in names if [*heads.values()].count(name) > 1)]
        message = f"its first line has other columns ({', '.join(sorted(wrong))})"
        faults.append(sheet.problem(1, "", message, f"Write: {', '.join(columns)}."))
        return sheet
    lines = dict(_lines(sheet, heads, rest, mends, faults))
    for name in floats(sheet.table, lambda name: [cells[name] for cells in lines.values() if cells.get(name)]):
        mends.append(sheet.problem(0, name, "whole numbers were written as 5000.0", ""))
        for cells in lines.values():
            cells[name] = cells[name].removesuffix(".0")
    return CodingSheet(sheet.file, sheet.table, names, lines, sheet.before)


def _lines(
    sheet: CodingSheet, heads: Mapping[str, str], rest: Grid, mends: list[Problem], faults: list[Problem]
) -> Iterator[tuple[int, Cells]]:
    for given in rest:
        filled = [cell for cell in given if cell.value is not None and str(cell.value).strip()]
        if not filled:
            continue
        line, cells = filled[0].row, dict.fromkeys(heads.values(), "")
        for cell in filled:
            if (name := heads.get(cell.column_letter, "")) == "":
                message = f"the column has no name (got {str(cell.value)!r})"
                at = f"{sheet.table.name}!{cell.coordinate}"
                faults.append(Problem(sheet.file, 0, at, message, "Empty it, or move it to its column."))
                continue
            cells[name], fault = cell_text(sheet.table.column(name), cell)
            shown = str(cell.value)
            if fault:
                faults.append(sheet.problem(line, name, f"{shown!r}: {fault[0]}", fault[1]))
            elif isinstance(cell.value, str) and cells[name] != " ".join(shown.split()):
                mends.append(sheet.problem(line, name, f"{shown!r} is {cells[name]!r}", ""))
        yield line, cells
