"""Runs on the workers of a Dask cluster, which answer as forks do; what goes wrong there, a kernel runs here.

The project goes to the workers as files, so that they need the same library and packages, and no disk in common.
"""

from __future__ import annotations

import io
import threading
import time
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from review.errors import EnvironmentFault, UsageError
from review.execution.runs.forks import FAILED, ForkFailed
from review.execution.runs.worker import installation, run_there
from review.files.atomic import read_whole
from review.files.folders import LIBRARY

if TYPE_CHECKING:
    from distributed import Client

#: Seconds for a scheduler to answer, and for a worker to be there again where all are gone.
PATIENCE = 30
MISSING = "Dask is not installed. `pip install 'figure-by-figure[cluster]'` installs it."
# How often, in seconds, is asked whether to stop.
_OFTEN = 0.2
# The earliest time that an archive can name, so that the same files make the same archive.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


class Cluster:
    """The workers of a scheduler, with the files of a project: they run its notebooks and draw their charts."""

    def __init__(self, client: Client, folder: Path, files: Iterable[str], inputs: Iterable[Path]) -> None:
        self._client, self._folder = client, folder.resolve()
        # Asked for, and not handed out: what a lost worker had can then be had again.
        self._files = client.submit(bytes, _packed(folder, files))
        self._inputs = [path.as_posix() for path in self._own(inputs)]

    def _own(self, paths: Iterable[Path]) -> Iterator[Path]:
        """Yield the paths in the project; the library is each worker's own."""
        for path in (path.resolve() for path in paths):
            if path != LIBRARY:
                yield path.relative_to(self._folder)

    @property
    def slots(self) -> int:
        """How many notebooks its workers run at once."""
        threads: Mapping[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def run(self, request: Mapping[str, Any], seconds: float, stop: threading.Event) -> dict[str, Any]:
        """Return the finished *notebook* of a run, and what it *reads*, as a fork does; nothing is left to draw.

        A worker that is lost costs a retry. Raises ForkFailed where a cell fails, a worker takes more than so many
        *seconds*, the run is to *stop*, or no worker is left.
        """
        [name] = self._own([Path(request["notebook"])])
        what = (self._files, self._inputs, installation(), name.as_posix(), request["differing"], seconds)
        answer = self._client.submit(run_there, *what, pure=False, retries=2)
        seen = time.monotonic()
        while not answer.done():
            if stop.wait(_OFTEN):
                answer.cancel()
                raise ForkFailed("it was stopped")
            if self._client.nthreads():
                seen = time.monotonic()
            elif time.monotonic() - seen > PATIENCE:
                answer.cancel()
                raise ForkFailed("no worker is left")
        if answer.status != "finished":
            raise ForkFailed(f"the cluster says: {answer.exception()}")
        told: dict[str, Any] = answer.result()
        if FAILED in told:
            raise ForkFailed(told[FAILED])
        return told

    def draw(self, request: Mapping[str, Any], stop: threading.Event) -> NoReturn:
        """Fail: workers draw what they run."""
        raise ForkFailed("a worker draws what it runs")


@contextmanager
def cluster(scheduler: str, folder: Path, files: Iterable[str], inputs: Iterable[Path]) -> Iterator[Cluster]:
    """Give the workers at the address of a *scheduler*, with these *files* of *folder*.

    *inputs* are those of them that any notebook may read, and the library.

    Raises UsageError where none answers, EnvironmentFault where Dask is missing, or a worker has another library.
    """
    try:
        from distributed import Client
    except ImportError:
        raise EnvironmentFault(MISSING) from None
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise UsageError(
            f"{scheduler}: no scheduler answers there ({error}). Start one with `dask scheduler`, and name its "
            "address, such as tcp://192.0.2.1:8786."
        ) from None
    with client:
        _require_alike(client)
        yield Cluster(client, folder, files, inputs)


def _require_alike(client: Client) -> None:
    """Refuse a cluster without workers, or one of whose workers would make other bytes."""
    theirs: Mapping[str, object] = client.run(installation, on_error="return")
    if not theirs:
        raise UsageError("the scheduler has no worker. Start one on each machine with `dask worker ADDRESS`.")
    for worker, its in sorted(theirs.items()):
        if its != installation():
            said = f"the worker says: {its}" if isinstance(its, Exception) else "library, Python or packages differ"
            raise EnvironmentFault(f"{worker}: {said}. Install there what is installed here, from the same lock file.")


def _packed(folder: Path, files: Iterable[str]) -> bytes:
    """Return an archive of files, the same for the same files."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(files):
            packed.writestr(zipfile.ZipInfo(name, _LONG_AGO), read_whole(folder / name))
    return archive.getvalue()
