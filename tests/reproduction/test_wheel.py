"""Another team with another topic: the installed wheel begins its review, and needs no file of this repository."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from axe import found_on
from bicycle_project import REPOSITORY
from browsing import enliven
from installing import FOREIGN, copy_library
from playwright.sync_api import Browser

from review.book.build.pipeline import build_book
from review.corpus.tables.project import Project

WHEEL = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"


def run(command: Sequence[str | Path], folder: Path) -> str:
    """Run a command without what the tests' own surroundings say, and return what it prints."""
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    told = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def install_wheel(folder: Path) -> Path:
    """Build the wheel, install it beside borrowed packages, and return the folder of the commands."""
    copy_library(folder / "library")
    for name in ("README.md", "LICENSE"):
        shutil.copyfile(REPOSITORY / name, folder / "library" / name)
    run([sys.executable, "-c", WHEEL, folder / "dist"], folder / "library")
    shutil.rmtree(folder / "library")
    run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], folder)
    (packages,) = (folder / "venv" / "lib").glob("python*/site-packages")
    (wheel,) = (folder / "dist").glob("*.whl")
    commands = folder / "venv" / "bin"
    pip = [sys.executable, "-m", "pip", "--python", commands / "python", "--disable-pip-version-check"]
    run([*pip, "install", "--quiet", "--no-deps", "--no-index", "--no-compile", wheel], folder)
    borrowed = json.loads(run([sys.executable, "-c", FOREIGN], folder))
    (packages / "zz-borrowed.pth").write_text(f"import sys; sys.path += {borrowed!a}\n", "ascii")
    return commands


def begin(commands: Path, root: Path, scripts: Path, *words: str) -> Project:
    """Begin a review and return it; what takes long to bundle is at hand."""
    run([commands / "review", "new", root.name, *words], root.parent)
    shutil.copytree(scripts, root / "build" / "scripts")
    return Project(root)


def test_the_installed_wheel_begins_a_review_that_is_tested_and_built(
    tmp_path: Path, small: Project, browser: Browser
) -> None:
    commands = install_wheel(tmp_path)
    (place,) = run([commands / "python", "-c", "import review; print(review.__file__)"], tmp_path).splitlines()
    assert Path(place).is_relative_to(tmp_path / "venv")
    assert list((tmp_path / "venv").rglob("*.dist-info/**/LICENSE"))

    heat = begin(commands, tmp_path / "heat", small.build / "scripts", "--example")
    run([commands / "review", "doctor", "--texts", "texts"], heat.root)
    run([commands / "review", "book", "--jobs", "1"], heat.root)
    assert "2 passed" in run([commands / "python", "-m", "pytest", "-p", "no:cacheprovider"], heat.root)
    site = heat.site
    front = (site / "index.html").read_text("utf-8")
    assert "<title>Deaths from heat" in front and "about 4,500" in front
    reported = (site / "reported.html").read_text("utf-8")
    assert (
        "−3.3\u00a0% (95\u00a0% interval −9.2 to 2.6\u00a0%)" in reported
        and "295\u00a0deaths per million people" in reported
    )
    assert [path.name for path in (site / "_static").glob("*.css")] == ["site.css"]
    assert "coded once" in (site / "agreement.html").read_text("utf-8")
    pages = [(site / f"{name}.html").as_uri() for name in ("reported", "vicedo2016", "figures")]
    found_on(browser, pages, ("light", 390), enliven)

    # What stands in it stands in the example, too: that its book can be built is asked of the library here.
    empty = begin(commands, tmp_path / "trees", small.build / "scripts")
    build_book(empty, jobs=1, report=lambda step: None)
    assert "<title>Trees" in (empty.site / "index.html").read_text("utf-8")
