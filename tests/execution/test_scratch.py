"""The folder of one run: empty, held while it is used, gone afterwards; and what killed runs left."""

from __future__ import annotations

import fcntl
import os
import tempfile
from pathlib import Path

import pytest

from review.errors import FileFault
from review.execution.kernels.scratch import PREFIX, scratch_folder


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_folder_is_empty_and_gone_after_the_run(temporary: Path) -> None:
    with scratch_folder() as folder:
        assert folder.parent == temporary and folder.name.startswith(PREFIX) and names(folder) == set()
        (folder / "more").mkdir()
    assert names(temporary) == set()
    with pytest.raises(ZeroDivisionError), scratch_folder():
        _ = 1 / 0
    assert names(temporary) == set()


def test_each_run_has_a_folder_of_its_own(temporary: Path) -> None:
    with scratch_folder() as one, scratch_folder() as other:
        assert one != other and names(temporary) == {one.name, other.name}


def test_what_a_killed_run_left_is_removed_and_nothing_else(temporary: Path) -> None:
    left, held = temporary / f"{PREFIX}abcd_123", temporary / f"{PREFIX}held_123"
    others = [temporary / name for name in (f"{PREFIX}abcd", f"{PREFIX}ABCD_123", "review-abcd_123")]
    for folder in (left, held, *others):
        folder.mkdir()
        (folder / "file").touch()
    file, link = temporary / f"{PREFIX}file_123", temporary / f"{PREFIX}link_123"
    file.touch()
    link.symlink_to(others[0])
    lock = os.open(held, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    with scratch_folder() as own:
        assert names(temporary) == {each.name for each in (held, *others, file, link, own)}
    os.close(lock)
    assert (others[0] / "file").exists()
    with scratch_folder():
        assert not held.exists()


def test_a_folder_of_another_user_is_left_alone(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    foreign = temporary / f"{PREFIX}abcd_123"
    foreign.mkdir()
    its_own, real = foreign.stat().st_ino, os.fstat

    def fstat(descriptor: int) -> os.stat_result:
        found = real(descriptor)
        # The fifth of its values is whose it is.
        return os.stat_result((*found[:4], found[4] + (found.st_ino == its_own), *found[5:]))

    monkeypatch.setattr(os, "fstat", fstat)
    with scratch_folder() as own:
        assert names(temporary) == {foreign.name, own.name}


def test_a_folder_that_somebody_clears_before_it_is_held_is_made_anew(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, make = [], tempfile.mkdtemp

    def cleared(prefix: str) -> str:
        made.append(make(prefix=prefix))
        if len(made) == 1:
            Path(made[0]).rmdir()
        return made[-1]

    monkeypatch.setattr(tempfile, "mkdtemp", cleared)
    with scratch_folder() as folder:
        assert [str(folder)] == made[1:] and folder.is_dir()


def test_a_machine_without_room_is_told(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for error, place, reason in (
        (OSError(28, "No space left on device", "/tmp/review"), "/tmp/review", "No space left on device"),
        (FileNotFoundError("No usable directory"), "TMPDIR", "No usable directory"),
    ):

        def full(prefix: str, error: OSError = error) -> str:
            raise error

        monkeypatch.setattr(tempfile, "mkdtemp", full)
        with pytest.raises(FileFault) as caught, scratch_folder():
            pytest.fail("there is a folder")
        said, hint = "no folder for temporary files can be made", "Make room there, or set TMPDIR to a folder that"
        assert str(caught.value) == f"{place}: {said} ({reason}). {hint} you may write to."
