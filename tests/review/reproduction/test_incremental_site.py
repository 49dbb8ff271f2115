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

# What takes long to make and is held by tests of its own: runs that are kept after an edit, pictures, references and
# notebooks to take that are kept by what they are made from, the bundle of scripts.
KEPT = ("build/cache", "build/scripts")


def build(project: Project) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(project.root))
        build_book(project, jobs=2, report=lambda step: None, offered=OFFERED)


@pytest.mark.parametrize(
    ("edits", "kept"), [(1, KEPT), pytest.param(12, (), marks=pytest.mark.soak)], ids=["quick", "soak"]
)
def test_a_book_built_step_by_step_is_what_a_clean_build_gives(
    site: Path, tmp_path: Path, edits: int, kept: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each edit is built on what was built before, and all anew but for what is *kept*; the two are alike to the byte.

    Edit upon edit is built by the same test of the small project, and in the long variant of this.
    """
    monkeypatch.setenv(kept_contents.VARIABLE, str(tmp_path / "own"))
    project = copied(site.parents[1], tmp_path / "edited", ("build",))
    chance = random.Random(3)
    for number in range(1, edits + 1):
        before = (project.site / NAME).read_bytes()
        edit_and_build(chance, project, build)
        assert (project.site / NAME).read_bytes() != before, "an edit is seen in the book"
        clean = copied(project.root, tmp_path / f"clean-{number}", kept)
        build(clean)
        assert differences(project.build, clean.build) == {}
        shutil.rmtree(clean.root)
    print(f"{edits} edits built, each of these books clean as well, no file differs")


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
