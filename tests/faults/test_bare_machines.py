"""Machines that lack something: the same bytes where it is not needed, and a line where it is."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest
from bench import Bench

EXTRAS = ("playwright", "pytest", "hypothesis", "ruff", "mypy", "importlinter", "openpyxl")
NO_NETWORK = ("unshare", "--map-root-user", "--net") if os.geteuid() else ("unshare", "--net")


def no_network() -> str:
    """Return why a process cannot be cut off from every network here, or nothing."""
    try:
        return subprocess.run([*NO_NETWORK, "true"], capture_output=True, text=True, check=False).stderr
    except OSError as error:
        return str(error)


@pytest.fixture
def bare(bench: Bench) -> Bench:
    """Return a bench with nothing built but the bundle of scripts, which takes long and is outside the site."""
    for left in bench.build.iterdir():
        if left.name != "scripts":
            shutil.rmtree(left) if left.is_dir() else left.unlink()
    return bench


def test_a_bare_machine_builds_the_same_bytes(bare: Bench) -> None:
    """No HOME, no git, no package of the tests, and no loopback where it can be taken away."""
    environment = bare.without(*EXTRAS)
    del environment["HOME"]
    tools = bare.root / "tools"
    tools.mkdir()
    environment["PATH"] = str(tools)
    before: list[str] = []
    if not no_network():
        before = [str(shutil.which(NO_NETWORK[0])), *NO_NETWORK[1:]]
    said = bare.run("book", before=before, environment=environment)
    assert (said.status, said.lines) == (0, [])
    bare.require_clean()


def test_a_run_needs_no_loopback_and_no_home(bench: Bench) -> None:
    if reason := no_network():
        pytest.skip(f"no process can be cut off here: {reason}")
    out = bench.root / "out.ipynb"
    environment = bench.environment | {"HOME": str(bench.root / "no" / "home")}
    said = bench.run("run", "alpha2001", "-o", str(out), before=NO_NETWORK, environment=environment)
    assert (said.status, said.lines) == (0, [])
    assert "Nothing on the page differs from the published one." in out.read_text("utf-8")
    assert not (bench.root / "no").exists()
    bench.require_clean()
