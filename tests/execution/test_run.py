"""Real runs: what a complete one leaves, and that an incomplete one leaves nothing."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from review.errors import EnvironmentFault, FileFault, LimitExceeded, NotebookFailed, UsageError
from review.execution.runs.run import run_notebook

Write = Callable[..., Path]
Refuse = Callable[..., str]


def texts(output: Path) -> list[str]:
    """Return what the cells of a run printed or showed as plain text."""
    shown = [out for cell in nbformat.read(output, 4).cells for out in cell.get("outputs", [])]
    return [out.text if out.output_type == "stream" else out.data["text/plain"] for out in shown]


@pytest.fixture
def refuse(tmp_path: Path, scratch: Path) -> Refuse:
    """Return a function that runs a notebook, which must fail, and gives the message.

    The earlier output must stay as it was, and nothing else may be left behind.
    """
    output = tmp_path / "out" / "page.ipynb"
    output.parent.mkdir()
    output.write_text("the last good page")

    def refuse(error: type[Exception], notebook: Path, parameters: dict[str, object], timeout: int = 60) -> str:
        with pytest.raises(error) as caught:
            run_notebook(notebook, output, parameters, folder=tmp_path, timeout=timeout)
        assert output.read_text() == "the last good page"
        assert list(output.parent.iterdir()) == [output]
        return str(caught.value)

    return refuse


def test_wrong_parameters_stop_before_any_kernel_starts(
    write: Write, refuse: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/there/is/no/python")
    path = write("open('trace', 'w')")
    assert refuse(UsageError, path, {"yaer": 2000}) == (
        f"{path}: there is no parameter 'yaer' (did you mean 'year'?).\nKnown parameters:\n  year: int = 2010"
    )
    assert refuse(UsageError, path, {"year": "2000"}).startswith(
        f"{path}: parameter 'year': not of its type (got '2000', expected int)."
    )


def test_a_run_is_the_same_wherever_and_whenever_it_is_made(
    write: Write, tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(
        "import locale, os, time\nprint({'a', 'b', 'c', 'd'}, time.tzname, locale.getlocale())",
        "import sys\nprint('x' * 9000, flush=True)\nprint('y' * 9000, file=sys.stdout)",
        "class Thing: pass\n[Thing(), len, Thing.__init__, (n for n in [])]",
        "from IPython.display import HTML, display\ndisplay(HTML('<b>bold</b>'))\nyear",
        "print(sys._getframe().f_code)",
    )
    first, second = tmp_path / "1.ipynb", tmp_path / "2.ipynb"
    run_notebook(path, first, {"year": 2000}, folder=tmp_path)
    for name, value in {"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C", "LANG": "C"}.items():
        monkeypatch.setenv(name, value)
    elsewhere = tmp_path / "a {b} folder, too long for the path of a socket" / ("x" * 60)
    elsewhere.mkdir(parents=True)
    copy = elsewhere / "other.ipynb"
    copy.write_bytes(path.read_bytes())
    run_notebook(copy, second, {"year": 2000}, folder=elsewhere)
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().endswith(b"}\n")
    run = json.loads(first.read_bytes())
    assert run["metadata"]["review"] == {"parameters": {"year": 2000}, "changed": {"year": 2000}}
    assert [cell["id"] for cell in run["cells"]] == [f"cell-{n}" for n in range(1, 9)]
    assert texts(first)[-2] == "2000"
    assert "0x" not in first.read_text()


def test_defaults_that_are_given_make_the_same_page(write: Write, tmp_path: Path) -> None:
    path = write("year + 1")
    output = tmp_path / "page.ipynb"
    run_notebook(path, output, {"year": 2010}, folder=tmp_path)
    assert texts(output) == ["2011"]
    assert [cell.source for cell in nbformat.read(output, 4).cells] == [
        cell.source for cell in nbformat.read(path, 4).cells
    ]
    assert json.loads(output.read_bytes())["metadata"]["review"]["changed"] == {}


def test_the_kernel_is_this_interpreter_without_personal_settings(
    write: Write, tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = tmp_path / "jupyter" / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    spec.write_text(json.dumps({"argv": ["/bin/false"], "display_name": "wrong", "language": "python"}))
    startup = tmp_path / "ipython" / "profile_default" / "startup" / "00.py"
    startup.parent.mkdir(parents=True)
    startup.write_text("personal = 1")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    monkeypatch.setenv("MPLBACKEND", "foreign")
    monkeypatch.setenv("COLUMNS", "7")
    path = write(
        "import os, sys\nprint(sys.executable, os.getcwd(), 'personal' in globals())",
        "print([os.environ.get(n) for n in ['MPLBACKEND', 'PYTHONWARNINGS', 'COLUMNS', 'REVIEW_PROJECT']])",
    )
    output = tmp_path / "page.ipynb"
    run_notebook(path, output, {}, folder=tmp_path, environment={"REVIEW_PROJECT": "here"})
    assert texts(output) == [f"{sys.executable} {tmp_path} False\n", "['agg', None, None, 'here']\n"]
    assert sorted(each.name for each in startup.parents[1].iterdir()) == ["startup"]


HINT = "Correct the cell, or the data that it shows."


def test_a_raising_cell_is_named(write: Write, refuse: Refuse) -> None:
    path = write("1 + 1", "\n# why\n1 / 0")
    assert refuse(NotebookFailed, path, {"year": 1}) == (
        f"{path}: cell 4, line 3: ZeroDivisionError: division by zero (`1 / 0`). {HINT}"
    )


def test_a_message_of_many_lines_is_kept_whole(write: Write, refuse: Refuse) -> None:
    path = write("raise ValueError('a.csv:1: wrong.\\na.csv:2: wrong.')")
    assert "cell 3: ValueError: a.csv:1: wrong.\na.csv:2: wrong. (`raise" in refuse(NotebookFailed, path, {})


def test_an_error_that_the_notebook_allows_itself_is_refused(write: Write, refuse: Refuse) -> None:
    path = write("1 / 0", "2")
    content = nbformat.read(path, 4)
    content.cells[2].metadata["tags"] = ["raises-exception"]
    nbformat.write(content, path)
    assert refuse(NotebookFailed, path, {}).startswith(f"{path}: cell 3: ZeroDivisionError: division by zero")


DEAD = "Look for exit(), a crash in compiled code or too little memory."


@pytest.mark.parametrize("code", ["import os; os.kill(os.getpid(), 9)", "import os; os._exit(0)"])
def test_a_killed_kernel_makes_no_page(write: Write, refuse: Refuse, code: str) -> None:
    path = write(code)
    assert refuse(NotebookFailed, path, {}) == f"{path}: cell 3: the kernel died (`{code}`). {DEAD}"


def test_a_run_that_exits_early_makes_no_page(write: Write, refuse: Refuse) -> None:
    path = write("import sys; sys.exit(0)", "'never'")
    assert refuse(NotebookFailed, path, {}) == (
        f"{path}: cell 3: SystemExit: 0 (`import sys; sys.exit(0)`). Let the notebook run to its end: no sys.exit()."
    )


def test_time_is_limited(write: Write, refuse: Refuse) -> None:
    path = write("while True: pass")
    assert refuse(LimitExceeded, path, {}, timeout=2) == (
        f"{path}: cell 3: the notebook ran longer than its limit of 2 s (`while True: pass`). "
        "Make it quicker, or allow more time."
    )


def test_a_warning_makes_no_page(write: Write, refuse: Refuse) -> None:
    path = write("import warnings\nwarnings.warn('old data')")
    assert refuse(NotebookFailed, path, {}) == (
        f"{path}: cell 3: wrote to stderr: line 2: UserWarning: old data. "
        "Mend what it warns of: a page with a warning is not published."
    )


def test_an_output_that_no_notebook_can_hold_is_refused(write: Write, refuse: Refuse) -> None:
    path = write("from IPython.display import publish_display_data\npublish_display_data({'text/plain': 1})")
    message = refuse(NotebookFailed, path, {})
    assert message.startswith(f"{path}: cell 3: its output is not valid in a notebook: ")


def test_a_kernel_that_cannot_start_is_a_fault_of_the_environment(
    write: Write, refuse: Refuse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho no module named ipykernel_launcher >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    path = write()
    assert refuse(EnvironmentFault, path, {}) == (
        f"{path}: no kernel could be started (no module named ipykernel_launcher). Install the requirements again."
    )


def test_a_run_can_be_stopped_from_outside(write: Write, tmp_path: Path, scratch: Path) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises((NotebookFailed, EnvironmentFault)):
        run_notebook(write("while True: pass"), tmp_path / "page.ipynb", {}, folder=tmp_path, stop=stop)


def test_places_are_checked_before_any_kernel_starts(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/there/is/no/python")
    path, missing = write(), tmp_path / "missing"
    with pytest.raises(FileFault) as caught:
        run_notebook(path, missing / "page.ipynb", {}, folder=tmp_path)
    assert str(caught.value) == (f"{missing}: there is no such folder for the output. Make it, or name another.")
    with pytest.raises(FileFault, match="there is no such folder to run in"):
        run_notebook(path, tmp_path / "page.ipynb", {}, folder=missing)
    with pytest.raises(FileFault, match=r"is a folder \(expected the name of a file\)"):
        run_notebook(path, tmp_path, {}, folder=tmp_path)
    with pytest.raises(UsageError, match="is the template itself"):
        run_notebook(path, path, {}, folder=tmp_path)
