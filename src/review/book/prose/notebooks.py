"""Executed notebooks as pages: code folded away, labels of their own, the title of what they were run for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from review.book.prose.outputs import name_outputs
from review.errors import NotebookFailed

if TYPE_CHECKING:
    from nbformat import NotebookNode

LABEL = re.compile(r"^\((?P<label>[^()\s]+)\)=[ \t]*$", re.MULTILINE)


def read_executed(path: Path) -> NotebookNode:
    """Return a finished notebook. Raises NotebookFailed where the file is none."""
    import nbformat

    try:
        read: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(read)
    except (ValueError, OSError, AttributeError, KeyError, nbformat.ValidationError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise NotebookFailed(f"{path}: this is no finished notebook ({reason}). Run it again.") from error
    if not read.cells:
        raise NotebookFailed(f"{path}: the notebook has no cells. Run it again.")
    return read


def fold_code(notebook: NotebookNode) -> None:
    """Make the page show what the code gave, and the code itself when asked, or where its tag is ``show-input``.

    The parameters are left out: the page lists them where it says how to run it again.
    """
    for cell in notebook.cells:
        if cell.cell_type == "code" and "show-input" not in cell.metadata.get("tags", []):
            tags = cell.metadata.setdefault("tags", [])
            if {"parameters", "injected-parameters"} & set(tags):
                tags.append("remove-cell")
            if not {"hide-input", "remove-input", "remove-cell"} & set(tags):
                tags.append("hide-input")


def join_silent(notebook: NotebookNode) -> None:
    """Put the code of a cell that shows nothing before that of the next, so that a page has one fold for both."""
    cells: list[NotebookNode] = []
    for cell in notebook.cells:
        before = cells[-1] if cells else None
        plain = all(each.cell_type == "code" and not each.metadata.get("tags") for each in (before, cell) if each)
        if before is not None and plain and not before.outputs:
            cell.source = f"{before.source}\n\n{cell.source}"
            cells.pop()
        cells.append(cell)
    notebook.cells = cells


def make_labels_own(notebook: NotebookNode, prefix: str) -> None:
    """Put *prefix* before every label of the notebook and before what refers to it.

    A template that is run for each source would otherwise give the same label to several pages.
    """
    cells = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    labels = {found["label"] for cell in cells for found in LABEL.finditer(cell.source)}
    for cell in cells:
        cell.source = LABEL.sub(lambda found: f"({prefix}-{found['label']})=", cell.source)
        for label in labels:
            cell.source = cell.source.replace(f"](#{label})", f"](#{prefix}-{label})")
            named = rf"(\{{ref\}}`[^`]*?)\b{re.escape(label)}(>?`)"
            cell.source = re.sub(named, rf"\1{prefix}-{label}\2", cell.source)


def give_words(notebook: NotebookNode, words: Mapping[str, str]) -> None:
    """Make ``{{ name }}`` in the notebook's Markdown print the words of that name."""
    notebook.metadata.setdefault("myst", {}).setdefault("substitutions", {}).update(words)


def chapter_page(path: Path) -> str:
    """Return a finished chapter as the text of a page's notebook."""
    notebook = read_executed(path)
    name_outputs(notebook, path.stem)
    join_silent(notebook)
    fold_code(notebook)
    return _written(notebook)


def source_page(path: Path, source_id: str, words: Mapping[str, str]) -> str:
    """Return a notebook that was run for a source as the text of a page's notebook."""
    notebook = read_executed(path)
    name_outputs(notebook, source_id, source_id)
    join_silent(notebook)
    fold_code(notebook)
    make_labels_own(notebook, source_id)
    give_words(notebook, words)
    return _written(notebook)


def _written(notebook: NotebookNode) -> str:
    import nbformat

    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return text.rstrip("\n") + "\n"
