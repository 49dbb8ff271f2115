"""The runs of the book, which forks make, are those of a kernel: what they show, and what they read."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.book.build import pipeline
from review.book.build.pipeline import run_tasks_of, runs_of
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.execution.runs.cache import Cache

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
    keys = run_tasks_of(snapshot, tasks, tmp_path, in_kernels=True, **report)  # type: ignore[arg-type]
    built = Cache(project.build / "cache" / "notebooks")
    assert {key: own.get(key) for key in keys} == {key: built.get(key) for key in keys}
