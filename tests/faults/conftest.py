"""A good site, built once, and a bench with a copy of it for each test."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench import Bench, short_folder


@pytest.fixture(scope="session")
def built() -> Iterator[tuple[Path, float]]:
    """Return the project with its site, and how many seconds it took to build."""
    root = short_folder()
    bench = Bench(root)
    started = time.monotonic()
    said = bench.run("book")
    seconds = time.monotonic() - started
    assert (said.status, said.lines) == (0, [])
    yield bench.project, seconds
    shutil.rmtree(root)


@pytest.fixture
def good(built: tuple[Path, float]) -> Path:
    """Return the project with its site, to be copied."""
    return built[0]


@pytest.fixture
def seconds(built: tuple[Path, float]) -> float:
    """Return how long a build takes on this machine, as busy as it is."""
    return built[1]


@pytest.fixture
def bench(good: Path) -> Iterator[Bench]:
    """Return a bench whose site is good and up to date; whatever happens, that site must stand at the end."""
    root = short_folder()
    yield Bench(root, good)
    shutil.rmtree(root)
