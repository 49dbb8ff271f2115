"""What counts as a complete run, shown on notebooks that only pretend to have been run."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from review.errors import NotebookFailed
from review.execution.runs.complete import verify_run


def run_of(*counts: int | None) -> NotebookNode:
    """Return a notebook that says of its cells that they ran as these numbers."""
    cells = [new_code_cell(f"{n}", execution_count=count, id=f"cell-{n}") for n, count in enumerate(counts, 1)]
    cells[0].metadata["tags"] = ["parameters"]
    return new_notebook(cells=[*cells, new_code_cell(" \n")])


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ((1, None, None), "cell 2: it did not run, expected number 2 (`2`)"),
        ((1, 3, 4), "cell 2: it ran as number 3, expected number 2 (`2`)"),
        ((2, 3), "cell 1: it ran as number 2, expected number 1 (`1`)"),
    ],
)
def test_every_cell_must_have_run_in_order(counts: tuple[int | None, ...], message: str) -> None:
    verify_run(run_of(1, 2, 3), Path("n.ipynb"))
    with pytest.raises(NotebookFailed) as caught:
        verify_run(run_of(*counts), Path("n.ipynb"))
    assert str(caught.value) == (
        f"n.ipynb: {message}. Let every code cell run once, in order: no exit(), no tag that skips it."
    )


def test_a_run_has_one_parameters_cell_and_no_stderr() -> None:
    run = run_of(1, 2)
    run.cells[1].metadata["tags"] = ["parameters"]
    with pytest.raises(NotebookFailed, match="not exactly one parameters cell"):
        verify_run(run, Path("n.ipynb"))
    run = run_of(1, 2)
    run.cells[1].outputs = [new_output("stream", name="stderr", text="\nold\n")]
    with pytest.raises(NotebookFailed, match="cell 2: wrote to stderr: old"):
        verify_run(run, Path("n.ipynb"))
