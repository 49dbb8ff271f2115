"""Random edits of single cells of a project's data, as somebody might make them."""

from __future__ import annotations

import contextlib
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from review.corpus.corpus import Corpus
from review.corpus.requirement import Stage, require
from review.corpus.snapshot import Snapshot
from review.corpus.tables.csv_format import canonical_bytes, parse
from review.corpus.tables.descriptor import read_descriptor
from review.corpus.tables.project import Project
from review.corpus.tables.schema import TableSchema
from review.errors import ReviewError
from review.synthesis.requirements import REQUIREMENTS

EDITED = (
    *("appraisals", "claims", "corrections", "derivations", "events", "facts", "figures", "measures", "origins"),
    *("places", "populations", "relations", "sources", "terms", "themes"),
)


class Edit(NamedTuple):
    """A cell, by table, number of its row from 0, and column, and what is written into it."""

    table: str
    row: int
    column: str
    text: str


def rows_of(project: Project, table: TableSchema) -> list[dict[str, str]]:
    """Return the rows of a table, cells as text."""
    return parse(table, (project.data / table.path).read_bytes(), table.path)


def an_edit(chance: random.Random, project: Project, tables: Sequence[str] = EDITED) -> Edit:
    """Return an edit of one of *tables* as they are now: a longer, shorter or another cell, or one of another row."""
    table = read_descriptor(project.data).table(chance.choice(tables))
    rows, column = rows_of(project, table), chance.choice(table.column_names)
    row = chance.randrange(len(rows))
    was = text = rows[row][column]
    while text == was:
        others = chance.choice(rows)[column]
        text = chance.choice([f"{was} Anew.".strip(), was[:-1] or "1", f"{was}0", others, others])
    return Edit(table.name, row, column, text)


def edit_and_build(
    chance: random.Random, project: Project, build: Callable[[Project], object], tables: Sequence[str] = EDITED
) -> None:
    """Make a random edit that can be built, and build it; what the checks or a notebook refuse is taken back."""
    while True:
        edit = an_edit(chance, project, tables)
        with made(project, edit):
            try:
                build(project)
            except ReviewError:
                continue
        make(project, edit)
        return


def copied(source: Path, target: Path, kept: Sequence[str] = ()) -> Project:
    """Copy what people write of a project, and what is *kept* of its build, to *target*."""
    for name in ("data", "notebooks", "book", "CITATION.cff", "requirements.lock", *kept):
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)
        elif (source / name).is_file():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, target / name)
    return Project(target)


def make(project: Project, edit: Edit) -> None:
    """Write an edit into its table."""
    table = read_descriptor(project.data).table(edit.table)
    rows = rows_of(project, table)
    rows[edit.row][edit.column] = edit.text
    (project.data / table.path).write_bytes(canonical_bytes(table, rows))


@contextlib.contextmanager
def made(project: Project, edit: Edit) -> Iterator[None]:
    """Make an edit for the time of the block."""
    path = project.data / read_descriptor(project.data).table(edit.table).path
    before = path.read_bytes()
    make(project, edit)
    try:
        yield
    finally:
        path.write_bytes(before)


def opened(project: Project) -> Corpus:
    """Return the corpus as it is now. Raises ReviewError where no build would go on."""
    snapshot = Snapshot(project)
    require(REQUIREMENTS, snapshot, [Stage.CONCLUSIONS])
    return snapshot.corpus
