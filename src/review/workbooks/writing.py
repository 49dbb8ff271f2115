"""The workbook that is handed out: all cells as text, what each column means, what may stand in it, and the text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from review.corpus.corpus import Corpus
from review.corpus.proposing.grammar import legal_values, takes_several
from review.corpus.proposing.passes import PLACE, numeral_places
from review.corpus.tables.schema import Column
from review.corpus.text.source_text import SourceText
from review.errors import FileFault
from review.export.spreadsheet import PLAIN
from review.files.atomic import write_whole
from review.workbooks.extent import BEFORE, Cells, Extent

LISTS, TEXT = "lists", "text"
#: Below the rows so many lines take new ones.
_NEW = 500
_NARROWEST, _WIDEST, _NOTE = 10, 50, 56


def write_workbook(corpus: Corpus, extent: Extent, path: Path, text: SourceText | None = None) -> None:
    """Write the rows of *extent* to *path*, a sheet a table, with the paragraphs of the *text* where that is given.

    In a blind pass a line stands for each numeral of the text. Raises FileFault.
    """
    content = BytesIO()
    made = _Made(corpus, extent, Workbook(content, PLAIN))
    # Without a clock and a user, equal rows give equal bytes.
    made.workbook.set_properties({"title": "Coding sheet", "author": "", "created": datetime(1980, 1, 1)})
    told = vars(extent) | {"columns": {table: extent.columns(corpus, table) for table in extent.tables}}
    before = [(json.dumps(told),)]
    for table in extent.tables:
        rows = list(extent.rows(corpus, table).values())
        columns = extent.columns(corpus, table)
        before += [(json.dumps([table, {name: row[name] for name in columns}], ensure_ascii=False),) for row in rows]
        made.table(table, columns, _in_order(rows, text) if table == "pass_figures" and text else rows)
    made.lists()
    if text:
        paragraphs = ((one.section_id, str(one.number), text.folded[one.start : one.end]) for one in text.paragraphs)
        made.plain(TEXT, [("section_id", "paragraph", "text"), *paragraphs], (30, 10, 100))
    made.plain(BEFORE, before, (100,)).very_hidden()
    made.workbook.close()
    write_whole(path, content.getvalue())


def _in_order(rows: Iterable[Cells], text: SourceText) -> list[Cells]:
    """Return a line for each numeral of *text* in its order, with what the pass has coded there, then any other row."""
    empty = [dict(zip(PLACE, map(str, place), strict=True)) for place in numeral_places(text)]
    coded = {tuple(row[name] for name in PLACE): row for row in rows}
    placed = [coded.pop(tuple(line[name] for name in PLACE), line) for line in empty]
    return [*placed, *coded.values()]


class _Made:
    """The sheets of a workbook, in the order in which they are added."""

    def __init__(self, corpus: Corpus, extent: Extent, workbook: Any) -> None:
        self.corpus, self.extent, self.workbook = corpus, extent, workbook
        # What is typed into a cell of this form stays as it was typed: no dates, no numbers.
        self.cell = workbook.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
        self.head = workbook.add_format({"num_format": "@", "bold": True, "bottom": 1})
        self._lists: dict[tuple[str, tuple[tuple[str, str], ...]], int] = {}

    def table(self, table: str, columns: Sequence[str], rows: Sequence[Cells]) -> None:
        """Add the sheet of *table*: names with their meanings as notes, rows, and lists for new ones, too."""
        sheet, last = self.workbook.add_worksheet(table), len(rows) + _NEW
        for place, name in enumerate(columns):
            column = self.corpus.descriptor.table(table).column(name)
            longest = max((len(row.get(name, "")) for row in rows), default=0)
            sheet.set_column(place, place, min(max(longest, len(name), _NARROWEST), _WIDEST) + 2, self.cell)
            _write(sheet, 0, place, name, self.head)
            note = _note(column)
            height = 18 * sum(1 + len(line) // _NOTE for line in note.split("\n")) + 12
            sheet.write_comment(0, place, note, {"width": 400, "height": height, "author": ""})
            for line, row in enumerate(rows, start=1):
                _write(sheet, line, place, row.get(name, ""), self.cell)
            if values := self._values(table, name):
                listed = self._lists.setdefault((name, tuple(values.items())), len(self._lists))
                ends = (xl_rowcol_to_cell(row, 2 * listed, True, True) for row in (1, len(values)))
                source = f"={LISTS}!{':'.join(ends)}"
                # What is not in the list may be an entry that its coder is about to add: the import asks for it.
                told = {"error_type": "warning", "error_message": f"It is not in the sheet {LISTS!r}."}
                sheet.data_validation(1, place, last, place, {"validate": "list", "source": source, **told})
        sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(last, len(columns) - 1)}"})
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)

    def _values(self, table: str, column: str) -> dict[str, str]:
        if takes_several(table, column):
            return {}
        values, sections = legal_values(self.corpus, table, column), self.corpus.sections
        if column == "section_id" and self.extent.source_id:
            return {name: told for name, told in values.items() if sections[name].source_id == self.extent.source_id}
        return values

    def lists(self) -> None:
        """Add the sheet of what the columns may hold, each value with its meaning beside it."""
        sheet = self.workbook.add_worksheet(LISTS)
        for (name, values), at in self._lists.items():
            sheet.set_column(2 * at, 2 * at, 24, self.cell)
            sheet.set_column(2 * at + 1, 2 * at + 1, _WIDEST, self.cell)
            for line, (value, meaning) in enumerate([(name, "what it means"), *values]):
                look = self.cell if line else self.head
                _write(sheet, line, 2 * at, value, look)
                _write(sheet, line, 2 * at + 1, meaning, look)
        sheet.freeze_panes(1, 0)

    def plain(self, name: str, rows: Iterable[Sequence[str]], widths: Sequence[int]) -> Any:
        """Add a sheet of texts that nobody fills in, and return it."""
        sheet = self.workbook.add_worksheet(name)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width, self.cell)
        for line, row in enumerate(rows):
            for place, cell in enumerate(row):
                _write(sheet, line, place, cell, self.cell)
        return sheet


def _note(column: Column) -> str:
    needed = "" if column.required else "May be empty. "
    return "\n".join([needed + column.description, *(f"{what}: {example}" for what, example in column.forms)])


def _write(sheet: Any, line: int, place: int, cell: str, look: Any) -> None:
    if cell and sheet.write_string(line, place, cell, look):
        raise FileFault(
            f"{sheet.get_name()}!{xl_rowcol_to_cell(line, place)}: more than a sheet can hold (a cell of 32,767 "
            "characters, 1,048,576 rows). Code it in its CSV file, or at the desk."
        )
