"""What `make reproduce` puts before every Python process of a build, as its sitecustomize: another clock, no order.

It is read by Python itself as it starts, in the kernels of the notebooks too, to which no setting of the
surroundings gets through. `settings.json` beside it says what is to be varied, and `witnesses` beside it is
where each process writes what it found, since a variation that reached nobody would prove nothing.
"""

import json
import os
import random
import select
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SETTINGS = json.loads((HERE / "settings.json").read_text(encoding="utf-8"))


class Shuffled:
    """What os.scandir gives, in an order of its own."""

    def __init__(self, entries: Any) -> None:
        with entries:
            found = sorted(entries, key=lambda entry: str(entry.name))
        self.entries = iter(_disordered(found))

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        return next(self.entries)

    def __enter__(self) -> "Shuffled":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.entries = iter(())


def _disordered(names: list[Any]) -> list[Any]:
    random.Random(SETTINGS["order"]).shuffle(names)
    return names


def _shift_the_clock() -> None:
    """Start this process again under the library that shifts its clock, where it does not run under it yet."""
    wanted = SETTINGS["clock"]
    if wanted and os.environ.get("LD_PRELOAD") != wanted["LD_PRELOAD"]:
        os.environ.update(wanted)
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
    if wanted:
        # Under that library, the call behind time.sleep fails where the clock that waits is left as it is.
        time.sleep = lambda seconds: select.select([], [], [], seconds)  # type: ignore[assignment]


def _disorder_folders() -> None:
    listdir, scandir = os.listdir, os.scandir
    os.listdir = lambda *where: _disordered(sorted(listdir(*where)))  # type: ignore[assignment]
    os.scandir = lambda *where: Shuffled(scandir(*where))  # type: ignore[assignment,misc]


def _witness() -> None:
    mask = os.umask(0)
    os.umask(mask)
    kernel = any("ipykernel" in argument for argument in sys.orig_argv)
    found = {"kernel": kernel, "year": time.gmtime().tm_year, "user": os.getuid(), "umask": f"{mask:03o}"}
    (HERE / "witnesses" / f"{os.getpid()}.json").write_text(json.dumps(found), encoding="utf-8")


_shift_the_clock()
_disorder_folders()
_witness()
