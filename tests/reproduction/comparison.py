"""Two builds compared byte by byte, and where they differ."""

from __future__ import annotations

import itertools
import shutil
import subprocess
from pathlib import Path

# What a build leaves for others: the rest of build/ is the machine's own.
COMPARED = ("site", "export", "executed", "ro-crate-metadata.json")
LONGEST = 100


def files(build: Path) -> dict[str, Path]:
    """Return every file of a build that is compared, by its path in it."""
    found = itertools.chain.from_iterable([build / name, *(build / name).rglob("*")] for name in COMPARED)
    return {path.relative_to(build).as_posix(): path for path in found if path.is_file()}


def differences(one: Path, two: Path) -> dict[str, str]:
    """Return where two builds differ: what is different in each file, by its path."""
    left, right = files(one), files(two)
    told = dict.fromkeys(left.keys() - right.keys(), "only in the first build")
    told |= dict.fromkeys(right.keys() - left.keys(), "only in the second build")
    for name in left.keys() & right.keys():
        if (a := left[name].read_bytes()) != (b := right[name].read_bytes()):
            told[name] = first_difference(a, b)
    return dict(sorted(told.items()))


def first_difference(a: bytes, b: bytes) -> str:
    """Return the place of the first difference, with what stands there in both."""
    at = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    start = max(a.rfind(b"\n", 0, at) + 1, at - LONGEST // 2)
    line = a.count(b"\n", 0, at) + 1
    return f"line {line}, byte {at}:\n    {_shown(a, start)}\n    {_shown(b, start)}"


def _shown(content: bytes, start: int) -> str:
    return ascii(content[start : start + LONGEST].split(b"\n")[0].decode("utf-8", "replace"))[1:-1]


def diffoscope(one: Path, two: Path) -> str:
    """Return what diffoscope, where it is installed, says of two files; else nothing."""
    if not shutil.which("diffoscope"):
        return ""
    command = ["diffoscope", "--max-report-size", "20000", str(one), str(two)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
