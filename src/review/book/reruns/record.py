"""What a run keeps of how it stood beside its chapter, in its file, and whether that chapter is still the same."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from review.book.reruns.asked import Asked
from review.corpus.tables.project import Project
from review.errors import FileFault, ReviewError, UsageError
from review.files.hashing import sha256

#: The class of the script that holds it in a page, and its name among the metadata of a notebook.
IN_PAGE, IN_NOTEBOOK = "run-record", "review_run"
_SCRIPT = re.compile(rf'<script class="{IN_PAGE}" type="application/json">(.*?)</script>', re.DOTALL)
NO_RUN = "holds no run of a chapter. Name a file that `review run` wrote, or two builds."


def record_of(asked: Asked, published: str, lines: Sequence[str], details: Sequence[str]) -> dict[str, Any]:
    """Return what is kept of a run: its page, its values, what differs from the *published* page, and its hash."""
    told = {"lines": list(lines) or [asked.nothing], "details": list(details)}
    return {"page": asked.page, "values": dict(asked.differing), "published": sha256(published.encode()), **told}


def differences_of(project: Project, run: Path) -> tuple[Sequence[str], Sequence[str]]:
    """Return what differs between the file of a *run* and its chapter: as the run itself says it, and each by itself.

    Raises UsageError where the file holds no such run, ReviewError where the chapter is another by now.
    """
    kept = _read(run)
    page = project.site / f"{kept['page']}.html"
    if not page.is_file() or sha256(page.read_bytes()) != kept["published"]:
        given = "".join(f" -p {name}={json.dumps(value)}" for name, value in kept["values"].items())
        message = f"{run}: the chapter beside which it was set is another by now"
        raise ReviewError(f"{message}. Run it again: review run {kept['page']}{given} -o {run.name} --force")
    return kept["lines"], kept["details"]


def _read(run: Path) -> Mapping[str, Any]:
    try:
        text = run.read_text("utf-8")
    except OSError as error:
        raise FileFault(f"{run}: cannot be read ({error.strerror}). Name a run, or two builds.") from None
    except UnicodeDecodeError:
        raise UsageError(f"{run} {NO_RUN}") from None
    try:
        found = _SCRIPT.search(text)
        kept = json.loads(found[1]) if found else json.loads(text)["metadata"][IN_NOTEBOOK]
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"{run} {NO_RUN}") from None
    known: Mapping[str, Any] = kept
    return known
