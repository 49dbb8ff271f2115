"""One notebook run from its first cell to its last with papermill, or an error that says what stopped it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from review.corpus.tracing import Reads
from review.errors import FileFault, UsageError
from review.execution.kernels.watching import reads_from
from review.execution.parameters.declared import changed, check_parameters, declared
from review.execution.runs.executing import Execution
from review.execution.runs.forks import ForkFailed, Runner, may_fork
from review.execution.runs.normalise import finished_run
from review.files.atomic import write_whole
from review.files.notebooks import failure, read_template


def run_notebook(notebook: Path, output: Path, parameters: Mapping[str, object], **how: Any) -> Reads:
    """Put the complete run of *notebook* with *parameters* at *output*, and return what it read of the data.

    *how* and what is raised are those of `begin_notebook`. Nothing less than the whole ever stands at *output*, and an
    earlier one stays where the run fails. Two runs on the same input give the same bytes.
    """
    return begin_notebook(notebook, output, parameters, **how).finish()


def begin_notebook(
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
    forks: Runner | None = None,
) -> Begun:
    """Run the cells of *notebook*, and return what brings its run to an end.

    The kernel works in *folder*; *environment* is added to its variables. *timeout* is in seconds, for the whole
    notebook. Setting *stop* ends the run within about a second. Files in *inputs* it may read beside the data, and no
    others. What is no chapter of a book may read, write and ask what it likes, and warn. Where there are *forks*, one
    of them runs a chapter, and a kernel only what one cannot, or what fails there. Raises UsageError (no such notebook,
    wrong parameters: before a kernel starts), NotebookFailed, LimitExceeded, FileFault, EnvironmentFault.
    """
    template = read_template(notebook)
    known = declared(template, notebook, is_chapter=is_chapter)
    try:
        values = check_parameters(known, parameters)
    except UsageError as error:
        raise UsageError(f"{notebook}: {error}") from None
    _check_places(notebook, output, folder)
    run = Execution(
        notebook, folder.resolve(), timeout, environment or {}, stop or threading.Event(), inputs, is_chapter
    )
    # Defaults are not given again: a run that names them makes the same page as one that does not.
    begun = Begun(run, output, template, values, changed(known, values), forks)
    begun.run_cells()
    return begun


@dataclass
class Begun:
    """A run whose cells have run; *told* is what a fork says of it, without which a kernel runs it."""

    run: Execution
    output: Path
    template: NotebookNode
    values: Mapping[str, object]
    differing: Mapping[str, object]
    forks: Runner | None
    told: dict[str, Any] = field(default_factory=dict)
    result: tuple[bytes, Reads] | None = None
    #: Why a kernel ran it, where forks were to.
    why: str = ""

    @property
    def is_drawn(self) -> bool:
        """Whether nothing is left to draw."""
        return not self.told.get("pending")

    def run_cells(self) -> None:
        """Run the cells, in a fork if one can, else in a kernel."""
        if self.forks and may_fork(self.template):
            try:
                self.told = self.run.fork(self.forks, self.values, self.differing)
            except ForkFailed as error:
                self.why = str(error)
        elif self.forks:
            self.why = "it takes Altair without review.notebook"
        if not self.told:
            self._run_in_kernel()

    def finish(self) -> Reads:
        """Have drawn what is to be drawn, put the run at its place, and return what it read."""
        if self.told and self.is_drawn:
            self.result = self.told["notebook"].encode(), reads_from(self.told["reads"])
        elif self.told and self.forks:
            try:
                asked = {**self.told, "values": self.values, "differing": self.differing}
                text = self.forks.draw(asked, self.run.stop)
                self.result = text.encode(), reads_from(self.told["reads"])
            except ForkFailed as error:
                self.why = str(error)
                self._run_in_kernel()
        assert self.result is not None
        write_whole(self.output, self.result[0])
        return self.result[1]

    def _run_in_kernel(self) -> None:
        if self.run.stop.is_set() and self.forks:
            raise failure(self.run.notebook, "the run was stopped", "Run it again.")
        made, reads = self.run.execute(deepcopy(self.template), self.differing)
        self.result = finished_run(made, self.values, self.differing), reads


def _check_places(notebook: Path, output: Path, folder: Path) -> None:
    if not folder.is_dir():
        raise FileFault(f"{folder}: there is no such folder to run in. Make it, or name another.")
    if not output.parent.is_dir():
        raise FileFault(f"{output.parent}: there is no such folder for the output. Make it, or name another.")
    if output.is_dir():
        raise FileFault(f"{output}: is a folder (expected the name of a file). Name a file in it.")
    if output.exists() and output.samefile(notebook):
        raise UsageError(f"{output}: is the template itself. Choose another file for the output.")
