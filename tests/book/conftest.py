"""The small project with its site, built once, and another of each test's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from small_project import make_project, write_notebooks

from review.corpus.corpus import Corpus, open_corpus
from review.corpus.tables.project import Project


@pytest.fixture
def fresh(tmp_path: Path, small: Project) -> Project:
    """Return a small project of the test's own, not yet built. Scripts that take long to bundle are at hand."""
    project = make_project(tmp_path / "project")
    write_notebooks(project.root / "finished")
    shutil.copytree(small.build / "scripts", project.build / "scripts")
    return project


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return the corpus of the small project."""
    return open_corpus(make_project(tmp_path_factory.mktemp("corpus") / "project"))
