"""Runs in processes forked from one warm process, started once for many; what goes wrong here, a kernel runs."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path

from nbformat import NotebookNode

from review.corpus.tracing import Reads
from review.execution.kernels.kernel import kernel_environment
from review.execution.kernels.scratch import scratch_folder
from review.execution.kernels.watching import reads_from

SERVER = "review.execution.runs.forked"
#: Seconds within which a child has to be there, the imports of the warm process included.
START = 60
#: How often, in seconds, a run is asked whether it is to stop.
_OFTEN = 0.2
# Seconds for the warm process to end by itself; what it and its children used is then known to the system.
_SOON = 1


class Forks:
    """A warm process. Where it ends or does not answer, runs come to nothing, and kernels have to do them."""

    def __init__(self, folder: Path, environment: Mapping[str, str], scratch: Path) -> None:
        # Datagrams: a path comes whole, with its connection.
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, (scratch / "warm.log").open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", SERVER, str(theirs.fileno())],
                cwd=folder,
                env=kernel_environment(scratch, environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[theirs.fileno()],
                # Ctrl-C is for this process, which ends the other.
                start_new_session=True,
            )

    def run(
        self, request: Mapping[str, object], *, timeout: float, stop: threading.Event
    ) -> tuple[bytes, Reads] | None:
        """Return the finished notebook of a *request* and what it read; None where a kernel has to run it.

        That is so where a cell fails, shows too much, or writes to stderr, where the run takes longer than *timeout*
        seconds or is stopped, and where its process dies. No process is left then.
        """
        ours, theirs = socket.socketpair()
        with Connection(ours.detach()) as child:
            process = None
            try:
                with theirs:
                    socket.send_fds(self._control, [os.fsencode(str(request["notebook"]))], [theirs.fileno()])
                process = os.pidfd_open(int(_received(child, START, stop)))
                child.send_bytes(json.dumps(request).encode())
                told = json.loads(_received(child, timeout, stop))
                return told["notebook"].encode(), reads_from(told["reads"])
            except (OSError, EOFError, ValueError, TimeoutError):
                return None
            finally:
                if process is not None:
                    with suppress(OSError):
                        signal.pidfd_send_signal(process, signal.SIGKILL)
                    os.close(process)

    def close(self) -> None:
        """End the warm process; what is left of its children ends with it."""
        self._control.close()
        try:
            self._process.wait(_SOON)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _received(child: Connection, seconds: float, stop: threading.Event) -> bytes:
    """Return what the child says. Raises EOFError where it is gone, TimeoutError where it is late or to stop."""
    end = time.monotonic() + seconds
    while not stop.is_set() and time.monotonic() < end:
        if child.poll(_OFTEN):
            return child.recv_bytes()
    raise TimeoutError


@contextmanager
def forks(folder: Path, environment: Mapping[str, str]) -> Iterator[Forks | None]:
    """Give a warm process for runs in *folder*, gone after the block; None where the system has no safe fork."""
    # Of macOS not all parts survive a fork.
    if not (sys.platform == "linux" and hasattr(os, "pidfd_open")):
        yield None
        return
    with scratch_folder() as scratch:
        warm = Forks(folder, environment, scratch)
        try:
            yield warm
        finally:
            warm.close()


def may_fork(template: NotebookNode) -> bool:
    """Tell whether a notebook meets nothing in the warm process that it would not meet in a kernel.

    The one door of notebooks sets up how Altair draws; one that takes Altair without the door would see that.
    """
    codes = [cell.source for cell in template.cells if cell.cell_type == "code"]
    first = next((code for code in codes[1:] if code.strip()), "")
    return "review.notebook" in first or not any("altair" in code for code in codes)
