"""The journal of a desk: what was accepted, so that it can be undone, and what was being typed when it was stopped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from review.corpus.workflow.changing import RowChange
from review.errors import FileFault
from review.files.atomic import write_whole

#: So many acts can be undone.
_KEPT = 200


class Journal:
    """Acts, the last one last, and a draft a source, kept in one file that is written whole at each change."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            content = json.loads(path.read_text("utf-8"))
            self._acts: list[dict[str, Any]] = list(content["acts"])
            self._drafts: dict[str, Any] = dict(content["drafts"])
        except (OSError, ValueError, KeyError, TypeError):
            self._acts, self._drafts = [], {}

    @property
    def last(self) -> str:
        """What the last act did; empty where there is none."""
        return str(self._acts[-1]["did"]) if self._acts else ""

    def did(self, what: str, changes: Iterable[RowChange]) -> None:
        """Keep an act that was done. Raises FileFault."""
        told = [{"table": one.table, "before": one.before, "after": one.after} for one in changes]
        self._acts = [*self._acts, {"did": what, "changes": told}][-_KEPT:]
        self._write()

    def undoing(self) -> list[RowChange]:
        """Return the changes that take the last act back; none where there is no act."""
        changes = self._acts[-1]["changes"] if self._acts else []
        return [RowChange(one["table"], one["before"], one["after"]).undone for one in reversed(changes)]

    def undid(self) -> None:
        """Forget the last act, which was taken back. Raises FileFault."""
        self._acts.pop()
        self._write()

    def draft(self, source_id: str) -> Any:
        """Return what was being typed about a source; None where nothing was."""
        return self._drafts.get(source_id)

    def keep_draft(self, source_id: str, draft: Mapping[str, Any] | None) -> None:
        """Keep what is being typed about a source, or forget it. Raises FileFault."""
        if draft is None and source_id not in self._drafts:
            return
        self._drafts[source_id] = draft
        if draft is None:
            del self._drafts[source_id]
        self._write()

    def _write(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileFault.of(error, self._path.parent) from error
        content = {"acts": self._acts, "drafts": self._drafts}
        write_whole(self._path, json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8"))
