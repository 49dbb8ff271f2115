"""Another team with another topic: its book is built by the installed wheel, with no file of this repository."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import nbformat
from bicycle_project import REPOSITORY, make_bicycles
from installing import FOREIGN, copy_library
from nbformat import v4

from review.corpus.tables.project import Project

WHEEL = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"
CITATION = """\
cff-version: 1.2.0
message: Cite it.
title: Stolen bicycles
authors:
  - name: The riders
version: 1.0.0
date-released: 2020-05-04
license: MIT
"""
OWN = (
    "thefts",
    "references",
    "agreement",
    "seeded-errors",
    "figures",
    "claims",
    "who-says-so",
    "disagreements",
    "derivations",
    "context",
    "data",
)
PAGES = {
    "index.md": "(index)=\n# Stolen bicycles\n\nThe office of the town counted thefts of bicycles: "
    "{value}`ward2014-thefts` in a single year, says its note.\n",
    "references.md": "(references)=\n# References\n\n```{bibliography}\n:all:\n```\n",
    "_toc.yml": "format: jb-book\nroot: index\nchapters:\n  - file: source\n"
    + "".join(f"  - file: {name}\n" for name in OWN),
}
THEFTS = """\
#| label: table-thefts
from review.notebook import figures_table, open_chapter

chapter = open_chapter("thefts", at_least=at_least)
figures_table(chapter.figures(at_least=at_least), caption="Thefts and what they led to")
"""
SOURCE = """\
#| label: table-figures
from review.notebook import claims_by_theme, figures_table, open_chapter

chapter = open_chapter("source", source_id=source_id)
figures_table(chapter.figures(source=source_id, at_least=0), caption="Figures of the source", anchors=True)
"""
CLAIMS = """\
#| label: table-claims
#| title: Statements by theme
claims_by_theme(source_id)
"""


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
    shutil.copyfile(REPOSITORY / "README.md", folder / "library" / "README.md")
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


def write_notebook(path: Path, title: str, parameters: str, *cells: str) -> None:
    """Write a template with its heading, its parameters and its cells."""
    tagged = v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})
    code = [v4.new_code_cell(cell) for cell in cells]
    nbformat.write(v4.new_notebook(cells=[v4.new_markdown_cell(title), tagged, *code]), path)


def test_another_review_is_built_by_the_installed_wheel(tmp_path: Path, small: Project) -> None:
    commands = install_wheel(tmp_path)
    root = make_bicycles(tmp_path / "bicycles").root
    (root / "CITATION.cff").write_text(CITATION, "utf-8")
    (root / "book").mkdir()
    shutil.copyfile(REPOSITORY / "book" / "_config.yml", root / "book" / "_config.yml")
    for name, text in PAGES.items():
        (root / "book" / name).write_text(text, "utf-8")
    (root / "notebooks").mkdir()
    write_notebook(root / "notebooks" / "thefts.ipynb", "(thefts)=\n# Thefts", "at_least: int = 0  # the least", THEFTS)
    of_a_source = ("(page)=\n# {{ title }}", 'source_id: str = "ward2014"  # the source to show', SOURCE, CLAIMS)
    write_notebook(root / "notebooks" / "source.ipynb", *of_a_source)

    (place,) = run([commands / "python", "-c", "import review; print(review.__file__)"], root).splitlines()
    assert Path(place).is_relative_to(tmp_path / "venv")
    run([commands / "review", "verify", "--texts", "texts"], root)
    shutil.copytree(small.build / "scripts", root / "build" / "scripts")  # it takes long to bundle
    run([commands / "review", "book", "--jobs", "1"], root)
    site = root / "build" / "site"
    pages = {path.stem for path in site.glob("*.html")}
    assert {"index", "gazette2014", "ward2014", *OWN} <= pages
    assert "1,204" in (site / "index.html").read_text("utf-8")
    assert (site / "_static" / "review.css").is_file()
    assert "coded once" in (site / "agreement.html").read_text("utf-8")
