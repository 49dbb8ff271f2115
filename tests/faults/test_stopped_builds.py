"""Builds that are stopped, killed, run twice at once, or whose input changes under them."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from bench import LEFT, TABLE, Bench, said, short_folder

from review.book.site.manifest import NAME
from review.files.folders import swap

LOOP = "while True: pass"
SENTENCE = "\nAnother sentence.\n"


class Meeting:
    """Two pipes: a cell says that it is there, and waits until it may go on."""

    def __init__(self, folder: Path) -> None:
        self.there, self.go = folder / "there", folder / "go"
        os.mkfifo(self.there)
        os.mkfifo(self.go)

    def cell(self, then: str) -> str:
        """Return the code of a cell that meets here, and then does something."""
        return f"open({str(self.there)!r}, 'w').close()\nopen({str(self.go)!r}).close()\n{then}"

    @contextmanager
    def met(self, process: subprocess.Popen[str]) -> Iterator[None]:
        """Wait until the cell is there; it goes on after the block."""
        with os.fdopen(os.open(self.there, os.O_RDONLY | os.O_NONBLOCK)) as pipe:
            poll = select.poll()
            poll.register(pipe)
            if not poll.poll(60_000):
                process.kill()
                pytest.fail(f"no cell came: {said(process)}")
        yield
        if process.poll() is None:
            self.go.open("w").close()


@pytest.fixture
def meeting(bench: Bench) -> Meeting:
    folder = bench.root / "meeting"
    folder.mkdir()
    return Meeting(folder)


@pytest.mark.parametrize(
    ("command", "number"),
    [("book", signal.SIGINT), ("book", signal.SIGTERM), ("run", signal.SIGINT)],
    ids=["book-SIGINT", "book-SIGTERM", "run-SIGINT"],
)
def test_a_signal_stops_a_notebook(bench: Bench, meeting: Meeting, command: str, number: signal.Signals) -> None:
    bench.write(meeting.cell("1"))
    out = ["alpha2001", "-o", str(bench.root / "out.ipynb")] if command == "run" else []
    with bench.start(command, *out) as process, meeting.met(process):
        process.send_signal(number)
        ended = said(process)
    expected = f"review {command}: stopped by {number.name} before its end. Run it again."
    assert (ended.status, ended.lines) == (128 + number, [expected])
    assert not (bench.root / "out.ipynb").exists()
    bench.require_as_before()


def until(process: subprocess.Popen[str], words: str) -> None:
    """Read what *process* reports until these words come."""
    assert process.stdout
    assert any(words in line for line in iter(process.stdout.readline, "")), process.stderr


@pytest.mark.parametrize("later", [0, 0.5], ids=["at once", "half a second of work later"])
def test_a_signal_stops_the_compiler(bench: Bench, later: float) -> None:
    bench.page.write_text(bench.page.read_text("utf-8") + SENTENCE, "utf-8")
    with bench.start("book") as process:
        until(process, "compiling the book")
        until_spent(process, spent(process.pid) + later)
        process.terminate()
        ended = said(process)
    expected = "review book: stopped by SIGTERM before its end. Run it again."
    assert (ended.status, ended.lines) == (143, [expected])
    bench.require_as_before()


def test_no_kernel_outlives_a_killed_run(bench: Bench, meeting: Meeting) -> None:
    bench.write(meeting.cell(LOOP))
    with bench.start("run", "alpha2001", "-o", str(bench.root / "out.ipynb")) as process:
        with meeting.met(process):
            pass
        process.kill()
        assert said(process).lines == []
    bench.require_quiet()
    assert not (bench.root / "out.ipynb").exists()
    assert list(bench.temporary.iterdir()), "it could not clear up"
    bench.write("1")
    assert bench.run("run", "alpha2001", "-o", str(bench.root / "out.ipynb")).status == 0
    bench.require_as_before()


def test_a_second_build_is_told_to_wait_and_disturbs_nothing(bench: Bench, meeting: Meeting) -> None:
    bench.write(meeting.cell("1"))
    with bench.start("book") as process, meeting.met(process):
        second = bench.run("book")
        process.terminate()
        said(process)
    expected = f"{bench.build}: another build is under way. Wait for it, or stop it."
    assert (second.status, second.lines) == (7, [expected])
    bench.require_as_before()


def test_an_input_that_changes_meanwhile_is_noticed_and_not_published(bench: Bench, meeting: Meeting) -> None:
    bench.write(TABLE, meeting.cell("pass"))
    events = bench.project / "data" / "vocabulary" / "events.csv"
    before = events.read_bytes()
    with bench.start("book") as process:
        with meeting.met(process):
            bench.page.write_text(bench.page.read_text("utf-8") + SENTENCE, "utf-8")
            bench.notebook.write_bytes(bench.inputs[bench.notebook])
            events.write_bytes(before.replace(b"The count", b"The tally"))
        ended = said(process)
    message = "changed while the book was built from it. Nothing was put in place; build it again."
    names = ("book/index.md", "data/vocabulary/events.csv", "notebooks/alpha2001.ipynb")
    assert (ended.status, ended.lines) == (6, [f"{name}: {message}" for name in names])
    events.write_bytes(before)
    bench.require_as_before()


def spent(number: int) -> float:
    """Return the seconds of processor time that a process and those that it started have used so far."""
    folder = Path("/proc", str(number))
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        started = [child for task in folder.glob("task/*/children") for child in task.read_text().split()]
    except OSError:
        return 0
    own = sum(int(fields[place]) for place in (11, 12)) / os.sysconf("SC_CLK_TCK")
    return own + sum(spent(int(child)) for child in started)


def until_spent(process: subprocess.Popen[str], seconds: float) -> None:
    """Wait until *process* has used so much processor time, which a busy machine makes no slower, or has ended."""
    ending = os.pidfd_open(process.pid)
    while spent(process.pid) < seconds and not select.select([ending], [], [], 0.02)[0]:
        pass
    os.close(ending)


def kill_at_random(bench: Bench, times: int, seed: int, longest: float) -> None:
    """Build and kill over and over, then build to the end: the site is whole after each, right after the last.

    Of each four kills one falls into each quarter of *longest*; the last quarter is of a build that keeps no runs.
    """
    moment = random.Random(seed)
    bench.page.write_text(bench.page.read_text("utf-8") + SENTENCE, "utf-8")
    manifests, killed, ended_well = {bench.good}, 0, 0
    while killed < times:
        # Some builds end before their moment comes. The next has to do all of it again.
        (bench.build / "site.stamp").unlink(missing_ok=True)
        if killed % 4 == 3:
            shutil.rmtree(bench.build / "cache", ignore_errors=True)
        with bench.start("book") as process:
            until_spent(process, longest * (killed % 4 + moment.random()) / 4)
            process.kill()
            ended = said(process)
        assert ended.status in (0, -signal.SIGKILL) and ended.lines == []
        killed += ended.status != 0
        ended_well += ended.status == 0
        # So that about one in six ends, and the others are killed up to the last step.
        longest *= 0.8 if ended.status == 0 else 1.05
        bench.require_quiet()
        bench.good = (bench.site / NAME).read_bytes()
        bench.require_whole()
        manifests.add(bench.good)
    last = bench.run("book")
    assert (last.status, last.lines) == (0, [])
    bench.good = (bench.site / NAME).read_bytes()
    bench.require_clean()
    assert {path.name for path in bench.build.iterdir()} == LEFT
    assert len(manifests | {bench.good}) == 2, "the site before, and the one that every build makes"
    print(f"{killed} builds killed, {ended_well} ended before their moment; the site was whole after each")


def kill_side_by_side(good: Path, longest: float, times: int, seeds: Sequence[int]) -> None:
    """Do so in as many projects as there are *seeds*. Most builds need less than *longest*, which made all anew."""
    roots = [short_folder() for _ in seeds]
    try:
        with ThreadPoolExecutor(len(seeds)) as pool:
            tasks = [
                pool.submit(kill_at_random, Bench(root, good), times, seed, 0.7 * longest)
                for root, seed in zip(roots, seeds, strict=True)
            ]
            for task in tasks:
                task.result()
    finally:
        for root in roots:
            shutil.rmtree(root, ignore_errors=True)


def test_killed_at_4_random_moments_the_site_stays_whole(good: Path, seconds: float) -> None:
    kill_side_by_side(good, seconds, times=4, seeds=(1,))


@pytest.mark.soak
def test_killed_at_200_random_moments_the_site_stays_whole(good: Path, seconds: float) -> None:
    kill_side_by_side(good, seconds, times=100, seeds=(3, 4))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere two steps are needed")
def test_a_site_is_there_at_every_moment_while_it_is_replaced(tmp_path: Path) -> None:
    site, new = tmp_path / "site", tmp_path / "new"
    site.mkdir()
    ended, gaps = threading.Event(), 0

    def watch() -> None:
        nonlocal gaps
        while not ended.is_set():
            gaps += not site.exists()

    with ThreadPoolExecutor(1) as pool:
        watching = pool.submit(watch)
        for _ in range(300):
            new.mkdir()
            swap(new, site)
        ended.set()
        watching.result()
    assert gaps == 0
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
