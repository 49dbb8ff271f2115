"""Runs on a Dask cluster: a real scheduler and two worker processes on this machine, one of which is killed."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from distributed import LocalCluster

from review.errors import EnvironmentFault, NotebookFailed, ReviewError, UsageError
from review.execution.runs import cluster
from review.execution.runs.batch import ProgressEvent, Task, run_tasks
from review.execution.runs.cache import Cache
from review.execution.runs.forks import FORKS

Write = Callable[..., Path]

CHART = (
    "import altair as alt\nimport pandas as pd\nimport review.notebook",
    "alt.Chart(pd.DataFrame({'a': [1, 2], 'b': [3, 4]}), title='T').mark_bar().encode(x='a', y='b')",
)
# The first time it kills the worker, which has started the process that has forked its own.
KILLING = """import os, pathlib
killed = pathlib.Path({!r})
if not killed.exists():
    killed.touch()
    of_parent = pathlib.Path(f'/proc/{{os.getppid()}}/stat').read_text().rpartition(') ')[2].split()
    os.kill(int(of_parent[1]), 9)
    while True: pass
year + 1"""


@pytest.fixture(scope="module")
def workers() -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as started:
        yield started


class Runs:
    """Runs of notebooks in a folder, each anew, with the events of the last."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.events: list[ProgressEvent] = []
        self.on_event: Callable[[ProgressEvent], None] = lambda _: None

    def __call__(self, where: str, *notebooks: Path, **parameters: object) -> list[bytes]:
        self.events.clear()
        tasks = [Task(path, parameters, self.folder / "out" / path.name) for path in notebooks]

        def report(event: ProgressEvent) -> None:
            self.events.append(event)
            self.on_event(event)

        run_tasks(
            tasks,
            folder=self.folder,
            cache=Cache(self.folder / f"cache-{where.partition(':')[0]}-{len(list(self.folder.iterdir()))}"),
            inputs=[self.folder / "data.csv"],
            jobs=1,
            report=report,
            timeout=60,
            where=where,
            files=["data.csv", *(path.name for path in notebooks)],
        )
        return [task.output.read_bytes() for task in tasks]

    @property
    def why(self) -> list[str]:
        return [event.why for event in self.events if event.kind != "started"]


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    (tmp_path / "data.csv").write_text("12")
    return Runs(tmp_path)


def test_what_workers_run_has_the_bytes_of_a_run_here(write: Write, runs: Runs, workers: LocalCluster) -> None:
    notebooks = [write("open('data.csv').read() * year", name="a.ipynb"), write(*CHART, name="b.ipynb")]
    here = runs(FORKS, *notebooks, year=2)
    assert runs(workers.scheduler_address, *notebooks, year=2) == here
    assert runs.why == ["", ""], "a kernel ran it here"


def test_what_fails_there_is_told_as_here(write: Write, runs: Runs, workers: LocalCluster) -> None:
    with pytest.raises(NotebookFailed, match=r"cell 3.*ZeroDivisionError"):
        runs(workers.scheduler_address, write("1 / 0"))


def test_a_worker_that_is_killed_costs_a_retry(
    write: Write, runs: Runs, workers: LocalCluster, tmp_path_factory: pytest.TempPathFactory
) -> None:
    killed = tmp_path_factory.mktemp("told") / "killed"
    notebooks = [write(KILLING.format(str(killed)), name="a.ipynb"), write("year", name="b.ipynb")]
    there = runs(workers.scheduler_address, *notebooks)
    assert killed.exists() and runs.why == ["", ""], "a kernel ran it here"
    assert there == runs(FORKS, *notebooks)


def test_nobody_at_the_address_is_said_at_once(write: Write, runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.1)
    with pytest.raises(UsageError, match=r"127\.0\.0\.1:1: no scheduler answers there .*`dask scheduler`"):
        runs("tcp://127.0.0.1:1", write("1"))


class Answering(contextlib.nullcontext[None]):
    """A client whose workers answer each with one thing."""

    answers: ClassVar[dict[str, object]] = {}

    def __init__(self, *_: object, **__: object) -> None:
        super().__init__()

    def run(self, *_: object, **__: object) -> dict[str, object]:
        return self.answers


@pytest.mark.parametrize(
    ("answers", "error", "said"),
    [
        ({}, UsageError, "no worker. Start one on each machine with `dask worker"),
        ({"tcp://a": "other"}, EnvironmentFault, r"^tcp://a: library, Python or packages differ\. Install there"),
        ({"tcp://a": ImportError("No review")}, EnvironmentFault, "^tcp://a: the worker says: No review. Install"),
    ],
)
def test_workers_that_would_make_other_bytes_are_refused(
    write: Write,
    runs: Runs,
    monkeypatch: pytest.MonkeyPatch,
    answers: dict[str, object],
    error: type[ReviewError],
    said: str,
) -> None:
    monkeypatch.setattr(Answering, "answers", answers)
    monkeypatch.setattr("distributed.Client", Answering)
    with pytest.raises(error, match=said):
        runs("tcp://192.0.2.1:1", write("1"))


def test_without_dask_it_is_said_how_to_have_it(write: Write, runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EnvironmentFault, match=r"pip install 'figure-by-figure\[cluster\]'"):
        runs("tcp://127.0.0.1:1", write("1"))
