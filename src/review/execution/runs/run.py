"""One notebook run from its first cell to its last with papermill, or an error that says what stopped it."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, ValidationError

from review.corpus.tracing import Reads
from review.errors import EnvironmentFault, FileFault, LimitExceeded, NotebookFailed, UsageError
from review.execution.kernels.kernel import MOST_OUTPUT, own_kernel
from review.execution.kernels.scratch import scratch_folder
from review.execution.kernels.watching import DECLARE, UNDECLARED, prepare, require_declared
from review.execution.parameters.declared import changed, check_parameters, declared, parameter_cells
from review.execution.runs.normalise import normalise, to_bytes, without_chance
from review.files.atomic import write_whole
from review.files.child_process import write_error
from review.files.notebooks import failure, first_line, read_template

# The library's own errors tell all that is to be mended, one problem a line; others may be of any length.
LONGEST_MESSAGE = 4000

# In a traceback the outermost place in a cell comes first: what called the library, or whatever it was.
LINE = re.compile(r"^Cell In\s?\[\d+\], line (\d+)", re.MULTILINE)
# Without a handler, what papermill logs about a failing run would be printed beside our own message.
logging.getLogger("papermill").addHandler(logging.NullHandler())


def run_notebook(
    notebook: Path,
    output: Path,
    parameters: Mapping[str, object],
    *,
    folder: Path,
    timeout: int = 600,
    environment: Mapping[str, str] | None = None,
    stop: threading.Event | None = None,
    inputs: Iterable[Path] = (),
    is_chapter: bool = True,
) -> Reads:
    """Put the complete run of *notebook* with *parameters* at *output*; nothing less ever stands there.

    The kernel works in *folder*; *environment* is added to its variables. *timeout* is in seconds, for the whole
    notebook. Setting *stop* ends the run within about a second. Two runs on the same input give the same bytes.
    Returned is what the run read of the data; files in *inputs* it may read beside, and no others. What is no chapter
    of a book may read, write and ask what it likes, and warn. Raises UsageError (no such notebook, wrong parameters:
    before a kernel starts), NotebookFailed, LimitExceeded, FileFault, EnvironmentFault; an earlier output then stays.
    """
    template = read_template(notebook)
    known = declared(template, notebook, is_chapter=is_chapter)
    try:
        values = check_parameters(known, parameters)
    except UsageError as error:
        raise UsageError(f"{notebook}: {error}") from None
    _check_places(notebook, output, folder)
    # Defaults are not given again: a run that names them makes the same page as one that does not.
    differing = changed(known, values)
    run = _Run(notebook, folder.resolve(), timeout, environment or {}, stop or threading.Event(), inputs, is_chapter)
    result, reads = run.execute(deepcopy(template), differing)
    normalise(result)
    result.metadata["review"] = {"parameters": values, "changed": differing}
    write_whole(output, to_bytes(result))
    return reads


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
                raise _cell_failure(notebook, cell, output.ename, output.evalue, output.traceback)
        if cell.execution_count != expected:
            got = "it did not run" if cell.execution_count is None else f"it ran as number {cell.execution_count}"
            raise failure(
                notebook,
                f"{_name(cell)}: {got}, expected number {expected} (`{first_line(cell.source)}`)",
                "Let every code cell run once, in order: no exit(), no tag that skips it.",
            )
        for output in cell.outputs:
            if output.output_type == "stream" and output.name == "stderr":
                raise failure(
                    notebook,
                    f"{_name(cell)}: wrote to stderr: {first_line(without_chance(output.text))}",
                    "Mend what it warns of: a page with a warning is not published.",
                )


@dataclass
class _Run:
    """One execution by papermill, which remembers the cells that it has reached."""

    notebook: Path
    folder: Path
    timeout: int
    environment: Mapping[str, str]
    stop: threading.Event
    inputs: Iterable[Path]
    is_chapter: bool = True
    flooded: threading.Event = field(default_factory=threading.Event)
    reached: list[NotebookNode] = field(default_factory=list)
    deadline: float = 0.0
    running: NotebookNode | None = None

    @property
    def cell(self) -> NotebookNode | None:
        """The cell that was reached last."""
        return self.reached[-1] if self.reached else None

    def execute(self, template: NotebookNode, parameters: Mapping[str, object]) -> tuple[NotebookNode, Reads]:
        """Return the complete run of *template* and what it read, or raise what became of it as one of our errors."""
        from papermill.exceptions import PapermillExecutionError

        with scratch_folder() as scratch:
            try:
                watch = prepare(scratch, self.folder, self.inputs, is_guarded=self.is_chapter)
                with own_kernel(scratch, {**self.environment, **watch}, self.stop, self.flooded) as kernel:
                    result = self._papermill(template, parameters, kernel)
                if self.is_chapter:
                    verify_run(result, self.notebook)
                return result, require_declared(scratch, result, self.notebook)
            except PapermillExecutionError as error:
                # The cause holds the whole traceback, for whoever looks for a bug in the library.
                # The cell is not always the last one that was reached: a tag lets a run go on after an error.
                cell = self.reached[error.exec_count - 1] if error.exec_count else self.cell
                failed = _cell_failure(self.notebook, cell, error.ename, error.evalue, error.traceback)
                failed.partial = self.running
                raise failed from error
            except CellTimeoutError:
                raise self._late() from None
            except DeadKernelError:
                raise self._died(scratch) from None
            except ValidationError as error:
                raise failure(
                    self.notebook,
                    f"{_name(self.cell)}: its output is not valid in a notebook: {first_line(error)}",
                    "Show it in another form.",
                ) from None
            except (RuntimeError, OSError) as error:
                if self.cell is not None:
                    raise
                if refused := write_error(scratch / "kernel.log"):
                    raise FileFault(
                        f"{scratch}: cannot be written ({refused.strerror}). Make room there, or set TMPDIR."
                    ) from None
                reason = _last_words(scratch) or first_line(error)
                raise EnvironmentFault(
                    f"{self.notebook}: no kernel could be started ({reason}). Install the requirements again."
                ) from None

    def _papermill(
        self, template: NotebookNode, parameters: Mapping[str, object], kernel: type[AsyncKernelManager]
    ) -> NotebookNode:
        # Imported late: it takes a second, which commands that run nothing should not wait for.
        import papermill

        result: NotebookNode = papermill.execute_notebook(
            template,
            None,
            parameters=dict(parameters),
            kernel_name="python3",
            language="python",
            progress_bar=False,
            log_output=False,
            request_save_on_cell_execute=False,
            autosave_cell_every=0,
            # What follows goes to nbclient. The folder is told here and not as papermill's cwd, which changes
            # the directory of this whole process, where other runs may be under way.
            resources={"metadata": {"path": str(self.folder)}},
            kernel_manager_class=kernel,
            on_notebook_start=self._begin,
            on_cell_execute=self._reach,
            timeout_func=self._left,
            iopub_timeout=60,
            shell_timeout_interval=1,
            record_timing=False,
            store_widget_state=False,
            shutdown_kernel="immediate",
        )
        return result

    def _begin(self, *, notebook: NotebookNode, **_: Any) -> None:
        self.running = notebook
        # The kernel is ready only now; how long it takes to start says nothing about the notebook.
        self.deadline = time.monotonic() + self.timeout

    def _reach(self, *, cell: NotebookNode, **_: Any) -> None:
        self.reached.append(cell)
        if time.monotonic() > self.deadline:
            raise self._late()

    def _left(self, _: NotebookNode) -> int:
        return max(1, round(self.deadline - time.monotonic()))

    def _late(self) -> LimitExceeded:
        return LimitExceeded(
            f"{self.notebook}: {_name(self.cell)}: the notebook ran longer than its limit of {self.timeout} s"
            f" (`{_source(self.cell)}`). Make it quicker, or allow more time."
        )

    def _died(self, scratch: Path) -> NotebookFailed | LimitExceeded:
        if self.flooded.is_set():
            return LimitExceeded(
                f"{self.notebook}: {_name(self.cell)}: the notebook shows more than its limit of"
                f" {MOST_OUTPUT // 1_000_000} MB (`{_source(self.cell)}`). Show a part of it, or a summary."
            )
        words = _last_words(scratch)
        return failure(
            self.notebook,
            f"{_name(self.cell)}: the kernel died (`{_source(self.cell)}`{'; ' + words if words else ''})",
            "Look for exit(), a crash in compiled code or too little memory.",
        )


def _check_places(notebook: Path, output: Path, folder: Path) -> None:
    if not folder.is_dir():
        raise FileFault(f"{folder}: there is no such folder to run in. Make it, or name another.")
    if not output.parent.is_dir():
        raise FileFault(f"{output.parent}: there is no such folder for the output. Make it, or name another.")
    if output.is_dir():
        raise FileFault(f"{output}: is a folder (expected the name of a file). Name a file in it.")
    if output.exists() and output.samefile(notebook):
        raise UsageError(f"{output}: is the template itself. Choose another file for the output.")


def _cell_failure(
    notebook: Path, cell: NotebookNode | None, name: str, value: str, traceback: Iterable[str]
) -> NotebookFailed:
    hints = {"SystemExit": "Let the notebook run to its end: no sys.exit().", UNDECLARED: DECLARE}
    hint = hints.get(name, "Correct the cell, or the data that it shows.")
    message = f"{name}: {without_chance(value).strip()[:LONGEST_MESSAGE]}" if value.strip() else name
    from papermill.exceptions import strip_color  # late, as above

    lines = cell.source.splitlines() if cell is not None else []
    reached = LINE.findall(strip_color("\n".join(traceback)))
    blank = next((n for n, text in enumerate(lines) if text.strip()), 0)  # IPython does not count these
    line = int(reached[0]) + blank if reached and len(lines) > 1 else 0
    place = f"{_name(cell)}, line {line}" if line else _name(cell)
    return failure(notebook, f"{place}: {message} (`{first_line(lines[line - 1]) if line else _source(cell)}`)", hint)


def _name(cell: NotebookNode | None) -> str:
    """Return "cell 3", counted from 1 over all cells of the template; the id says it (see number_cells)."""
    number = str(cell.id).removeprefix("cell-") if cell is not None else ""
    return f"cell {number}" if number.isdigit() else "the cell of given parameters"


def _source(cell: NotebookNode | None) -> str:
    return first_line(cell.source) if cell is not None else ""


def _last_words(scratch: Path) -> str:
    """Return the last line that the kernel process itself wrote, such as the reason why it did not start."""
    log = scratch / "kernel.log"
    lines = log.read_text("utf-8", "replace").split("\n") if log.is_file() else []
    return first_line("\n".join(reversed(lines)))
