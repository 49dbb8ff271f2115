"""A run that reads what no record of it would name is refused, also where the notebook hides it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bicycle_project import Small

from review.corpus.tables.project import VARIABLE
from review.errors import NotebookFailed
from review.execution.kernels.guard import Guard, UndeclaredRead
from review.execution.runs.run import run_notebook

Write = Callable[..., Path]
HINT = "Read data through the corpus, and another file with `chapter.read_text(path)`."


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("open('data.csv').read()", "cell 3: UndeclaredRead: data.csv is read, and no record of the run would name it"),
        (
            "try:\n    open('data.csv')\nexcept Exception:\n    pass",
            "cell 3: UndeclaredRead: data.csv is read, and no record of the run would name it",
        ),
        (
            "import subprocess\nsubprocess.run(['cat', 'data.csv'])",
            "cell 3, line 2: UndeclaredRead: another program is started, and what it reads is not known",
        ),
    ],
    ids=["open", "hidden", "program"],
)
def test_an_undeclared_read_fails_the_run(write: Write, tmp_path: Path, scratch: Path, code: str, said: str) -> None:
    (tmp_path / "data.csv").write_text("1")
    path = write(code)
    with pytest.raises(NotebookFailed, match=re.escape(said)) as caught:
        run_notebook(path, tmp_path / "out.ipynb", {}, folder=tmp_path)
    assert str(caught.value).startswith(f"{path}: ") and str(caught.value).endswith(HINT)
    assert not (tmp_path / "out.ipynb").exists()


OPENED = """\
from pathlib import Path
from review.execution.chapter import open_chapter

chapter = open_chapter("small", year=year)
Path("made.txt").write_text("by the run")
print(Path("made.txt").read_text(), chapter.read_text("notes.txt"), Path("input.txt").read_text())
chapter.corpus.figures["ward2014-thefts"].printed
"""


def test_a_run_reads_its_corpus_its_inputs_what_it_declares_and_what_it_wrote(
    write: Write, bicycles: Small, tmp_path: Path, scratch: Path
) -> None:
    for name in ("notes.txt", "input.txt"):
        (bicycles.root / name).write_text(name, "utf-8")
    (bicycles.root / "notebooks").mkdir()
    path = write(OPENED, name="project/notebooks/small.ipynb")
    reads = run_notebook(
        path,
        tmp_path / "out.ipynb",
        {},
        folder=bicycles.root,
        environment={VARIABLE: str(bicycles.root)},
        inputs=[bicycles.root / "input.txt"],
    )
    assert list(reads) == [
        ("file", "notebooks/small.ipynb"),
        ("file", "notes.txt"),
        ("row", "figures as used", "ward2014-thefts", "printed"),
    ]
    assert "by the run notes.txt input.txt" in (tmp_path / "out.ipynb").read_text("utf-8")


def test_the_nearest_folder_decides(tmp_path: Path) -> None:
    """A library, or an environment, within the project may be read; the project may not."""
    said: list[str] = []
    library, data = tmp_path / ".venv" / "lib", tmp_path / "data"
    for folder in (library, data):
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text("a")
    (library / "link.txt").symlink_to(data / "a.txt")
    guard = Guard(tmp_path, [tmp_path / ".venv"], said.append)
    guard._hear("open", (str(library / "a.txt"), "r", 0))
    guard._hear("open", (str(data / "missing.txt"), "r", 0))
    guard._hear("os.listdir", (str(tmp_path),))
    assert said == []
    for hear in (
        ("open", (str(data / "a.txt"), "r", 0)),
        ("open", (str(library / "link.txt"), "r", 0)),
        ("os.scandir", (str(data),)),
        ("socket.connect", (None, ("example.org", 80))),
    ):
        with pytest.raises(UndeclaredRead):
            guard._hear(*hear)
    assert said == [
        "data/a.txt is read, and no record of the run would name it",
        "data/a.txt is read, and no record of the run would name it",
        "data is listed, and no record of the run would name it",
        "the network is asked, and what it answers is not known",
    ]
