"""The book that stands built: what a build left, whether all of it is there, and whether it is of what stands now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from review.book.build.build_lock import EXECUTED, held_build
from review.book.site import manifest
from review.book.site.stamp import STAMP, everything
from review.corpus.tables.project import Project
from review.execution.runs.cache import fingerprint_of

#: The receipt of a build, in the folder ``build``.
RECEIPT = "ro-crate-metadata.json"


@dataclass(frozen=True)
class Built:
    """The site, whether it had to be made, and what a release would still need."""

    site: Path
    made: bool
    notices: tuple[str, ...]


def standing_book(project: Project) -> Built | None:
    """Return the book that stands, where nothing has changed since it was built; None where one is to be built.

    Raises Busy where another process builds it.
    """
    if not (project.build / STAMP).is_file():
        return None
    with held_build(project):
        return standing(project, everything(project))


def standing(project: Project, inputs: Mapping[str, str]) -> Built | None:
    """Return the book that stands, in a build that is held, where it was made from *inputs* and is whole."""
    stamp = project.build / STAMP
    # What the site was made from has passed all checks; the stamp keeps what they said of it.
    was, *notices = stamp.read_text("utf-8").splitlines() if stamp.is_file() else [""]
    return Built(project.site, False, tuple(notices)) if was == fingerprint_of(inputs) and is_whole(project) else None


def is_whole(project: Project) -> bool:
    """Return whether everything that a build leaves is there, the site as it was built."""
    left = (project.build / EXECUTED, project.build / RECEIPT)
    return all(path.exists() for path in left) and manifest.is_as_built(project.site)
