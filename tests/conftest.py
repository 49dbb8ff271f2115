"""What tests of several rooms share: the small project with its command line, and the site of the real book."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest
from bicycle_project import REPOSITORY, Run, Small, make_bicycles
from filelock import FileLock
from hypothesis import HealthCheck, settings

from review import cli
from review.book.build.pipeline import build_book
from review.cli.reference import OFFERED
from review.corpus.corpus import Corpus
from review.corpus.tables.project import VARIABLE, Project

# A shell that runs the tests in the background has them ignore this signal, and the commands that they send it to.
signal.signal(signal.SIGINT, signal.default_int_handler)

# A machine that is busy elsewhere makes an example slow, and proves nothing.
settings.register_profile("review", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("review")


@pytest.fixture
def bicycles(tmp_path: Path) -> Small:
    """Return a small project of the test's own, without problems."""
    return make_bicycles(tmp_path / "project")


@pytest.fixture(scope="session")
def bicycle_corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return the corpus of the small project, for tests that only read it."""
    return make_bicycles(tmp_path_factory.mktemp("bicycles") / "project").corpus()


@pytest.fixture
def review(bicycles: Small, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command in the small project: its status, what it prints, what it complains."""
    monkeypatch.chdir(bicycles.root)
    for name in ("REVIEW_PROJECT", "REVIEW_TEXTS"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["review", *arguments])
        status = 0
        try:
            cli.main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return status, captured.out, captured.err

    return run


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the site of the real book: REVIEW_SITE where it is set, else one that is built in a copy.

    The processes that share the tests share it; none may change it.
    """
    if given := os.environ.get("REVIEW_SITE"):
        return Path(given).resolve()
    own = tmp_path_factory.getbasetemp()
    root = (own if worker_id == "master" else own.parent) / "real" / "project"
    with FileLock(root.parents[1] / "real.lock"), pytest.MonkeyPatch.context() as patch:
        if not root.exists():
            _copy_project(root)
        patch.setenv(VARIABLE, str(root))
        return build_book(Project(root), jobs=2, report=lambda step: None, offered=OFFERED).site


def _copy_project(root: Path) -> None:
    for folder in ("data", "notebooks", "book"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    for name in ("CITATION.cff", "requirements.lock"):
        shutil.copyfile(REPOSITORY / name, root / name)
    # What was run before is used again: its keys hold everything that it depends on.
    for kept in ("cache", "scripts"):
        if (REPOSITORY / "build" / kept).is_dir():
            shutil.copytree(REPOSITORY / "build" / kept, root / "build" / kept)
