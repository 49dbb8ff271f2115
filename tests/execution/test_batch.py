"""Batches: what is kept is copied, the rest runs side by side, and nothing outlives the batch."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from review.errors import FileFault, LimitExceeded, NotebookFailed, UsageError
from review.execution.runs.batch import ProgressEvent, Task, run_tasks
from review.execution.runs.cache import Cache

Write = Callable[..., Path]


class Batch:
    """A batch in a folder, with the events of its last run as ``kind output``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache = Cache(folder / "cache")
        self.data = folder / "data.csv"
        self.data.write_text("1")
        self.events: list[str] = []

    def task(self, notebook: Path, output: str, **parameters: object) -> Task:
        return Task(notebook, parameters, self.folder / "out" / output)

    def run(self, *tasks: Task, jobs: int = 2, timeout: int = 60) -> frozenset[str]:
        self.events.clear()

        def report(event: ProgressEvent) -> None:
            self.events.append(f"{event.kind} {event.task.output.name}")
            assert (event.error is not None) == (event.kind == "failed")

        return run_tasks(
            tasks,
            folder=self.folder,
            cache=self.cache,
            inputs=[self.data],
            jobs=jobs,
            report=report,
            timeout=timeout,
        )


@pytest.fixture
def batch(tmp_path: Path, scratch: Path) -> Batch:
    return Batch(tmp_path)


def test_what_was_run_is_copied_until_something_changes(write: Write, batch: Batch) -> None:
    path = write("print(year, open('data.csv').read())")
    tasks = [batch.task(path, "a", year=1), batch.task(path, "b", year=2)]
    keys = batch.run(*tasks)
    assert sorted(batch.events) == ["finished a", "finished b", "started a", "started b"]
    assert len(keys) == len(list(batch.cache.folder.iterdir())) == 2
    first = tasks[0].output.read_bytes()

    tasks[0].output.unlink()
    assert batch.run(*tasks) == keys
    assert batch.events == ["cached a", "cached b"]
    assert tasks[0].output.read_bytes() == first

    next(batch.cache.folder.iterdir()).write_bytes(b"damaged")
    batch.run(*tasks)
    assert sorted(event.split()[0] for event in batch.events) == ["cached", "finished", "started"]
    assert tasks[0].output.read_bytes() == first

    batch.data.write_text("3")
    assert batch.run(tasks[0]).isdisjoint(keys)
    assert batch.events == ["started a", "finished a"]
    assert b"1 3" in tasks[0].output.read_bytes()


def test_a_failure_starts_nothing_more_and_lets_the_others_end(write: Write, batch: Batch) -> None:
    good, bad = write("1", name="good.ipynb"), write("1 / 0", name="bad.ipynb")
    tasks = [batch.task(good, "a"), batch.task(bad, "b"), batch.task(good, "c", year=1)]
    with pytest.raises(NotebookFailed, match=r"bad\.ipynb: cell 3: ZeroDivisionError"):
        batch.run(*tasks, jobs=1)
    assert batch.events == ["started a", "finished a", "started b", "failed b"]
    assert [path.name for path in tasks[0].output.parent.iterdir()] == ["a"]


def test_all_messages_of_a_failed_batch_are_raised(write: Write, batch: Batch) -> None:
    # Each waits until the other has begun, so that both are under way when the first fails.
    meet = "import os\nopen('fifo-{}', 'w').close()\nopen('fifo-{}').close()\n1 / 0"
    for name in ("fifo-1", "fifo-2"):
        os.mkfifo(batch.folder / name)
    other = "import os\nopen('fifo-1').close()\nopen('fifo-2', 'w').close()\n1 / 0"
    one = write(meet.format(1, 2), name="one.ipynb")
    two = write(other, name="two.ipynb")
    with pytest.raises(NotebookFailed) as caught:
        batch.run(batch.task(one, "a"), batch.task(two, "b"))
    lines = str(caught.value).splitlines()
    assert [line.split(": ")[0] for line in lines] == [str(one), str(two)]


def test_all_is_checked_before_anything_runs(write: Write, batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/there/is/no/python")
    path = write()
    with pytest.raises(UsageError, match=r"small\.ipynb: there is no parameter 'yaer'"):
        batch.run(batch.task(path, "a"), batch.task(path, "b", yaer=1))
    with pytest.raises(UsageError, match="two runs would write it"):
        batch.run(batch.task(path, "a"), batch.task(path, "a", year=1))
    (batch.folder / "out").write_text("in the way")
    with pytest.raises(FileFault, match=r"out: cannot be made \(File exists\)"):
        batch.run(batch.task(path, "a"))
    assert batch.events == []


def test_a_limit_keeps_its_own_status(write: Write, batch: Batch) -> None:
    with pytest.raises(LimitExceeded):
        batch.run(batch.task(write("while True: pass"), "a"), timeout=1)


SCRIPT = """
import sys
from pathlib import Path
from review.execution.runs.batch import Task, run_tasks
from review.execution.runs.cache import Cache

notebook, folder = Path(sys.argv[1]), Path(sys.argv[2])
tasks = [Task(notebook, {"year": n}, folder / f"{n}.ipynb") for n in range(3)]
try:
    run_tasks(tasks, folder=folder, cache=Cache(folder / "cache"), inputs=[], jobs=2, report=lambda _: None)
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="watching processes end needs Linux")
@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGKILL])
def test_no_kernel_outlives_the_batch(write: Write, tmp_path: Path, signum: int) -> None:
    path = write("import os\nwith open('fifo', 'w') as fifo: print(os.getpid(), file=fifo)", "while True: pass")
    os.mkfifo(tmp_path / "fifo")
    command = [sys.executable, "-W", "error", "-c", SCRIPT, str(path), str(tmp_path)]
    # A killed process cannot clear up, so it gets a folder of its own for its temporary files.
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True) as process:
        with os.fdopen(os.open(tmp_path / "fifo", os.O_RDWR), "rb", buffering=0) as fifo:
            said_by = b""
            while said_by.count(b"\n") < 2:
                if not select.select([fifo], [], [], 30)[0]:
                    process.kill()
                    pytest.fail(f"no kernel has started: {process.communicate()}")
                said_by += fifo.read(1)
        kernels = [os.pidfd_open(int(pid)) for pid in said_by.split()]
        process.send_signal(signum)
        said = process.communicate(timeout=30)
    for kernel in kernels:
        assert select.select([kernel], [], [], 30)[0], "a kernel still runs"
        os.close(kernel)
    assert said == (("interrupted\n", "") if signum == signal.SIGINT else ("", ""))
    assert not list(tmp_path.glob("?.ipynb"))
