"""All that is said of runs that are not made, and of results that are none: one approved text, without a kernel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from approving import approve
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from review.errors import ReviewError
from review.execution.parameters.declared import check_parameters, parse_assignments, read_parameters
from review.execution.parameters.values import Parameter
from review.execution.runs.batch import Task, _raise, _require_same, run_tasks
from review.execution.runs.cache import Cache, fingerprint
from review.execution.runs.complete import verify_run
from review.execution.runs.run import run_notebook

TAGGED = {"tags": ["parameters"]}
KNOWN = (
    Parameter("town", "str", None, "where", required=True),
    Parameter("year", "int", 2013, "of the count"),
    Parameter("share", "float | None", None),
    Parameter("deep", "bool", False),
    Parameter("kinds", "list[str]", [], "which", ("all", "found")),
)
GIVEN: tuple[dict[str, object], ...] = (
    {}, {"town": 1}, {"town": "x\ud800"}, {"town": "x", "year": True}, {"town": "x", "year": 1.0},
    {"town": "x", "share": float("nan")}, {"town": "x", "share": True}, {"town": "x", "share": 10**400},
    {"town": "x", "share": 1, "deep": 0, "kinds": "all"}, {"town": "x", "kinds": ["all", "lost"]},
    {"town": "x", "kinds": ("all", "found"), "share": 2}, {"town": "x", "kinds": [1]}, {"yaer": 1, "zzz": 2},
)  # fmt: skip
WRITTEN = (
    "town=a=b", "town= a ", "year=-3", "year=+3", "year=3.", "year=", "share=.5", "share=1e3", "share=None", "share=x",
    "share=1.", "deep=TRUE", "deep=false", "deep=1", "kinds=", "kinds=all, found", "kinds=all,,", "none", "=x", "zzz=1",
)  # fmt: skip


def ran(
    count: int | None, *outputs: nbformat.NotebookNode, code: str = "show()", **more: object
) -> nbformat.NotebookNode:
    return new_code_cell(code, execution_count=count, outputs=list(outputs), **more)


def results() -> dict[str, list[nbformat.NotebookNode]]:
    """Return the cells of finished runs that are not whole."""
    given, error = ran(1, code="year = 1", metadata=TAGGED), new_output("error", ename="KeyError", evalue=" 'x'\n")
    left = new_output("error", ename="SystemExit", evalue="0")
    warned = [new_output("stream", name=name, text=f"{name} at 0x7f00\nmore") for name in ("stdout", "stderr")]
    return {
        "whole": [given, new_markdown_cell("Words."), ran(None, code=" "), ran(2, warned[0])],
        "no parameters": [ran(1)],
        "two of them": [given, given],
        "an error": [given, ran(2, error)],
        "an exit": [given, ran(2, left, code="\nsys.exit(0)")],
        "an error without words": [given, ran(2, new_output("error", ename="Stop", evalue=""))],
        "a cell that did not run": [given, ran(None)],
        "cells out of order": [given, ran(3, code="# why\nshow()")],
        "a warning": [given, ran(2, *warned)],
    }


def test_all_that_is_refused(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path, out = tmp_path / "n.ipynb", tmp_path / "out.ipynb"
    cells = [new_code_cell("year: int = 2013", metadata=TAGGED), new_code_cell("1")]
    nbformat.write(new_notebook(cells=cells), path)
    (tmp_path / "taken").write_text("in the way")
    batch: Callable[..., object] = lambda *tasks, inputs=(): run_tasks(  # noqa: E731
        tasks, folder=tmp_path, cache=Cache(tmp_path / "cache"), inputs=inputs, jobs=1, report=lambda _: None
    )
    asked: dict[str, Callable[[], object]] = {
        "no folder": lambda: run_notebook(path, out, {}, folder=tmp_path / "none"),
        "no folder for the output": lambda: run_notebook(path, tmp_path / "none" / "n", {}, folder=tmp_path),
        "a folder as output": lambda: run_notebook(path, tmp_path, {}, folder=tmp_path),
        "the template as output": lambda: run_notebook(path, path, {}, folder=tmp_path),
        "an unknown parameter": lambda: run_notebook(path, out, {"yeer": 1}, folder=tmp_path),
        "one output twice": lambda: batch(Task(path, {}, out), Task(path, {"year": 1}, out)),
        "a parameter of a batch": lambda: batch(Task(path, {"year": "x"}, out)),
        "a missing input": lambda: batch(Task(path, {}, out), inputs=[tmp_path / "none"]),
        "a file for a folder": lambda: batch(Task(path, {}, tmp_path / "taken" / "out.ipynb")),
        "a cache in the way": lambda: Cache(tmp_path / "taken").put("k", path, {}),
        "another input": lambda: fingerprint([tmp_path / "none"], folder=tmp_path),
        "data that changed": lambda: _require_same(Task(path, {}, out), ("which figures there are", "more")),
        "data that did not": lambda: _require_same(Task(path, {}, out), ()),
        "two errors": lambda: _raise([ReviewError("one"), ReviewError("other")]),
        "no errors": lambda: _raise([]),
        "no parameters cell": lambda: read_parameters(_written(tmp_path, [new_code_cell("1")])),
        "two of them": lambda: read_parameters(_written(tmp_path, cells[:1] * 2)),
        "one in words": lambda: read_parameters(_written(tmp_path, [new_markdown_cell("x", metadata=TAGGED)])),
        "an output": lambda: read_parameters(
            _written(tmp_path, [*cells, new_code_cell("1", metadata={"tags": ["injected-parameters"]})])
        ),
        **{f"{given}": lambda given=given: check_parameters(KNOWN, given) for given in GIVEN},
        **{text: lambda text=text: parse_assignments([text], KNOWN) for text in WRITTEN},
        "given twice": lambda: parse_assignments(["year=1", "year=2"], KNOWN),
        "nothing known": lambda: check_parameters((), {"year": 1}),
    }
    for name, made in results().items():
        result = new_notebook(
            cells=[nbformat.from_dict(cell | {"id": f"cell-{n}"}) for n, cell in enumerate(made, start=1)]
        )
        asked[f"a result: {name}"] = lambda result=result: verify_run(result, path)
    said = []
    for name, ask in asked.items():
        try:
            text = repr(ask())
        except ReviewError as error:
            text = f"{type(error).__name__}: {error}"
        said.append(f"--- {name.encode('unicode_escape').decode()[:80]}\n{text.encode('unicode_escape').decode()}\n")
    approve("execution/refusals.txt", "".join(said).replace(str(tmp_path), "FOLDER").replace("\\n", "\n"), request)
    assert not out.exists()


def _written(folder: Path, cells: list[nbformat.NotebookNode]) -> Path:
    path = folder / "written.ipynb"
    nbformat.write(
        new_notebook(cells=[nbformat.from_dict(cell | {"id": f"cell-{n}"}) for n, cell in enumerate(cells)]), path
    )
    return path
