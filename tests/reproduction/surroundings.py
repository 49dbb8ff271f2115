"""Two surroundings of a build that have as little in common as this machine allows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

LIBRARIES = Path("/usr/lib")
FAKETIME = "*/faketime/libfaketimeMT.so.1"
NOBODY = 65534
YEAR_2036 = 10 * 365 * 24 * 3600


@dataclass(frozen=True)
class Surroundings:
    """All that a build may find and must not depend on; *project* is where the copy of the project goes."""

    project: Path
    python: str
    environment: Mapping[str, str]
    order: int
    umask: int = 0o022
    jobs: int = 1
    prefix: tuple[str, ...] = ()
    clock: Mapping[str, str] = field(default_factory=dict)

    @property
    def disorder(self) -> Path:
        """The folder of what every Python process loads first."""
        return self.project.parent / "disorder"


def pair(scratch: Path, other: str = "") -> tuple[Surroundings, Surroundings]:
    """Return two surroundings below *scratch*; *other* is the interpreter of the second, this one by default."""
    first = Surroundings(
        scratch / "a" / "project",
        sys.executable,
        {"HOME": str(scratch / "a" / "home"), "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "COLUMNS": "80"},
        order=1,
    )
    second = Surroundings(
        scratch / "ein anderer Ort" / "проект ü 項目",
        other or sys.executable,
        {
            # A folder that is not there.
            "HOME": str(scratch / "nowhere"),
            "TZ": "XYZ-13:45",
            "LC_ALL": "C",
            "LANG": "tr_TR.UTF-8",
            "PYTHONHASHSEED": "4711",
            "COLUMNS": "213",
            "TMPDIR": str(scratch / "ein anderer Ort"),
        },
        order=2,
        umask=0o077,
        jobs=4,
        prefix=as_nobody(other or sys.executable),
        clock=shifted_clock(),
    )
    return first, second


def shifted_clock() -> dict[str, str]:
    """Return what sets the clock of a process ten years ahead; nothing where libfaketime is not installed."""
    found = sorted(LIBRARIES.glob(FAKETIME))
    if not found:
        return {}
    # What waits for a span of time asks the other clock, which goes on as it is.
    return {"LD_PRELOAD": str(found[0]), "FAKETIME": f"+{YEAR_2036}", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


def as_nobody(python: str) -> tuple[str, ...]:
    """Return what runs *python* as another user, if root asks; nothing where it may not."""
    if os.getuid() != 0 or not shutil.which("setpriv"):
        return ()
    plain = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    # The interpreter may stand in a folder of root's own, where nobody else can read it. A process that it starts
    # tells, since setpriv itself still may.
    code = "import subprocess, sys; sys.exit(subprocess.call([sys.executable, '-c', 'import rocrate']))"
    for prefix in (plain, (*plain, "--inh-caps=+dac_override", "--ambient-caps=+dac_override")):
        tried = subprocess.run([*prefix, python, "-c", code], capture_output=True, check=False, cwd="/")
        if tried.returncode == 0:
            return prefix
    return ()


def varied(first: Surroundings, second: Surroundings) -> list[tuple[str, str, str]]:
    """Return what was varied: its name, and what it was in both; what could not be varied says so."""
    both = (first, second)
    rows = [("path", *(str(each.project) for each in both))]
    rows += [(name, *(each.environment.get(name, "-") for each in both)) for name in sorted(second.environment)]
    rows += [("umask", *(f"{each.umask:03o}" for each in both)), ("jobs", *(str(each.jobs) for each in both))]
    rows += [("order of files", *(f"shuffled with seed {each.order}" for each in both))]
    user = f"{NOBODY}" if second.prefix else "NOT VARIED (needs root and setpriv)"
    clock = "ten years ahead" if second.clock else "NOT VARIED (needs libfaketime: apt-get install faketime)"
    rows += [("user", str(os.getuid()), user), ("clock", "now", clock)]
    if first.python != second.python:
        rows.append(("Python", first.python, second.python))
    return rows
