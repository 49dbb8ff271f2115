"""Draw a sample of small errors made in src/review, and say how many of them the tests notice, room by room.

Each is made in a private copy, never in the working tree, and shown to the tests that ran its line in the last
`make coverage`, to those first that ran little else. A test that fails without the error is left out, and named.
Not drawn: docstrings, annotations, decorators, `__all__`, `strict=`, lines that only log. Example:

    make coverage && .venv/bin/python tests/mutate.py --seed 1a2b3c4d --count 80 --jobs 2
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from queue import Queue
from typing import Any

from mutations import Mutant, mutants_of, shares

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = ROOT / "src" / "review"
WANTED, WANTED_IN_A_ROOM = 90, 80
ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
# Set by a signal: what a run says that was ended then is no verdict.
ENDED = threading.Event()
COVERAGE = ROOT / "build" / "coverage" / "data"
# A context is a test and its phase, as coverage's plugin writes it or, for a process that was started, pytest.
CONTEXT = re.compile(r"(?P<test>tests/.+?)(?:\|| \()(?P<phase>setup|run|call|teardown)\)?")
# How many steps of a module each test made, in the database that coverage documents; and how many between two lines.
OF_MODULE = """
SELECT context, count(*), sum(fromno BETWEEN :first AND :last OR tono BETWEEN :first AND :last)
FROM arc JOIN file ON file.id = file_id JOIN context ON context.id = context_id
WHERE path LIKE '%/' || :path GROUP BY context"""
OF_ALL = "SELECT context, count(*) FROM arc JOIN context ON context.id = context_id GROUP BY context"


def rooms() -> dict[str, list[Path]]:
    """Return the modules of each room, the last room first, as pyproject.toml names them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    return {
        # What a new review begins with is written into it, and is no module.
        room: [
            *LIBRARY.glob(f"{room}.py"),
            *sorted(p for p in (LIBRARY / room).rglob("*.py") if "skeleton" not in p.parts),
        ]
        for room in contract["layers"]
    }


def drawn(seed: str, count: int, only: list[str]) -> list[Mutant]:
    """Return the sample: the same for the same seed, number, rooms and library."""
    chosen = {room: paths for room, paths in rooms().items() if not only or room in only}
    found = {room: [one for path in paths for one in mutants_of(path, room)] for room, paths in chosen.items()}
    lines = {room: sum(path.read_text("utf-8").count("\n") for path in paths) for room, paths in chosen.items()}
    dice = random.Random(int(seed, 16))
    sample = {}
    for room, share in shares(lines, count).items():
        dice.shuffle(found[room])
        sample[room] = list(islice(filter(Mutant.is_python, found[room]), share))
    return [one for room in sample for one in sorted(sample[room], key=lambda one: (one.path, one.start))]


class Ran:
    """Which tests ran which lines when coverage was last measured."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            sys.exit(f"{path.relative_to(ROOT)} is missing, which says what each test runs: `make coverage` writes it")
        changed = [one for one in LIBRARY.rglob("*.py") if one.stat().st_mtime > path.stat().st_mtime]
        if changed:
            sys.exit(f"{changed[0].relative_to(ROOT)} was changed since `make coverage`: run it again")
        self.path, self.steps = path, Counter[str]()
        for context, steps in self._asked(OF_ALL):
            if said := CONTEXT.fullmatch(context):
                self.steps[said["test"]] += steps

    def _asked(self, query: str, **values: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True)) as data:
            return data.execute(query, values).fetchall()

    def tests(self, mutant: Mutant) -> list[str]:
        """Return the tests that ran the mutant's lines, those first of which most is about its module.

        Lines that ran when the module was imported, or a fixture made, ran in whichever test came first: then all tests
        that ran the module count, or all of that file. The tests that bear the module's name always count: what runs
        in other processes is not always known. Where nothing is known, all tests of the room count.
        """
        last = mutant.line + mutant.text[mutant.start : mutant.end].count(b"\n")
        path = mutant.path.relative_to(ROOT).as_posix()
        said = self._asked(OF_MODULE, path=path, first=mutant.line, last=last)
        imported = not mutant.is_in_function() or any(ran and not context for context, _, ran in said)
        about, chosen, files = Counter[str](), set[str](), set[str]()
        for context, steps, ran in said:
            if one := CONTEXT.fullmatch(context):
                about[one["test"]] += steps
                if ran or imported:
                    chosen.add(one["test"])
                if ran and one["phase"] == "setup":
                    files.add(one["test"].partition("::")[0])
        chosen |= {test for test in self.steps if test.partition("::")[0] in files}
        chosen |= {test for test in self.steps if f"/test_{mutant.path.stem}.py::" in test}
        chosen = chosen or {test for test in self.steps if f"tests/{mutant.room}/" in test}
        return sorted(chosen, key=lambda test: (-about[test] / self.steps[test], test))


@dataclass
class Copy:
    """A private copy of the tree with an environment whose `review` is the copy's."""

    root: Path
    asked: argparse.Namespace
    running: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Copy what git would, as it is in the working tree."""
        listed = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        for name in subprocess.check_output(listed, text=True).split("\0"):
            if name and (ROOT / name).is_file():
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self.root / name)
        subprocess.check_call(["git", "init", "-q", str(self.root)])
        subprocess.check_call([sys.executable, "-m", "venv", "--without-pip", str(self.root / ".venv")])
        (packages,) = (self.root / ".venv").glob("lib/python*/site-packages")
        borrowed = [place for place in sys.path if place.endswith("site-packages")]
        (packages / "review.pth").write_text("\n".join([str(self.root / "src"), *borrowed]) + "\n")
        command = self.root / ".venv" / "bin" / "review"
        command.write_text(f"#!{self.root}/.venv/bin/python\nfrom review.cli import main\n\nmain()\n")
        command.chmod(0o755)

    def write(self, path: Path, text: bytes) -> None:
        """Give a module another text. Its bytecode goes: it is told by second and size, which may be the same."""
        if ENDED.is_set():
            return
        mine = self.root / path.relative_to(ROOT)
        mine.write_bytes(text)
        for kept in (mine.parent / "__pycache__").glob(f"{mine.stem}.*"):
            kept.unlink()

    def failure(self, tests: list[str]) -> str | None:
        """Return the first test that fails, or None."""
        if not tests or ENDED.is_set():
            return None
        says, temporary, asked = self.root / "failed", self.root.parent / f"{self.root.name}t", self.root / "tests.txt"
        asked.write_text("\n".join(tests), "utf-8")
        says.unlink(missing_ok=True)
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir()
        mine = {"PYTHONPATH": "tests", "TMPDIR": str(temporary), "MUTATE_SAYS": str(says), "MUTATE_TESTS": str(asked)}
        mine |= {"MUTATE_LIMIT": str(self.asked.limit), "MUTATE_PARENT": str(os.getpid())}
        options = "-m pytest -x -p mutate_plugin --hypothesis-seed=0 --tb=no --no-header"
        command = [
            f"{self.root}/.venv/bin/python",
            *options.split(),
            *dict.fromkeys(test.partition("::")[0] for test in tests),
        ]
        self.running = subprocess.Popen(
            command, cwd=self.root, env=os.environ | mine, start_new_session=True, stdout=-3, stderr=-3
        )
        status = self.running.wait()
        if says.exists():
            return says.read_text("utf-8")
        return None if status in (0, 5) else f"pytest (status {status})"  # 5 says that there was no test


@dataclass
class Outcome:
    """What became of each mutant, and the tests that fail without any."""

    ran: Ran
    killed: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    sound: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)

    def judge(self, mutant: Mutant, copies: Queue[Copy]) -> None:
        """Make one error in a copy that is free, run the tests, and say what they said."""
        copy, begun = copies.get(), time.monotonic()
        try:
            killer = self._killer(mutant, self.ran.tests(mutant), copy)
        finally:
            copies.put(copy)
        if ENDED.is_set():
            return
        self.total[mutant.room] += 1
        self.killed[mutant.room] += bool(killer)
        said = f"killed by {killer}" if killer else "SURVIVED"
        print(f"{mutant}  {said}  {time.monotonic() - begun:.0f} s", flush=True)

    def _killer(self, mutant: Mutant, tests: list[str], copy: Copy) -> str | None:
        """Return the test that fails with the error and not without."""
        while True:
            copy.write(mutant.path, mutant.mutated())
            try:
                failed = copy.failure([test for test in tests if test not in self.broken])
            finally:
                copy.write(mutant.path, mutant.text)
            if failed is None or failed in self.sound or not failed.startswith("tests/"):
                return failed
            if copy.failure([failed]) is None:
                self.sound.add(failed)
                return failed
            self.broken.add(failed)

    def table(self) -> int:
        """Print the shares by room, and return the exit status."""
        print(f"\n{'room':<12}{'mutants':>8}{'killed':>8}{'share':>8}")
        percent = {room: 100 * self.killed[room] / self.total[room] for room in self.total}
        for room in sorted(percent, key=lambda room: percent[room]):
            print(f"{room:<12}{self.total[room]:>8}{self.killed[room]:>8}{percent[room]:>7.0f}%")
        share = 100 * self.killed.total() / self.total.total()
        print(f"{'all':<12}{self.total.total():>8}{self.killed.total():>8}{share:>7.0f}%")
        for test in sorted(self.broken):
            print(f"left out, since it fails without an error too: {test}")
        return 0 if share >= WANTED and min(percent.values()) >= WANTED_IN_A_ROOM else 1


def arguments() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", help="eight hex digits (default: those that the commit before HEAD begins with)")
    parser.add_argument("--count", type=int, default=80, help="how many, at least four a room (default: 80)")
    parser.add_argument(
        "--room", action="append", default=[], choices=list(rooms()), help="only this room; may be repeated"
    )
    parser.add_argument("--limit", type=int, default=180, help="seconds after which a test hangs (default: 180)")
    parser.add_argument("--jobs", type=int, default=1, help="how many copies are tested at a time (default: 1)")
    parser.add_argument("--list", action="store_true", help="show the mutants and run nothing")
    return parser.parse_args()


def run(sample: list[Mutant], asked: argparse.Namespace) -> int:
    """Try the sample, and return the exit status; an end by a signal removes the copies first."""
    folder = Path(tempfile.mkdtemp(prefix="mutate-"))
    copies = [Copy(folder / str(number), asked) for number in range(asked.jobs)]

    def clear(*signalled: object) -> None:
        for number in ENDING:  # a second signal would wait for what the first holds
            signal.signal(number, signal.SIG_IGN)
        ENDED.set()
        for copy in copies:
            if copy.running and copy.running.poll() is None:
                os.killpg(copy.running.pid, signal.SIGKILL)
                copy.running.wait()
        shutil.rmtree(folder, ignore_errors=True)
        if signalled:
            os._exit(1)

    for number in ENDING:
        signal.signal(number, clear)
    try:
        free: Queue[Copy] = Queue()
        for copy in copies:
            copy.make()
            free.put(copy)
        outcome = Outcome(Ran(COVERAGE))
        with ThreadPoolExecutor(asked.jobs) as pool:
            list(pool.map(lambda mutant: outcome.judge(mutant, free), sample))
        return outcome.table()
    finally:
        clear()


def main() -> int:
    """Draw, then show or try."""
    asked = arguments()
    seed = asked.seed or subprocess.check_output(["git", "-C", str(ROOT), "rev-parse", "HEAD~1"], text=True)[:8]
    sample = drawn(seed, asked.count, asked.room)
    print(f"seed {seed}: {len(sample)} mutants")
    if asked.list:
        print(*sample, sep="\n")
    return 0 if asked.list else run(sample, asked)


if __name__ == "__main__":
    sys.exit(main())
