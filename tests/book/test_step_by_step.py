"""The small project after edit upon edit: built step by step, it is what a clean build gives, runs and all."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from comparison import differences
from edits import EDITED, copied, edit_and_build, rows_of

from review.book.build.pipeline import build_book
from review.book.site.manifest import NAME
from review.corpus.tables.descriptor import read_descriptor
from review.corpus.tables.project import Project
from review.files.kept_contents import VARIABLE


def build(project: Project) -> None:
    build_book(project, jobs=1, report=lambda step: None)


def test_edit_upon_edit_gives_what_a_clean_build_gives(
    whole: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "own"))  # so that pages are kept, too
    chance, sites = random.Random(2), {(whole.site / NAME).read_bytes()}
    descriptor = read_descriptor(whole.data)
    tables = [name for name in EDITED if rows_of(whole, descriptor.table(name))]
    for _ in range(2):
        edit_and_build(chance, whole, build, tables)
        sites.add((whole.site / NAME).read_bytes())
    assert len(sites) == 3, "each edit is seen in the book"
    clean = copied(whole.root, tmp_path / "clean", ("build/scripts",))
    build(clean)
    assert differences(whole.build, clean.build) == {}
