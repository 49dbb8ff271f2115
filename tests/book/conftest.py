"""The small project with its site, built once, and another of each test's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bicycle_project import Once
from cited_parts import citer_of
from small_project import make_project, write_notebooks, write_templates

from review.book.build.pipeline import build_book
from review.book.pages.citer import Citer
from review.corpus.corpus import Corpus, open_corpus
from review.corpus.tables.project import Project


@pytest.fixture
def fresh(tmp_path: Path, small: Project) -> Project:
    """Return a small project of the test's own, not yet built. What takes long to make and is kept is at hand."""
    project = make_project(tmp_path / "project")
    write_notebooks(project.root / "finished")
    for kept in ("cache", "scripts"):
        shutil.copytree(small.build / kept, project.build / kept)
    return project


@pytest.fixture(scope="session")
def _built(once: Once, small: Project) -> Project:
    def make(root: Path) -> None:
        project = make_project(root)
        for kept in ("cache", "scripts"):
            shutil.copytree(small.build / kept, project.build / kept)
        write_templates(project)
        build_book(project, jobs=2, report=lambda step: None)

    return Project(once("built", make))


@pytest.fixture
def whole(tmp_path: Path, _built: Project) -> Project:
    """Return a small project of the test's own with templates, built from them."""
    return Project(shutil.copytree(_built.root, tmp_path / "whole"))


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return the corpus of the small project."""
    return open_corpus(make_project(tmp_path_factory.mktemp("corpus") / "project"))


@pytest.fixture
def cite(small_corpus: Corpus) -> Citer:
    """Return who cites the parts of a made-up book."""
    return citer_of(small_corpus)
