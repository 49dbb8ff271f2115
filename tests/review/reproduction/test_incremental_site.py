"""The real book after edits: built step by step, it is what a clean build gives; built twice, nothing is done."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import pytest
from comparison import differences
from edits import an_edit, made, make

from review.book.build.pipeline import build_book
from review.cli.reference import OFFERED
from review.corpus.tables.project import VARIABLE, Project
from review.errors import ReviewError

RUNS = ("build/cache/notebooks",)
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
        build_book(project, jobs=2, report=lambda step: None, offered=OFFERED)


def edit_and_build(chance: random.Random, project: Project) -> None:
    """Make a random edit that can be built, and build it; what the checks or a notebook refuse is taken back."""
    while True:
        edit = an_edit(chance, project)
        with made(project, edit):
            try:
                build(project)
            except ReviewError:
                continue
        make(project, edit)
        return


@pytest.mark.parametrize(
    ("edits", "each"), [(2, 2), pytest.param(12, 1, marks=pytest.mark.soak)], ids=["quick", "soak"]
)
def test_a_book_built_step_by_step_is_what_a_clean_build_gives(
    site: Path, tmp_path: Path, edits: int, each: int
) -> None:
    """Each edit is built on what was built before, and after *each* so many all anew; the two are alike to the byte.

    Runs that are kept after an edit are run again by a test of their own; here only the long variant does so.
    """
    project = copied(site.parents[1], tmp_path / "edited", (*INPUTS, "build"))
    chance = random.Random(3)
    for number in range(1, edits + 1):
        before = (project.site / "MANIFEST.sha256").read_bytes()
        edit_and_build(chance, project)
        assert (project.site / "MANIFEST.sha256").read_bytes() != before, "an edit is seen in the book"
        if number % each == 0:
            clean = copied(project.root, tmp_path / f"clean-{number}", (*INPUTS, *(RUNS if each > 1 else ())))
            build(clean)
            assert differences(project.build, clean.build) == {}
            shutil.rmtree(clean.root)
    print(f"{edits} edits built, {edits // each} of these books clean as well, no file differs")


def test_a_second_build_does_nothing_and_says_so_in_under_three_seconds(site: Path) -> None:
    """Seconds of processor time, the least of three, since a test shares its machine."""
    spent = []
    for _ in range(3):
        before = getrusage(RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "review", "book"]
        run = subprocess.run(command, cwd=site.parents[1], capture_output=True, text=True, check=False, timeout=120)
        after = getrusage(RUSAGE_CHILDREN)
        assert (run.returncode, run.stderr) == (0, "")
        assert "nothing has changed" in run.stdout
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(spent) < 3
