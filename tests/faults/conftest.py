"""A good site, built once, and a bench with a copy of it for each test."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench import Bench, short_folder


@pytest.fixture(scope="session")
def built() -> Iterator[tuple[Path, float]]:
    """Return the project with its site, and how many seconds of processor time it took to build."""
    root = short_folder()
    bench = Bench(root)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = bench.run("book")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (said.status, said.lines) == (0, [])
    yield bench.project, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    shutil.rmtree(root)


@pytest.fixture
def good(built: tuple[Path, float]) -> Path:
    """Return the project with its site, to be copied."""
    return built[0]


@pytest.fixture
def seconds(built: tuple[Path, float]) -> float:
    """Return how much processor time a build takes on this machine."""
    return built[1]


@pytest.fixture
def bench(good: Path) -> Iterator[Bench]:
    """Return a bench whose site is good and up to date; whatever happens, that site must stand at the end."""
    root = short_folder()
    yield Bench(root, good)
    shutil.rmtree(root)
