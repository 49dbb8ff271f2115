"""Notebooks read strictly from disk, and files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import difflib
import glob
import json
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from review.errors import MENDS, FileFault, NotebookFailed, Problem, UsageError

if TYPE_CHECKING:
    from nbformat import NotebookNode

AGAIN = "Restore the file, or save it again with Jupyter."


def failure(notebook: Path, message: str, mend: str) -> NotebookFailed:
    """Return the error that names *notebook*, what is wrong in it and how to mend it."""
    return NotebookFailed(str(Problem(str(notebook), 0, "", message, mend)))


def first_line(text: object) -> str:
    """Return the first line of *text* that says something, cut to what fits into a message."""
    line = next((line.strip() for line in str(text).splitlines() if line.strip()), "")
    return line if len(line) <= 120 else line[:119] + "…"


def read_notebook(path: Path) -> NotebookNode:
    """Return the valid notebook in *path*, in the newest minor form of nbformat 4, with ids ``cell-1``, ….

    Raises UsageError if there is no such file and NotebookFailed if it holds no valid notebook.
    """
    # Imported late: notebooks themselves import this module, and read only their parameters by it.
    import nbformat

    content = _read_json(path)
    if not isinstance(content, dict) or content.get("nbformat") != 4:
        version = content.get("nbformat") if isinstance(content, dict) else None
        raise failure(path, f"not a notebook of nbformat 4 (got {version!r}, expected 4)", AGAIN)
    try:
        notebook: NotebookNode = nbformat.v4.reads(json.dumps(content))  # type: ignore[no-untyped-call]
        # Numbered before it is validated, since nbformat gives cells without an id a random one, and warns.
        number_cells(notebook)
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        raise failure(path, f"not a valid notebook: {first_line(error)}", AGAIN) from None
    except (AttributeError, KeyError, TypeError) as error:
        raise failure(path, f"not a valid notebook ({first_line(error)})", AGAIN) from None
    return notebook


def number_cells(notebook: NotebookNode) -> None:
    """Give the cells the ids ``cell-1``, ``cell-2``, …, the only ones that are the same in every run."""
    notebook.nbformat_minor = 5
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number}"


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
        mend = MENDS.get(error.errno or 0, "Choose a place that you may write to")
        raise FileFault(f"{path}: cannot be written ({error.strerror}). {mend}.") from None


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


def _read_json(path: Path) -> object:
    if not path.is_file():
        raise UsageError(f"{path}: there is no such notebook{_nearest(path)}. Give the path of an .ipynb file.")
    content = read_whole(path)
    if not content.strip():
        raise failure(path, "the file is empty (expected a notebook)", AGAIN)
    try:
        parsed: object = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise failure(path, f"not JSON, so no notebook ({first_line(error)})", AGAIN) from None
    return parsed


def _nearest(path: Path) -> str:
    names = [other.name for other in path.parent.glob("*.ipynb")] if path.parent.is_dir() else []
    close = difflib.get_close_matches(path.name, sorted(names), n=1)
    return f" (did you mean {close[0]}?)" if close else ""
