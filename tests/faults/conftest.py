"""A good site, built once, and a bench with a copy of it for each test."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench import Bench, short_folder
from bicycle_project import Once

from review.corpus.tables.project import Project


@pytest.fixture(scope="session")
def built(once: Once, small: Project) -> Path:
    """Return a folder with the project, its site, and how many seconds of processor time it took to build."""

    def make(kept: Path) -> None:
        root = short_folder()
        bench = Bench(root)
        # It takes long to bundle, no fault bears on it, and no bench makes it again.
        shutil.copytree(small.build / "scripts", bench.build / "scripts")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = bench.run("book")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert (said.status, said.lines) == (0, [])
        shutil.copytree(bench.project, kept / "project")
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        (kept / "seconds").write_text(str(seconds), "utf-8")
        shutil.rmtree(root)

    return once("bench", make)


@pytest.fixture
def good(built: Path) -> Path:
    """Return the project with its site, to be copied."""
    return built / "project"


@pytest.fixture
def seconds(built: Path) -> float:
    """Return how much processor time a build takes on this machine."""
    return float((built / "seconds").read_text("utf-8"))


@pytest.fixture
def bench(good: Path) -> Iterator[Bench]:
    """Return a bench whose site is good and up to date; whatever happens, that site must stand at the end."""
    root = short_folder()
    yield Bench(root, good)
    shutil.rmtree(root)
