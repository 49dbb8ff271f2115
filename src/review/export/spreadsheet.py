"""One spreadsheet with a sheet a table, in which every cell is text or a number and none a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from review.corpus.tables.schema import TableSchema
from review.errors import FileFault
from review.export.edition import Edition, meaning, part

ABOUT = "about"
_NARROWEST, _WIDEST = 9, 60
_CODEBOOK = (("Table", 20), ("Column", 20), ("Type", 12), ("Key or required", 16), ("What it holds", 100))
#: How a workbook is opened for writing.
# Whatever the library would guess from a text (a formula, a link, a number) is switched off, although every
# cell is written by its type below: a later change to one of them must not open the other. Nothing touches
# the disk but the finished file.
PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_spreadsheet(edition: Edition, path: Path) -> None:
    """Write the spreadsheet to *path*. Raises FileFault for what a spreadsheet cannot hold."""
    content = BytesIO()
    workbook = Workbook(content, PLAIN)
    # The only date in the file, and no name of a user: equal tables give equal bytes.
    workbook.set_properties(
        {
            "title": edition.citation.title,
            "author": edition.citation.author_names,
            "created": datetime.combine(edition.released, time()),
        }
    )
    sheets = _Sheets(workbook)
    sheets.about(edition)
    for table in edition.tables:
        sheets.table(table, edition.rows(table))
    workbook.close()
    path.write_bytes(content.getvalue())


class _Sheets:
    """The sheets of a workbook, in the order in which they are added."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        self.head = workbook.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self.body = workbook.add_format({"valign": "top"})
        self.wrapped = workbook.add_format({"valign": "top", "text_wrap": True})

    def about(self, edition: Edition) -> None:
        """Add the first sheet: what this is, how to cite it, the tables, and what their columns hold."""
        sheet = self.workbook.add_worksheet(ABOUT)
        for place, (_, width) in enumerate(_CODEBOOK):
            sheet.set_column(place, place, width)
        rows: list[tuple[Sequence[Any], Any]] = [((heading, text), self.body) for heading, text in edition.statements]
        rows += [((), None), (("Table", "Rows", "What a row is"), self.head)]
        rows += [((table.name, len(edition.rows(table)), table.description), self.body) for table in edition.tables]
        rows += [((), None), ([heading for heading, _ in _CODEBOOK], self.head)]
        for table in edition.tables:
            rows += [
                (
                    (table.name, column.name, column.type, part(table, column), meaning(table, column)),
                    self.wrapped,
                )
                for column in table.columns
            ]
        for line, (cells, look) in enumerate(rows):
            for place, cell in enumerate(cells):
                self._write(sheet, line, place, cell, self.head if look is self.body and place == 0 else look)

    def table(self, table: TableSchema, rows: Sequence[Sequence[Any]]) -> None:
        """Add the sheet of *table*: its columns as the frozen header, then its rows."""
        sheet = self.workbook.add_worksheet(table.name)
        for place, name in enumerate(table.column_names):
            longest = max((len(str(row[place])) for row in rows if row[place] is not None), default=0)
            sheet.set_column(place, place, min(max(longest, len(name), _NARROWEST), _WIDEST) + 2)
            self._write(sheet, 0, place, name, self.head)
            look = self.wrapped if longest > _WIDEST else self.body
            for line, row in enumerate(rows, start=1):
                self._write(sheet, line, place, row[place], look)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(rows), 1), len(table.columns) - 1)

    def _write(self, sheet: Any, line: int, place: int, cell: Any, look: Any) -> None:
        if cell is None:
            return
        number = isinstance(cell, int | Decimal) and _is_exact(cell)
        write = sheet.write_number if number else sheet.write_string
        if write(line, place, cell if number else str(cell), look):
            raise FileFault(
                f"{sheet.get_name()}: row {line + 1} is more than a spreadsheet can hold (a cell of 32,767 "
                "characters, a sheet of 1,048,576 rows). Export a package instead."
            )


def _is_exact(number: int | Decimal) -> bool:
    """Say whether a spreadsheet keeps *number*: it has binary floats only, of 16 digits as they are written."""
    return Decimal(f"{float(number):.16G}") == number
