"""Of which state of the project the built site is: the hash of everything that it was made from."""

from __future__ import annotations

from pathlib import Path

from review.book.site.unshown_rows import chapters
from review.corpus.tables.descriptor import DESCRIPTOR
from review.corpus.tables.project import Project
from review.execution.runs.cache import digests, fingerprint_of
from review.files.folders import LIBRARY

STAMP = "site.stamp"
LOCK = "requirements.lock"
UNBUILT = "the book is not built from what stands here: what its chapters show is not known. Run `review book`."


def build_gap(project: Project) -> str:
    """Return a sentence where the book that stands built is of another state of the project, or none is; else nothing.

    A project without chapters has nothing to build.
    """
    return "" if not chapters(project) or is_built(project) else UNBUILT


def is_built(project: Project) -> bool:
    """Return whether the book that stands built is of what stands in the project."""
    stamp = project.build / STAMP
    return stamp.is_file() and stamp.read_text("utf-8").splitlines()[:1] == [fingerprint_of(everything(project))]


def everything(project: Project) -> dict[str, str]:
    """Return the hash of every file that the book is made from, by its path."""
    return digests([LIBRARY, *own_files(project)], folder=project.root)


def own_files(project: Project) -> list[Path]:
    """Return the files and folders of the project that the book is made from."""
    return [*locks(project), project.data, project.notebooks, project.book, project.root / "CITATION.cff"]


def notebook_inputs(project: Project) -> list[Path]:
    """What every notebook may read: library, lock file and the declaration of the tables; rows are recorded.

    A project that uses the library installed may keep no lock file; other packages are then no reason to run anew.
    """
    return [LIBRARY, *locks(project), project.data / DESCRIPTOR]


def locks(project: Project) -> list[Path]:
    """Return the lock file of a project that keeps one."""
    return [path for path in (project.root / LOCK,) if path.is_file()]
