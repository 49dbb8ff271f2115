"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import glob
import os
import threading
from collections.abc import Mapping
from pathlib import Path

from review.errors import HINTS, FileFault


def write_whole(path: Path, content: bytes) -> None:
    """Put *content* at *path* in one step: until then, what stood there stays. Raises FileFault."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        _clear_parts(path)
        try:
            temporary.write_bytes(content)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        hint = HINTS.get(error.errno or 0, "Choose a place that you may write to")
        raise FileFault(f"{path}: cannot be written ({error.strerror}). {hint}.") from None


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write *files*, all or none: each is made beside its place, then all are moved; what fails then is undone.

    A reader sees the old file or the new one. Raises FileFault.
    """
    parts = {path: path.with_name(f".{path.name}.part") for path in files}
    moved: dict[Path, bytes | None] = {}
    try:
        for path, part in parts.items():
            part.write_bytes(files[path])
        for path, part in parts.items():
            before = path.read_bytes() if path.exists() else None
            part.replace(path)
            moved[path] = before
    except OSError as error:
        _undo(moved)
        place = f"{error.filename}: cannot be written"
        raise FileFault(f"{place} ({error.strerror}). Make room there, or permit it.") from error
    finally:
        for part in parts.values():
            with contextlib.suppress(OSError):
                part.unlink()


def _undo(moved: Mapping[Path, bytes | None]) -> None:
    for path, before in moved.items():
        with contextlib.suppress(OSError):
            if before is None:
                path.unlink()
            else:
                path.write_bytes(before)


def _clear_parts(path: Path) -> None:
    """Remove what processes left that were killed while they wrote *path*."""
    for part in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        process = part.name.removesuffix(".part").rpartition(".")[2].partition("-")[0]
        with contextlib.suppress(PermissionError):
            try:
                os.kill(int(process), 0)
            except (ProcessLookupError, ValueError):
                part.unlink(missing_ok=True)


def read_whole(path: Path) -> bytes:
    """Return the bytes of *path*. Raises FileFault."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileFault(f"{path}: cannot be read ({error.strerror}). Restore the file or its permissions.") from None
