"""Folders that appear whole or not at all, made by one process at a time."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from review.errors import Busy
from review.files.hashing import sha256

#: The folder of this library.
LIBRARY = Path(__file__).resolve().parents[1]
#: Pages, style sheets, scripts and templates that any review needs.
THEME = LIBRARY / "book" / "theme"
#: The one style sheet of a site, in its folder `_static`.
SHEET = "site.css"


@contextmanager
def held(place: Path, shown: Path, doing: str) -> Iterator[None]:
    """Hold *place*, a file or folder that is there, for as long as the block runs.

    Raises Busy, which names *shown* and what is under way, where another process holds it; a process that
    was stopped holds nothing.
    """
    lock = os.open(place, os.O_RDONLY)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(f"{shown}: another {doing} is under way. Wait for it, or stop it.") from error
        yield
    finally:
        os.close(lock)


def swap(new: Path, place: Path) -> None:
    """Put the folder *new* in *place*, where a folder stands at every moment once there was one.

    Where the system cannot do it in one step, a fault between the steps leaves what stood there.
    """
    old = _aside(place)
    had = place.exists()
    if had and _exchange(new, place):
        shutil.rmtree(new, ignore_errors=True)
        return
    if had:
        place.rename(old)
    try:
        new.rename(place)
    except OSError:
        if had:
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, and return whether that was done: Linux can, on most disks."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError):
        return False
    here, exchange = -100, 2
    done: int = rename(here, os.fsencode(one), here, os.fsencode(other), exchange)
    return done == 0


def bring_back(place: Path) -> None:
    """Undo a swap that was stopped half-way, and remove what one left behind."""
    old = _aside(place)
    if old.exists() and not place.exists():
        old.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _aside(place: Path) -> Path:
    """Return where a swap keeps what stands in *place* until the new folder has taken it."""
    return place.with_name(f".{place.name}.replaced")


def file_records(folder: Path) -> str:
    """Return a hash of what the system says of each file in *folder*: the same as long as nobody writes to one.

    As git's index tells files that have changed: by place, size, times and number. A program can set the time at which
    a file was written, but not that at which its record was.
    """
    said, folders = [], [str(folder)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    is_now = entry.stat(follow_symlinks=False)
                    said.append((entry.path, is_now.st_size, is_now.st_mtime_ns, is_now.st_ctime_ns, is_now.st_ino))
    return sha256(repr(sorted(said)).encode())


@contextmanager
def under_way(place: Path) -> Iterator[Path]:
    """Yield an empty folder beside *place*, for what is to take it; it is gone after the block.

    It has one name, so that what a killed run left is found and removed; the caller holds the place.
    """
    scratch = place.with_name(f".{place.name}.under-way")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
