"""The runs of the book, which forks make, are those of a kernel: what they show, and what they read."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.book.build import pipeline
from review.book.build.build_lock import EXECUTED
from review.book.build.pipeline import run_tasks_of, runs_of
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.corpus.tracing import Reads
from review.execution.runs.cache import Cache
from review.execution.runs.forks import KERNELS

#: What is caught and printed, several charts, a page of a source.
QUICK = ("tutorial", "campaign", "jiang2013")


@pytest.mark.parametrize("names", [QUICK, pytest.param((), marks=pytest.mark.soak)], ids=["quick", "soak"])
def test_a_kernel_makes_the_runs_of_the_book(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]
) -> None:
    project = Project(site.parents[1])
    snapshot, own = Snapshot(project), Cache(tmp_path / "cache")
    monkeypatch.setattr(pipeline, "_cache", lambda project: own)
    tasks = [
        one for one in runs_of(project, snapshot.corpus, tmp_path / "out") if one.output.stem in names or not names
    ]
    assert len(tasks) >= len(QUICK)
    report = {"jobs": 1, "report": lambda _: None, "timeout": 600}
    run_tasks_of(snapshot, tasks, tmp_path, where=KERNELS, **report)  # type: ignore[arg-type]
    assert [task.output.read_bytes() for task in tasks] == [
        (project.build / EXECUTED / task.output.name).read_bytes() for task in tasks
    ]
    kept, built = reads(own), reads(Cache(project.build / "cache" / "notebooks"))
    assert len(kept) == len(tasks)
    assert kept == {notebook: built[notebook] for notebook in kept}


def reads(cache: Cache) -> dict[bytes, Reads]:
    """Return what each finished notebook of a cache has read."""
    entries = [cache.get(path.stem.partition("-")[0]) for path in cache.folder.glob("*.run")]
    return {entry.notebook: entry.reads for entry in entries if entry}
