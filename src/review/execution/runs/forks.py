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
from queue import SimpleQueue
from typing import Any, Protocol

from nbformat import NotebookNode

from review.execution.kernels.kernel import kernel_environment
from review.execution.kernels.scratch import scratch_folder

# The folder of the runs comes first on Python's path, as in no kernel: its files are no modules.
_START = """\
import sys, socket
del sys.path[0]
__import__(sys.argv[1], fromlist=["serve"]).serve(socket.socket(fileno=int(sys.argv[2])))
"""
SERVER = "review.execution.runs.forked"
#: Where notebooks run, if not at the address of a scheduler: in forks of one process, or in a kernel each.
FORKS, KERNELS = "forks", "kernels"
#: What is asked for in the place of a notebook, for a process that draws.
DRAW = b"draw"
#: Under what a child says why it cannot do what it was asked for.
FAILED = "failed"
#: Seconds within which a child has to be there, the imports of the warm process included.
START = 60
#: Seconds for the drawings of a notebook.
DRAWING = 300
# How often, in seconds, is asked whether to stop.
_OFTEN = 0.2
# Seconds for the warm process to end by itself; what it and its children used is then known to the system.
_SOON = 1


class ForkFailed(Exception):
    """A child is gone, late, told to stop, or says why not. A kernel is to do what it was asked for."""


class _Child:
    """A process forked for a notebook or for drawings, which is gone when this is closed."""

    def __init__(self, control: socket.socket, what: bytes, stop: threading.Event) -> None:
        ours, theirs = socket.socketpair()
        self._connection, self._process = Connection(ours.detach()), -1
        try:
            with theirs:
                socket.send_fds(control, [what], [theirs.fileno()])
            # It waits to be asked: the number is its own for as long.
            self._process = os.pidfd_open(int(self._received(START, stop)))
        except (OSError, ValueError, ForkFailed) as error:
            self.close()
            raise ForkFailed(f"no process could be forked ({error})") from error

    def ask(self, request: Mapping[str, Any], seconds: float, stop: threading.Event) -> dict[str, Any]:
        """Return the answer to a *request*. Raises ForkFailed."""
        try:
            self._connection.send_bytes(json.dumps(request).encode())
            told: dict[str, Any] = json.loads(self._received(seconds, stop))
        except (OSError, ValueError) as error:
            raise ForkFailed(f"its process does not answer ({error})") from error
        if FAILED in told:
            raise ForkFailed(told[FAILED])
        return told

    def _received(self, seconds: float, stop: threading.Event) -> bytes:
        end = time.monotonic() + seconds
        try:
            while not stop.is_set() and time.monotonic() < end:
                if self._connection.poll(_OFTEN):
                    return self._connection.recv_bytes()
        except EOFError:
            raise ForkFailed("its process ended") from None
        raise ForkFailed("it was stopped" if stop.is_set() else f"no answer within {seconds:g} s")

    def close(self) -> None:
        """Kill it."""
        self._connection.close()
        if self._process >= 0:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._process, signal.SIGKILL)
            os.close(self._process)
            self._process = -1


class Runner(Protocol):
    """What runs notebooks somewhere else than in a kernel; a kernel runs here what it fails at."""

    def run(self, request: Mapping[str, Any], seconds: float, stop: threading.Event) -> dict[str, Any]:
        """Return the *notebook* of a run, what it *reads*, and the drawings *pending*, if any. Raises ForkFailed."""

    def draw(self, request: Mapping[str, Any], stop: threading.Event) -> str:
        """Return the finished notebook of a *request* with what its run told. Raises ForkFailed."""


class Forks:
    """A warm process with its children, of which a few draw. Where it is gone, all that it is asked for fails."""

    def __init__(
        self, folder: Path, environment: Mapping[str, str], scratch: Path, drawings: Path, drawers: int
    ) -> None:
        self._drawings = str(drawings.absolute())
        self._drawers: SimpleQueue[_Child | None] = SimpleQueue()
        for _ in range(drawers):
            self._drawers.put(None)
        # Packets: a path comes whole, with its connection.
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, (scratch / "warm.log").open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, SERVER, str(theirs.fileno())],
                cwd=folder,
                env=kernel_environment(scratch, environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[theirs.fileno()],
                # Ctrl-C is for this process, which ends the other.
                start_new_session=True,
            )

    def run(self, request: Mapping[str, Any], seconds: float, stop: threading.Event) -> dict[str, Any]:
        """Return the *notebook* of a run, what it *reads*, and the drawings *pending*, if any.

        Raises ForkFailed where a cell fails, writes to stderr or shows too much, where the run takes more than so
        many *seconds* or is to *stop*, and where its process dies. No process is left then.
        """
        child = _Child(self._control, os.fsencode(str(request["notebook"])), stop)
        try:
            return child.ask(request, seconds, stop)
        finally:
            child.close()

    def draw(self, request: Mapping[str, Any], stop: threading.Event) -> str:
        """Return the finished notebook of a *request* with what its run told. Raises ForkFailed."""
        child = self._drawers.get()
        try:
            child = child or _Child(self._control, DRAW, stop)
            answer: str = child.ask({**request, "drawings": self._drawings}, DRAWING, stop)["notebook"]
        except ForkFailed:
            if child:
                child.close()
            child = None
            raise
        finally:
            self._drawers.put(child)
        return answer

    def close(self) -> None:
        """End the warm process; what is left of its children ends with it."""
        while not self._drawers.empty():
            if child := self._drawers.get():
                child.close()
        self._control.close()
        try:
            self._process.wait(_SOON)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@contextmanager
def forks(folder: Path, environment: Mapping[str, str], drawings: Path, drawers: int) -> Iterator[Forks | None]:
    """Give a warm process for runs in *folder*, gone after the block; None where no fork is safe.

    So many *drawers* of its children draw charts, and keep them in the folder *drawings*.
    """
    # Of macOS not all parts survive a fork.
    if not (sys.platform == "linux" and hasattr(os, "pidfd_open")):
        yield None
        return
    with scratch_folder() as scratch:
        warm = Forks(folder, environment, scratch, drawings, drawers)
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
