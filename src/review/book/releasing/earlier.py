"""What stands now beside an earlier state: a kept release, or the data of a commit."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

from review.book.pages.changes.compared import Compared
from review.book.pages.changes.releases import Release, read_releases
from review.book.pages.changes.state import State, state_of
from review.corpus.corpus import open_corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.bibliography import BIBLIOGRAPHY
from review.corpus.tables.csv_format import canonical_bytes
from review.corpus.tables.descriptor import DESCRIPTOR, read_descriptor
from review.corpus.tables.project import Project
from review.errors import CorpusError, UsageError

_COMMIT = re.compile(r"\w[\w./~^@{}-]*")


def states_since(snapshot: Snapshot, since: str = "") -> Compared:
    """Return what stands now beside a kept version or a commit; without one, beside the newest release.

    Raises UsageError where there is no such version or commit, or its data do not fit the library's tables.
    """
    releases = {release.version: release for release in read_releases(snapshot.project.data)}
    if not since and not releases:
        raise UsageError("no release is kept yet. Name a commit: review impact --since COMMIT.")
    before = releases.get(since or [*releases][-1]) or Release(since, "", _at_commit(snapshot.project, since))
    return Compared(before, state_of(snapshot.corpus))


def _at_commit(project: Project, commit: str) -> State:
    """Return what the review said at a commit. A table that was not kept yet has no rows."""
    wanted = read_descriptor(project.data)
    known = {DESCRIPTOR, BIBLIOGRAPHY, *(table.path for table in wanted.tables)}
    with tempfile.TemporaryDirectory(prefix="review-impact-") as folder:
        then = Project(Path(folder).resolve())
        with tarfile.open(fileobj=io.BytesIO(_archive(project, commit))) as archive:
            for member in archive.getmembers():
                if (name := member.name.removeprefix("data/")) in known and (content := archive.extractfile(member)):
                    place = then.data / name
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(content.read())
        for table in wanted.tables:
            if not (place := then.data / table.path).is_file():
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(canonical_bytes(table, []))
        try:
            return state_of(open_corpus(then))
        except CorpusError as error:
            first = error.problems[0]
            raise UsageError(f"{commit}: its data do not fit the tables of this library ({first}).") from error


def _archive(project: Project, commit: str) -> bytes:
    if not _COMMIT.fullmatch(commit):
        raise UsageError(f"{commit!r} is neither a version that is kept nor a commit.")
    command = ["git", "-C", str(project.root), "archive", "--format=tar", commit, "data"]
    try:
        return subprocess.run(command, check=True, capture_output=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        told = getattr(error, "stderr", b"").decode("utf-8", "replace").strip() or str(error)
        raise UsageError(f"{commit!r} is neither a version that is kept nor a commit of git ({told}).") from error
