"""What releases said, each kept for good in a file of its own, with the hashes of all beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from review.book.pages.changes.state import Cells, State, state_of
from review.book.site import manifest
from review.citing.reference import Citation
from review.corpus.corpus import Corpus
from review.errors import CorpusError, FileFault, Problem
from review.files.hashing import sha256

FOLDER = "releases"
#: In a built site, all that has a page in its folder `cite`.
CATALOGUE = "catalogue.json"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
RESTORE = "Restore the folder as it was: what a release said is never changed afterwards."


@dataclass(frozen=True)
class Release:
    """What the review said at a release. *released* is an ISO date.

    *parts* are kind, title, address and hash of all that had a page in the folder `cite` of the site, by id; empty
    where that was not kept.
    """

    version: str
    released: str
    state: State
    parts: Mapping[str, Cells] = field(default_factory=dict)


def read_releases(data: Path) -> tuple[Release, ...]:
    """Return the kept releases of a data folder, the oldest first; none where none is kept.

    Raises CorpusError where a file is not what it was.
    """
    require_kept(data)
    releases = [_read(path) for path in sorted((data / FOLDER).glob("*.json"))]
    return tuple(sorted(releases, key=lambda release: (release.released, places(release.version))))


def _read(path: Path) -> Release:
    try:
        content = json.loads(path.read_bytes())
        release = Release(content["version"], content["released"], content["state"], content.get("parts", {}))
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
        manifest.verify_site(data / FOLDER)
    except manifest.SiteDiffers as error:
        place = f"data/{FOLDER}"
        problems = [Problem(f"{place}/{each.path}", each.line, "", each.message, RESTORE) for each in error.problems]
        raise CorpusError(problems) from error


def kept_files(data: Path, release: Release) -> dict[Path, bytes]:
    """Return the files that keep a *release* beside those before it: its own, and the manifest of all."""
    folder = data / FOLDER
    made = {f"{release.version}.json": release_bytes(release)}
    hashes = {path.name: sha256(path.read_bytes()) for path in folder.glob("*.json")}
    hashes |= {name: sha256(content) for name, content in made.items()}
    return {folder / name: content for name, content in {**made, manifest.NAME: manifest.content(hashes)}.items()}


def read_parts(site: Path) -> dict[str, Cells]:
    """Return all that has a page in the folder `cite` of a built *site*, by id. Raises FileFault where none is told."""
    try:
        parts: dict[str, Cells] = json.loads((site / CATALOGUE).read_bytes())
    except (OSError, ValueError) as error:
        raise FileFault(f"{site / CATALOGUE}: cannot be read ({error}). Run `review book`.") from error
    return parts


def parts_text(parts: Mapping[str, Cells]) -> str:
    """Return what a built site keeps of its *parts*: JSON, a thing a line, sorted by id."""
    return f"{{\n{_lines(parts)}\n}}\n"


def release_gap(corpus: Corpus, citation: Citation) -> str:
    """Return what a release of *corpus* as the version to cite lacks; empty where what it says is kept."""
    kept = {release.version: release for release in read_releases(corpus.descriptor.folder)}
    if not citation.is_release:
        return f"CITATION.cff names no release (got {citation.version}). `review release` makes one."
    if citation.version not in kept:
        return f"data/{FOLDER} lacks what the review says as {citation.version}. `review release` keeps it."
    if kept[citation.version].state == state_of(corpus):
        return ""
    place = f"data/{FOLDER}/{citation.version}.json"
    return f"{place}: this release said something else. `review release --next` names what stands here another version."


def release_bytes(release: Release) -> bytes:
    """Return a release in the form in which it is kept: JSON, a row a line, sorted by kind and id."""
    kinds = [f" {json.dumps(kind)}: {{\n{_lines(release.state[kind])}\n }}" for kind in sorted(release.state)]
    head = f'{{"released": {json.dumps(release.released)}, "version": {json.dumps(release.version)}, "state": {{'
    tail = ["}, " + f'"parts": {{\n{_lines(release.parts)}\n}}}}'] if release.parts else ["}}"]
    return "\n".join([head, ",\n".join(kinds), *tail, ""]).encode("utf-8")


def _lines(rows: Mapping[str, Mapping[str, str]]) -> str:
    return ",\n".join(
        f"  {json.dumps(key)}: {json.dumps(row, ensure_ascii=False, sort_keys=True)}"
        for key, row in sorted(rows.items())
    )


def places(version: str) -> list[int]:
    """Return the numbers of a version, by which versions are put in order."""
    return [int(part) for part in version.split(".") if part.isdigit()]
