"""Two states of a review side by side: versions, told in lines or as data, or what stands now beside a commit."""

from __future__ import annotations

import io
import json
import re
import subprocess
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from review.book.pages.changes.compared import Compared
from review.book.pages.changes.history import Between, Change, Word, history
from review.book.pages.changes.releases import Release, read_parts, read_releases
from review.book.pages.changes.state import Cells, State, state_of
from review.book.pages.citables import catalogue
from review.book.site.stamp import UNBUILT, is_built
from review.corpus.corpus import open_corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.bibliography import BIBLIOGRAPHY
from review.corpus.tables.csv_format import canonical_bytes
from review.corpus.tables.descriptor import DESCRIPTOR, read_descriptor
from review.corpus.tables.project import Project
from review.errors import CorpusError, UsageError, require_known

_SHORT = 12


def between(snapshot: Snapshot, first: str, second: str = "") -> Between:
    """Return two versions of a project side by side; without a *second* the first beside what stands now.

    Parts of the site are compared where it is built from that. Raises UsageError for an unknown version, with the
    nearest.
    """
    known = history(snapshot)
    kept = {release.version: release for release in known.releases}
    if not kept:
        raise UsageError("no release is kept yet: there is nothing to compare with. `review release` keeps one.")
    require_known("version that is kept", kept, [first, *([second] if second else [])])
    if second:
        return Between(kept[first], kept[second])
    project = snapshot.project
    parts = read_parts(project.site) if is_built(project) else _unbuilt(snapshot)
    return Between(kept[first], replace(known.now, parts=parts))


def changes_of(versions: Between, name: str = "") -> list[Change]:
    """Return what became of all things, or of those with an id, now or before. Raises UsageError for an unknown one."""
    if not name:
        return list(versions.changes())
    keys = {*versions.then, *versions.stands, *versions.gone}
    require_known("id of these versions", {known for _, known in keys}, [name])
    return [versions.change(key) for key in sorted(keys) if key[1] == name]


def change_lines(versions: Between, name: str = "") -> Iterator[str]:
    """Yield what changed between two versions in lines; of what has an id, also that it did not."""
    changes = changes_of(versions, name)
    yield f"From {_named(versions.before)} to {_named(versions.now)}:"
    counted = (Word.NOT_KEPT, *(() if name else (Word.UNCHANGED,)))
    for change in changes:
        if change.word not in counted or name:
            yield from _lines(change)
    for word in () if name else counted:
        if kinds := Counter(change.kind for change in changes if change.word is word):
            yield f"{word}: {', '.join(f'{kind} {count}' for kind, count in sorted(kinds.items()))}"
    parts = versions.now.parts.values()
    if parts and not any("hash" in part for part in parts):
        yield f"sections, charts and tables are not compared: {UNBUILT}"
    conclusions = versions.conclusions_on(name) if name else versions.conclusions
    yield f"conclusions changed: {', '.join(conclusions) or 'none'}"


def as_json(versions: Between, name: str = "") -> str:
    """Return what became of all things, or of those with an id, as JSON."""
    conclusions = versions.conclusions_on(name) if name else versions.conclusions
    ends = {"from": versions.before, "to": versions.now}
    made: dict[str, Any] = {
        **{end: {"version": one.version, "released": one.released} for end, one in ends.items()},
        "conclusions_changed": conclusions,
        "changes": [asdict(change) for change in changes_of(versions, name)],
    }
    return json.dumps(made, indent=1, ensure_ascii=False)


def _unbuilt(snapshot: Snapshot) -> dict[str, Cells]:
    """Return what is known of the parts of a book that is not built: all but their words."""
    parts = catalogue(snapshot).parts.values()
    return {one.id: {"kind": one.kind, "title": one.title, "address": one.address} for one in parts}


def _named(release: Release) -> str:
    return f"{release.version} ({release.released})" if release.released else f"what stands here ({release.version})"


def _lines(change: Change) -> Iterator[str]:
    became = f" to {change.became}" if change.became else ""
    reason = f": {change.reason}" if change.reason else ""
    yield f"{change.kind} {change.id}: {change.word}{became}{reason}"
    for field, pair in change.fields.items():
        was, now = (f"{text[:_SHORT]}…" if field == "hash" else text.replace("\n", "; ") for text in pair)
        yield f"  {field.removesuffix('_id').replace('_', ' ')}: {was or 'nothing'} → {now or 'nothing'}"


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
