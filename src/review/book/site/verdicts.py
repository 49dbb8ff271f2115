"""What was found of a project that had no problem, kept by the hash of all that it was found in.

It is kept outside of projects: whoever sends one does not send the verdict on it.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from review.book.site.stamp import STAMP, everything
from review.book.site.unshown_rows import chapters
from review.corpus.tables.project import Project
from review.errors import FileFault
from review.execution.runs.cache import digests, fingerprint, fingerprint_of
from review.files.folder_entries import entries, link_problems
from review.files.folders import LIBRARY
from review.files.hashing import sha256
from review.files.kept_contents import KeptContents, own_folder

#: So many verdicts are kept, those that were found last.
MOST = 100
Verdict = dict[str, Any]


def asked_in(project: Project, texts: Path | None = None) -> dict[str, str]:
    """Return the hash of every file that a check of *project*, with its *texts*, reads, and of the program that reads.

    Empty where it cannot be told: something there is missing, or is no plain file.
    """
    places = (project.data, project.notebooks, project.book, project.root / "CITATION.cff")
    if not all(path.exists() for path in places) or any(link_problems(path, path.name) for path in places):
        return {}
    of_the_site = [project.build / STAMP, *(project.site / f"{name}.html" for name in chapters(project))]
    beside = (project.root / ".zenodo.json", project.root / "README.md")
    present = [path for path in (*beside, *of_the_site) if path.is_file()]
    found = {**everything(project), **digests([*present, *(texts.glob("*.txt") if texts else ())], folder=project.root)}
    # Names as well: of a folder nothing else is known, and one named like a page cannot be read as one.
    names = "\n".join(path.relative_to(project.root).as_posix() for place in places for path in entries(place))
    return {**found, "names": sha256(names.encode()), "program": sha256(program_in_use().encode())}


def program_in_use() -> str:
    """Return what reads beside the library, which counts as a file: Python, and each package by name and version."""
    installed = {path.name for place in map(Path, sys.path) if place.is_dir() for path in place.glob("*.dist-info")}
    return "\n".join([sys.version, *sorted(installed)])


@lru_cache(maxsize=1)
def maker() -> str:
    """Return what makes a book, as a text: the library, Python and every package, each as it is."""
    return f"{fingerprint([LIBRARY], folder=LIBRARY)} {program_in_use()}"


def kept_verdict(command: str, asked: Mapping[str, str]) -> Verdict | None:
    """Return what *command* found where it was *asked* of the same files; None where that is not known."""
    with contextlib.suppress(FileFault, ValueError, RuntimeError):
        content = _kept().get(_key(command, asked)) if asked else None
        verdict = json.loads(content) if content else None
        return verdict if isinstance(verdict, dict) else None
    return None


def keep_verdict(command: str, asked: Mapping[str, str], verdict: Verdict) -> None:
    """Keep what *command* found without a problem. Where nothing can be kept, it is found anew the next time."""
    if not asked:
        return
    with contextlib.suppress(FileFault, OSError, RuntimeError):
        _kept().put(_key(command, asked), json.dumps(verdict, ensure_ascii=False).encode())
        for path in sorted(_kept().folder.glob("*.verdict"), key=lambda path: path.stat().st_mtime)[:-MOST]:
            path.unlink(missing_ok=True)


def _kept() -> KeptContents:
    return KeptContents(own_folder(), "verdict")


def _key(command: str, asked: Mapping[str, str]) -> str:
    return sha256(f"{command} {fingerprint_of(dict(sorted(asked.items())))}".encode())
