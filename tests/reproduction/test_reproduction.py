"""The small project built twice with everything varied; and whether the tool does as it says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from comparison import differences
from installing import copy_library
from reproduce import build, prepare, reproduce
from small_project import make_project, write_templates
from surroundings import Surroundings, pair, shifted_clock, varied

from review.corpus.tables.project import Project


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that other users may look into, unlike those that pytest makes."""
    with tempfile.TemporaryDirectory(prefix="reproduction-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


def test_the_same_project_gives_the_same_bytes_everywhere(
    open_folder: Path, small: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project(open_folder / "source")
    write_templates(project)
    copy_library(project.root)
    # It takes long to bundle; `make reproduce` bundles it anew.
    shutil.copytree(small.build / "scripts", project.build / "scripts")
    names = [path.relative_to(project.root).as_posix() for path in project.root.rglob("*") if path.is_file()]
    found = reproduce(project.root, names, open_folder / "builds")
    told = capsys.readouterr().out
    assert found == 0, told
    assert "No file differs." in told
    assert "3 of executed, " in told


def test_a_difference_is_told_with_its_place(tmp_path: Path) -> None:
    for name, text in (("one", "a\nb 1 c\n"), ("two", "a\nb 2 c\n")):
        (tmp_path / name / "site").mkdir(parents=True)
        (tmp_path / name / "site" / "page.html").write_text(text, encoding="utf-8")
        (tmp_path / name / "site" / f"{name}.css").touch()
        (tmp_path / name / "cache").mkdir()
        (tmp_path / name / "cache" / name).touch()
    assert differences(tmp_path / "one", tmp_path / "two") == {
        "site/one.css": "only in the first build",
        "site/page.html": "line 2, byte 4:\n    b 1 c\n    b 2 c",
        "site/two.css": "only in the second build",
    }


def test_what_is_said_to_be_varied_is_varied(tmp_path: Path) -> None:
    def seen(around: Surroundings) -> dict[str, object]:
        prepare(tmp_path, [], around)
        code = "import json, os, time; print(json.dumps([os.listdir('/usr'), time.gmtime().tm_year]))"
        # The environment of a kernel lets no setting of a clock through.
        environment = {"PYTHONPATH": str(around.disorder), "PATH": os.environ["PATH"]}
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
        names, year = json.loads(run.stdout)
        return {"order": names, "names": sorted(names), "year": year}

    first, second = map(seen, pair(tmp_path))
    assert first["names"] == second["names"]
    assert first["order"] != second["order"]
    if shifted_clock():
        assert isinstance(first["year"], int) and second["year"] == first["year"] + 10


def test_two_surroundings_share_nothing(tmp_path: Path) -> None:
    for name, first, second in varied(*pair(tmp_path)):
        assert first != second, name


def test_a_build_that_fails_says_so(tmp_path: Path) -> None:
    around, _ = pair(tmp_path)
    prepare(tmp_path, [], around)
    copy_library(around.project)
    with pytest.raises(SystemExit, match=r"`review book` ended with status 3:(.|\n)*no project here"):
        build(around)
