"""Being told to stop: a signal becomes an exception, so that what was begun is cleared up before the end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from review.errors import Stopped

Made = TypeVar("Made")
SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise Stopped in the block at the first signal to end; others are ignored while it is cleared up."""
    before = {each: signal.getsignal(each) for each in SIGNALS}

    def stop(signum: int, frame: FrameType | None) -> None:
        for each in SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped(signum)

    if threading.current_thread() is threading.main_thread():
        for each, handler in before.items():
            # What was started with "nohup" stays deaf to the end of its terminal.
            if handler not in (signal.SIG_IGN, None):
                signal.signal(each, stop)
    try:
        yield
    finally:
        if threading.current_thread() is threading.main_thread():
            for each, handler in before.items():
                if handler is not None:
                    signal.signal(each, handler)


def run_stoppable(work: Callable[[threading.Event], Made]) -> Made:
    """Return what *work* makes in a thread, with an event that is set as soon as this thread is told to stop.

    In the main thread, nbclient would take the signals for itself and report a kernel that died.
    """
    stop = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        try:
            return pool.submit(work, stop).result()
        except BaseException:
            stop.set()
            raise
