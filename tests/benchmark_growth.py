"""Print what checking, verifying and building cost as a review grows: processor seconds, peak memory, ratios.

Invented reviews of several sizes; each command runs once in a process of its own. Example:

    .venv/bin/python tests/benchmark_growth.py --figures 1000 10000 --sources 5 25
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from review.corpus.tables.project import Project
from review.synthetic.review import make_review

A_SOURCE = 30  # figures


@dataclass(frozen=True)
class Cost:
    """What a command took: processor seconds of it and its children, and the peak of its own memory in MB."""

    seconds: float
    megabytes: float


def cost_of(folder: Path, *arguments: str) -> Cost:
    """Run a command of the library in *folder* to its end. Raises CalledProcessError where it fails."""
    command = [sys.executable, "-m", "review", *arguments]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def row(*cells: object) -> None:
    """Print a row of the table."""
    first, *others = (f"{cell:,.2f}" if isinstance(cell, float) else f"{cell}" for cell in cells)
    print(f"{first:<26}" + "".join(f"{cell:>14}" for cell in others), flush=True)


def measure(folder: Path, sources: int, commands: Sequence[tuple[str, tuple[str, ...]]]) -> None:
    """Print a row for each of *commands*, each a name and its arguments, in a review of *sources* sources."""
    project: Project = make_review(folder, sources=sources, figures=A_SOURCE, seed=1)
    for name, arguments in commands:
        cost = cost_of(project.root, *arguments)
        row(
            name, f"{sources:,}", f"{sources * A_SOURCE:,}", cost.seconds, 1000 * cost.seconds / sources, cost.megabytes
        )


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", type=int, nargs="*", default=[1_000, 10_000], help="sizes to check and verify")
    parser.add_argument("--sources", type=int, nargs="*", default=[5, 25], help="sizes to build")
    asked = parser.parse_args()
    row("", "sources", "figures", "CPU s", "ms a source", "peak MB")
    verify = ("verify", "--texts", "texts")
    checks: list[tuple[str, tuple[str, ...]]] = [("check", ("check", "--anew")), ("check again", ("check",))]
    checks += [("verify", (*verify, "--anew")), ("verify again", verify)]
    builds = [(name, ("book", "--jobs", "1")) for name in ("book", "book, nothing to do")]
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["REVIEW_CACHE"] = str(Path(scratch) / "verdicts")
        for figures in asked.figures:
            measure(Path(scratch) / f"f{figures}", max(1, round(figures / A_SOURCE)), checks)
        for sources in asked.sources:
            measure(Path(scratch) / f"s{sources}", sources, builds)


if __name__ == "__main__":
    main()
