"""Notebooks after a run, made the same for the same content: no times, paths, versions or random ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby

import nbformat
from nbformat import NotebookNode

from review.files.notebooks import number_cells

# Where Python prints objects that have no representation of their own, as in "<Chart object at 0x7f3a…>".
ADDRESS = re.compile(r"(?<=\S) at 0x[0-9a-fA-F]{6,16}(?=>|&gt;|,)")
# What ipykernel calls the file of a cell, as in "/tmp/ipykernel_123/456.py:1". The pattern starts only where a
# path can start: otherwise it would take minutes for a long text without spaces.
CELL_FILE = re.compile(r"(?<![^\s\"'<>(])[^\s\"'<>(]*[/\\]ipykernel_[0-9]+[/\\][0-9]+\.py(:(?P<line>[0-9]+))?")
KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "pygments_lexer": "ipython3",
}


def normalise(notebook: NotebookNode) -> None:
    """Take out of *notebook*, in place, all that differs between two runs on the same input."""
    number_cells(notebook)
    notebook.metadata.pop("papermill", None)
    notebook.metadata.pop("widgets", None)
    notebook.metadata["kernelspec"] = dict(KERNELSPEC)
    # The exact version of Python stands in the lock file's environment, not in the page.
    notebook.metadata["language_info"] = dict(LANGUAGE)
    for cell in notebook.cells:
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if not cell.metadata.get("tags", True):
            del cell.metadata["tags"]
        if cell.cell_type == "code":
            cell.outputs = _join_streams(cell.outputs)
            for output in cell.outputs:
                _neutralise(output)


def without_chance(text: str) -> str:
    """Return *text* without memory addresses, and with ``line 1`` for a place in a cell's file.

    >>> without_chance("<Chart object at 0x7f3a5c01>, /tmp/ipykernel_123/456.py:1: UserWarning")
    '<Chart object>, line 1: UserWarning'
    """
    return CELL_FILE.sub(lambda file: f"line {file['line']}" if file["line"] else "cell", ADDRESS.sub("", text))


def to_bytes(notebook: NotebookNode) -> bytes:
    """Return *notebook* as the bytes of a file: UTF-8, sorted keys, a newline at the end."""
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return text.rstrip("\n").encode() + b"\n"


def finished_run(result: NotebookNode, values: Mapping[str, object], differing: Mapping[str, object]) -> bytes:
    """Return a complete run with the parameters *values*, of which some are *differing* from the defaults, as a file.

    It is normalised in place.
    """
    normalise(result)
    result.metadata["review"] = {"parameters": dict(values), "changed": dict(differing)}
    return to_bytes(result)


def _join_streams(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Return *outputs* with neighbouring pieces of one stream as one: where a stream is cut is chance.

    nbclient's own ``coalesce_streams`` needs minutes for a line of a few megabytes.
    """
    joined: list[NotebookNode] = []
    for name, group in groupby(outputs, lambda output: output.get("name")):
        pieces = list(group)
        if name:
            pieces[0].text = "".join(piece.text for piece in pieces)
        joined += pieces[:1] if name else pieces
    return joined


def _neutralise(output: NotebookNode) -> None:
    if output.output_type == "stream":
        output.text = without_chance(output.text)
    for mime, value in output.get("data", {}).items():
        if mime.startswith("text/") and isinstance(value, str):
            output.data[mime] = without_chance(value)
