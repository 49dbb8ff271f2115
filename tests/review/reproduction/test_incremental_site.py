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
from edits import copied, edit_and_build

from review.book.build.pipeline import build_book
from review.book.site.manifest import NAME
from review.cli.reference import OFFERED
from review.corpus.tables.project import VARIABLE, Project
from review.files import kept_contents

EDITS = 12


def build(project: Project) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(project.root))
        build_book(project, jobs=2, report=lambda step: None, offered=OFFERED)


@pytest.mark.soak
def test_a_book_built_step_by_step_is_what_a_clean_build_gives(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each edit is built on what was built before, and all anew; the two are alike to the byte.

    The same test of the small project is the short variant: only from the second edit on are there pages that are kept.
    """
    monkeypatch.setenv(kept_contents.VARIABLE, str(tmp_path / "own"))
    project = copied(site.parents[1], tmp_path / "edited", ("build",))
    chance = random.Random(3)
    for number in range(1, EDITS + 1):
        before = (project.site / NAME).read_bytes()
        edit_and_build(chance, project, build)
        assert (project.site / NAME).read_bytes() != before, "an edit is seen in the book"
        clean = copied(project.root, tmp_path / f"clean-{number}")
        build(clean)
        assert differences(project.build, clean.build) == {}
        shutil.rmtree(clean.root)
    print(f"{EDITS} edits built, each of these books clean as well, no file differs")


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
