"""The library installed as make does it, in any surroundings; the packages that it needs are borrowed."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
FOREIGN = "import json, sys; print(json.dumps([each for each in sys.path if each.endswith('-packages')]))"


def copy_library(project: Path) -> None:
    """Copy to *project* what the library is and is installed by."""
    project.mkdir(parents=True, exist_ok=True)
    for name in ("install.py", "pyproject.toml"):
        shutil.copyfile(REPOSITORY / name, project / name)
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(REPOSITORY / "src", project / "src", ignore=ignored)


def install(
    project: Path, python: str, environment: Mapping[str, str], umask: int = 0o022, prefix: Sequence[str] = ()
) -> Path:
    """Install the library of *project* beside the packages of *python*, and return the folder of the commands."""
    borrowed = json.loads(subprocess.run([python, "-c", FOREIGN], capture_output=True, check=True).stdout)

    def run(*command: str) -> None:
        told = subprocess.run(
            [*prefix, *command],
            cwd=project,
            env=environment,
            umask=umask,
            capture_output=True,
            check=False,
            timeout=120,
        )
        assert told.returncode == 0, (command, (told.stdout + told.stderr).decode("utf-8", "replace"))

    run(python, "-m", "venv", "--without-pip", ".venv")
    run(".venv/bin/python", "install.py")
    (packages,) = (project / ".venv" / "lib").glob("python*/site-packages")
    # Written as ASCII, since Python reads the file in the encoding of the locale.
    written = packages / "zz-borrowed.pth"
    written.write_text(f"import sys; sys.path += {borrowed!a}\n", "ascii")
    # The commands may run as another user.
    written.chmod(0o644)
    return project / ".venv" / "bin"
