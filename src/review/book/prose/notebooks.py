"""Executed notebooks as pages: code folded away, labels of their own, the title of what they were run for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from review.book.prose.outputs import name_outputs, options_of
from review.execution.runs.normalise import to_bytes
from review.files.notebooks import read_notebook

if TYPE_CHECKING:
    from nbformat import NotebookNode

NO_WORDS: Mapping[str, str] = {}
_QUOTABLE = "\n\n```{quotable}"
LABEL = re.compile(r"^\((?P<label>[^()\s]+)\)=[ \t]*$", re.MULTILINE)


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


def lead_first(notebook: NotebookNode) -> None:
    """Set what a chapter leads with behind its answer, and behind both in which words it may be quoted.

    In the notebook it stays where it is made: among what explains it.
    """
    from nbformat import v4  # takes a while to import

    said = {cell.id: options_of(cell.source) for cell in notebook.cells if cell.cell_type == "code"}
    opening = next((cell for cell in notebook.cells if "lead" in said.get(cell.id, {})), None)
    if opening is None:
        return
    name = said[opening.id]["lead"]
    lead = next(cell for cell in notebook.cells if said.get(cell.id, {}).get("label") == name)
    notebook.cells.remove(lead)
    after = [lead]
    for output in opening.outputs:
        answer, parted, quoted = output.data["text/markdown"].partition(_QUOTABLE)
        if parted:  # a run with other parameters quotes nothing
            output.data["text/markdown"] = answer
            box = v4.new_markdown_cell(f"{parted.lstrip()}{quoted}", id=f"{opening.id}-quotable")  # type: ignore[no-untyped-call]
            after.append(box)
    at = notebook.cells.index(opening) + 1
    notebook.cells[at:at] = after


def make_labels_own(notebook: NotebookNode, prefix: str) -> None:
    """Put *prefix* before every label of the notebook and before what refers to it.

    A template that is run for each source would otherwise give the same label to several pages.
    """
    cells = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    labels = {match["label"] for cell in cells for match in LABEL.finditer(cell.source)}
    for cell in cells:
        cell.source = LABEL.sub(lambda match: f"({prefix}-{match['label']})=", cell.source)
        for label in labels:
            cell.source = cell.source.replace(f"](#{label})", f"](#{prefix}-{label})")
            named = rf"(\{{ref\}}`[^`]*?)\b{re.escape(label)}(>?`)"
            cell.source = re.sub(named, rf"\1{prefix}-{label}\2", cell.source)


def give_words(notebook: NotebookNode, words: Mapping[str, str]) -> None:
    """Make ``{{ name }}`` in the notebook's Markdown print the words of that name."""
    notebook.metadata.setdefault("myst", {}).setdefault("substitutions", {}).update(words)


def page_notebook(path: Path, source_id: str = "", words: Mapping[str, str] = NO_WORDS) -> bytes:
    """Return a finished notebook as a page's; of one run for a source, with its labels and *words* for ``{{ name }}``.

    Raises NotebookFailed where the file is none.
    """
    notebook = read_notebook(path)
    name_outputs(notebook, path.stem, source_id)
    join_silent(notebook)
    lead_first(notebook)
    fold_code(notebook)
    if source_id:
        make_labels_own(notebook, source_id)
        give_words(notebook, words)
    return to_bytes(notebook)
