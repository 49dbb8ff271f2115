"""What an edit touches is made anew, and nothing else; what a stranger left in a project is not loaded."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from comparison import differences
from edits import Edit, copied, make, rows_of

from review.book.build.kept_pages import DOCTREES, KEPT, PAGES
from review.book.build.pipeline import build_book
from review.book.site import found, html_tree
from review.corpus.tables.descriptor import read_descriptor
from review.corpus.tables.project import Project
from review.files.kept_contents import VARIABLE


@pytest.fixture
def kept(whole: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a project whose pages are kept, as its user's own programs have left them."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "own"))
    (whole.build / "site.stamp").unlink()
    build(whole)
    return whole


def build(project: Project) -> None:
    build_book(project, jobs=1, report=lambda step: None)


def times(folder: Path) -> dict[str, int]:
    return {path.stem: path.stat().st_mtime_ns for path in folder.iterdir() if path.suffix in (".doctree", ".html")}


@pytest.fixture
def touched(kept: Project) -> Callable[[], tuple[set[str], set[str]]]:
    """Return what builds the project, and tells which pages were read and which written."""

    def rebuilt() -> tuple[set[str], set[str]]:
        places = [kept.build / KEPT / part for part in (DOCTREES, PAGES)]
        before = [times(place) for place in places]
        build(kept)
        read, written = (
            {name for name, at in times(place).items() if was.get(name) != at}
            for place, was in zip(places, before, strict=True)
        )
        # The first page and that of the search are always written.
        return read, written - {"index", "search"}

    return rebuilt


def edit(project: Project, table: str, key: str, column: str, text: str) -> None:
    known = read_descriptor(project.data).table(table)
    rows = rows_of(project, known)
    (row,) = (number for number, each in enumerate(rows) if each[known.primary_key[0]] == key)
    make(project, Edit(table, row, column, text))


def test_an_edit_touches_what_it_concerns_and_no_byte_differs_from_a_clean_build(
    kept: Project, touched: Callable[[], tuple[set[str], set[str]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    parse = html_tree.parse_html
    monkeypatch.setattr(html_tree, "parse_html", lambda text: parsed.append(text) or parse(text))
    # A note, which one page shows, and the tables of all rows do not.
    edit(kept, "figures", "alpha2001-found", "note", "Told anew.")
    read, written = touched()
    assert read == written and "alpha2001" in read and not read & {"beta2002", "context", "references"}
    assert len(parsed) <= len(written) + 2, "of the pages that are left alone, none is parsed"
    # What a role prints: a page of prose has the same text as before, and shows another word.
    edit(kept, "facts", "census", "value", "6000000")
    read, _ = touched()
    assert {"index", "context"} <= read and "beta2002" not in read
    # A title, which stands in the contents of every page, and on that of all figures as a chapter.
    path = kept.notebooks / "question.ipynb"
    path.write_text(path.read_text("utf-8").replace("# A page", "# Another page"), "utf-8")
    read, written = touched()
    assert "question" in read and "beta2002" not in read and {"alpha2001", "beta2002", "context"} <= written
    other = copied(kept.root, tmp_path / "clean", ("build/scripts",))
    build(other)
    assert differences(kept.build, other.build) == {}


class _Bomb:
    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, ("exploded",)


@pytest.fixture
def stranger(kept: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return the project as somebody else would have left it, with code where contents are loaded from."""
    bomb = pickle.dumps(_Bomb())
    for path in (kept.build / KEPT / DOCTREES).iterdir():
        path.write_bytes(bomb)
    for path in (kept.build / found.KEPT).iterdir():
        key = path.stem.partition("-")[0]
        path.unlink()
        found.KeptContents(path.parent, "found").put(key, b"0" * 64 + b"\n" + bomb)
    monkeypatch.chdir(tmp_path)
    edit(kept, "figures", "alpha2001-found", "note", "Told anew.")
    return kept


def test_what_a_stranger_left_is_not_loaded(stranger: Project, tmp_path: Path) -> None:
    build(stranger)
    assert not (tmp_path / "exploded").exists()


def test_without_a_folder_of_ones_own_nothing_is_kept(whole: Project) -> None:
    (whole.site / "index.html").unlink()
    build(whole)
    assert not (whole.build / KEPT).exists() and not (whole.build / found.KEPT).exists()
