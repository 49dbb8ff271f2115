"""What spreadsheets make of a table when they save it: what is certain is undone, the rest is named."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from review.corpus.tables.schema import Column, TableSchema

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_SAYS_SEPARATOR = re.compile(r"sep=(.)\n")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_DECIMAL_COMMA, _THOUSANDS_OR_NOT = re.compile(r"-?[0-9]+,[0-9]+"), re.compile(r"-?[0-9]{1,3}[,.][0-9]{3}")
_WHOLE_FLOAT = re.compile(r"-?[0-9]+\.0")
_MONTH = (
    "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mrz|mär|mai|okt|dez|janv|févr|mars|avr|juin|juil|août|sept|déc)"
)
_SPOILED = (
    (
        re.compile(rf"[0-9]{{1,2}}[-. ]+{_MONTH}\.?(?:[- ][0-9]{{2,4}})?|{_MONTH}\.?[- ][0-9]{{2,4}}", re.IGNORECASE),
        "date",
    ),
    (re.compile(r"[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9:.]+"), "date"),
    (re.compile(r"-?[0-9]+(?:[.,][0-9]+)?[eE][-+]?[0-9]+"), "power"),
    (re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)|#{2,}"), "error"),
)
#: What a program made of a cell, and how to mend it, by what it is now.
SAID = {
    "date": (
        "a spreadsheet made a date of it",
        "Write what stood there, and have the spreadsheet take the column as text.",
    ),
    "power": ("a spreadsheet wrote it in powers of ten, and digits may be lost", "Write all its digits."),
    "error": ("it is an error of a spreadsheet", "Write what stood there."),
    "days": ("a spreadsheet made a count of days of it", "Write the date as YYYY-MM-DD, as precise as it was."),
    "grouped": ("it may be thousands or decimals", "Write the number without signs between its thousands."),
}
_FIRST = 1 << 14


@dataclass(frozen=True)
class Save:
    """A table as it was saved: its rows with their lines, the header first, and in which form, empty where as declared.

    Rows without a cell that is filled are left out, and columns without a name whose cells are all empty.
    """

    rows: tuple[tuple[int, list[str]], ...]
    forms: tuple[str, ...]
    separator: str


def text_of_save(data: bytes) -> str:
    """Return the text of a table in UTF-8, or in UTF-16 with a byte order mark. Raises UnicodeDecodeError."""
    text = data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def separator_of(text: str) -> str:
    """Return what parts the cells of a table, by its first line: the sign that parts most."""
    if said := _SAYS_SEPARATOR.match(text):
        return said[1]
    first = text.partition("\n")[0]
    return max(_SEPARATORS, key=lambda sign: (first.count(sign), sign == ","))


def header_of(data: bytes) -> list[str]:
    """Return the names of the columns in the first bytes of a table; none where they cannot be read."""
    try:
        text = data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig", "ignore").replace("\r", "\n")
        rows = csv.reader([_SAYS_SEPARATOR.sub("", text, 1).partition("\n")[0]], delimiter=separator_of(text))
        return [name.strip() for name in next(rows, [])]
    except csv.Error:
        return []


def read_save(data: bytes) -> Save:
    """Return the rows of a table as it was saved. Raises UnicodeDecodeError, and csv.Error with the line as *line*."""
    text = text_of_save(data)
    separator = separator_of(text)
    said = _SAYS_SEPARATOR.match(text)
    reader = csv.reader(io.StringIO(text.removeprefix(said[0]) if said else text), delimiter=separator, strict=True)
    try:
        read = [(reader.line_num + bool(said), cells) for cells in reader if cells]
    except csv.Error as error:
        error.line = reader.line_num  # type: ignore[attr-defined]
        raise
    rows = [(line, cells) for line, cells in read if any(cell.strip() for cell in cells)]
    blank = _blank_columns([cells for _, cells in rows])
    forms = [f"cells between {_SEPARATORS.get(separator, repr(separator))}"] if separator != "," else []
    forms += ["UTF-16"] if data.startswith(_UTF_16) else []
    forms += [f"{len(read) - len(rows)} blank rows"] if len(read) > len(rows) else []
    forms += [f"{len(blank)} blank columns"] if blank else []
    kept = tuple((line, [cell for at, cell in enumerate(cells) if at not in blank]) for line, cells in rows)
    return Save(kept, tuple(forms), separator)


def foreign_form(data: bytes) -> str:
    """Return in which form another program has saved a table, where its first line shows that; empty where it does not.

    >>> foreign_form(b"name_id;name;reason")
    'with its cells between semicolons'
    """
    if data.startswith(_UTF_16):
        return "in UTF-16"
    separator = separator_of(data[:_FIRST].decode("utf-8-sig", "ignore"))
    return "" if separator == "," else f"with its cells between {_SEPARATORS.get(separator, repr(separator))}"


def _blank_columns(rows: Sequence[Sequence[str]]) -> frozenset[int]:
    header = rows[0] if rows else []
    unnamed = (at for at, name in enumerate(header) if not name.strip())
    return frozenset(at for at in unnamed if not any(at < len(cells) and cells[at].strip() for cells in rows))


def mended(column: Column, cell: str, separator: str = ",") -> str:
    """Return *cell* as it was before a program saved it, where that is certain; else as it is.

    A comma parts thousands where commas part cells, and decimals where something else does; of three digits behind
    one nobody knows then.
    """
    if not cell or not column.read(cell)[1]:
        return cell
    tries = [cell.removesuffix(".0")] if _WHOLE_FLOAT.fullmatch(cell) else []
    if separator == "," and _GROUPED.fullmatch(cell):
        tries += [cell.replace(",", ""), cell.replace(",", "").removesuffix(".0")]
    elif separator != "," and _DECIMAL_COMMA.fullmatch(cell) and not _THOUSANDS_OR_NOT.fullmatch(cell):
        tries += [cell.replace(",", "."), cell.replace(",", ".").removesuffix(".0")]
    return next((each for each in tries if not column.read(each)[1]), cell)


def spoiled(column: Column, cell: str, separator: str = ",") -> tuple[str, str] | None:
    """Return what a program made of *cell*, and how to mend it, where what stood there before is not certain."""
    is_number = column.type != "string"
    if is_number and separator != "," and _THOUSANDS_OR_NOT.fullmatch(cell):
        return SAID["grouped"]
    if not cell or (not column.read(cell)[1] and not cell.startswith("#")):
        return None
    if column.pattern.startswith(r"^\d{4}") and re.fullmatch("[1-6][0-9]{4}", cell):
        return SAID["days"]
    what = next((what for form, what in _SPOILED if form.fullmatch(cell)), "")
    return SAID[what] if what else None


def floats(table: TableSchema, cells: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """Return the columns of numbers that a program wrote as floats: every one has decimals, and some have none.

    *cells* gives those of a column that are filled.
    """
    names = (column.name for column in table.columns if column.type == "number")
    pointed = (name for name in names if all("." in cell for cell in cells(name)))
    return frozenset(name for name in pointed if any(map(_WHOLE_FLOAT.fullmatch, cells(name))))
