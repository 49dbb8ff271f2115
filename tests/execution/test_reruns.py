"""After an edit, what read the edited cell runs again and nothing else, and the folder is that of a clean build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bicycle_project import Small

from review.corpus.corpus import Corpus
from review.corpus.tables.project import VARIABLE
from review.corpus.tracing import Held
from review.errors import FileFault
from review.execution.runs.batch import ProgressEvent, Task, run_tasks
from review.execution.runs.cache import Cache

Write = Callable[..., Path]
READS = {
    "thefts": "corpus.figures['ward2014-thefts'].printed",
    "raid": "corpus.events['raid-2014-03'].label",
    "notes": "[figure.note for figure in corpus.figures_where(source_id='ward2014')]",
}


class Runs:
    """The runs of three notebooks of the small project, and what became of each in the last batch."""

    def __init__(self, bicycles: Small, write: Write) -> None:
        self.bicycles = bicycles
        opened = "from review.corpus.corpus import open_corpus\ncorpus = open_corpus()\n"
        self.notebooks = {name: write(opened + code, name=f"{name}.ipynb") for name, code in READS.items()}
        self.events: list[ProgressEvent] = []

    def bring(self, output: Path, cache: Path, corpus: Corpus | None = None) -> dict[str, bytes]:
        """Return what a batch puts into *output*, for the data as they are or as they were checked, in *corpus*."""
        self.events.clear()
        run_tasks(
            [Task(path, {}, output / path.name) for path in self.notebooks.values()],
            folder=self.bicycles.root,
            cache=Cache(cache),
            inputs=[],
            jobs=3,
            report=self.events.append,
            environment={VARIABLE: str(self.bicycles.root)},
            held=Held(self.bicycles.root.resolve(), corpus or self.bicycles.corpus()),
        )
        return {path.name: path.read_bytes() for path in output.iterdir()}

    @property
    def run_again(self) -> dict[str, tuple[str, ...]]:
        return {e.task.notebook.stem: e.changed for e in self.events if e.kind == "started"}


@pytest.fixture
def runs(bicycles: Small, write: Write, scratch: Path) -> Runs:
    return Runs(bicycles, write)


def test_an_edit_runs_what_read_it_and_leaves_what_a_clean_build_gives(runs: Runs, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = runs.bring(tmp_path / "first", cache)
    assert set(runs.run_again) == set(READS)
    runs.bicycles.change("figures", "ward2014-thefts", note="Another remark.")
    second = runs.bring(tmp_path / "second", cache)
    assert runs.run_again == {"notes": ("figures as used ward2014-thefts",)}
    assert {name for name in first if first[name] != second[name]} == {"notes.ipynb"}
    assert second == runs.bring(tmp_path / "clean", tmp_path / "no cache")
    runs.bring(tmp_path / "third", cache)
    assert runs.run_again == {}, "nothing has changed since"


def test_data_that_change_under_a_run_are_noticed(runs: Runs, tmp_path: Path) -> None:
    corpus = runs.bicycles.corpus()
    runs.bicycles.change("events", "raid-2014-03", label="The raid on the harbour")
    runs.notebooks = {"raid": runs.notebooks["raid"]}
    with pytest.raises(FileFault, match=r"raid\.ipynb: events raid-2014-03 changed while the notebook ran"):
        runs.bring(tmp_path / "out", tmp_path / "cache", corpus)
    assert list((tmp_path / "out").iterdir()) == []
