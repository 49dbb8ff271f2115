"""The canonical form of the tables: UTF-8, LF, minimal quoting, columns as declared, sorted by key."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from review.corpus.tables.descriptor import Descriptor
from review.corpus.tables.schema import TableSchema
from review.corpus.tables.spreadsheet_saves import Save, floats, mended, read_save, spoiled
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


def parse(table: TableSchema, data: bytes, path: str, mends: list[Problem] | None = None) -> list[dict[str, str]]:
    """Return the rows of *data* as text cells, lenient in form, strict in content. Raises CorpusError.

    Byte order marks, CRLF, outer space, order of rows and columns are forgiven, and what a spreadsheet's save is
    certain to have changed is undone and told in *mends*; a lost or doubled cell is not.
    """
    save = _saved(data, path)
    header = [name.strip() for name in save.rows[0][1]] if save.rows else []
    if sorted(header) != sorted(table.column_names):
        hint = f"Write: {','.join(table.column_names)}"
        raise CorpusError([Problem(path, 1, "", "the header is not the declared one", hint)])
    told = [Problem(path, 0, "", f"it was saved with {form}", "") for form in save.forms]
    faults: list[Problem] = []
    rows: list[dict[str, str]] = []
    for number, cells in save.rows[1:]:
        if len(cells) != len(header):
            message = f"the row has {len(cells)} cells (expected {len(header)})"
            raise CorpusError([Problem(path, number, "", message, "Mend it by hand: fmt guesses nothing.")])
        row = dict(zip(header, map(tidy, cells), strict=True))
        for name, cell in row.items():
            column = table.column(name)
            row[name] = mended(column, cell, save.separator)
            if row[name] != cell:
                told.append(Problem(path, number, name, f"{cell!r} is {row[name]!r}", ""))
            elif fault := spoiled(column, cell, save.separator):
                faults.append(Problem(path, number, name, f"{cell!r}: {fault[0]}", fault[1]))
        rows.append(row)
    if faults:
        raise CorpusError(faults)
    for name in floats(table, lambda name: (row[name] for row in rows if row[name])):
        told.append(Problem(path, 0, name, "whole numbers were written as 5000.0", ""))
        for row in rows:
            row[name] = row[name].removesuffix(".0")
    if mends is not None:
        mends += told
    return rows


def _saved(data: bytes, path: str) -> Save:
    try:
        return read_save(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CorpusError([Problem(path, line, "", "the line is not UTF-8", "Save the file as UTF-8.")]) from error
    except csv.Error as error:
        message = f"the file is not valid CSV up to this line ({error})"
        hint = "Close every quoted cell: fmt guesses nothing."
        raise CorpusError([Problem(path, getattr(error, "line", 0), "", message, hint)]) from error


def format_tables(descriptor: Descriptor, shown: str, mends: list[Problem] | None = None) -> list[str]:
    """Rewrite every table in canonical form and return the paths that changed; *mends* gets what a save had changed.

    All tables are parsed before the first is written, so a fault in one changes none. Raises CorpusError
    and FileFault.
    """
    wanted: dict[Path, bytes] = {}
    problems: list[Problem] = []
    for table in descriptor.tables:
        path, label = descriptor.folder / table.path, f"{shown}/{table.path}"
        try:
            data = path.read_bytes()
            new = canonical_bytes(table, parse(table, data, label, mends))
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
