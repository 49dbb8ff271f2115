"""Install the library into the environment whose Python runs this: where it is, its entry points, its commands.

`pip install -e .` writes the folder's path in the encoding of the locale, which under `LC_ALL=C` has no "ü", and Python
reads it in that of another day. Nothing written here names the folder, so any path and locale will do.
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
import tomllib
from pathlib import Path

ROOT = Path(__file__).absolute().parent
FORMER = "review"  # by what it was installed before it was named as it is
# A shell finds the Python beside the command; to Python these lines are a string.
COMMAND = """\
#!/bin/sh
'''exec' "$(dirname -- "$(realpath -- "$0")")/python" "$0" "$@"
' '''
import sys

from {module} import {function}

sys.exit({function}())
"""


def main() -> None:
    """Write what an installer writes for a project that is used where it lies."""
    sys.path.insert(0, str(ROOT / "src"))
    from review import __version__

    if sys.prefix == sys.base_prefix:
        sys.exit("install.py: this Python is no virtual environment. Run it by .venv/bin/python, or run `make book`.")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    name, site = project["name"].replace("-", "_"), Path(sysconfig.get_path("purelib"))
    for each in (name, FORMER):
        for old in (*site.glob(f"{each}-*.dist-info"), *site.glob(f"__editable__*{each}-*"), *site.glob(f"{each}.pth")):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    about = site / f"{name}-{__version__}.dist-info"
    needs = [f"Requires-Dist: {each}" for each in project["dependencies"]]
    written = {
        site / f"{name}.pth": [os.path.relpath(ROOT / "src", site)],
        about / "METADATA": ["Metadata-Version: 2.1", f"Name: {project['name']}", f"Version: {__version__}", *needs],
        about / "entry_points.txt": entry_points(project),
        about / "INSTALLER": ["install.py"],
    }
    for command, place in project["scripts"].items():
        module, _, function = place.partition(":")
        target = Path(sysconfig.get_path("scripts")) / command
        written[target] = COMMAND.format(module=module, function=function).splitlines()
    # By it `pip uninstall` knows what to remove.
    written[about / "RECORD"] = [f"{os.path.relpath(path, site)},," for path in (*written, about / "RECORD")]
    about.mkdir()
    for path, lines in written.items():
        path.unlink(missing_ok=True)
        path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    for command in project["scripts"]:
        (Path(sysconfig.get_path("scripts")) / command).chmod(0o755)


def entry_points(project: dict[str, dict[str, dict[str, str]]]) -> list[str]:
    """Return the lines of entry_points.txt: commands, and what other programs find us by."""
    groups = {"console_scripts": project["scripts"], **project["entry-points"]}
    return [
        line
        for group, points in groups.items()
        for line in (f"[{group}]", *(f"{name} = {place}" for name, place in points.items()))
    ]


if __name__ == "__main__":
    main()
