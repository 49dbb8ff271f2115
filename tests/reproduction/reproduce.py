"""`make reproduce`: build the book twice from clean copies with everything varied, and list what differs.

The copies hold the files that git knows or would take, as they stand in the working tree. In each the library is
installed as make does it, into an environment that borrows the packages of this one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from comparison import differences, diffoscope, files
from installing import install
from surroundings import NOBODY, Surroundings, pair, varied

REPOSITORY = Path(__file__).resolve().parents[2]
DISORDER = Path(__file__).with_name("disorder.py")
# Seconds in which a build ends on a slow and busy machine.
LONGEST = 1800


@dataclass(frozen=True)
class Witness:
    """What a process of a build found about itself."""

    kernel: bool
    year: int
    user: int
    umask: str


def known_files(repository: Path) -> list[str]:
    """Return the paths of all files that git knows or would take."""
    command = ["git", "-C", str(repository), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [name for name in told.split("\0") if name and (repository / name).is_file()]


def prepare(source: Path, names: Sequence[str], around: Surroundings) -> None:
    """Copy the project to where *around* wants it, file by file in its order, and lay down the disorder."""
    around.disorder.mkdir(parents=True)
    (around.disorder / "witnesses").mkdir()
    shutil.copyfile(DISORDER, around.disorder / "sitecustomize.py")
    settings = {"order": around.order, "clock": dict(around.clock)}
    (around.disorder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    shuffled = sorted(names)
    random.Random(around.order).shuffle(shuffled)
    for name in shuffled:
        target = around.project / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, target)
    if around.prefix:
        for path in (around.project.parent, *around.project.parent.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


def build(around: Surroundings) -> list[Witness]:
    """Install the library, build the book and its exports in *around*; return what the processes found there."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(around.disorder), "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= around.environment
    review = install(around.project, around.python, environment, around.umask, around.prefix) / "review"
    for command in (["book", "--jobs", str(around.jobs)], ["export"]):
        run = subprocess.run(
            [*around.prefix, str(review), *command],
            cwd=around.project,
            env=environment,
            umask=around.umask,
            capture_output=True,
            check=False,
            timeout=LONGEST,
        )
        if run.returncode:
            told = (run.stdout + run.stderr).decode("utf-8", "replace")
            raise SystemExit(f"{around.project}: `review {command[0]}` ended with status {run.returncode}:\n{told}")
    written = (around.disorder / "witnesses").glob("*.json")
    return [Witness(**json.loads(each.read_text(encoding="utf-8"))) for each in written]


def reproduce(source: Path, names: Sequence[str], scratch: Path, *, other: str = "") -> int:
    """Build *names* of *source* twice below *scratch*, print what was varied and what differs, return how many."""
    both = pair(scratch, other)
    for name, *values in varied(*both):
        print(f"{name:15} {' | '.join(values)}")
    # Both before the first build, which takes long: somebody may go on working in the tree.
    for around in both:
        prepare(source, names, around)
    for number, around in enumerate(both, start=1):
        witnesses = build(around)
        print(f"build {number}: {_told(witnesses)}", flush=True)
    builds = [around.project / "build" for around in both]
    found = differences(*builds)
    if other:
        # It names the version of Python, as it should.
        found.pop("ro-crate-metadata.json", None)
    for name, place in found.items():
        print(f"{name}: {place}")
        if said := diffoscope(*(build / name for build in builds)):
            print(said)
    kinds = Counter(name.split("/")[0] for name in files(builds[0]))
    print(f"compared: {', '.join(f'{count} of {kind}' for kind, count in sorted(kinds.items()))}")
    print(f"{len(found)} files differ." if found else "No file differs.")
    return len(found)


def _told(witnesses: list[Witness]) -> str:
    kernels = sum(each.kernel for each in witnesses)
    seen = [sorted({getattr(each, name) for each in witnesses}) for name in ("year", "user", "umask")]
    years, users, masks = (", ".join(map(str, values)) for values in seen)
    return f"{len(witnesses)} processes, {kernels} of them kernels; year {years}; user {users}; umask {masks}"


def main() -> None:
    """Read the command line, build twice, and end with status 1 where anything differs."""
    parser = argparse.ArgumentParser(description="Build twice with everything varied, and list what differs.")
    parser.add_argument("--other", default="", help="Another interpreter with the locked packages, for the second.")
    parser.add_argument("--keep", type=Path, help="Folder, not there yet, in which both builds are kept.")
    given = parser.parse_args()
    if given.keep:
        given.keep.mkdir(parents=True)
        sys.exit(bool(reproduce(REPOSITORY, known_files(REPOSITORY), given.keep.resolve(), other=given.other)))
    with tempfile.TemporaryDirectory(prefix="reproduce-", ignore_cleanup_errors=True) as scratch:
        Path(scratch).chmod(0o755)
        sys.exit(bool(reproduce(REPOSITORY, known_files(REPOSITORY), Path(scratch), other=given.other)))


if __name__ == "__main__":
    main()
