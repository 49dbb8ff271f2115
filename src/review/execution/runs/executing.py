"""One execution of a notebook by papermill, in a fork or in a kernel, or an error that says what stopped it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, ValidationError

from review.corpus.tracing import Reads
from review.errors import EnvironmentFault, FileFault, LimitExceeded, NotebookFailed
from review.execution.kernels.kernel import MOST_OUTPUT, own_kernel, own_variables
from review.execution.kernels.scratch import scratch_folder
from review.execution.kernels.watching import prepare, require_declared
from review.execution.runs.complete import cell_failure, cell_name, cell_source, verify_run
from review.execution.runs.forks import Runner
from review.files.child_process import write_error
from review.files.notebooks import failure, first_line

# Without a handler, what papermill logs about a failing run would be printed beside our own message.
logging.getLogger("papermill").addHandler(logging.NullHandler())

#: How papermill runs a notebook here, whichever its engine: nothing is shown or saved meanwhile.
PLAIN: Mapping[str, Any] = {
    "kernel_name": "python3",
    "language": "python",
    "progress_bar": False,
    "log_output": False,
    "request_save_on_cell_execute": False,
    "autosave_cell_every": 0,
}


@dataclass
class Execution:
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
                failed = cell_failure(self.notebook, cell, error.ename, error.evalue, error.traceback)
                failed.partial = self.running
                raise failed from error
            except CellTimeoutError:
                raise self._late() from None
            except DeadKernelError:
                raise self._died(scratch) from None
            except ValidationError as error:
                raise failure(
                    self.notebook,
                    f"{cell_name(self.cell)}: its output is not valid in a notebook: {first_line(error)}",
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

    def fork(self, forks: Runner, values: Mapping[str, object], differing: Mapping[str, object]) -> dict[str, Any]:
        """Return what a fork says of its run. Raises ForkFailed where a kernel has to run it, or to tell of it."""
        with scratch_folder() as scratch:
            own = {**own_variables(scratch), **prepare(scratch, self.folder, self.inputs)}
            request = {"notebook": str(self.notebook.absolute()), "scratch": str(scratch), "environment": own}
            asked = {**request, "values": values, "differing": differing}
            return forks.run(asked, self.timeout, self.stop)

    def _papermill(
        self, template: NotebookNode, parameters: Mapping[str, object], kernel: type[AsyncKernelManager]
    ) -> NotebookNode:
        # Imported late: it takes a second, which commands that run nothing should not wait for.
        import papermill

        result: NotebookNode = papermill.execute_notebook(
            template,
            None,
            parameters=dict(parameters),
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
            **PLAIN,
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
            f"{self.notebook}: {cell_name(self.cell)}: the notebook ran longer than its limit of {self.timeout} s"
            f" (`{cell_source(self.cell)}`). Make it quicker, or allow more time."
        )

    def _died(self, scratch: Path) -> NotebookFailed | LimitExceeded:
        if self.flooded.is_set():
            return LimitExceeded(
                f"{self.notebook}: {cell_name(self.cell)}: the notebook shows more than its limit of"
                f" {MOST_OUTPUT // 1_000_000} MB (`{cell_source(self.cell)}`). Show a part of it, or a summary."
            )
        words = _last_words(scratch)
        return failure(
            self.notebook,
            f"{cell_name(self.cell)}: the kernel died (`{cell_source(self.cell)}`{'; ' + words if words else ''})",
            "Look for exit(), a crash in compiled code or too little memory.",
        )


def _last_words(scratch: Path) -> str:
    """Return the last line that the kernel process itself wrote, such as the reason why it did not start."""
    log = scratch / "kernel.log"
    lines = log.read_text("utf-8", "replace").split("\n") if log.is_file() else []
    return first_line("\n".join(reversed(lines)))
