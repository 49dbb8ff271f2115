"""Notebooks read strictly from disk."""

from __future__ import annotations

import difflib
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from review.errors import NotebookFailed, Problem, UsageError
from review.files.atomic import read_whole

if TYPE_CHECKING:
    from nbformat import NotebookNode

AGAIN = "Restore the file, or save it again with Jupyter."


def failure(notebook: Path, message: str, hint: str) -> NotebookFailed:
    """Return the error that names *notebook*, what is wrong in it and how to mend it."""
    return NotebookFailed(str(Problem(str(notebook), 0, "", message, hint)))


def first_line(text: object) -> str:
    """Return the first line of *text* that says something, cut to what fits into a message."""
    line = next((line.strip() for line in str(text).splitlines() if line.strip()), "")
    return line if len(line) <= 120 else line[:119] + "…"


def read_notebook(path: Path) -> NotebookNode:
    """Return the valid notebook in *path*, in the newest minor form of nbformat 4, with ids ``cell-1``, ….

    Raises UsageError if there is no such file and NotebookFailed if it holds no valid notebook.
    """
    return _parsed(path, _content(path))


def read_template(path: Path) -> NotebookNode:
    """Return a stored notebook as `read_notebook` does, parsed once however often it is asked for.

    All who ask share it, so that nobody may change it.
    """
    return _kept(path, _content(path))


def number_cells(notebook: NotebookNode) -> None:
    """Give the cells the ids ``cell-1``, ``cell-2``, …, the only ones that are the same in every run."""
    notebook.nbformat_minor = 5
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number}"


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise UsageError(f"{path}: there is no such notebook{_nearest(path)}. Give the path of an .ipynb file.")
    return read_whole(path)


def _parsed(path: Path, content: bytes) -> NotebookNode:
    # Imported late: notebooks themselves import this module, and read only their parameters by it.
    import nbformat
    from nbformat.v4.rwbase import rejoin_lines

    parsed = _parsed_json(path, content)
    if not isinstance(parsed, dict) or parsed.get("nbformat") != 4:
        version = parsed.get("nbformat") if isinstance(parsed, dict) else None
        raise failure(path, f"not a notebook of nbformat 4 (got {version!r}, expected 4)", AGAIN)
    try:
        # Not nbformat's own reader, which drops some of what a file says of itself: a stranger's is looked over.
        notebook: NotebookNode = rejoin_lines(nbformat.from_dict(parsed))  # type: ignore[no-untyped-call]
        # Numbered before it is validated, since nbformat gives cells without an id a random one, and warns.
        number_cells(notebook)
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        raise failure(path, f"not a valid notebook: {first_line(error)}", AGAIN) from None
    except (AttributeError, KeyError, TypeError) as error:
        raise failure(path, f"not a valid notebook ({first_line(error)})", AGAIN) from None
    return notebook


# By what it says, so that a file that changes meanwhile is read anew.
_kept = lru_cache(maxsize=None)(_parsed)


def _parsed_json(path: Path, content: bytes) -> object:
    if not content.strip():
        raise failure(path, "the file is empty (expected a notebook)", AGAIN)
    try:
        parsed: object = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise failure(path, f"not JSON, so no notebook ({first_line(error)})", AGAIN) from None
    return parsed


def _nearest(path: Path) -> str:
    names = [other.name for other in path.parent.glob("*.ipynb")] if path.parent.is_dir() else []
    close = difflib.get_close_matches(path.name, sorted(names))
    return f" (did you mean {close[0]}?)" if close else ""
