"""The real book after edits of its data: built step by step, it is what a clean build gives, byte by byte."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from comparison import differences
from edits import an_edit, made, make, opened

from review.book.publish import build_book
from review.corpus.project import VARIABLE, Project
from review.errors import ReviewError

INPUTS = ("data", "notebooks", "book", "CITATION.cff", "requirements.lock")


def copied(source: Path, target: Path, names: tuple[str, ...]) -> Project:
    for name in names:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)
        elif (source / name).is_file():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, target / name)
    return Project(target)


def build(project: Project) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(project.root))
        build_book(project, jobs=2, report=lambda step: None)


def edit_for_good(chance: random.Random, project: Project) -> None:
    """Make a random edit that the checks let pass."""
    while True:
        edit = an_edit(chance, project)
        with made(project, edit):
            try:
                opened(project)
            except ReviewError:
                continue
        make(project, edit)
        return


@pytest.mark.parametrize(
    ("comparisons", "edits"), [(1, 2), pytest.param(4, 3, marks=pytest.mark.soak)], ids=["quick", "soak"]
)
def test_a_book_built_step_by_step_is_what_a_clean_build_gives(
    site: Path, tmp_path: Path, comparisons: int, edits: int
) -> None:
    """*comparisons* times: so many edits, each built on what was built before; then all of it is built anew."""
    project = copied(site.parents[1], tmp_path / "edited", (*INPUTS, "build"))
    chance = random.Random(edits)
    for number in range(comparisons):
        before = (project.site / "MANIFEST.sha256").read_bytes()
        for _ in range(edits):
            edit_for_good(chance, project)
            build(project)
        assert (project.site / "MANIFEST.sha256").read_bytes() != before, "an edit is seen in the book"
        clean = copied(project.root, tmp_path / f"clean-{number}", INPUTS)
        build(clean)
        assert differences(project.build, clean.build) == {}
        shutil.rmtree(clean.root)
