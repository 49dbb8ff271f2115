"""Print what all runs of the book cost, caches empty: papermill in a loop, and ours in forks and in kernels.

CPU seconds are those of all processes; the ratio is of wall time, to the loop. The second half draws no charts.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import papermill

from review.book.build import pipeline
from review.book.build.pipeline import run_tasks_of, runs_of
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import VARIABLE, Project
from review.execution.runs.cache import Cache
from review.execution.runs.forks import FORKS, KERNELS

PROJECT = Project(Path(__file__).parent.parent)
#: Stands in for what draws.
UNDRAWN = """\
def vegalite_to_svg(*_, **__):
    return '<svg width="300" height="100" viewBox="0 0 300 100"></svg>'
"""


def loop(folder: Path) -> None:
    """Run one notebook after the other as papermill comes."""
    os.environ[VARIABLE] = str(PROJECT.root)
    for task in runs_of(PROJECT, Snapshot(PROJECT).corpus, folder):
        given = dict(task.parameters)
        papermill.execute_notebook(task.notebook, task.output, given, progress_bar=False, cwd=PROJECT.root)


def ours(folder: Path, jobs: int, where: str = FORKS) -> None:
    """Run them as a build does."""
    pipeline._cache = lambda project: Cache(folder / "cache")
    snapshot = Snapshot(PROJECT)
    tasks = runs_of(PROJECT, snapshot.corpus, folder / "executed")
    run_tasks_of(snapshot, tasks, folder, jobs=jobs, report=lambda _: None, timeout=600, where=where)


WAYS: dict[str, Callable[[Path], None]] = {
    "papermill in a loop": loop,
    "ours in kernels, one worker": lambda folder: ours(folder, 1, where=KERNELS),
    "ours, one worker": lambda folder: ours(folder, 1),
    "ours, two workers": lambda folder: ours(folder, 2),
}


def measure(way: str, path: str) -> tuple[float, float]:
    """Return the wall and CPU seconds of a process that runs all in this *way*."""
    with tempfile.TemporaryDirectory() as folder:
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        command = [sys.executable, __file__, way, folder]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": path}, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - start, cpu


def main() -> None:
    """Print a table."""
    with tempfile.TemporaryDirectory() as stub:
        (Path(stub) / "vl_convert.py").write_text(UNDRAWN, "utf-8")
        for what, path in {"with drawings": "", "without": stub}.items():
            print(f"{what:30} {'wall s':>8} {'CPU s':>8} {'wall':>7} {'CPU':>7}")
            base = None
            for way in WAYS:
                wall, cpu = measure(way, path)
                base = base or (wall, cpu)
                print(f"{way:30} {wall:8.1f} {cpu:8.1f} {base[0] / wall:6.1f}x {base[1] / cpu:6.1f}x", flush=True)


if __name__ == "__main__":
    if sys.argv[1:]:
        WAYS[sys.argv[1]](Path(sys.argv[2]))
    else:
        main()
