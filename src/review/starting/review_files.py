"""A new review in a folder: what stands in it before anything is coded, or what shows how a coded one looks."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from review import __version__
from review.corpus.corpus import open_corpus
from review.corpus.tables.csv_format import canonical_bytes
from review.corpus.tables.descriptor import read_descriptor
from review.corpus.tables.project import Project
from review.corpus.verification.receipt import write_receipt
from review.corpus.verification.verification import verify
from review.errors import UsageError
from review.files.atomic import write_whole

#: What the library is installed by; the program and the package are called `review`.
DISTRIBUTION = "figure-by-figure"
SKELETON, EXAMPLE = (Path(__file__).parent / name for name in ("skeleton", "example"))


def new_review(folder: Path, *over: Path, title: str = "") -> Project:
    """Write a review without sources into *folder*, named after it or by a *title*, and the files of others over it.

    Each table that no folder gives gets its head. Raises UsageError where *folder* is no folder or not empty.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: this is no folder. Name a new one.")
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder}: the folder is not empty. Name a new one.")
    words = re.findall(r"\w+", title or folder.resolve().name)
    if not words:
        raise UsageError(f"{folder}: its name would be the review's title, and has no letter. Name another one.")
    known = {
        "title": " ".join(words).capitalize(),
        "name": "-".join(words).lower(),
        "library": DISTRIBUTION,
        "version": __version__,
        "today": datetime.datetime.now(datetime.UTC).date().isoformat(),
    }
    for given in (SKELETON, *over):
        for path in sorted(given.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                _place(path, folder / path.relative_to(given), known)
    project = Project(folder)
    for table in read_descriptor(project.data).tables:
        if not (path := project.data / table.path).exists():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(canonical_bytes(table, []))
    return project


def new_example(folder: Path) -> Project:
    """Write the example into *folder*: a small review of real pages, coded, with the receipt of its verification."""
    project = new_review(folder, EXAMPLE, title="Deaths from heat")
    verify_own_texts(project)
    return project


def verify_own_texts(project: Project) -> None:
    """Write the receipt of a review whose texts stand in its folder ``texts``."""
    corpus = open_corpus(project)
    write_receipt(corpus, verify(corpus, project.root / "texts"), project.data)


def _place(path: Path, target: Path, known: dict[str, str]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    text = re.sub(r"@(\w+)@", lambda word: known.get(word[1], word[0]), path.read_text("utf-8"))
    write_whole(target, text.encode("utf-8"))
