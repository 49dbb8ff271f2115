"""What a command loads: a heavy package is imported where it is used, so no other command waits for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from bicycle_project import REPOSITORY, Small

HEAVY = {"altair", "frictionless", "jsonschema", "jupyter_client", "krippendorff", "myst_parser", "nbclient"}
HEAVY |= {
    "nbformat",
    "numpy",
    "openpyxl",
    "pandas",
    "papermill",
    "pyarrow",
    "rocrate",
    "sphinx",
    "tornado",
    "vl_convert",
    "xlsxwriter",
}
#: Typer's own, which colours its help.
HEAVY |= {"rich.markdown", "typer.rich_utils"}
#: What each command may load beside the light ones.
MAY_LOAD: dict[str, set[str]] = {
    "--version": set(),
    "--help": set(),
    "check --help": set(),
    "fmt": set(),
    "verify --texts texts": {"jsonschema", "myst_parser"},
    "agreement": {"krippendorff", "numpy"},
    "check-document CITATION.cff": set(),
    "propose ward2014 --texts texts": set(),
    "explain figures period_basis": set(),
    # Settings are held to their schemas, notebooks to their format; pages are drawn, since their sections have ids.
    "check": {"jsonschema", "krippendorff", "myst_parser", "nbformat", "numpy", "xlsxwriter"},
}
CODE = """
import sys
from review.cli import main
try:
    main()
finally:
    print("loaded:", *({heavy!r} & sys.modules.keys()))
"""


def loaded(folder: Path, command: str) -> set[str]:
    """Return the heavy packages that *command* loads in the project in *folder*."""
    run = subprocess.run(
        [sys.executable, "-c", CODE.format(heavy=HEAVY), *command.split()],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return set(run.stdout.splitlines()[-1].split()[1:])


@pytest.mark.parametrize("command", MAY_LOAD)
def test_a_command_loads_what_it_needs(bicycles: Small, command: str) -> None:
    cited = (REPOSITORY / "CITATION.cff").read_text("utf-8").replace("five sources", "two sources")
    (bicycles.root / "CITATION.cff").write_text(cited, "utf-8")
    assert loaded(bicycles.root, command) <= MAY_LOAD[command]


@pytest.mark.parametrize("command", ["check", "agreement"])
def test_so_it_does_in_the_review_itself(command: str) -> None:
    """Pages are drawn and agreements counted only where there are such."""
    assert loaded(REPOSITORY, command) <= MAY_LOAD[command]


def test_a_notebook_imports_one_module_and_draws_in_the_look_of_the_book() -> None:
    code = "import altair as alt, review.notebook; print(alt.theme.active, alt.renderers.active)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=300)
    assert run.stdout.split() == ["review", "review"]
