"""What is kept after an edit of the real data is what a clean run would give."""

from __future__ import annotations

import ast
import contextlib
import io
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bicycle_project import REPOSITORY
from edits import Edit, an_edit, made, opened, rows_of
from IPython.core.formatters import DisplayFormatter

from review.book.build.pipeline import held_by
from review.corpus.corpus import Corpus
from review.corpus.tables.descriptor import read_descriptor
from review.corpus.tables.project import VARIABLE, Project
from review.corpus.tracing import AS_USED, Reads, Recorder
from review.corpus.verification.receipt import read_receipt
from review.errors import ReviewError
from review.execution import chapter
from review.execution.parameters.templates import PER_SOURCE, templates
from review.execution.runs.normalise import without_chance
from review.files.hashing import sha256
from review.present.look import chart as look

#: Notebooks that are run quickly.
QUICK = ("aljazeera2012", "cecc2009", "how-many", "law", "obstacles", "recommendations", "shen2012", "why")

#: So many edits are made at once: a run that none of them changes is one run for all.
TOGETHER = 4

SHOWN = re.compile(r'data-figure-id="([a-z0-9-]+)"')

Outputs = list[dict[str, str]]
Task = tuple[Path, dict[str, object]]


class Desk:
    """A copy of the project whose notebooks are run in this process, as far as that shows what they would print."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder.mkdir()
        self.project = Project(folder.resolve())
        shutil.copytree(REPOSITORY / "data", self.project.data)
        shutil.copytree(REPOSITORY / "notebooks", self.project.notebooks)
        self.show = DisplayFormatter().format
        monkeypatch.setenv(VARIABLE, str(folder))
        # A drawing depends on what it is asked for alone, and costs as much as all the rest of a run.
        monkeypatch.setattr(look, "drawers", [lambda *asked: f"<svg>{sha256(repr(asked).encode())}</svg>"])
        self.opened: Corpus | None = None
        monkeypatch.setattr(chapter, "open_corpus", lambda project: self.opened)
        self.corpus = opened(self.project)
        self.tasks = self._tasks(self.corpus)
        self.clean = cache(lambda name: self.run(name, self.corpus))

    def _tasks(self, corpus: Corpus) -> dict[str, Task]:
        found: dict[str, Task] = {path.stem: (path, {}) for path in templates(self.project) if path.stem != PER_SOURCE}
        source = self.project.notebooks / f"{PER_SOURCE}.ipynb"
        return found | {name: (source, {"source_id": name}) for name in corpus.sources}

    def changed(self, corpus: Corpus, names: Sequence[str]) -> dict[str, list[str]]:
        """Return what a build would run again for *corpus*, each with the reason."""
        held = held_by(self.project, corpus, read_receipt(self.project.data))
        found = {name: held.changed(self.clean(name)[1]) for name in names}
        return {name: reasons for name, reasons in found.items() if reasons}

    def run(self, name: str, corpus: Corpus) -> tuple[Outputs, Reads]:
        """Return what the cells of a notebook show, and what they read."""
        recorder = Recorder(self.project.root)
        self.opened = recorder.watch(corpus)
        notebook, parameters = self.tasks[name]
        names: dict[str, Any] = {}
        shown: Outputs = []
        for cell in nbformat.read(notebook, 4).cells:
            if cell.cell_type == "code":
                value = _executed(cell.source, names)
                if "parameters" in cell.metadata.get("tags", []):
                    names |= parameters
                elif value is not None:
                    formats, _ = self.show(value)
                    shown.append({mime: without_chance(str(said)) for mime, said in formats.items()})
        return shown, recorder.reads()


def _executed(source: str, names: dict[str, Any]) -> object:
    """Execute a cell and return the value of its last expression, as a notebook shows it."""
    body = ast.parse(source)
    last = body.body.pop() if isinstance(body.body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(body, "cell", "exec"), names)
        return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield Desk(tmp_path_factory.mktemp("desk") / "project", monkeypatch)


def edited(chance: random.Random, project: Project, stack: contextlib.ExitStack) -> tuple[Edit, Corpus, int]:
    """Make a random edit until *stack* ends, one that the checks pass; return it, and how many they refused before."""
    for refused in count():
        edit = an_edit(chance, project)
        with contextlib.ExitStack() as own:
            own.enter_context(made(project, edit))
            with contextlib.suppress(ReviewError):
                corpus = opened(project)
                stack.push(own.pop_all())
                return edit, corpus, refused
    raise AssertionError


@pytest.mark.parametrize(
    ("seed", "times", "names"),
    [(6, 1, QUICK), pytest.param(50, 50, (), marks=pytest.mark.soak)],
    ids=["quick", "soak"],
)
def test_what_is_kept_after_edits_is_what_a_clean_run_gives(
    desk: Desk, seed: int, times: int, names: tuple[str, ...]
) -> None:
    """Random edits of single cells, four at a time; every run that the cache would keep is run, and shows the same.

    What it would not keep is run again by both builds, and all that follows the runs is made anew by both: a build
    after an edit and a clean one differ in nothing else. Code is executed in this process, and what each cell
    shows is compared, which is all that a run puts into a notebook. An edit that the checks refuse stops both.
    The long variant runs every notebook, the short one those that are run quickly.
    """
    chance, names = random.Random(seed), names or tuple(desk.tasks)
    refused = again = 0
    for _ in range(times):
        with contextlib.ExitStack() as stack:
            edits = [edited(chance, desk.project, stack) for _ in range(TOGETHER)]
            refused += sum(each for _, _, each in edits)
            corpus = edits[-1][1]
            changed = desk.changed(corpus, names)
            again += len(changed)
            for name in (name for name in names if name not in changed):
                same = desk.run(name, corpus)[0] == desk.clean(name)[0]
                assert same, f"{name} is not what it was after {[edit for edit, _, _ in edits]}"
    print(f"{times * TOGETHER} edits built, {refused} refused, {again} of {times * len(names)} runs done again")
    assert 0 < again < times * len(names) * 0.8, "some runs are done again, most are kept"


def test_an_edit_of_a_figure_runs_what_reads_it_and_nothing_else(desk: Desk) -> None:
    rows = rows_of(desk.project, read_descriptor(desk.project.data).table("figures"))
    place = next(n for n, row in enumerate(rows) if row["source_id"] == "cecc2009" and row["event_id"])
    figure_id = rows[place]["figure_id"]
    with made(desk.project, Edit("figures", place, "note", "Another remark.")):
        changed = desk.changed(corpus := opened(desk.project), QUICK)
        assert set(changed) == {"cecc2009"}, "only the page of its source shows the remark"
        assert changed["cecc2009"][0] == f"figures {figure_id}"
        for name in QUICK:
            same = desk.run(name, corpus)[0] == desk.clean(name)[0]
            assert same == (name not in changed), name


def test_a_run_names_the_rows_of_the_numbers_that_it_shows(desk: Desk) -> None:
    for name in QUICK:
        shown, reads = desk.clean(name)
        printed = {found for cell in shown for said in cell.values() for found in SHOWN.findall(said)}
        read = {found[2] for found in reads if found[:2] == ("row", AS_USED)}
        assert printed <= read, name
