"""A project of one notebook with a good site, and the command line run on it as a process of its own."""

from __future__ import annotations

import io
import os
import select
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from small_project import REFERENCES, ROWS, TOC, make_project, write_rows

from review.book.build.pipeline import build_book
from review.book.site.manifest import NAME, verify_site
from review.cli import main
from review.corpus.tables.project import Project

COMMAND = (sys.executable, "-m", "review")
# What stands in build/ after a build and after none. A log stays where it says more than the message.
LEFT = {".lock", "cache", "executed", "ro-crate-metadata.json", "scripts", "site", "site.records", "site.stamp"}
PARAMETERS = 'source_id: str = "alpha2001"  # a source'
TABLE = """\
#| label: table-of-figures
from review.corpus.corpus import open_corpus
from review.present.tables.coded_rows import figures_table
from review.present.values.opened import open_for_cells

corpus = open_corpus()
open_for_cells(corpus)
figures_table(corpus.figures_where(source_id=source_id), caption="Figures", anchors=True)
"""
PAGE = "(index)=\n# A small review\n\nFound were {value}`alpha2001-found`, says {cite:t}`alpha2001`.\n"


@dataclass(frozen=True)
class Said:
    """How a command ended: its status, its standard output, the lines of its standard error, its peak memory."""

    status: int
    out: str
    lines: list[str]
    megabytes: int = 0


class Bench:
    """A project in ``root/project``, with a folder for temporary files of its own in ``root/tmp``."""

    def __init__(self, root: Path, good: Path | None = None) -> None:
        self.root = root
        self.project = root / "project"
        self.temporary = root / "tmp"
        self.temporary.mkdir()
        if good is None:
            _make(self.project)
        else:
            shutil.copytree(good, self.project)
        self.notebook = self.project / "notebooks" / "alpha2001.ipynb"
        self.page = self.project / "book" / "index.md"
        self.build = self.project / "build"
        self.site = self.build / "site"
        self.inputs = {path: path.read_bytes() for path in (self.notebook, self.page)}
        manifest = self.site / NAME
        self.good = manifest.read_bytes() if manifest.is_file() else b""

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a command: this one, with the bench's own folder for temporary files."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("REVIEW_")}
        return {**ours, "TMPDIR": str(self.temporary), "COLUMNS": "400"}

    def start(
        self, *arguments: str, before: Sequence[str] = (), environment: Mapping[str, str] | None = None
    ) -> subprocess.Popen[str]:
        """Start a command of the review in the project. *before* is a command that runs it."""
        return subprocess.Popen(
            [*before, *COMMAND, *arguments],
            cwd=self.project,
            env=self.environment if environment is None else dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, before: Sequence[str] = (), environment: Mapping[str, str] | None = None) -> Said:
        """Run a command of the review in the project to its end."""
        with self.start(*arguments, before=before, environment=environment) as process:
            return said(process)

    def call(self, *arguments: str) -> Said:
        """Run a command in this process, for what no signal, limit or death of a process has a part in."""
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.chdir(self.project)
            patch.setattr(sys, "argv", ["review", *arguments])
            patch.setattr(tempfile, "tempdir", str(self.temporary))
            for name in {*os.environ} - {*self.environment}:
                patch.delenv(name)
            for name, value in self.environment.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as end:
                sys.exit(main())
        assert "Traceback" not in err.getvalue(), err.getvalue()
        return Said(int(end.value.code or 0), out.getvalue(), err.getvalue().splitlines())

    def write(self, *code: str, parameters: Iterable[str] = (PARAMETERS,)) -> None:
        """Put a notebook of these code cells, after a heading and the parameters, in place of the good one."""
        cells = [new_markdown_cell("(alpha2001)=\n# A page")]
        cells += [new_code_cell(text, metadata={"tags": ["parameters"]}) for text in parameters]
        nbformat.write(new_notebook(cells=[*cells, *map(new_code_cell, code)]), self.notebook)

    def without(self, *modules: str) -> dict[str, str]:
        """Return an environment in which Python finds none of *modules*."""
        folder = self.root / "hidden"
        folder.mkdir()
        hidden = f"import sys\nsys.modules.update(dict.fromkeys({modules!r}))\n"
        (folder / "sitecustomize.py").write_text(hidden, "utf-8")
        path = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH", "")]))
        return self.environment | {"PYTHONPATH": path}

    def require_as_before(self) -> None:
        """Require that nothing is left of a failure, and that with what was there before all is right again.

        This one build is not a process of its own, which saves a second and a half each time.
        """
        self.require_clean()
        for path, content in self.inputs.items():
            path.write_bytes(content)
        build_book(Project(self.project), jobs=1, report=lambda step: None)
        self.require_clean()

    def require_clean(self) -> None:
        """Require the last good site, and that no process, temporary file or half-made thing is left."""
        self.require_whole()
        self.require_quiet()
        assert not (left := [path.name for path in self.temporary.iterdir()]), left
        assert not (left := {path.name for path in self.build.iterdir()} - LEFT), left
        assert [str(path) for path in self.root.rglob("*.part")] == []

    def require_whole(self) -> None:
        """Require that the last good site stands, every byte of it."""
        verify_site(self.site)
        assert (self.site / NAME).read_bytes() == self.good

    def require_quiet(self) -> None:
        """Require that every process that was started for this bench ends by itself."""
        for number in _processes(str(self.root)):
            try:
                process = os.pidfd_open(number)
            except ProcessLookupError:
                continue
            try:
                assert select.select([process], [], [], 30)[0], f"process {number} still runs"
            finally:
                os.close(process)


def said(process: subprocess.Popen[str]) -> Said:
    """Return how *process* ends. Nothing but a message may be on its standard error."""
    out, err = process.communicate(timeout=240)
    assert "Traceback" not in err, err
    return Said(process.returncode, out, err.splitlines())


def short_folder() -> Path:
    """Return a new folder with a path that a kernel's sockets can have."""
    return Path(tempfile.mkdtemp(prefix="rf-")).resolve()


def _processes(mark: str) -> list[int]:
    """Return the processes, but this one, in whose environment *mark* stands. A kernel's TMPDIR has it too."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid():
            try:
                if mark.encode() in (folder / "environ").read_bytes():
                    found.append(int(folder.name))
            except OSError:
                continue
    return found


def _make(root: Path) -> None:
    """Make the smallest project whose site passes every gate: a source, two figures, a notebook for its page."""
    make_project(root)
    one = {name: [row for row in rows if "beta2002" not in row.values()] for name, rows in ROWS.items()}
    write_rows(root, one | {"findings": [], "quotables": []})
    contents = TOC.replace("  - file: source\n", "").replace("question", "alpha2001")
    (root / "book" / "_toc.yml").write_text(contents, "utf-8")
    (root / "book" / "index.md").write_text(PAGE, "utf-8")
    references = [line for line in REFERENCES.splitlines(keepends=True) if "beta2002" not in line]
    (root / "data" / "references.bib").write_text("".join(references), "utf-8")
    (root / "requirements.lock").write_text("", "utf-8")
    package = root / "data" / "datapackage.json"
    package.write_text(package.read_text("utf-8").replace("two", "one"), "utf-8")
    (root / "notebooks").mkdir()
    cells = [
        new_markdown_cell("(alpha2001)=\n# A page"),
        new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        new_code_cell(TABLE),
    ]
    nbformat.write(new_notebook(cells=cells), root / "notebooks" / "alpha2001.ipynb")
