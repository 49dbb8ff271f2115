"""Two versions of a review side by side, told in lines or as data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from review.book.pages.changes.history import Between, Change, Word, history
from review.book.pages.changes.releases import Release, read_parts
from review.book.pages.changes.state import Cells
from review.book.pages.citables import catalogue
from review.book.site.stamp import UNBUILT, is_built
from review.corpus.snapshot import Snapshot
from review.errors import UsageError, require_known

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
