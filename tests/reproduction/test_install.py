"""The library is installed whatever the folder's name, the locale and the umask are, and may be moved afterwards."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from installing import REPOSITORY, copy_library, install

LOOK = """
import json, os, altair, review
from importlib.metadata import version
names = altair.renderers.names()
place = os.fsencode(review.__file__).decode("latin-1")
print(json.dumps([place, version("figure-by-figure") == review.__version__, "review" in names]))
"""
# A locale in whose encoding Python cannot say "ü", and is not let to take another.
STUBBORN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def require_installed(commands: Path, environment: dict[str, str]) -> None:
    """Require that the library of this very folder is found, with its version, its renderer and its command."""
    look = [commands / "python", "-c", LOOK]
    told = json.loads(subprocess.run(look, cwd="/", env=environment, capture_output=True, check=True).stdout)
    place = os.fsencode(commands.parents[1] / "src" / "review" / "__init__.py").decode("latin-1")
    assert told == [place, True, True]
    run = subprocess.run([commands / "review", "--help"], cwd="/", env=environment, capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (0, b"")
    assert b"verify-site" in run.stdout


@pytest.mark.parametrize(("locale", "umask"), [("C.UTF-8", 0o022), ("C", 0o077)])
def test_any_path_locale_and_umask_will_do(tmp_path: Path, locale: str, umask: int) -> None:
    project = tmp_path / "it's a ü 項目 $HOME"
    copy_library(project)
    environment = {"PATH": os.environ["PATH"], "LC_ALL": locale}
    commands = install(project, sys.executable, environment, umask)
    # What installs in one locale is used in another.
    require_installed(commands, {**environment, **STUBBORN})


def test_make_makes_the_environment_in_any_locale(tmp_path: Path) -> None:
    project = tmp_path / "ü"
    project.mkdir()
    shutil.copyfile(REPOSITORY / "Makefile", project / "Makefile")
    environment = {"PATH": os.environ["PATH"], **STUBBORN}
    make = ["make", f"PYTHON={sys.executable}", ".venv/bin/python"]
    subprocess.run(make, cwd=project, env=environment, capture_output=True, check=True)
    pip = subprocess.run(
        [".venv/bin/python", "-m", "pip", "--version"], cwd=project, env=environment, capture_output=True, check=True
    )
    assert os.fsencode(project) in pip.stdout, "it has the pip of its own"


def test_a_moved_folder_takes_its_library_along(tmp_path: Path) -> None:
    copy_library(tmp_path / "before")
    environment = {"PATH": os.environ["PATH"]}
    commands = install(tmp_path / "before", sys.executable, environment)
    moved = (tmp_path / "before").rename(tmp_path / "ünd now")
    require_installed(moved / commands.relative_to(tmp_path / "before"), environment)


def test_installing_anew_replaces_what_an_editable_install_left(tmp_path: Path) -> None:
    copy_library(tmp_path / "project")
    environment = {"PATH": os.environ["PATH"]}
    commands = install(tmp_path / "project", sys.executable, environment)
    (packages,) = commands.parent.glob("lib/python*/site-packages")
    left = [packages / "__editable__.review-0.0.9.pth", packages / "review-0.0.9.dist-info"]
    left[0].write_text("/nowhere\n", "utf-8")
    left[1].mkdir()
    subprocess.run([commands / "python", "install.py"], cwd=tmp_path / "project", env=environment, check=True)
    assert [path.name for path in left if path.exists()] == []
    require_installed(commands, environment)


def test_the_python_of_the_system_is_left_alone(tmp_path: Path) -> None:
    copy_library(tmp_path)
    base = Path(sys.base_prefix) / "bin" / "python3"
    run = subprocess.run([base, "install.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr.startswith("install.py: this Python is no virtual environment.")
