"""Being told to stop: the first signal ends what is under way, and what clears it up is not disturbed."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from review.errors import Stopped
from review.execution.kernels.stopping import SIGNALS, run_stoppable, stoppable


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """Leave the handlers of this process as they were."""
    before = {each: signal.getsignal(each) for each in SIGNALS}
    yield
    for each, handler in before.items():
        signal.signal(each, handler)


def tell(signum: int) -> None:
    os.kill(os.getpid(), signum)


def own_handlers() -> list[object]:
    """Give every signal a handler of our own, and return the handlers."""
    for each in SIGNALS:
        signal.signal(each, lambda signum, frame: pytest.fail("told from outside the block"))
    return [signal.getsignal(each) for each in SIGNALS]


@pytest.mark.parametrize("signum", SIGNALS)
def test_a_signal_ends_the_block_and_no_other_disturbs_the_clearing(signum: int) -> None:
    before, cleared = own_handlers(), False
    with pytest.raises(Stopped) as caught, stoppable():
        try:
            tell(signum)
            pytest.fail("not stopped")
        finally:
            for other in SIGNALS:
                tell(other)
            cleared = True
    assert cleared
    assert (caught.value.code, caught.value.name) == (128 + signum, signal.Signals(signum).name)
    assert [signal.getsignal(each) for each in SIGNALS] == before


def test_what_is_deaf_to_a_signal_stays_so() -> None:
    """As `nohup` makes it."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with stoppable():
        tell(signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_another_thread_leaves_the_signals_alone() -> None:
    before, seen = own_handlers(), []

    def work() -> None:
        with stoppable():
            seen.extend(signal.getsignal(each) for each in SIGNALS)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == before == [signal.getsignal(each) for each in SIGNALS]


def test_work_is_done_in_a_thread_that_hears_of_the_end() -> None:
    threads, ended = [], threading.Event()

    def work(stop: threading.Event) -> None:
        threads.append(threading.current_thread())
        assert not stop.is_set()

    run_stoppable(work)
    assert threads != [threading.main_thread()]

    def waits(stop: threading.Event) -> None:
        # Until the main thread waits for this one.
        stop.wait(0.2)
        tell(signal.SIGTERM)
        assert stop.wait(30)
        ended.set()

    with pytest.raises(Stopped), stoppable():
        run_stoppable(waits)
    assert ended.is_set()


def test_what_the_work_raises_is_raised() -> None:
    def fails(stop: threading.Event) -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        run_stoppable(fails)
