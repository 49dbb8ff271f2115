"""A module run in a process of its own: what it says and how it ends, also when nobody waits for it any more."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path

import pytest

from review.files.child_process import FULL, run_child, write_error

TOOL = (
    "import os, sys\nprint(__name__, sys.argv[1:], os.environ['COLOUR'])\nprint('no', file=sys.stderr)\nsys.exit(7)\n"
)
WAITING = "import os, sys, time\nopen(sys.argv[1], 'w').write(str(os.getpid()))\ntime.sleep(60)\n"
STARTING = """
import os, sys
from pathlib import Path
from review.files.child_process import run_child

run_child(["waiting", sys.argv[1]], environment=os.environ, log=Path(sys.argv[2]))
"""
Usage = namedtuple("Usage", "free")


def environment(tmp_path: Path, name: str, code: str) -> dict[str, str]:
    """Return an environment in which the module *name* can be run."""
    (tmp_path / f"{name}.py").write_text(code, "utf-8")
    return os.environ | {"PYTHONPATH": str(tmp_path), "COLOUR": "red"}


def test_a_module_is_run_with_its_arguments_and_its_words_are_kept(tmp_path: Path) -> None:
    log = tmp_path / "log"
    status = run_child(["tool", "a", "b c"], environment=environment(tmp_path, "tool", TOOL), log=log)
    assert status == 7
    assert sorted(log.read_text("utf-8").splitlines()) == ["__main__ ['a', 'b c'] red", "no"]


def is_running(process: int) -> bool:
    """Return whether *process* runs; one that ended and was not asked for yet does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until(condition: object) -> bool:
    """Wait ten seconds at most for a *condition*."""
    end = time.monotonic() + 10
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return bool(condition())


def test_a_module_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    told = tmp_path / "process"
    command = [sys.executable, "-c", STARTING, str(told), str(tmp_path / "log")]
    parent = subprocess.Popen(command, env=environment(tmp_path, "waiting", WAITING))
    try:
        assert until(lambda: told.exists() and told.read_text("utf-8"))
        child = int(told.read_text("utf-8"))
        assert is_running(child)
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    assert until(lambda: not is_running(child))


@pytest.mark.parametrize(
    ("said", "free", "number"),
    [
        ("OSError: [Errno 28] No space left on device", FULL, errno.ENOSPC),
        ("OSError: [Errno 122] Disk quota exceeded", FULL, errno.EDQUOT),
        ("OSError: [Errno 27] File too large", FULL, errno.EFBIG),
        ("OSError: [Errno 30] Read-only file system\n[Errno 2] more", FULL, errno.EROFS),
        ("PermissionError: [Errno 13] Permission denied", FULL, 0),
        ("", FULL, 0),
        (None, FULL, 0),
        (None, FULL - 1, errno.ENOSPC),
        ("it ended", FULL - 1, errno.ENOSPC),
    ],
)
def test_a_disk_that_takes_no_more_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str | None, free: int, number: int
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(free) if folder == tmp_path else pytest.fail())
    if said is not None:
        (tmp_path / "log").write_bytes(said.encode() + b"\xff")
    error = write_error(tmp_path / "log")
    if not number:
        assert error is None
    else:
        assert error is not None
        assert (error.errno, error.strerror, error.filename) == (number, os.strerror(number), str(tmp_path))
