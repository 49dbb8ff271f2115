"""What tests of several rooms share: the small project, and its command line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from bicycle_project import Run, Small, make_bicycles

from review import cli
from review.corpus.corpus import Corpus


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
