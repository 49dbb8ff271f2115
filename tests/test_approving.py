"""An output that was not approved fails as a diff, and nothing is written unless asked for."""

from __future__ import annotations

from pathlib import Path

import approving
import pytest
from approving import Approved, Outputs


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(approving, "APPROVED", tmp_path)
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "a.txt").write_text("one\ntwo\n", "utf-8")
    return tmp_path / "room"


def test_what_differs_is_told_with_the_command_that_approves_it(folder: Path) -> None:
    with pytest.raises(pytest.fail.Exception) as failed:
        Approved("room", "the command", is_writing=False)("a.txt", "one\nthree")
    told = str(failed.value).splitlines()
    assert {"-two", "+three"} <= set(told) and told[-1] == "If that is meant, approve it: the command"
    assert (folder / "a.txt").read_text("utf-8") == "one\ntwo\n"


def test_what_was_never_approved_fails(folder: Path) -> None:
    with pytest.raises(pytest.fail.Exception):
        Approved("room", "", is_writing=False)("new.txt", "one")
    assert Approved("room", "", is_writing=False).names() == {"a.txt"}


def test_what_is_asked_for_is_written_and_then_holds(folder: Path) -> None:
    Approved("room", "", is_writing=True)("new.txt", "one\n\n")
    Approved("room", "", is_writing=False)("new.txt", "one")
    assert (folder / "new.txt").read_text("utf-8") == "one\n"


def test_a_function_that_nothing_calls_is_named() -> None:
    from review.citing.reference import is_day

    missed = Outputs("citing", {"day": lambda: str(is_day("2020-05-04"))}).never_called()
    assert "review.citing.reference.is_day" not in missed
    assert {"review.citing.interchange.ris", "review.citing.catalogue.Citable.address"} <= set(missed)
