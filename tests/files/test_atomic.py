"""Files that appear whole or not at all, and what a killed process left of them."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from review.errors import FileFault
from review.files.atomic import read_whole, write_together, write_whole


def fault(number: int, filename: str = "") -> OSError:
    return OSError(number, os.strerror(number), filename or None)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(FileFault) as caught:
        write_whole(tmp_path / "taken", b"new")
    hint = "Choose a place that you may write to."
    assert str(caught.value) == f"{tmp_path}/taken: cannot be written (Is a directory). {hint}"
    with pytest.raises(FileFault) as caught:
        write_whole(tmp_path / "missing" / "n", b"new")
    assert str(caught.value) == f"{tmp_path}/missing/n: cannot be written (No such file or directory). {hint}"
    assert names(tmp_path) == ["taken"]


def test_a_full_disk_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> None:
        path.touch()
        raise fault(errno.ENOSPC)

    (tmp_path / "n").write_text("old")
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(FileFault) as caught:
        write_whole(tmp_path / "n", b"new")
    assert str(caught.value).endswith(
        "/n: cannot be written (No space left on device). Make room on that disk, and run it again."
    )
    assert names(tmp_path) == ["n"] and (tmp_path / "n").read_text() == "old"


def test_what_killed_processes_left_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alive, gone, foreign = os.getpid(), 4_000_001, 4_000_002

    def kill(process: int, number: int) -> None:
        assert number == 0
        if process != alive:
            raise fault({gone: errno.ESRCH, foreign: errno.EPERM}[process])

    monkeypatch.setattr(os, "kill", kill)
    mine = f".n[1].{alive}-{threading.get_ident() + 1}.part"
    kept = [mine, f".n[1].{foreign}-1.part", f".n1.{gone}-1.part", ".n[1].other", f".other.{gone}-1.part"]
    for name in (*kept, f".n[1].{gone}-1.part", ".n[1].name.part"):
        (tmp_path / name).touch()
    write_whole(tmp_path / "n[1]", b"new")
    assert names(tmp_path) == sorted([*kept, "n[1]"])
    assert read_whole(tmp_path / "n[1]") == b"new"


def test_several_files_are_written_together_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {tmp_path / name: name.encode() for name in ("a", "b")}
    write_together(files)
    assert names(tmp_path) == ["a", "b"] and all(path.read_bytes() == content for path, content in files.items())
    (tmp_path / ".b.part").mkdir()
    with pytest.raises(FileFault) as caught:
        write_together(dict.fromkeys(files, b"new"))
    place = tmp_path / ".b.part"
    assert str(caught.value) == f"{place}: cannot be written (Is a directory). Make room there, or permit it."
    assert names(tmp_path) == [".b.part", "a", "b"]
    assert all(path.read_bytes() == content for path, content in files.items())


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        read_whole(tmp_path / "n")
    hint = "Restore the file or its permissions."
    assert str(caught.value) == f"{tmp_path}/n: cannot be read (No such file or directory). {hint}"
