"""The project that strangers send things to."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_project import make_project

from review.corpus.tables.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a small project of the test's own, with a secret beside it."""
    (tmp_path / "secret.txt").write_text("a secret", encoding="utf-8")
    return make_project(tmp_path / "project")
