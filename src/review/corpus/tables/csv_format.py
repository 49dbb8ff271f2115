"""The canonical form of the tables: UTF-8, LF, minimal quoting, columns as declared, sorted by key."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from review.corpus.tables.descriptor import Descriptor
from review.corpus.tables.schema import TableSchema
from review.errors import CorpusError, Problem
from review.files.atomic import write_together


def canonical_bytes(table: TableSchema, rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return *rows* (cells as text, by column) in the canonical form of *table*."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.column_names)
    ordered = sorted(([row.get(name, "") for name in table.column_names] for row in rows), key=sort_key(table))
    writer.writerows(ordered)
    return out.getvalue().encode("utf-8")


def sort_key(table: TableSchema) -> Callable[[list[str]], tuple[list[str], list[str]]]:
    """Return the function that says what rows of *table* are ordered by: the key's cells, then all cells."""
    places = [table.places[name] for name in table.primary_key]
    return lambda row: ([row[place] for place in places], row)


def tidy(cell: str) -> str:
    """Return *cell* as the canonical form writes it: single spaces, none around it, composed characters."""
    return unicodedata.normalize("NFC", " ".join(cell.split()))


def parse(table: TableSchema, data: bytes, path: str) -> list[dict[str, str]]:
    """Return the rows of *data* as text cells, lenient in form, strict in content. Raises CorpusError.

    Byte order marks, CRLF, blank lines, outer space, order of rows and columns are forgiven; a lost or
    doubled cell is not.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CorpusError([Problem(path, line, "", "the line is not UTF-8", "Save the file as UTF-8.")]) from error
    reader = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), strict=True)
    try:
        lines = [(reader.line_num, cells) for cells in reader if cells]
    except csv.Error as error:
        message = f"the file is not valid CSV up to this line ({error})"
        hint = "Close every quoted cell: fmt guesses nothing."
        raise CorpusError([Problem(path, reader.line_num, "", message, hint)]) from error
    header = [name.strip() for name in lines[0][1]] if lines else []
    if sorted(header) != sorted(table.column_names):
        hint = f"Write: {','.join(table.column_names)}"
        raise CorpusError([Problem(path, 1, "", "the header is not the declared one", hint)])
    rows: list[dict[str, str]] = []
    for number, cells in lines[1:]:
        if len(cells) != len(header):
            message = f"the row has {len(cells)} cells (expected {len(header)})"
            raise CorpusError([Problem(path, number, "", message, "Mend it by hand: fmt guesses nothing.")])
        rows.append(dict(zip(header, map(tidy, cells), strict=True)))
    return rows


def format_tables(descriptor: Descriptor, shown: str) -> list[str]:
    """Rewrite every table in canonical form and return the paths that changed.

    All tables are parsed before the first is written, so a fault in one changes none. Raises CorpusError
    and FileFault.
    """
    wanted: dict[Path, bytes] = {}
    problems: list[Problem] = []
    for table in descriptor.tables:
        path, label = descriptor.folder / table.path, f"{shown}/{table.path}"
        try:
            data = path.read_bytes()
            new = canonical_bytes(table, parse(table, data, label))
        except CorpusError as error:
            problems.extend(error.problems)
        except OSError as error:
            message = f"the table cannot be read ({error.strerror})"
            problems.append(Problem(label, 0, "", message, "Restore the file."))
        else:
            if new != data:
                wanted[path] = new
    if problems:
        raise CorpusError(problems)
    write_together(wanted)
    return [f"{shown}/{path.relative_to(descriptor.folder).as_posix()}" for path in wanted]
