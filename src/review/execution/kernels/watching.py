"""The extension of IPython that every kernel of ours loads first: it records what the notebook reads."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from review.corpus.tracing import Reads, Recorder, own_reads, start_recording
from review.errors import FileFault
from review.execution.kernels.guard import Guard, UndeclaredRead
from review.files.notebooks import failure

if TYPE_CHECKING:
    from nbformat import NotebookNode

UNDECLARED = UndeclaredRead.__name__
#: How to mend it.
DECLARE = "Read data through the corpus, and another file with `chapter.read_text(path)`."
#: Names the file that tells the kernel what it may read, and where to leave its record.
VARIABLE = "REVIEW_WATCH"


def prepare(scratch: Path, folder: Path, allowed: Iterable[Path], *, is_guarded: bool = True) -> Mapping[str, str]:
    """Return the variables by which a kernel of *folder* knows its orders; they are kept in *scratch*."""
    path = scratch / "watch.json"
    free = [str(scratch), *map(str, allowed)]
    orders = {"folder": str(folder), "allowed": free, "record": str(_record(scratch)), "guarded": is_guarded}
    path.write_text(json.dumps(orders), "utf-8")
    return {VARIABLE: str(path)}


def require_declared(scratch: Path, result: NotebookNode, notebook: Path) -> Reads:
    """Return what a run with this *result*, and its orders in *scratch*, read.

    Raises FileFault where its kernel left no record, NotebookFailed where it read more, and hid the error.
    """
    path = _record(scratch)
    if not path.is_file():
        raise FileFault(f"{notebook}: what it reads could not be written down. Make room in TMPDIR, try again.")
    record = json.loads(path.read_text("utf-8"))
    for number, message in record["refused"]:
        cell = next((cell.id for cell in result.cells if cell.get("execution_count") == number), "a cell")
        raise failure(notebook, f"{cell.replace('-', ' ')}: {UNDECLARED}: {message}", DECLARE)
    return reads_from(record["reads"])


def reads_to(reads: Reads) -> list[list[str]]:
    """Return *reads* as plain lists for JSON: each a question with the answer at its end."""
    return [[*question, answer] for question, answer in reads.items()]


def reads_from(lists: Iterable[list[str]]) -> Reads:
    """Return the reads that ``reads_to`` wrote."""
    return {tuple(question): answer for *question, answer in lists}


def load_ipython_extension(shell: Any) -> None:
    """Watch this process. IPython calls it when it loads the extension."""
    orders = json.loads(Path(os.environ.pop(VARIABLE)).read_text("utf-8"))
    watcher = _Watcher(start_recording(Path(orders["folder"])), Path(orders["record"]))
    if orders["guarded"]:
        Guard(Path(orders["folder"]), map(Path, orders["allowed"]), watcher.refuse).start()
    shell.events.register("pre_run_cell", watcher.begin)
    shell.events.register("post_run_cell", watcher.write)
    watcher.write()


class _Watcher:
    """Writes the record after every cell: a kernel is ended without being asked."""

    def __init__(self, recorder: Recorder, path: Path) -> None:
        self.recorder, self.path = recorder, path
        self.cell = 0
        self.refused: list[tuple[int, str]] = []

    def begin(self, _: Any) -> None:
        self.cell += 1

    def refuse(self, message: str) -> None:
        self.refused.append((self.cell, message))

    def write(self, *_: Any) -> None:
        with own_reads():
            record = {"reads": reads_to(self.recorder.reads()), "refused": self.refused}
            try:
                self.path.write_text(json.dumps(record), "utf-8")
            except OSError:
                # No record is better than one that is cut off: the run is refused then.
                self.path.unlink(missing_ok=True)


def _record(scratch: Path) -> Path:
    return scratch / "reads.json"
