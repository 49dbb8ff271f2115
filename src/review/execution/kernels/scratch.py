"""Folders for the time of one run; what a killed process left of them is removed by the next run."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from review.errors import FileFault

PREFIX = "review-kernel-"
_OURS = re.compile(rf"{PREFIX}[a-z0-9_]{{8}}")


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give an empty folder among the temporary files, which is gone after the block. Raises FileFault.

    Its process holds it, so a folder that nobody holds was left by one that was killed.
    """
    try:
        _clear(Path(tempfile.gettempdir()))
        folder, lock = _made()
    except OSError as error:
        # Without a folder that it can write to, Python gives a sentence and no file name.
        raise FileFault(
            f"{error.filename or 'TMPDIR'}: no folder for temporary files can be made ({error.strerror or error}). "
            "Make room there, or set TMPDIR to a folder that you may write to."
        ) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _made() -> tuple[Path, int]:
    """Return a new folder and what holds it. Another process may clear it before it is held: then once more."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        lock = _hold(folder)
        if lock is not None:
            return folder, lock


def _hold(folder: Path) -> int | None:
    """Return the descriptor that holds *folder*, or None where another process does, or it is gone or not ours."""
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        held = os.fstat(lock)
        if held.st_uid == os.geteuid() and os.path.samestat(held, folder.stat()):
            return lock
    except OSError:
        pass
    os.close(lock)
    return None


def _clear(parent: Path) -> None:
    for folder in parent.glob(f"{PREFIX}*"):
        if _OURS.fullmatch(folder.name) and (lock := _hold(folder)) is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)
