"""Folders that are swapped whole, made aside, and held by one at a time."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import pytest

from review.errors import Busy
from review.files import folders
from review.files.folders import bring_back, held, swap, under_way


def folder(path: Path, content: str) -> Path:
    """Return a new folder at *path* with one file."""
    path.mkdir()
    (path / "page").write_text(content, "utf-8")
    return path


def standing(parent: Path) -> dict[str, str]:
    """Return the folders in *parent*, hidden ones too, with what their file says."""
    return {path.name: (path / "page").read_text("utf-8") for path in parent.iterdir()}


@pytest.fixture(params=["in one step", "not that system", "not that disk"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let folders be swapped as the systems do it: at once, or one after the other."""
    if request.param == "not that system":
        monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    if request.param == "not that disk":
        monkeypatch.setattr(folders, "_exchange", lambda one, other: False)


@pytest.mark.usefixtures("system")
def test_a_new_folder_takes_the_place_of_the_old(tmp_path: Path) -> None:
    swap(folder(tmp_path / "new", "first"), tmp_path / "site")
    assert standing(tmp_path) == {"site": "first"}
    swap(folder(tmp_path / "new", "second"), tmp_path / "site")
    assert standing(tmp_path) == {"site": "second"}


@pytest.mark.usefixtures("system")
def test_where_the_new_folder_is_not_there_the_old_stays(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        swap(tmp_path / "new", tmp_path / "site")
    assert standing(tmp_path) == {}
    folder(tmp_path / "site", "first")
    with pytest.raises(FileNotFoundError):
        swap(tmp_path / "new", tmp_path / "site")
    assert standing(tmp_path) == {"site": "first"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems rename one folder after the other")
def test_linux_swaps_in_one_step(tmp_path: Path) -> None:
    """So that at no moment the place is empty."""
    one, other = folder(tmp_path / "one", "first"), folder(tmp_path / "other", "second")
    assert folders._exchange(one, other)
    assert standing(tmp_path) == {"one": "second", "other": "first"}
    assert not folders._exchange(tmp_path / "none", other)


def test_the_old_folder_is_not_renamed_where_one_step_does_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_exchange", lambda one, other: True)
    monkeypatch.setattr(Path, "rename", lambda *_: pytest.fail("renamed"))
    swap(folder(tmp_path / "new", "second"), folder(tmp_path / "site", "exchanged already"))
    assert standing(tmp_path) == {"site": "exchanged already"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({".site.replaced": "old"}, {"site": "old"}),
        ({".site.replaced": "old", "site": "new"}, {"site": "new"}),
        ({"site": "new"}, {"site": "new"}),
        ({}, {}),
    ],
)
def test_a_swap_that_was_stopped_is_undone(tmp_path: Path, before: dict[str, str], after: dict[str, str]) -> None:
    for name, content in before.items():
        folder(tmp_path / name, content)
    bring_back(tmp_path / "site")
    assert standing(tmp_path) == after


def test_what_is_under_way_is_empty_at_first_and_gone_at_last(tmp_path: Path) -> None:
    folder(tmp_path / ".site.under-way", "left by a killed run")
    with under_way(tmp_path / "site") as place:
        assert place == tmp_path / ".site.under-way" and list(place.iterdir()) == []
        (place / "page").write_text("half", "utf-8")
    assert standing(tmp_path) == {}
    with pytest.raises(ZeroDivisionError), under_way(tmp_path / "site") as place:
        (place / "page").write_text("half", "utf-8")
        _ = 1 / 0
    assert standing(tmp_path) == {}


def test_a_place_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    with held(tmp_path, Path("build"), "build"):
        with pytest.raises(Busy) as caught, held(tmp_path, Path("build"), "build"):
            pytest.fail("held twice")
        assert str(caught.value) == "build: another build is under way. Wait for it, or stop it."
    with held(tmp_path, Path("build"), "build"):
        pass
