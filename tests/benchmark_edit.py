"""Print what it costs to bring the book up to date after an edit, beside a build from nothing.

The edits are made in a copy of this project; each build runs in a process of its own. Example:

    .venv/bin/python tests/benchmark_edit.py
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from benchmark import REVIEW, cost_of, heading, row
from edits import Edit, copied, make, rows_of

from review.corpus.tables.descriptor import read_descriptor
from review.corpus.tables.project import Project
from review.files.kept_contents import VARIABLE

REPOSITORY = Path(__file__).resolve().parents[1]


def reword_a_note(project: Project) -> None:
    """Reword the first note of a figure."""
    table = read_descriptor(project.data).table("figures")
    number, note = next((n, each["note"]) for n, each in enumerate(rows_of(project, table)) if each["note"])
    make(project, Edit(table.name, number, "note", f"{note} Anew."))


def add_a_sentence(project: Project) -> None:
    """Add a sentence to the last words of the first notebook."""
    path = min(project.notebooks.glob("*.ipynb"))
    notebook = json.loads(path.read_text("utf-8"))
    words = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    words[-1]["source"] += ["\n", "\n", "So it is told here."]
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf-8")


def leave_it(project: Project) -> None:
    """Change nothing."""


EDITS = (
    ("from nothing", leave_it),
    ("nothing to do", leave_it),
    ("a note reworded", reword_a_note),
    ("a sentence added", add_a_sentence),
)


def main() -> None:
    """Measure each build in turn."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ[VARIABLE] = str(Path(scratch) / "own")
        project = copied(REPOSITORY, Path(scratch) / "project", ("LICENSE", "LICENSE-content", "README.md"))
        heading("The book after an edit")
        for name, edit in EDITS:
            edit(project)
            row(name, "", cost_of([*REVIEW, "book", "--jobs", "1"], project.root))


if __name__ == "__main__":
    main()
