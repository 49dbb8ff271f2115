"""What the compiler made of the pages, kept from build to build for as long as what all pages share is the same."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from review.book.site.verdicts import maker
from review.corpus.tables.project import Project
from review.files.folder_entries import files
from review.files.folders import swap
from review.files.hashing import sha256
from review.files.kept_contents import is_sealed, seal

#: Where it is kept, in the folder ``build``.
KEPT = Path("cache") / "compiled"
#: What the compiler read, and what it wrote.
DOCTREES, PAGES = "doctrees", "html"
_SEAL = "seal"
#: Pages in a stage. All else there is shared by them.
_OWN = frozenset({".md", ".ipynb"})
# The compiler asks the times of files, which say nothing of what is in them: a page tells itself what it was made of.
_LONG_AGO = 0


class KeptPages:
    """The pages of the last compilation of a project, for the next one from a *stage* in which all but pages is alike.

    Nothing is taken that another user, or another version of this library or of any package, has left.
    """

    def __init__(self, project: Project, stage: Path) -> None:
        self._folder = project.build / KEPT
        # Of pages the names alone: what a new one touches is hard to tell.
        shared = {name: Path(name).suffix not in _OWN and digest for name, digest in _hashes(stage).items()}
        self._shared = json.dumps([str(stage), maker(), shared], sort_keys=True)
        for path in files(stage):
            os.utime(path, (_LONG_AGO, _LONG_AGO))

    def bring(self, work: Path) -> None:
        """Put what is kept into the folder *work*."""
        written = self._folder / _SEAL
        if not written.is_file() or not is_sealed(self._content(self._folder), written.read_text("utf-8")):
            return
        for part in (DOCTREES, PAGES):
            shutil.copytree(self._folder / part, work / part, dirs_exist_ok=True)

    def keep(self, work: Path) -> None:
        """Keep what stands in the folder *work*, which the compiler has left without a complaint."""
        new = work / KEPT.name
        for part in (DOCTREES, PAGES):
            shutil.copytree(work / part, new / part)
        if written := seal(self._content(new)):
            (new / _SEAL).write_text(written, "utf-8")
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            swap(new, self._folder)

    def _content(self, folder: Path) -> bytes:
        kept: Mapping[str, str] = {name: digest for name, digest in _hashes(folder).items() if name != _SEAL}
        return json.dumps([self._shared, kept], sort_keys=True).encode()


def _hashes(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()) for path in files(folder)}
