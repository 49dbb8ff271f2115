"""The compiler, run on a stage: its surroundings, its complaints, what its site gains and loses."""

from __future__ import annotations

import json
import os
import pickle
import re
import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePath

from review.book.build.kept_pages import DOCTREES, KeptPages
from review.book.build.staging import StagedBook
from review.book.sphinx_ext.complaints import COMPLAINTS
from review.citing.reference import citation
from review.corpus.snapshot import SNAPSHOT, Snapshot
from review.corpus.tables.project import VARIABLE, Project
from review.errors import Problem, ReviewError
from review.execution.kernels.kernel import KEPT
from review.export.edition import open_edition
from review.export.package import write_package
from review.files.child_process import run_child, write_error

# What the compiler and its extensions bring along and no page uses.
UNUSED = (
    "_static/basic.css",
    "_static/mystnb.*.css",
    "_static/pygments.css",
    "_static/*.png",
    *(
        f"_static/{name}.js"
        for name in ("doctools", "documentation_options", "language_data", "searchtools", "sphinx_highlight")
    ),
    ".buildinfo",
)
# What has a file of the project behind it, and what is added to a message.
_FILES = (".md", ".ipynb", ".yml", ".bib")
_KIND = re.compile(r"\s*\[[a-z_.-]+\]$")
# What myst-nb adds to the line for each cell.
_CELL = 10_000


class BookFailed(ReviewError):
    """The book could not be compiled, or the site has faults. The message names every page."""

    status = 1

    def __init__(self, problems: list[Problem], log: Path | None = None) -> None:
        self.problems = tuple(sorted(set(problems)))
        message = "\n".join(str(problem) for problem in self.problems)
        super().__init__(f"{message}\nThe compiler's whole log: {log}" if log else message)


def compile_book(snapshot: Snapshot, stage: StagedBook, site: Path) -> None:
    """Run Sphinx on *stage*, made of *snapshot*, with warnings as errors; of what is kept, no page is made anew.

    Raises BookFailed; the log then stays, and at no other end.
    """
    kept = KeptPages(snapshot.project, stage.folder)
    kept.bring(site.parent)
    run_compiler(snapshot, stage, site)
    kept.keep(site.parent)


def run_compiler(snapshot: Snapshot, stage: StagedBook, site: Path, *, only: Sequence[str] = ()) -> None:
    """Run Sphinx on *stage*, made of *snapshot*, with warnings as errors; where *only* some are written, all are read.

    Raises BookFailed; the log then stays, and at no other end.
    """
    project = snapshot.project
    log = project.build / "sphinx.log"
    site.mkdir(parents=True, exist_ok=True)
    command = ["sphinx", "-b", "html", "-W", "-n", "--keep-going", "--no-color", "-T"]
    # Doctrees differ from run to run, so they stay outside the site.
    command += ["-d", str(site.parent / DOCTREES), str(stage.folder), str(site)]
    command += [str(stage.folder / f"{name}.ipynb") for name in only]
    temporary = site.parent / "tmp"
    temporary.mkdir()
    kept = site.parent / "snapshot"
    kept.write_bytes(pickle.dumps(snapshot))
    environment = {**surroundings(project, citation(snapshot).released), "TMPDIR": str(temporary), SNAPSHOT: str(kept)}
    try:
        status = run_child(command, environment=environment, log=log)
    except BaseException:
        log.unlink(missing_ok=True)
        raise
    if status:
        if refused := write_error(log):
            log.unlink()
            raise refused
        written = kept.with_name(COMPLAINTS)
        complaints = written.read_text(encoding="utf-8") if written.exists() else ""
        problems = read_complaints(complaints, stage.folder, stage.origins)
        fallback = Problem("book", 0, "", f"the compiler stopped (status {status})", "Read its log.")
        raise BookFailed(problems or [fallback], log)
    log.unlink()


def read_complaints(written: str, stage: Path, origins: Mapping[str, str]) -> list[Problem]:
    """Return the complaints that the compiler wrote down, sorted, each with the project's file and line."""
    problems: set[Problem] = set()
    for location, message in map(json.loads, written.splitlines()):
        path, line, place = _place(location, stage, origins)
        problems.add(Problem(path, line, place, _KIND.sub("", " ".join(message.split()))))
    return sorted(problems)


def _place(location: str, stage: Path, origins: Mapping[str, str]) -> tuple[str, int, str]:
    path, _, number = location.rpartition(":")
    page, line = (PurePath(path), int(number)) if number.isdecimal() else (PurePath(location), 0)
    if page.suffix not in _FILES:
        return "book", 0, ""
    origin = origins.get(page.stem, f"book/{page.name}" if page.parent == stage else str(page))
    if page.suffix == ".ipynb" and line >= _CELL:
        return origin, 0, f"cell {line // _CELL}, line {line % _CELL}"
    # A generated page has no lines that anybody could mend.
    return origin, line if origin.startswith("book/") else 0, ""


def surroundings(project: Project, released: str) -> dict[str, str]:
    """Return the environment of the compiler: the same on every machine and day, and without anybody's secrets."""
    epoch = int(datetime.fromisoformat(released).replace(tzinfo=UTC).timestamp())
    fixed = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(epoch)}
    # As in kernels: half of a compiled module, left on a full disk, would break every later run.
    fixed |= {"PYTHONDONTWRITEBYTECODE": "1"}
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, **fixed, VARIABLE: str(project.root)}


def strip_unused(site: Path) -> None:
    """Remove from *site* what no page uses."""
    for pattern in UNUSED:
        for path in sorted(site.glob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def copy_data(snapshot: Snapshot, site: Path) -> None:
    """Write the data package that an export holds into *site*/data, and the tables in other forms."""
    # A build that ends before, or has nothing to do, does not wait for what these need.
    from review.export.parquet import write_parquet
    from review.export.spreadsheet import write_spreadsheet

    edition = open_edition(snapshot)
    write_package(edition, site / "data")
    write_parquet(edition, site / "data" / "parquet")
    write_spreadsheet(edition, site / "data" / f"{edition.name}.xlsx")
