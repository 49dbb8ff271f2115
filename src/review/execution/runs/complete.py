"""Is a run complete? Every cell, in order, without an error and without a warning; and which cell is to blame."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from nbformat import NotebookNode

from review.errors import NotebookFailed
from review.execution.kernels.watching import DECLARE, UNDECLARED
from review.execution.parameters.declared import parameter_cells
from review.execution.runs.normalise import without_chance
from review.files.notebooks import failure, first_line

# The library's own errors tell all that is to be mended, one problem a line; others may be of any length.
LONGEST_MESSAGE = 4000

# In a traceback the outermost place in a cell comes first: what called the library, or whatever it was.
LINE = re.compile(r"^Cell In\s?\[\d+\], line (\d+)", re.MULTILINE)


def verify_run(result: NotebookNode, notebook: Path) -> None:
    """Refuse *result* unless every cell of *notebook* ran, in order, without an error and without a warning.

    papermill itself calls every cell completed, also after ``sys.exit(0)``.
    """
    if len(parameter_cells(result)) != 1:
        raise failure(notebook, "the run has not exactly one parameters cell", "Run the template, not an output.")
    expected = 0
    for cell in result.cells:
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        expected += 1
        for output in cell.outputs:
            if output.output_type == "error":
                raise cell_failure(notebook, cell, output.ename, output.evalue, output.traceback)
        if cell.execution_count != expected:
            got = "it did not run" if cell.execution_count is None else f"it ran as number {cell.execution_count}"
            raise failure(
                notebook,
                f"{cell_name(cell)}: {got}, expected number {expected} (`{first_line(cell.source)}`)",
                "Let every code cell run once, in order: no exit(), no tag that skips it.",
            )
        for output in cell.outputs:
            if output.output_type == "stream" and output.name == "stderr":
                raise failure(
                    notebook,
                    f"{cell_name(cell)}: wrote to stderr: {first_line(without_chance(output.text))}",
                    "Mend what it warns of: a page with a warning is not published.",
                )


def cell_failure(
    notebook: Path, cell: NotebookNode | None, name: str, value: str, traceback: Iterable[str]
) -> NotebookFailed:
    """Return the error of a *cell* that raised one, with its line in the cell."""
    hints = {"SystemExit": "Let the notebook run to its end: no sys.exit().", UNDECLARED: DECLARE}
    hint = hints.get(name, "Correct the cell, or the data that it shows.")
    message = f"{name}: {without_chance(value).strip()[:LONGEST_MESSAGE]}" if value.strip() else name
    from papermill.exceptions import strip_color  # late, as above

    lines = cell.source.splitlines() if cell is not None else []
    reached = LINE.findall(strip_color("\n".join(traceback)))
    blank = next((n for n, text in enumerate(lines) if text.strip()), 0)  # IPython does not count these
    line = int(reached[0]) + blank if reached and len(lines) > 1 else 0
    place = f"{cell_name(cell)}, line {line}" if line else cell_name(cell)
    source = first_line(lines[line - 1]) if line else cell_source(cell)
    return failure(notebook, f"{place}: {message} (`{source}`)", hint)


def cell_name(cell: NotebookNode | None) -> str:
    """Return "cell 3", counted from 1 over all cells of the template; the id says it (see number_cells)."""
    number = str(cell.id).removeprefix("cell-") if cell is not None else ""
    return f"cell {number}" if number.isdigit() else "the cell of given parameters"


def cell_source(cell: NotebookNode | None) -> str:
    """Return how a cell begins."""
    return first_line(cell.source) if cell is not None else ""
