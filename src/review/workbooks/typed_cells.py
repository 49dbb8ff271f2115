"""A cell of a workbook as text: what its type makes certain, and what a spreadsheet has made of what was typed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from review.corpus.tables.csv_format import tidy
from review.corpus.tables.schema import Column
from review.corpus.tables.spreadsheet_saves import SAID, mended, spoiled

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
