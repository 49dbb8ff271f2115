"""Rows of tables added, changed and taken out: tried in a copy of the data first, and written all or none."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from review.corpus.corpus import Corpus, open_corpus
from review.corpus.tables.csv_format import canonical_bytes, parse, tidy
from review.corpus.tables.project import Project
from review.errors import UsageError
from review.files.atomic import read_whole, write_together

Cells = Mapping[str, str]


@dataclass(frozen=True)
class RowChange:
    """A row of a table as it is *before* and *after*, cells as text; None where there is none."""

    table: str
    before: Cells | None
    after: Cells | None

    @property
    def undone(self) -> RowChange:
        """What takes it back."""
        return RowChange(self.table, self.after, self.before)


def row_cells(corpus: Corpus, table: str, key: str) -> dict[str, str]:
    """Return the cells of the row of *table* with that *key*, as its file has them. Raises UsageError.

    The cells of a key of several columns stand apart by spaces.
    """
    for row in written_rows(corpus, table):
        if key_told(corpus, table, row) == key:
            return row
    raise UsageError(f"{key!r} is no row of {corpus.path(table)} (any more). Load the page again.")


def key_told(corpus: Corpus, table: str, row: Cells) -> str:
    """Return the key of a row, its cells apart by spaces."""
    return " ".join(row[name] for name in corpus.descriptor.table(table).primary_key)


def change_rows(corpus: Corpus, changes: Iterable[RowChange]) -> Corpus:
    """Make *changes* in the files of *corpus*, and return the corpus as it is then.

    Raises UsageError where a row is no longer as it was, and CorpusError with every problem that the data would have;
    nothing is written then.
    """
    after = tried(corpus, files := changed_files(corpus, changes))
    write_together(files)
    return after


def changed_files(corpus: Corpus, changes: Iterable[RowChange]) -> dict[Path, bytes]:
    """Return the files of *corpus* that *changes* touch as they would be. Raises UsageError as `change_rows` does."""
    rows: dict[str, list[dict[str, str]]] = {}
    for change in changes:
        held = rows.setdefault(change.table, written_rows(corpus, change.table))
        names = corpus.descriptor.table(change.table).column_names
        if change.before is not None:
            before = _whole(change.before, names)
            if before not in held:
                raise UsageError(f"a row of {corpus.path(change.table)} was changed elsewhere. Load the page again.")
            held.remove(before)
        if change.after is not None:
            held.append(_whole(change.after, names))
    return {
        corpus.descriptor.folder / (table := corpus.descriptor.table(name)).path: canonical_bytes(table, held)
        for name, held in rows.items()
    }


def tried(corpus: Corpus, files: Mapping[Path, bytes]) -> Corpus:
    """Return the corpus as it would be with other *files* of its data, from a copy.

    Raises CorpusError with every problem that the data would have.
    """
    folder = corpus.descriptor.folder
    with tempfile.TemporaryDirectory() as temporary:
        project = Project(Path(temporary))
        shutil.copytree(folder, project.data)
        for path, data in files.items():
            (project.data / path.relative_to(folder)).write_bytes(data)
        after = open_corpus(project)
    return replace(after, descriptor=replace(after.descriptor, folder=folder))


def added(changes: Iterable[tuple[str, Cells]]) -> list[RowChange]:
    """Return the changes that add rows, each with its table."""
    return [RowChange(table, None, cells) for table, cells in changes]


def written_rows(corpus: Corpus, table: str) -> list[dict[str, str]]:
    """Return the rows of *table* in their order, cells as its file has them. Raises FileFault and CorpusError."""
    schema = corpus.descriptor.table(table)
    path = corpus.descriptor.folder / schema.path
    return parse(schema, read_whole(path), corpus.path(table))


def _whole(cells: Cells, names: Iterable[str]) -> dict[str, str]:
    return {name: tidy(cells.get(name, "")) for name in names}
