"""The states that releases had, each kept for good in a file of its own, with the hashes of all beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from review.book.pages.changes.state import State, state_of
from review.book.site.manifest import SiteDiffers, verify_site, write_manifest
from review.citing.reference import Citation
from review.corpus.corpus import Corpus
from review.errors import CorpusError, Problem, UsageError
from review.files.atomic import write_whole

FOLDER = "releases"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
RESTORE = "Restore the folder as it was: what a release said is never changed afterwards."


@dataclass(frozen=True)
class Release:
    """What the review said at a release. *released* is an ISO date."""

    version: str
    released: str
    state: State


def read_releases(data: Path) -> tuple[Release, ...]:
    """Return the kept releases of a data folder, the oldest first; none where none is kept.

    Raises CorpusError where a file is not what it was.
    """
    require_kept(data)
    releases = [_read(path) for path in sorted((data / FOLDER).glob("*.json"))]
    return tuple(sorted(releases, key=lambda release: (release.released, _places(release.version))))


def _read(path: Path) -> Release:
    try:
        content = json.loads(path.read_bytes())
        release = Release(content["version"], content["released"], content["state"])
        if (
            release.version != path.stem
            or not _DATE.fullmatch(release.released)
            or release_bytes(release) != path.read_bytes()
        ):
            raise ValueError("it is not in the form in which releases are kept")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        problem = Problem(f"data/{FOLDER}/{path.name}", 0, "", f"this is no kept release ({error})", RESTORE)
        raise CorpusError([problem]) from error
    return release


def require_kept(data: Path) -> None:
    """Let a data folder pass whose kept releases are as they were kept. Raises CorpusError that names each other."""
    if not (data / FOLDER).is_dir():
        return
    try:
        # A folder with its manifest, like that of a site: `sha256sum -c` reads both.
        verify_site(data / FOLDER)
    except SiteDiffers as error:
        place = f"data/{FOLDER}"
        problems = [Problem(f"{place}/{each.path}", each.line, "", each.message, RESTORE) for each in error.problems]
        raise CorpusError(problems) from error


def keep_release(corpus: Corpus, citation: Citation) -> Path | None:
    """Keep what *corpus* says as the release to cite, and return the new file; None where it is kept already.

    Raises UsageError where that version is kept and said something else.
    """
    gap = release_gap(corpus, citation)
    if not citation.is_release:
        raise UsageError(gap)
    path = corpus.descriptor.folder / FOLDER / f"{citation.version}.json"
    if path.exists():
        if gap:
            raise UsageError(gap)
        return None
    path.parent.mkdir(exist_ok=True)
    write_whole(path, release_bytes(Release(citation.version, citation.released, state_of(corpus))))
    write_manifest(path.parent)
    return path


def release_gap(corpus: Corpus, citation: Citation) -> str:
    """Return what a release of *corpus* as the version to cite lacks; empty where what it says is kept."""
    kept = {release.version: release for release in read_releases(corpus.descriptor.folder)}
    if not citation.is_release:
        return f"CITATION.cff names no release (got {citation.version}). Write the version and the day of the next."
    if citation.version not in kept:
        return f"data/{FOLDER} lacks what the review says as {citation.version}. Run `review ids`."
    if kept[citation.version].state == state_of(corpus):
        return ""
    place = f"data/{FOLDER}/{citation.version}.json"
    return (
        f"{place}: this release said something else. Write the next version into CITATION.cff, then run `review ids`."
    )


def release_bytes(release: Release) -> bytes:
    """Return a release in the form in which it is kept: JSON, a row a line, sorted by kind and id."""
    kinds = [f" {json.dumps(kind)}: {{\n{_lines(release.state[kind])}\n }}" for kind in sorted(release.state)]
    head = f'{{"released": {json.dumps(release.released)}, "version": {json.dumps(release.version)}, "state": {{'
    return "\n".join([head, ",\n".join(kinds), "}}", ""]).encode("utf-8")


def _lines(rows: Mapping[str, Mapping[str, str]]) -> str:
    return ",\n".join(
        f"  {json.dumps(key)}: {json.dumps(row, ensure_ascii=False, sort_keys=True)}"
        for key, row in sorted(rows.items())
    )


def _places(version: str) -> list[int]:
    return [int(part) for part in version.split(".") if part.isdigit()]
