"""Notebooks that fail: the line that a user reads, what stays in place, and that the next build is right."""

from __future__ import annotations

import json
import sys

import pytest
from bench import PARAMETERS, TABLE, Bench

# Runs a command and writes down its peak of memory. A child's peak begins at that of the process it was forked from,
# so the tests, which grow large, may not start it themselves.
MEASURE = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[2:], check=False).returncode
with open(sys.argv[1], "w") as peak:
    peak.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(status)
"""
CORRECT = "Correct the cell, or the data that it shows."
DIED = "Look for exit(), a crash in compiled code or too little memory."
FAILING = {
    "raising": (["1 / 0"], 4, f"cell 3: ZeroDivisionError: division by zero (`1 / 0`). {CORRECT}"),
    "exiting": (
        ["import sys; sys.exit(0)", "'never'"],
        4,
        "cell 3: SystemExit: 0 (`import sys; sys.exit(0)`). Let the notebook run to its end: no sys.exit().",
    ),
    "killed": (
        ["import os, signal", "os.kill(os.getpid(), signal.SIGKILL)"],
        4,
        f"cell 4: the kernel died (`os.kill(os.getpid(), signal.SIGKILL)`). {DIED}",
    ),
    "starting": (
        ['import subprocess\nsubprocess.Popen(["sleep", "600"])'],
        4,
        "cell 3, line 2: UndeclaredRead: another program is started, and what it reads is not known "
        '(`subprocess.Popen(["sleep", "600"])`). '
        "Read data through the corpus, and another file with `chapter.read_text(path)`.",
    ),
    "endless": (
        ["while True: pass"],
        5,
        "cell 3: the notebook ran longer than its limit of 1 s (`while True: pass`). "
        "Make it quicker, or allow more time.",
    ),
    "deaf": (
        ["import signal", "signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"],
        5,
        "cell 4: the notebook ran longer than its limit of 1 s (`signal.signal(signal.SIGINT, signal.SIG_IGN)`). "
        "Make it quicker, or allow more time.",
    ),
}


@pytest.mark.parametrize("fault", FAILING)
def test_a_failing_notebook_is_named_and_publishes_nothing(bench: Bench, fault: str) -> None:
    code, status, message = FAILING[fault]
    bench.write(*code)
    said = bench.call("book", *(["--timeout", "1"] if status == 5 else []))
    assert (said.status, said.lines) == (status, [f"{bench.notebook}: {message}"])
    bench.require_as_before()


@pytest.mark.parametrize(
    "code", ['print("x" * 60_000_000)', 'while True: print("x" * 1_000_000)'], ids=["60-megabytes", "endless"]
)
def test_a_flood_of_output_is_stopped_before_it_fills_the_memory(bench: Bench, code: str) -> None:
    bench.write(code)
    peak = bench.root / "peak"
    said = bench.run(
        *("run", "alpha2001", "-o", str(bench.root / "out.ipynb")), before=(sys.executable, "-c", MEASURE, str(peak))
    )
    message = f"cell 3: the notebook shows more than its limit of 20 MB (`{code}`). Show a part of it, or a summary."
    assert (said.status, said.lines) == (5, [f"{bench.notebook}: {message}"])
    # In kilobytes. How much an endless one sends before it is stopped depends on the machine.
    assert int(peak.read_text()) < 500_000 or "while" in code
    assert not (bench.root / "out.ipynb").exists()
    bench.require_clean()


AGAIN = "Restore the file, or save it again with Jupyter."
WHOLE = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
BROKEN = {
    "empty": (b"", f"the file is empty (expected a notebook). {AGAIN}"),
    "truncated": (
        json.dumps(WHOLE).encode()[:40],
        f"not JSON, so no notebook (Expecting ':' delimiter: line 1 column 41 (char 40)). {AGAIN}",
    ),
    "not-json": (b"# A notebook", f"not JSON, so no notebook (Expecting value: line 1 column 1 (char 0)). {AGAIN}"),
    "no-notebook": (b"[4]", f"not a notebook of nbformat 4 (got None, expected 4). {AGAIN}"),
    "no-parameters": (
        json.dumps(WHOLE).encode(),
        "one cell must be tagged 'parameters' (got 0). Tag the cell that assigns the defaults, and no other.",
    ),
}


def test_a_broken_notebook_is_refused_before_any_kernel_starts(bench: Bench) -> None:
    for content, message in BROKEN.values():
        bench.notebook.write_bytes(content)
        said = bench.call("run", "alpha2001", "-o", str(bench.root / "out.ipynb"))
        assert (said.status, said.lines) == (4, [f"{bench.notebook}: {message}"])
        assert not (bench.root / "out.ipynb").exists()
    assert bench.call("book").status in (1, 4), "the check may see it first"
    bench.require_as_before()


def test_doubled_parameters_are_refused(bench: Bench) -> None:
    bench.write(TABLE, parameters=[PARAMETERS, PARAMETERS])
    said = bench.call("book")
    hint = "Tag the cell that assigns the defaults, and no other."
    expected = f"{bench.notebook}: one cell must be tagged 'parameters' (got 2: cells 2, 3). {hint}"
    assert (said.status, said.lines) == (4, [expected])
    bench.require_as_before()


NO_NAMES = {
    "sourceid=beta": "there is no parameter 'sourceid' (did you mean 'source_id'?).",
    'x=1;open("trace","w")=1': "there is no parameter 'x'.",
    'y;open("trace","w")#=1': """there is no parameter 'y;open("trace","w")#'.""",
    "__import__('os')=1": "there is no parameter '__import__('os')'.",
}


def test_a_parameter_is_a_name_that_the_notebook_declares(bench: Bench) -> None:
    given = [word for each in NO_NAMES for word in ("-p", each)]
    said = bench.call("run", "alpha2001", *given, "-o", str(bench.root / "out.ipynb"))
    known = "  source_id: str = 'alpha2001'  a source"
    assert (said.status, said.lines) == (2, [*NO_NAMES.values(), "Known parameters:", known])
    assert {path.name for path in bench.root.iterdir()} == {"project", "tmp"}
    bench.require_clean()


def test_a_value_is_never_run(bench: Bench) -> None:
    bench.write("word", parameters=['word: str = "a"  # a word'])
    value = '";open("../trace","w")#'
    said = bench.call("run", "alpha2001", "-p", f"word={value}", "-o", str(bench.root / "out.ipynb"))
    assert (said.status, said.lines) == (0, [])
    assert {path.name for path in bench.root.iterdir()} == {"project", "tmp", "out.ipynb"}
    shown = json.loads((bench.root / "out.ipynb").read_bytes())["cells"][-1]["outputs"][0]["data"]
    assert shown == {"text/plain": [repr(value)]}
    bench.require_clean()


def test_a_missing_kernel_is_a_fault_of_the_environment(bench: Bench) -> None:
    bench.write("1")
    said = bench.run("book", environment=bench.without("ipykernel", "ipykernel_launcher"))
    assert (said.status, said.lines) == (
        3,
        [f"{bench.notebook}: no kernel could be started ({sys.executable}: No module named ipykernel_launcher). "
         "Install the requirements again."],
    )  # fmt: skip
    bench.require_as_before()
