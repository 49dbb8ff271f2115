"""Print in one table what running, building and checking cost, beside papermill and Jupyter Book as they come.

Each row is one process, caches empty, one after the other: wall and CPU seconds of it and of all it starts, and the
peak of the largest in MB. "×" is how many times less wall time it took than the first row of its group. What begins
with "≈" was not run: it lies on the line through the two largest sizes that were. Example:

    .venv/bin/python tests/benchmark.py --runs 0 200 --builds 5 25 100 --checks 1000 10000 --others 100
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from review.book.build import pipeline
from review.book.build.pipeline import run_tasks_of, runs_of
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import VARIABLE, Project
from review.execution.runs.batch import Task
from review.execution.runs.cache import Cache
from review.execution.runs.forks import FORKS, KERNELS

HERE = Project(Path(__file__).parent.parent)
A_SOURCE = 30  # figures
#: Stands in for what draws.
UNDRAWN = """\
def vegalite_to_svg(*_, **__):
    return '<svg width="300" height="100" viewBox="0 0 300 100"></svg>'
"""
REVIEW = (sys.executable, "-m", "review")


class Cost(NamedTuple):
    """What a process took: seconds by the clock and of processors, and MB."""

    wall: float
    cpu: float
    peak: float


def cost_of(command: Sequence[str], folder: Path, path: str = "") -> Cost:
    """Run a command to its end, with modules of *path* first. Raises CalledProcessError where it fails."""
    start, quiet = time.monotonic(), subprocess.DEVNULL
    environment = {**os.environ, "PYTHONPATH": path}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=quiet, stderr=quiet) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def row(what: str, size: object, cost: Cost, first: Cost | None = None, mark: str = "") -> Cost:
    """Print a row of the table, and return its cost."""
    cells = [mark + f"{cost.wall:,.1f}", mark + f"{cost.cpu:,.1f}", f"{cost.peak:,.0f}" if cost.peak else ""]
    times = f"{first.wall / cost.wall:.1f}" if first else ""
    print(f"{what:<42}{size!s:>9}" + "".join(f"{cell:>10}" for cell in [*cells, times]), flush=True)
    return cost


def heading(text: str) -> None:
    """Print the head of a group."""
    print(f"\n{text:<42}{'size':>9}{'wall s':>10}{'CPU s':>10}{'MB':>10}{'×':>10}", flush=True)


# Ways to run all notebooks of a project, each in a process of its own.


def tasks_of(project: Project, folder: Path) -> tuple[Task, ...]:
    """Return the runs of its book."""
    os.environ[VARIABLE] = str(project.root)
    return runs_of(project, Snapshot(project).corpus, folder)


def by_command(project: Project, folder: Path) -> None:
    """Start papermill's program for one notebook after the other."""
    for task in tasks_of(project, folder):
        command = [sys.executable, "-m", "papermill", "--no-progress-bar", str(task.notebook), str(task.output)]
        subprocess.run([*command, "-y", json.dumps(dict(task.parameters))], check=True, cwd=project.root)


def in_a_loop(project: Project, folder: Path) -> None:
    """Have papermill run one notebook after the other."""
    import papermill

    for task in tasks_of(project, folder):
        given = dict(task.parameters)
        papermill.execute_notebook(task.notebook, task.output, given, progress_bar=False, cwd=project.root)


def ours(project: Project, folder: Path, jobs: int, where: str = FORKS) -> None:
    """Run them as a build does."""
    pipeline._cache = lambda project: Cache(folder / "cache")
    tasks = tasks_of(project, folder / "executed")
    run_tasks_of(Snapshot(project), tasks, folder, jobs=jobs, report=lambda _: None, timeout=600, where=where)


def on_dask(project: Project, folder: Path) -> None:
    """Run them on two workers; the start of the cluster counts."""
    from distributed import LocalCluster

    local = {"host": "127.0.0.1", "dashboard_address": None, "silence_logs": 50}
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **local) as cluster:
        ours(project, folder, 1, cluster.scheduler_address)


def jupyter_book(project: Project, folder: Path) -> None:
    """Have Jupyter Book run and compile the same notebooks with their parameters; roles of ours stay plain words."""
    import papermill

    book, tasks = folder / "book", tasks_of(project, folder / "book")
    book.mkdir()
    for task in tasks:
        papermill.execute_notebook(task.notebook, task.output, dict(task.parameters), prepare_only=True)
    names = [task.output.stem for task in tasks]
    execute = {"execute_notebooks": "force", "timeout": 600}
    (book / "_config.yml").write_text(yaml.safe_dump({"title": "A book", "execute": execute}), "utf-8")
    toc = {"format": "jb-book", "root": names[0], "chapters": [{"file": name} for name in names[1:]]}
    (book / "_toc.yml").write_text(yaml.safe_dump(toc), "utf-8")
    subprocess.run([Path(sys.executable).with_name("jupyter-book"), "build", str(book)], check=True)


WAYS: dict[str, Callable[[Project, Path], None]] = {
    "papermill's program in a loop": by_command,
    "papermill.execute_notebook in a loop": in_a_loop,
    "ours in kernels, one worker": lambda project, folder: ours(project, folder, 1, where=KERNELS),
    "ours, one worker": lambda project, folder: ours(project, folder, 1),
    "ours, two workers": lambda project, folder: ours(project, folder, 2),
    "ours on Dask, two workers": on_dask,
    "Jupyter Book": jupyter_book,
}
OTHERS = ("papermill.execute_notebook in a loop", "papermill's program in a loop")


def cost_of_way(way: str, project: Project, path: str = "") -> Cost:
    """Run all notebooks of the project in this *way*."""
    with tempfile.TemporaryDirectory() as folder:
        return cost_of([sys.executable, __file__, "--way", way, str(project.root), folder], project.root, path)


class Line:
    """Costs by size, and the line through the last two of them."""

    def __init__(self) -> None:
        self._known: list[tuple[int, Cost]] = []

    def add(self, size: int, cost: Cost) -> None:
        """Add what was measured."""
        self._known.append((size, cost))

    def at(self, size: int) -> Cost:
        """Return what a larger size would take. Raises ValueError before two sizes were measured."""
        (less, low), (more, high) = self._known[-2:]
        slope = (size - more) / (more - less)
        return Cost(high.wall + slope * (high.wall - low.wall), high.cpu + slope * (high.cpu - low.cpu), 0)


def synthetic(scratch: Path, sources: int) -> Project:
    """Return an invented review of this size, made where there is none."""
    folder = scratch / f"s{sources}"
    if not folder.exists():
        # By a process of its own: what is started later counts the memory of who starts it as its own.
        size = ["--sources", str(sources), "--figures", str(A_SOURCE), "--seed", "1"]
        subprocess.run([*REVIEW, "synth", str(folder), *size], check=True, stdout=subprocess.DEVNULL)
    return Project(folder)


def measure_runs(scratch: Path, sizes: Sequence[int], most: int) -> None:
    """Print what the runs of this book (size 0) and of invented reviews cost in each way, with and without drawing."""
    (scratch / "vl_convert.py").write_text(UNDRAWN, "utf-8")
    ways = [*OTHERS, *(name for name in WAYS if name.startswith("ours"))]
    for size in sizes:
        project = synthetic(scratch, size) if size else HERE
        count = len(tasks_of(project, scratch))
        for how, path in {"": "", ", nothing drawn": str(scratch)}.items():
            heading(("Runs of an invented review" if size else "Runs of this book") + how)
            first = None
            for way in ways if size <= most else ways[len(OTHERS) :]:
                cost = row(way, count, cost_of_way(way, project, path), first)
                first = first or cost


def reword(project: Project) -> None:
    """Reword the note of one figure, and have the texts checked again."""
    path = project.data / "evidence" / "figures.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[len(rows) // 2]["note"] = "Reworded."
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    cost_of([*REVIEW, "verify", "--texts", "texts"], project.root)


def measure_builds(scratch: Path, sizes: Sequence[int], most: int) -> None:
    """Print what clean and later builds cost by the number of sources, and what Jupyter Book takes."""
    theirs = Line()
    for size in sizes:
        project, book = synthetic(scratch, size), [*REVIEW, "book", "--jobs", "2"]
        shutil.rmtree(project.root / "build", ignore_errors=True)
        heading("Build, by sources")
        first, mark = (cost_of_way("Jupyter Book", project), "") if size <= most else (theirs.at(size), "≈")
        if size <= most:
            theirs.add(size, first)
        row("Jupyter Book, clean or after an edit", size, first, mark=mark)
        row("ours, clean", size, cost_of(book, project.root), first)
        reword(project)
        row("ours, after the note of a figure", size, cost_of(book, project.root), first)
        row("ours, nothing to do", size, cost_of(book, project.root), first)


def measure_checks(scratch: Path, sizes: Sequence[int]) -> None:
    """Print what checking and verifying cost by the number of figures, anew and where nothing has changed."""
    for figures in sizes:
        project = synthetic(scratch, max(1, round(figures / A_SOURCE)))
        heading("Check, by figures")
        for name in (("check",), ("verify", "--texts", "texts")):
            row(name[0], f"{figures:,}", cost_of([*REVIEW, *name, "--anew"], project.root))
            row(f"{name[0]}, nothing changed", f"{figures:,}", cost_of([*REVIEW, *name], project.root))


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, nargs="*", default=[0], help="sources to run; 0 is this book")
    parser.add_argument("--builds", type=int, nargs="*", default=[5, 25], help="sources to build")
    parser.add_argument("--checks", type=int, nargs="*", default=[1_000, 10_000], help="figures to check and verify")
    parser.add_argument("--others", type=int, default=100, help="the most sources for papermill and Jupyter Book")
    parser.add_argument("--way", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.way:
        way, root, folder = asked.way
        WAYS[way](Project(Path(root)), Path(folder))
        return
    with tempfile.TemporaryDirectory() as name:
        os.environ["REVIEW_CACHE"] = f"{name}/verdicts"
        measure_runs(Path(name), asked.runs, asked.others)
        measure_builds(Path(name), sorted(asked.builds), asked.others)
        measure_checks(Path(name), asked.checks)


if __name__ == "__main__":
    main()
