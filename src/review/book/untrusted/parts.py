"""The files without which there is no book, and those that a copy of a project may lack for a while."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.book.untrusted.settings import CONFIG, TOC
from review.corpus.snapshot import Snapshot
from review.errors import Problem
from review.execution.parameters.templates import PER_SOURCE, templates

_WHERE = "`review new` writes one into another folder, to copy."


def missing_parts(snapshot: Snapshot) -> Iterator[Problem]:
    """Yield a problem for each file that a build needs beside the tables; of a corpus alone, none."""
    project = snapshot.project
    if not (templates(project) and any((project.root / name).is_file() for name in (TOC, CONFIG))):
        return
    for name, what in ((TOC, "the contents of the book"), (CONFIG, "the settings of the book")):
        if not (project.root / name).is_file():
            yield Problem(name, 0, "", f"the file with {what} is missing", _WHERE)
    page, contents = project.notebooks / f"{PER_SOURCE}.ipynb", project.root / TOC
    named = contents.is_file() and re.search(
        rf"file: *{PER_SOURCE} *(?:#|$)", contents.read_text("utf-8"), re.MULTILINE
    )
    if snapshot.corpus.sources and named and not page.is_file():
        yield Problem(
            f"notebooks/{page.name}", 0, "", "the notebook that makes a page of each source is missing", _WHERE
        )


def missing_book(snapshot: Snapshot) -> Iterator[str]:
    """Yield a sentence where there is a corpus and no book."""
    project = snapshot.project
    if not (project.root / TOC).is_file():
        yield f"book/: the prose and the contents are missing: this is a corpus, and no book. {_WHERE}"
    if not templates(project):
        yield f"notebooks/: there is no notebook, so the book has no chapter and no page of a source. {_WHERE}"


def missing_lock(snapshot: Snapshot) -> Iterator[str]:
    """Yield a sentence where nothing says by which packages the book is built."""
    if not (snapshot.project.root / "requirements.lock").is_file():
        yield (
            "requirements.lock: it is missing: others cannot know by which packages the book is built. "
            "Write it, for instance by `pip freeze > requirements.lock`."
        )


def missing_texts(snapshot: Snapshot) -> Iterator[str]:
    """Yield a sentence for each source whose text is not at hand."""
    folder, sources = snapshot.texts, tuple(snapshot.corpus.sources)
    if sources and folder is None:
        yield "texts: their folder is not named, and no row can be verified. Name it by --texts, or in REVIEW_TEXTS."
    elif folder is not None:
        for name in sources:
            if not (folder / f"{name}.txt").is_file():
                message = f"the text is missing, so that no row of {name} can be verified"
                yield str(Problem(f"{folder / name}.txt", 0, "", message, "Put it there."))
