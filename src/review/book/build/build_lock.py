"""The folder ``build``: held by one build at a time, cleared of what a killed one left; the book that stands there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from review.book.build.kept_pages import KEPT
from review.book.site import manifest
from review.book.site.stamp import STAMP, everything
from review.corpus.tables.project import Project
from review.errors import FileFault
from review.execution.runs.cache import fingerprint_of
from review.files.atomic import write_whole
from review.files.folders import bring_back, file_records, held

#: How the folder of the finished notebooks of a build under way begins.
UNDER_WAY = "notebooks-"
#: The folder of the finished notebooks of the last build.
EXECUTED = "executed"


@contextmanager
def held_build(project: Project) -> Iterator[None]:
    """Hold the folder of what is built, tidied, as long as the block runs.

    Raises Busy where another process holds it (one that was killed holds nothing), and FileFault where it
    cannot be written to, also from within the block.
    """
    try:
        require_own(project)
        project.build.mkdir(parents=True, exist_ok=True)
        lock = project.build / ".lock"
        lock.touch()
        with held(lock, project.build, "build"):
            _tidy(project)
            try:
                yield
            finally:
                _clear(project)
    except OSError as error:
        raise FileFault.of(error, project.build) from error


def require_own(project: Project) -> None:
    """Refuse links and files where folders of the build belong: what a link leads to is not the build's."""
    inside = sorted(project.build.iterdir()) if project.build.is_dir() else []
    for place in (project.build, *inside):
        if place.is_symlink():
            raise FileFault(f"{place}: is a link (expected nothing, or what a build left). Remove it.")
    for place in (project.build, project.site):
        if place.exists() and not place.is_dir():
            raise FileFault(f"{place}: is a file (expected nothing, or a folder). Move it away.")


def _tidy(project: Project) -> None:
    """Remove what a build that was stopped left behind, and bring back a site that it had set aside."""
    for place in (project.site, project.build / EXECUTED, project.build / KEPT):
        bring_back(place)
    _clear(project)
    for part in (*project.build.glob(".*.part"), *(project.build / "cache").rglob(".*.part")):
        part.unlink(missing_ok=True)


def _clear(project: Project) -> None:
    for folder in (project.build / "stage", *project.build.glob(f"{UNDER_WAY}*")):
        shutil.rmtree(folder, ignore_errors=True)


#: What the system said of the files of the site when they were last as they were built, in the folder ``build``.
RECORDS = "site.records"
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
    if not all(path.exists() for path in (project.build / EXECUTED, project.build / RECEIPT, project.site)):
        return False
    known, records = project.build / RECORDS, file_records(project.site)
    if known.is_file() and known.read_text("utf-8") == records:
        return True
    if is_right := manifest.is_as_built(project.site):
        write_whole(known, records.encode("utf-8"))
    return is_right
