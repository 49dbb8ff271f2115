"""The small project in a folder of the test's own, and a hand to change it with."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bicycles import DECLARATION, REFERENCES, ROWS, TEXTS

from review.corpus.corpus import Corpus, check, open_corpus
from review.corpus.tables.csv_format import canonical_bytes, parse
from review.corpus.tables.descriptor import Descriptor, read_descriptor
from review.corpus.tables.project import Project
from review.corpus.text.source_text import count_words
from review.corpus.verification.verification import verify
from review.errors import CorpusError, Problem
from review.files.hashing import sha256

Once = Callable[[str, Callable[[Path], object]], Path]  # a name and what makes a folder in, the folder out
Run = Callable[..., tuple[int, str, str]]  # arguments in; status, output and complaints out
REPOSITORY = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Small:
    """The small project: its tables changed row by row, or as bytes where a test needs a malformed file."""

    root: Path

    @property
    def project(self) -> Project:
        return Project(self.root)

    @property
    def texts(self) -> Path:
        return self.root / "texts"

    @property
    def descriptor(self) -> Descriptor:
        return read_descriptor(self.root / "data")

    def file(self, table: str) -> Path:
        """Return the file of *table*."""
        return self.root / "data" / self.descriptor.table(table).path

    def rows(self, table: str) -> list[dict[str, str]]:
        """Return the rows of *table*, cells as text."""
        declared = self.descriptor.table(table)
        return parse(declared, (self.root / "data" / declared.path).read_bytes(), table)

    def write(self, table: str, rows: list[dict[str, str]]) -> None:
        """Write *table* in canonical form."""
        declared = self.descriptor.table(table)
        (self.root / "data" / declared.path).write_bytes(canonical_bytes(declared, rows))

    def change(self, table: str, key: str, **cells: str) -> None:
        """Give the row *key* other cells."""
        declared = self.descriptor.table(table)
        path = self.root / "data" / declared.path
        rows = parse(declared, path.read_bytes(), table)
        next(row for row in rows if row[declared.primary_key[0]] == key).update(cells)
        path.write_bytes(canonical_bytes(declared, rows))

    def add(self, table: str, like: str = "", **cells: str) -> None:
        """Add a row, where *like* is given, with the cells of that row first."""
        rows = self.rows(table)
        rows.append((dict(self.row(table, like, rows)) if like else {}) | cells)
        self.write(table, rows)

    def remove(self, table: str, key: str) -> None:
        """Remove a row."""
        rows = self.rows(table)
        rows.remove(self.row(table, key, rows))
        self.write(table, rows)

    def row(self, table: str, key: str, rows: list[dict[str, str]]) -> dict[str, str]:
        """Return the one row of *rows* whose first cell is *key*."""
        column = self.descriptor.table(table).primary_key[0]
        return next(row for row in rows if row[column] == key)

    def line(self, table: str, key: str) -> int:
        """Return the line in which the row *key* stands."""
        lines = self.file(table).read_text("utf-8").split("\n")
        return 1 + next(number for number, line in enumerate(lines) if line.startswith(f"{key},"))

    def replace(self, table: str, old: bytes, new: bytes) -> None:
        """Replace bytes of a table's file, where they stand first."""
        data = self.file(table).read_bytes()
        assert old in data
        self.file(table).write_bytes(data.replace(old, new, 1))

    def change_text(self, source_id: str, old: str, new: str) -> None:
        """Change a source's text, as if it had been the one that was coded."""
        path = self.texts / f"{source_id}.txt"
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        text = text.replace(old, new)
        path.write_text(text, "utf-8")
        self.change("sources", source_id, text_sha256=sha256(text.encode()), text_words=str(count_words(text)))

    def problems(self) -> list[str]:
        """Return what `check` finds, a message each."""
        return [str(problem) for problem in check(self.root / "data")]

    def corpus(self) -> Corpus:
        """Return the corpus."""
        return open_corpus(self.project)

    def verification_problems(self) -> list[str]:
        """Return what `verify` finds, a message each."""
        return [str(problem) for problem in verify(self.corpus(), self.texts).problems]

    def contents(self) -> dict[str, bytes]:
        """Return every file of the project, by path."""
        files = (path for path in self.root.rglob("*") if path.is_file())
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in files}


def hold(problems: Iterable[Problem]) -> None:
    """Raise CorpusError with *problems*, where there are any, as a command does that asks for them."""
    if listed := list(problems):
        raise CorpusError(listed)


def make_bicycles(root: Path) -> Small:
    """Write the small project into the folder *root*, which need not exist."""
    (root / "data").mkdir(parents=True)
    (root / "data" / "datapackage.json").write_text(json.dumps(DECLARATION, indent=2), "utf-8")
    small = Small(root)
    # The declaration is read once: hundreds of tests begin here.
    for table in small.descriptor.tables:
        path = root / "data" / table.path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(canonical_bytes(table, ROWS.get(table.name, [])))
    (root / "data" / "references.bib").write_text(REFERENCES, "utf-8")
    small.texts.mkdir()
    for source_id, text in TEXTS.items():
        (small.texts / f"{source_id}.txt").write_text(text, "utf-8")
    return small
