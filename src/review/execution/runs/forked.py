"""The warm process: it has imported what notebooks import and opened the corpus, and forks a child for each run.

`forks.py` starts it, and asks it by a socket. It has one thread, and uses nothing of what it has imported: a child
finds all of it as if it had just imported it.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import os
import signal
import socket
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from copy import deepcopy
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

from altair.utils.schemapi import disable_debug_mode

from review.corpus.corpus import KEPT_CORPUS, open_corpus
from review.corpus.tracing import own_reads
from review.errors import ReviewError
from review.execution.kernels.in_process import InProcessApp, Unsupported, started
from review.execution.kernels.watching import load_ipython_extension, reads_to, require_declared
from review.execution.runs.complete import verify_run
from review.execution.runs.drawings import Pending, with_drawings
from review.execution.runs.executing import PLAIN
from review.execution.runs.forks import DRAW, FAILED
from review.execution.runs.normalise import finished_run
from review.files.notebooks import first_line, read_template
from review.present.look.chart import drawers

#: What notebooks import; and what runs their cells.
DOOR, ENGINE = "review.notebook", "review.execution.kernels.engine"
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def _warmed() -> InProcessApp:
    """Return the kernel that children find, with all that they need. Raises Unsupported where forking is unsafe."""
    app = started()
    # Within a cell, as pandas asks at its import whether it runs in a kernel.
    assert app.shell is not None
    with app.shell.builtin_trap:
        importlib.import_module(DOOR)
    # A chart is validated as a whole where it is shown. What its parts would say a kernel says, as the run fails here.
    disable_debug_mode()
    with warnings.catch_warnings():
        # What papermill has Python warn of is no business of a notebook, which has never heard of it.
        importlib.import_module(ENGINE)
    if KEPT_CORPUS in os.environ:
        open_corpus()
    threads = len(list(Path("/proc/self/task").iterdir()))
    if (said := app.said()) or threads != 1:
        raise Unsupported(f"{threads} threads, and the imports said: {said}")
    gc.collect()
    gc.freeze()
    return app


def serve(control: socket.socket) -> None:
    """Fork a child for each connection that comes, until nobody is left to ask."""
    app = _warmed()
    while True:
        path, descriptors, _, _ = socket.recv_fds(control, 65_536, 1)
        if not path:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            os.killpg(0, signal.SIGTERM)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG if path else 0)[0]:
                pass
        if not path:
            return
        if path != DRAW:
            # Read here, it is read once for all its runs. What is wrong with it, its own child finds as well.
            with suppress(ReviewError):
                read_template(Path(os.fsdecode(path)))
        server = os.getpid()
        if os.fork() == 0:
            control.close()
            _child(Connection(descriptors[0]), server, with_drawings if path == DRAW else partial(_ran, app))
        os.close(descriptors[0])


def _child(asked: Connection, server: int, answer: Callable[[Any], dict[str, Any]]) -> NoReturn:
    """Answer what is asked for as long as somebody asks; nothing is told where anything is not as in a kernel."""
    try:
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() == server:
            asked.send_bytes(str(os.getpid()).encode())
            while True:
                request = json.loads(asked.recv_bytes())
                try:
                    told = answer(request)
                except Exception as error:  # whatever it is, a kernel runs the notebook, and people are told why
                    told = {FAILED: f"{type(error).__name__}: {first_line(error)}"}
                with own_reads():
                    asked.send_bytes(json.dumps(told).encode())
    finally:
        os._exit(0)


def _ran(app: InProcessApp, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return the notebook, what it read, and the drawings that are still to be put into it; finished if there are none.

    It is asked once: the process has then run the notebook.
    """
    notebook, scratch = Path(request["notebook"]), Path(request["scratch"])
    os.environ.update(request["environment"])
    tempfile.tempdir = None
    log = os.open(scratch / "kernel.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()  # that of Python is seeded anew by the fork
    load_ipython_extension(app.shell)
    with own_reads():
        template = deepcopy(read_template(notebook))
    pending = Pending()
    drawers.append(pending)
    result = importlib.import_module("papermill").execute_notebook(
        template, None, parameters=request["differing"], engine_name=sys.modules[ENGINE].NAME, **PLAIN
    )
    with own_reads():
        verify_run(result, notebook)
        reads = require_declared(scratch, result, notebook)
        if os.fstat(log).st_size or threading.active_count() > 1:
            raise Unsupported("written past Python, or a thread that still runs")
        if pending.asked:
            made = json.dumps(result)
        else:
            made = finished_run(result, request["values"], request["differing"]).decode()
    return {"notebook": made, "reads": reads_to(reads), "pending": pending.asked}
