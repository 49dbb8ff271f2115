"""What a worker of a cluster does: it keeps a copy of the project, and runs notebooks in forks of one process."""

from __future__ import annotations

import atexit
import io
import pickle
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from review.corpus.corpus import KEPT_CORPUS, open_corpus
from review.corpus.tables.project import VARIABLE, Project
from review.errors import ReviewError
from review.execution.kernels.watching import reads_to
from review.execution.runs.cache import fingerprint
from review.execution.runs.forks import FAILED, Forks, forks
from review.execution.runs.run import begin_notebook
from review.files.folders import LIBRARY
from review.files.hashing import sha256
from review.files.notebooks import first_line

#: The packages that outputs depend on, beside the library.
_PACKAGES = ("altair", "ipykernel", "nbformat", "pandas", "papermill", "vl-convert-python")
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class _Copy:
    """A copy of the project on the worker's machine, and the warm process for its runs; both go when it is *left*."""

    hash: str
    root: Path
    environment: Mapping[str, str]
    warm: Forks | None
    left: ExitStack


# The copy of the project that was asked for last.
_copies: list[_Copy] = []


def run_there(
    files: bytes, inputs: Iterable[str], wanted: str, name: str, parameters: Mapping[str, object], seconds: float
) -> dict[str, Any]:
    """Return what a fork says of the run of the notebook *name* among the *files*; or why it cannot be had.

    *inputs* are those of the files that any notebook may read.
    """
    if installation() != wanted:
        return {FAILED: "a worker has another library, Python or packages"}
    try:
        with _ONE_AT_A_TIME:
            copy = _copy(files)
        with tempfile.TemporaryDirectory(dir=copy.root.parent) as scratch:
            output = Path(scratch) / "run.ipynb"
            begun = begin_notebook(
                copy.root / name,
                output,
                parameters,
                folder=copy.root,
                timeout=round(seconds),
                environment=copy.environment,
                inputs=[LIBRARY, *(copy.root / path for path in inputs)],
                forks=copy.warm,
            )
            reads = begun.finish()
            return {"notebook": output.read_text("utf-8"), "reads": reads_to(reads)}
    except ReviewError as error:
        return {FAILED: first_line(error)}


def _copy(files: bytes) -> _Copy:
    """Return the copy of the project that these *files* are; another one is left for it."""
    wanted = sha256(files)
    if _copies and _copies[0].hash != wanted:
        _leave()
    if not _copies:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="review-copy-")))
            root = (folder / "project").resolve()
            zipfile.ZipFile(io.BytesIO(files)).extractall(root)
            environment = {VARIABLE: str(root)}
            with suppress(ReviewError):  # what is wrong with it, the run says
                (folder / "corpus").write_bytes(pickle.dumps(open_corpus(Project(root))))
                environment[KEPT_CORPUS] = str(folder / "corpus")
            warm = stack.enter_context(forks(root, environment, folder / "drawings", 1))
            _copies.append(_Copy(wanted, root, environment, warm, stack.pop_all()))
    return _copies[0]


@atexit.register
def _leave() -> None:
    while _copies:
        _copies.pop().left.close()


@cache
def installation() -> str:
    """Return one hash of library, Python and packages: where it is the same, runs are."""
    packages = [f"{name} {version(name)}" for name in _PACKAGES]
    here = [fingerprint([LIBRARY], folder=LIBRARY.parent), sys.version.split()[0], *packages]
    return sha256("\n".join(here).encode())
