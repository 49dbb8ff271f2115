"""What a kernel leaves of what its notebook read, and what is said where it left nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from review.corpus.tracing import Recorder
from review.errors import FileFault, NotebookFailed
from review.execution.kernels.watching import (
    VARIABLE,
    Watched,
    _Watcher,
    prepare,
    reads_from,
    reads_to,
    require_declared,
    watched,
)

READS = {("file", "data/a.csv"): "0123", ("row", "figures", "a", "low high"): "4567"}


def test_orders_are_kept_beside_the_record(tmp_path: Path) -> None:
    variables = prepare(tmp_path, Path("/project"), [Path("/project/book"), Path("/project/input.txt")])
    assert variables == {VARIABLE: str(tmp_path / "watch.json")}
    assert json.loads((tmp_path / "watch.json").read_text("utf-8")) == {
        "folder": "/project",
        "allowed": [str(tmp_path), "/project/book", "/project/input.txt"],
        "record": str(tmp_path / "reads.json"),
    }


def test_what_was_read_and_refused_is_written_after_each_cell(tmp_path: Path) -> None:
    assert watched(tmp_path) is None
    (tmp_path / "notes.txt").write_text("notes", "utf-8")
    watcher = _Watcher(Recorder(tmp_path), tmp_path / "reads.json")
    watcher.write()
    assert watched(tmp_path) == Watched({}, ())
    watcher.begin(None)
    watcher.recorder.file(tmp_path / "notes.txt")
    watcher.begin(None)
    watcher.refuse("it is read")
    watcher.write(None)
    found = watched(tmp_path)
    assert found == Watched(watcher.recorder.reads(), ((2, "it is read"),))
    assert list(found.reads) == [("file", "notes.txt")]


def test_a_record_that_would_be_cut_off_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watcher = _Watcher(Recorder(tmp_path), tmp_path / "reads.json")
    watcher.write()

    def full(path: Path, text: str, encoding: str) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_text", full)
    for _ in range(2):
        watcher.write()
        assert watched(tmp_path) is None


def test_reads_are_kept_as_lists() -> None:
    assert reads_to(READS) == [["file", "data/a.csv", "0123"], ["row", "figures", "a", "low high", "4567"]]
    assert reads_from(reads_to(READS)) == READS


def test_a_run_that_read_what_was_refused_makes_no_page() -> None:
    cells = [new_code_cell("1", execution_count=1, id="cell-2"), new_code_cell("2", execution_count=2, id="cell-5")]
    result, notebook = new_notebook(cells=cells), Path("thefts.ipynb")
    assert require_declared(Watched(READS, ()), result, notebook) == READS
    hint = "Read data through the corpus, and another file with `chapter.read_text(path)`."
    for number, name in ((2, "cell 5"), (1, "cell 2"), (7, "a cell")):
        with pytest.raises(NotebookFailed) as caught:
            require_declared(Watched({}, ((number, "x is read"), (1, "y is read"))), result, notebook)
        assert str(caught.value) == f"thefts.ipynb: {name}: UndeclaredRead: x is read. {hint}"
    with pytest.raises(FileFault) as fault:
        require_declared(None, result, notebook)
    assert str(fault.value) == (
        "thefts.ipynb: what it reads could not be written down. Make room in TMPDIR, try again."
    )
