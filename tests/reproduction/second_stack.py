"""`make second`: compile the built book again with plain Sphinx, and list the pages on which a reader sees other words.

The notebooks are those that the last build ran. The packages stand in an environment of their own, build/second, at the
versions of requirements-second.lock; of this project's environment it has nothing.
"""

from __future__ import annotations

import difflib
import pickle
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

from bs4 import Tag

from review.book.build.build_lock import EXECUTED
from review.book.build.sphinx_run import surroundings
from review.book.build.staging import assemble, notice_of
from review.book.pages.citer import citer
from review.book.site.html_tree import parse_html, pieces
from review.book.site.text_extraction import BLOCKS
from review.citing.reference import citation
from review.cli.reference import OFFERED
from review.corpus.snapshot import SNAPSHOT, Snapshot
from review.corpus.tables.project import Project

REPOSITORY = Path(__file__).resolve().parents[2]
LOCK = REPOSITORY / "requirements-second.lock"
_UNSEEN = frozenset({"script", "style", "template"})
# What pip says in the end where no host has the list of a package's versions, or none the package.
_UNREACHED = re.compile(r"\(from versions: none\)|Max retries exceeded")


class Unreached(Exception):
    """The packages cannot be fetched. The message is what pip said."""


def installed(folder: Path) -> Path:
    """Return the Python of the environment in *folder*, made anew where it is not that of the lock.

    Raises Unreached where packages cannot be fetched, CalledProcessError where they are not those of the lock.
    """
    python, stamp = folder / "bin" / "python", folder / "installed"
    state = f"{sys.version}\n{LOCK.read_text('utf-8')}"
    if stamp.is_file() and stamp.read_text("utf-8") == state:
        return python
    venv.create(folder, clear=True)
    # The lock names all that is needed, and most of it is never imported: nothing to look up, nothing to compile.
    asked = ["--require-hashes", "--no-deps", "--no-compile", "-r", LOCK]
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python, "install", "--quiet"]
    run = subprocess.run([*command, *asked], capture_output=True, text=True, check=False)
    if run.returncode:
        if _UNREACHED.search(run.stderr):
            raise Unreached(run.stderr.strip().splitlines()[-1])
        print(run.stderr, file=sys.stderr)
        run.check_returncode()
    stamp.write_text(state, "utf-8")
    return python


def compiled(project: Project, python: Path, folder: Path) -> Path:
    """Return the pages of *project*'s last build as the Sphinx of *python* compiles them, warnings as errors."""
    snapshot = Snapshot(project, offered=frozenset(OFFERED))
    notice = notice_of(snapshot.corpus, snapshot.receipt)
    stage = assemble(snapshot, project.build / EXECUTED, folder / "stage", OFFERED, notice=notice).folder
    site = folder / "site"
    command = [python, "-m", "sphinx", "-b", "html", "-W", "-n", "-q", "--keep-going", "-d", folder / "doctrees"]
    citer(snapshot)  # what can be cited is read before the compiler starts, as in a build
    kept = folder / "snapshot"
    kept.write_bytes(pickle.dumps(snapshot))
    environment = surroundings(project, citation(snapshot).released)
    environment |= {"PYTHONPATH": str(REPOSITORY / "src"), SNAPSHOT: str(kept)}
    subprocess.run([*command, stage, site], env=environment, check=True)
    return site


def differences(before: Path, after: Path) -> dict[str, list[str]]:
    """Return by page what readers see otherwise in the site *after*, in lines of a diff."""
    first, second = ({path.name: path for path in site.glob("*.html")} for site in (before, after))
    found = {name: ["the page is missing"] for name in sorted(first.keys() - second.keys())}
    found |= {name: ["the page is new"] for name in sorted(second.keys() - first.keys())}
    for name in sorted(first.keys() & second.keys()):
        was, now = visible(first[name]), visible(second[name])
        # Words count, not the elements that hold them.
        if " ".join(was) != " ".join(now):
            found[name] = [
                line for line in difflib.unified_diff(was, now, n=0, lineterm="") if line[:2] not in ("--", "++")
            ]
    return found


def visible(page: Path) -> list[str]:
    """Return what readers see of a page, a line for each block."""
    text = "".join(_pieces(parse_html(page.read_text("utf-8"))))
    return [line for line in (" ".join(line.split()) for line in text.split("\0")) if line]


def _pieces(element: Tag) -> Iterator[str]:
    edge = "\0" if element.name in BLOCKS else ""
    yield edge
    for child in pieces(element):
        if not isinstance(child, Tag):
            yield child
        elif child.name not in _UNSEEN:
            yield from _pieces(child)
    yield edge


def main() -> int:
    """Compile, compare, print what differs, and return 1 where a page does."""
    project = Project(REPOSITORY)
    if not (project.build / EXECUTED).is_dir():
        print("The book is not built yet. Run `make book`.", file=sys.stderr)
        return 3
    try:
        python = installed(project.build / "second")
    except Unreached as error:
        print(f"skipped: the packages of the second stack cannot be fetched here ({error}).")
        return 0
    with tempfile.TemporaryDirectory(prefix="second-") as folder:
        found = differences(project.site, compiled(project, python, Path(folder)))
    for name, lines in found.items():
        print(f"{name}: readers see other words", *lines, sep="\n    ")
    compared = len(list(project.site.glob("*.html")))
    print(f"Pages compiled by plain Sphinx as well: {compared}; with other words: {len(found)}.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
