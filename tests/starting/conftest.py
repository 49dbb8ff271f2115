"""The example of `review new --example`, in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bicycle_project import Small

from review.corpus.corpus import Corpus
from review.starting.review_files import new_example


@pytest.fixture(scope="session")
def example_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an example that no test changes."""
    return new_example(tmp_path_factory.mktemp("example") / "review").root


@pytest.fixture(scope="session")
def heat(example_root: Path) -> Corpus:
    """Return the corpus of the example, for tests that only read it."""
    return Small(example_root).corpus()


@pytest.fixture
def example(example_root: Path, tmp_path: Path) -> Small:
    """Return an example of the test's own."""
    return Small(Path(shutil.copytree(example_root, tmp_path / "review")))
