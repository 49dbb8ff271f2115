"""What was found without a problem is known again where all is as it was, and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bicycle_project import Run, Small

from review.book.site import verdicts
from review.book.site.verdicts import asked_in
from review.execution.parameters.templates import templates
from review.files.folders import LIBRARY
from review.files.hashing import sha256
from review.files.kept_contents import VARIABLE
from review.synthetic.review import make_review

KNOWN = "Nothing has changed since that was found"
#: Prints every file in a folder that a command opens to read.
OPENED = """
import sys
sys.addaudithook(lambda event, given: event == "open" and given[1] in ("r", "rb", None)
                 and isinstance(given[0], str) and print("opened:", given[0], file=sys.stderr))
from review.cli import main
main()
"""


@pytest.fixture
def book(tmp_path: Path, review: Run, monkeypatch: pytest.MonkeyPatch) -> Small:
    """Return an invented review, its pages as if built, in which commands run and keep what they find."""
    project = make_review(tmp_path / "book", sources=2, figures=4, seed=1)
    project.site.mkdir(parents=True)
    for template in templates(project):
        (project.site / f"{template.stem}.html").write_text("<p>nothing shown</p>", "utf-8")
    monkeypatch.chdir(project.root)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    return Small(project.root)


def kept(folder: Path) -> list[Path]:
    return sorted((folder.parent / "kept").glob("*"))


@pytest.mark.parametrize("command", [("check",), ("verify", "--texts", "texts")], ids=["check", "verify"])
def test_what_was_found_is_known_again_and_says_so(book: Small, review: Run, command: tuple[str, ...]) -> None:
    first, again = review(*command), review(*command)
    assert first[0] == 0 and KNOWN not in first[1]
    assert again == (0, first[1].removesuffix("\n") + f" {KNOWN} (--anew asks again).\n", "")
    assert review(*command, "--anew") == first


def test_programs_are_told_the_same_of_what_is_known(book: Small, review: Run) -> None:
    first = review("check", "--format", "json")
    assert review("check", "--format", "json") == first and first[0] == 0
    assert review("check", "-q") == (0, "", "")


def reworded(book: Small) -> None:
    """Change a row into a wrong one that is as long, and give its file the time that it had."""
    path = book.file("figures")
    had = path.stat()
    book.replace("figures", b",exact,", b",exakt,")
    os.utime(path, ns=(had.st_atime_ns, had.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (had.st_size, had.st_mtime_ns)


def linked(book: Small) -> None:
    """Put a link to a file of the same bytes in the place of a file."""
    page = next((book.root / "book").glob("*.md"))
    page.rename(book.root / "elsewhere.md")
    page.symlink_to(book.root / "elsewhere.md")


def added(book: Small) -> None:
    (book.root / "notebooks" / "stray.txt").write_text("no notebook", "utf-8")


def shadowed(book: Small) -> None:
    (book.root / "book" / "page.md").mkdir()


@pytest.mark.parametrize("spoil", [reworded, linked, added, shadowed])
def test_what_is_wrong_since_is_found(book: Small, review: Run, spoil: Callable[[Small], None]) -> None:
    assert review("check")[0] == 0
    spoil(book)
    found = review("check")
    assert found[0] in (1, 6) and found[1] == "" and found[2]
    assert review("check") == found, "a problem is told as often as it is asked for"


def test_a_changed_text_is_read_again(book: Small, review: Run) -> None:
    assert review("verify", "--texts", "texts")[0] == 0
    text = next(book.texts.glob("*.txt"))
    text.write_bytes(text.read_bytes().replace(b"e", b"a", 1))
    assert "the text is not the one that was coded" in review("verify", "--texts", "texts")[2]


@pytest.mark.parametrize("damage", [lambda content: bytes([content[0] ^ 1]) + content[1:], lambda content: b""])
def test_a_damaged_verdict_is_none(book: Small, review: Run, damage: Callable[[bytes], bytes]) -> None:
    first = review("check")
    (verdict,) = kept(book.root)
    verdict.write_bytes(damage(verdict.read_bytes()))
    assert review("check") == first
    assert KNOWN in review("check")[1], "it is kept whole again"


def test_another_program_asks_again(book: Small, review: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    first = review("check")
    monkeypatch.setattr(verdicts, "program_in_use", lambda: "another Python, or another package")
    assert review("check") == first
    asked = asked_in(book.project)
    for path in LIBRARY.rglob("*.py"):
        assert asked[f"review/{path.relative_to(LIBRARY).as_posix()}"] == sha256(path.read_bytes())


def test_where_nothing_can_be_kept_all_is_asked(book: Small, review: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    first = review("check")
    monkeypatch.setenv(VARIABLE, os.devnull + "/none")
    assert review("check") == first
    for name in (VARIABLE, "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", lambda _: {}[0])  # a user without a home
    assert review("check") == first


def test_only_the_last_verdicts_are_kept(book: Small, review: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "MOST", 2)
    for text in ("one", "two", "three"):
        (book.root / "book" / "_static").mkdir(exist_ok=True)
        (book.root / "book" / "_static" / "note.css").write_text(f"/* {text} */", "utf-8")
        assert review("check")[0] == 0
    assert len(kept(book.root)) == 2


@pytest.mark.parametrize("command", [("check",), ("verify", "--texts", "texts")], ids=["check", "verify"])
def test_all_that_is_read_is_asked_in(book: Small, command: tuple[str, ...]) -> None:
    """What a command reads of a project and is not in the key could change without being noticed."""
    program = [sys.executable, "-c", OPENED, *command, "--anew"]
    environment = {**os.environ, "REVIEW_PROJECT": str(book.root)}
    told = subprocess.run(program, cwd=book.root, env=environment, capture_output=True, text=True, check=True).stderr
    lines = [line for line in told.splitlines() if line.startswith("opened: ")]
    # What is missing is missed in a folder, all files of which are asked in.
    paths = {path for line in lines if (path := book.root / line.removeprefix("opened: ")).exists()}
    read = {path.relative_to(book.root).as_posix() for path in paths if path.is_relative_to(book.root)}
    asked = asked_in(book.project, book.texts)
    assert read and read <= asked.keys()
