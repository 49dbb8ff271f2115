"""The canonical form of the tables: UTF-8, LF, minimal quoting, columns as declared, sorted by key."""

from __future__ import annotations

import csv
import io
import os
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from review.corpus.descriptor import Descriptor, Table
from review.errors import CorpusError, Problem


def canonical_bytes(table: Table, rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return *rows* (cells as text, by column) in the canonical form of *table*."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.column_names)
    cells = [[row.get(name, "") for name in table.column_names] for row in rows]
    writer.writerows(sorted(cells, key=lambda row: sort_key(table, row)))
    return out.getvalue().encode("utf-8")


def sort_key(table: Table, row: list[str]) -> tuple[list[str], list[str]]:
    """Return what rows are ordered by: the key's cells, then all cells."""
    return [row[table.column_names.index(name)] for name in table.primary_key], row


def parse(table: Table, data: bytes, path: str) -> list[dict[str, str]]:
    """Return the rows of *data* as text cells, lenient in form, strict in content. Raises CorpusError.

    Byte order marks, CRLF, outer space, order of rows and columns are forgiven; a lost or doubled cell is not.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        mend = "Save the file as UTF-8."
        raise CorpusError([Problem(path, line, "", "the line is not UTF-8", mend)]) from error
    lines = list(csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), strict=True))
    header = [name.strip() for name in lines[0]] if lines else []
    if sorted(header) != sorted(table.column_names):
        mend = f"Write: {','.join(table.column_names)}"
        raise CorpusError([Problem(path, 1, "", "the header is not the declared one", mend)])
    rows: list[dict[str, str]] = []
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(header):
            message = f"the row has {len(cells)} cells (expected {len(header)})"
            raise CorpusError([Problem(path, number, "", message, "Mend it by hand: fmt guesses nothing.")])
        tidy = (unicodedata.normalize("NFC", " ".join(cell.split())) for cell in cells)
        rows.append(dict(zip(header, tidy, strict=True)))
    return rows


def format_tables(descriptor: Descriptor, shown: str) -> list[str]:
    """Rewrite every table in canonical form and return the paths that changed.

    All tables are parsed before the first is written, so a fault in one changes none. Raises CorpusError.
    """
    wanted: list[tuple[Path, str, bytes]] = []
    problems: list[Problem] = []
    for table in descriptor.tables:
        path, label = descriptor.folder / table.path, f"{shown}/{table.path}"
        try:
            data = path.read_bytes()
            new = canonical_bytes(table, parse(table, data, label))
        except CorpusError as error:
            problems.extend(error.problems)
        except (OSError, csv.Error) as error:
            problems.append(Problem(label, 0, "", f"the table cannot be read ({error})", "Mend the file."))
        else:
            if new != data:
                wanted.append((path, label, new))
    if problems:
        raise CorpusError(problems)
    for path, _, new in wanted:
        write_atomically(path, new)
    return [label for _, label, _ in wanted]


def write_atomically(path: Path, data: bytes) -> None:
    """Write *data* to *path* in one step: a reader sees the old file or the new one. Raises OSError."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_bytes(data)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
