"""A module run so that it ends with the process that started it: ``python -m review.files.child_process MODULE …``."""

from __future__ import annotations

import errno
import os
import runpy
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

# What says that a disk takes no more. (A place that may not be read or written is another matter.)
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
# With fewer bytes than this, a disk counts as full: what a process could not write may be gone again.
FULL = 65_536


def run_child(command: Sequence[str], *, environment: Mapping[str, str], log: Path) -> int:
    """Run the module and arguments in *command* with this interpreter, and return its exit status.

    What it says goes to *log*. It is killed when this process ends, however that happens: it holds the other
    end of a pipe, which nothing but this process keeps open.
    """
    with (
        log.open("wb") as out,
        subprocess.Popen(
            [sys.executable, "-m", __name__, *command],
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.STDOUT,
        ) as run,
    ):
        return run.wait()


def write_error(log: Path) -> OSError | None:
    """Return why the system let a process write no more, if that is why it ended; its *log* may be lost too."""
    output = log.read_text(encoding="utf-8", errors="replace") if log.is_file() else ""
    full = errno.ENOSPC if shutil.disk_usage(log.parent).free < FULL else 0
    number = next((number for number in NO_ROOM if f"[Errno {number}]" in output), full)
    return OSError(number, os.strerror(number), str(log.parent)) if number else None


def _end_with_parent() -> None:
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Run the module that the command line names, as ``python -m`` does."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
