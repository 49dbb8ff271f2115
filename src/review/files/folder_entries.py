"""What may stand in a folder that strangers change: plain files and folders, and no link to anywhere else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from review.errors import Problem

#: Folders that editors and Python leave beside what people write. Nothing reads them, so they are no part of a project.
LEFT_OUT = frozenset({".ipynb_checkpoints", "__pycache__"})


def entries(folder: Path) -> Iterator[Path]:
    """Yield all that is below *folder*, in order; what a link leads to is not looked into, nor what is left out."""
    for path in sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else ():
        if path.is_symlink() or not path.is_dir():
            yield path
        elif path.name not in LEFT_OUT:
            yield path
            yield from entries(path)


def files(folder: Path) -> Iterator[Path]:
    """Yield the files below *folder*, in order."""
    yield from (path for path in entries(folder) if path.is_file())


def link_problems(folder: Path, shown: str) -> list[Problem]:
    """Return the links in *folder*, itself included, and what is neither a file nor a folder (a pipe, a device).

    *shown* is how messages name the folder.
    """
    problems = []
    for path in (folder, *entries(folder)):
        inner = path.relative_to(folder).as_posix()
        place = shown if inner == "." else f"{shown}/{inner}"
        if path.is_symlink():
            message = f"this is a link (to {os.readlink(path)!r}), and links are not followed"  # noqa: PTH115
            problems.append(Problem(place, 0, "", message, "Put the file itself there."))
        elif path.exists() and not (path.is_file() or path.is_dir()):
            problems.append(Problem(place, 0, "", "this is neither a file nor a folder", "Remove it."))
    return problems
