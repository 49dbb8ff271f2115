"""The display says what runs and why, what came from the cache, and what is left."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from review.book.build.pipeline import _Runs
from review.book.build.progress import Step, shown_on
from review.execution.runs.batch import ProgressEvent, Task


def reported(width: int, *, terminal: bool) -> str:
    """Return what is shown of a small build."""
    console = Console(file=io.StringIO(), width=width, force_terminal=terminal, color_system=None)
    one, two, three = (Task(Path(f"{name}.ipynb"), {}, Path(f"{name}.ipynb")) for name in ("one", "two", "three"))
    with shown_on(console) as show:
        runs = _Runs(4, show)
        runs(ProgressEvent("cached", one))
        runs(ProgressEvent("started", two, changed=("figures ward-thefts", "events raid")))
        runs(ProgressEvent("started", three))
        runs(ProgressEvent("finished", two, 1.0, why="its process ended"))
        show(Step("book", 0, 1, "compiling the book"))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_without_a_terminal_every_event_is_a_line() -> None:
    assert reported(100, terminal=False).splitlines()[:6] == [
        "notebooks 1/4: kept one",
        "notebooks 1/4: running two (changed: figures ward-thefts and 1 more)",
        "notebooks 1/4: running three",
        "notebooks 2/4: finished two",
        "notice: two was run by a kernel here: its process ended",
        "book 0/1: compiling the book",
    ]


def test_a_terminal_shows_how_the_runs_stand() -> None:
    shown = reported(100, terminal=True)
    assert "notebooks: 1 run, 1 from the cache, 1 left; running three" in shown
    assert "notice: two was run by a kernel" in shown, "where a bar would hide it"
    assert "2/4" in shown and "book: compiling the book" in shown
    narrow = reported(60, terminal=True)
    assert all(len(line.rpartition("\r")[2]) <= 80 for line in narrow.splitlines()), "cut, not wrapped"
