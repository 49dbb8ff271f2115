"""What a kernel leaves of what its notebook read, and what is said where it left nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from review.corpus.tracing import Reads, Recorder
from review.errors import FileFault, NotebookFailed
from review.execution.kernels.watching import (
    VARIABLE,
    _Watcher,
    prepare,
    reads_from,
    reads_to,
    require_declared,
)

READS = {("file", "data/a.csv"): "0123", ("row", "figures", "a", "low high"): "4567"}

RECORD = "reads.json"


def record(folder: Path, reads: Reads, refused: Sequence[tuple[int, str]] = ()) -> None:
    """Leave in *folder* what a kernel leaves that read and was refused this."""
    (folder / RECORD).write_text(json.dumps({"reads": reads_to(reads), "refused": refused}), "utf-8")


def test_orders_are_kept_beside_the_record(tmp_path: Path) -> None:
    variables = prepare(tmp_path, Path("/project"), [Path("/project/book"), Path("/project/input.txt")])
    assert variables == {VARIABLE: str(tmp_path / "watch.json")}
    assert json.loads((tmp_path / "watch.json").read_text("utf-8")) == {
        "folder": "/project",
        "allowed": [str(tmp_path), "/project/book", "/project/input.txt"],
        "record": str(tmp_path / "reads.json"),
        "guarded": True,
    }


def test_what_was_read_and_refused_is_written_after_each_cell(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes", "utf-8")
    watcher = _Watcher(Recorder(tmp_path), tmp_path / RECORD)
    watcher.write()
    assert require_declared(tmp_path, new_notebook(), Path("thefts.ipynb")) == {}
    watcher.begin(None)
    watcher.recorder.file(tmp_path / "notes.txt")
    watcher.write(None)
    found = require_declared(tmp_path, new_notebook(), Path("thefts.ipynb"))
    assert found == watcher.recorder.reads()
    assert list(found) == [("file", "notes.txt")]
    watcher.begin(None)
    watcher.refuse("it is read")
    watcher.write(None)
    cells = [new_code_cell("2", execution_count=2, id="cell-5")]
    with pytest.raises(NotebookFailed, match="cell 5: UndeclaredRead: it is read"):
        require_declared(tmp_path, new_notebook(cells=cells), Path("thefts.ipynb"))


def test_a_record_that_would_be_cut_off_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watcher = _Watcher(Recorder(tmp_path), tmp_path / RECORD)
    watcher.write()
    assert (tmp_path / RECORD).is_file()

    def full(path: Path, text: str, encoding: str) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_text", full)
    for _ in range(2):
        watcher.write()
        assert not (tmp_path / RECORD).exists()


def test_reads_are_kept_as_lists() -> None:
    assert reads_to(READS) == [["file", "data/a.csv", "0123"], ["row", "figures", "a", "low high", "4567"]]
    assert reads_from(reads_to(READS)) == READS


def test_a_run_that_read_what_was_refused_makes_no_page(tmp_path: Path) -> None:
    cells = [new_code_cell("1", execution_count=1, id="cell-2"), new_code_cell("2", execution_count=2, id="cell-5")]
    result, notebook = new_notebook(cells=cells), Path("thefts.ipynb")
    with pytest.raises(FileFault) as fault:
        require_declared(tmp_path, result, notebook)
    assert str(fault.value) == (
        "thefts.ipynb: what it reads could not be written down. Make room in TMPDIR, try again."
    )
    record(tmp_path, READS)
    assert require_declared(tmp_path, result, notebook) == READS
    hint = "Read data through the corpus, and another file with `chapter.read_text(path)`."
    for number, name in ((2, "cell 5"), (1, "cell 2"), (7, "a cell")):
        record(tmp_path, {}, ((number, "x is read"), (1, "y is read")))
        with pytest.raises(NotebookFailed) as caught:
            require_declared(tmp_path, result, notebook)
        assert str(caught.value) == f"thefts.ipynb: {name}: UndeclaredRead: x is read. {hint}"
