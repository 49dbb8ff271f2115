"""A release: what it refuses, and all that it writes, in one step, into the files that name a version too."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from review.book.pages.changes.releases import Release, kept_files, places, read_parts, read_releases
from review.book.pages.changes.state import state_of
from review.book.pages.ids import listed_ids
from review.book.requirements import DONE_BY_RELEASE, REQUIREMENTS
from review.book.site.manifest import is_as_built
from review.book.site.stamp import UNBUILT, is_built
from review.citing import zenodo
from review.citing.reference import RELEASE, citation, is_day
from review.corpus.requirement import BEFORE_RUNS, require, to_do
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.errors import FileFault, ReviewError, UsageError
from review.files.atomic import read_whole, write_together, write_whole

_ASKED = tuple(one for one in REQUIREMENTS if one.name not in DONE_BY_RELEASE)
_DONE = tuple(one for one in REQUIREMENTS if one.name in DONE_BY_RELEASE)


@dataclass(frozen=True)
class Released:
    """What a release wrote: its *files*, as paths within the project, and how many ids it *listed* for good."""

    files: tuple[str, ...]
    listed: int


def release(snapshot: Snapshot, version: str, day: str) -> Released:
    """Make what stands in a project a release, and return what was written: all of it, or nothing on an error.

    The site must be built from what stands there: its parts are kept, too. Raises UsageError for a version or day that
    cannot be, CorpusError for what `check` refuses, ReviewError for what is still to do.
    """
    project = snapshot.project
    _require_later(project, version, day)
    require(REQUIREMENTS, snapshot, BEFORE_RUNS)
    if gaps := list(dict.fromkeys([*to_do(_ASKED, snapshot), *_unbuilt(project)])):
        raise ReviewError("no release while something is to do:\n" + "\n".join(gaps))
    files = _versioned(snapshot, version, version, day)
    files[project.root / "CHANGELOG.md"] = released_changelog(project.root, version, day)
    made = Release(version, day, state_of(snapshot.corpus), read_parts(project.site))
    files |= kept_files(project.data, made)
    listed, path, content = _listed(snapshot, version, files)
    files[path] = content
    _write(project, files)
    return Released(tuple(path.relative_to(project.root).as_posix() for path in files), listed)


def name_next(snapshot: Snapshot) -> tuple[str, tuple[str, ...]]:
    """Name what stands in a project the version after a release: return its name, and the files that have it now.

    Raises UsageError where CITATION.cff names no release.
    """
    version = citation(snapshot).version
    if not RELEASE.fullmatch(version):
        raise UsageError(f"CITATION.cff names no release (got {version}): what stands here is of the next one already.")
    major, minor, _ = places(version)
    to_come = f"{major}.{minor + 1}.0.dev"
    files = _versioned(snapshot, to_come, f"{to_come}0")
    write_together(files)
    return to_come, tuple(path.relative_to(snapshot.project.root).as_posix() for path in files)


def _versioned(snapshot: Snapshot, version: str, package_version: str, day: str = "") -> dict[Path, bytes]:
    root, book = snapshot.project.root, citation(snapshot)
    named = replace(book, version=version, released=day or book.released)
    return versioned(root, version, package_version, day) | {root / zenodo.FILE: zenodo.record(named, snapshot.corpus)}


def _require_later(project: Project, version: str, day: str) -> None:
    if not RELEASE.fullmatch(version):
        raise UsageError(f"{version!r} is no version of a release. Write it as in 1.2.0.")
    if not is_day(day):
        raise UsageError(f"{day!r} is no day. Write it as in 2020-05-04.")
    for kept in read_releases(project.data):
        if places(version) <= places(kept.version):
            raise UsageError(f"{version} is not newer than {kept.version}, which is kept. Give it a greater number.")
        if day < kept.released:
            raise UsageError(f"{day} is before {kept.released}, the day of {kept.version}. Give it a later one.")


def _unbuilt(project: Project) -> Iterator[str]:
    if not is_built(project) or not is_as_built(project.site):
        yield UNBUILT


def _listed(snapshot: Snapshot, version: str, files: dict[Path, bytes]) -> tuple[int, Path, bytes]:
    """Return what lists the ids of a release, found in a copy in which *files* are written and that is checked.

    The first release brings the page of what changed, whose sections have ids.
    """
    project = snapshot.project
    with tempfile.TemporaryDirectory(prefix="review-release-") as folder:
        copy = Project(Path(folder).resolve())
        for place in (project.data, project.book, project.notebooks):
            if place.is_dir():
                shutil.copytree(place, copy.root / place.relative_to(project.root))
        for path, content in files.items():
            if path.is_relative_to(project.data) or path.name == "CITATION.cff":
                there = copy.root / path.relative_to(project.root)
                there.parent.mkdir(exist_ok=True)
                write_whole(there, content)
        count, path, content = listed_ids(_of(copy, snapshot), version)
        write_whole(path, content)
        then = _of(copy, snapshot)
        require(REQUIREMENTS, then, BEFORE_RUNS)
        if gaps := to_do(_DONE, then):
            raise ReviewError("the release would not be whole:\n" + "\n".join(gaps))
        return count, project.root / path.relative_to(copy.root), content


def _of(project: Project, snapshot: Snapshot) -> Snapshot:
    return Snapshot(project, offered=snapshot.offered)


def _write(project: Project, files: dict[Path, bytes]) -> None:
    """Write *files* together; the first release needs a folder, which goes again where they cannot be written."""
    new = [folder for folder in {path.parent for path in files} if not folder.exists()]
    for folder in new:
        folder.mkdir()
    try:
        write_together(files)
    finally:
        for folder in new:
            if not any(folder.iterdir()):
                folder.rmdir()


CITATION, CHANGELOG = "CITATION.cff", "CHANGELOG.md"
#: Where the repository of the library itself keeps its version.
PACKAGE = Path("src") / "review" / "__init__.py"
_UNRELEASED = re.compile(r"^## Unreleased[ \t]*\n(?P<said>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def versioned(root: Path, version: str, package_version: str, day: str = "") -> dict[Path, bytes]:
    """Return the files of a project that name its version with another: CITATION.cff, and the library's own package.

    With a *day* that of the release is another, too. Raises FileFault where a file has no line for one of them.
    """
    lines = {"version": version} | ({"date-released": day} if day else {})
    files = {root / CITATION: _with(root / CITATION, {f"{key}: ": f"{key}: {text}" for key, text in lines.items()})}
    if (root / PACKAGE).is_file():
        # A review of others has none: its version is not that of the library.
        files[root / PACKAGE] = _with(root / PACKAGE, {"__version__ = ": f'__version__ = "{package_version}"'})
    return files


def released_changelog(root: Path, version: str, day: str) -> bytes:
    """Return the changelog of a project in which what stands under *Unreleased* is that of a version.

    Raises ReviewError where nothing stands there.
    """
    path = root / CHANGELOG
    text = read_whole(path).decode("utf-8") if path.is_file() else ""
    found = _UNRELEASED.search(text)
    if not found or not found["said"].strip():
        raise ReviewError(f"{CHANGELOG}: nothing stands under '## Unreleased'. Say there what the release brings.")
    headings = f"## Unreleased\n\n## {version} ({day})\n"
    return f"{text[: found.start()]}{headings}{found['said']}{text[found.end() :]}".encode()


def _with(path: Path, lines: Mapping[str, str]) -> bytes:
    """Return a file in which the one line that begins with each key is another."""
    written = read_whole(path).decode("utf-8").split("\n")
    for start, line in lines.items():
        places = [place for place, one in enumerate(written) if one.startswith(start)]
        if len(places) != 1:
            raise FileFault(
                f"{path.name}: {len(places)} lines begin with {start!r} (expected 1). Write it on one line."
            )
        written[places[0]] = line
    return "\n".join(written).encode("utf-8")
