"""A notebook run without a kernel: what its cells show has the same hashes as in a kernel, and asks for no more."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from small_project import make_project, write_template, write_templates

from review.book.views.outputs import answer_html, output_hash, output_hashes
from review.corpus.tables.project import VARIABLE, Project
from review.errors import NotebookFailed, UsageError
from review.execution.runs.run import run_notebook
from review.live.running import respond, run_here

#: What a browser has not, or has no use for.
ABSENT = {
    "papermill",
    "nbclient",
    "jupyter_client",
    "frictionless",
    "docutils",
    "review.book.site",
    "vl_convert.vl_convert",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a project with templates."""
    project = make_project(tmp_path / "project")
    write_templates(project)
    monkeypatch.setenv(VARIABLE, str(project.root))
    return project


def template(project: Project) -> Path:
    return sorted(project.notebooks.glob("*.ipynb"))[0]


def test_cells_show_what_they_show_in_a_kernel(project: Project, tmp_path: Path) -> None:
    notebook, output = template(project), tmp_path / "run.ipynb"
    run_notebook(notebook, output, {}, folder=project.root, environment={VARIABLE: str(project.root)})
    here = {str(shown.number): output_hash(shown.outputs) for shown in run_here(notebook, {})}
    assert here == output_hashes(json.loads(output.read_text("utf-8"))["cells"])


def cells(tmp_path: Path, *sources: str) -> Path:
    """Return a notebook of code cells, of which the first declares the parameters."""
    made = [
        {"cell_type": "code", "id": f"c{n}", "execution_count": None, "outputs": [], "source": source, "metadata": {}}
        for n, source in enumerate(sources)
    ]
    made[0]["metadata"] = {"tags": ["parameters"]}
    path = tmp_path / "made.ipynb"
    path.write_text(json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
    return path


def test_given_values_come_after_the_defaults_and_only_declared_ones(tmp_path: Path) -> None:
    notebook = cells(tmp_path, "wheels: int = 2  # how many", "print('seen')\nwheels + 1", "wheels = 9", "wheels")
    shown = [one.outputs for one in run_here(notebook, {"wheels": 3})]
    assert [output.get("text") or output["data"]["text/plain"] for output in shown[1]] == ["seen\n", "4"]
    assert (shown[0], shown[2]) == ((), ())
    with pytest.raises(UsageError, match="no parameter 'wheel'"):
        next(run_here(notebook, {"wheel": 3}))


def test_a_failing_cell_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotebookFailed, match="cell 2: ZeroDivisionError"):
        [*run_here(cells(tmp_path, "wheels: int = 0  # how many", "1 / wheels"), {})]


def test_it_tells_in_lines_and_imports_neither_kernel_nor_drawing(project: Project) -> None:
    asked = json.dumps({"notebook": template(project).stem, "parameters": {}, "show": True})
    code = f"""
import sys
from review.live import running
running.without_drawing()
running.respond({asked!r})
running.respond('{{"notebook": "none", "parameters": {{}}}}')
print(sorted(set(sys.modules) & {ABSENT!r}))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *lines, last, fault, absent = done.stdout.splitlines()
    told = [json.loads(line) for line in lines]
    assert [set(one) for one in told] == [{"cell", "label", "hash", "html", "answer", "unheaded"}] * len(told)
    assert json.loads(last) == {"done": True}
    assert "'none' is no notebook" in json.loads(fault)["error"]
    assert absent == "[]"
    assert [one["hash"] for one in told] == [output_hash(shown.outputs) for shown in run_here(template(project), {})]


def test_numbers_of_the_text_are_told_as_they_are_without_what_is_left_out(project: Project) -> None:
    opened = 'from review.notebook import open_chapter\nopen_chapter("asked", exclude_sources=exclude_sources).answer'
    write_template(project, "asked", "exclude_sources: list[str] = []  # sources to leave out [from: sources]", opened)
    lost = ["figure-value", "alpha2001-lost", "more than 600"]
    all_of_one = ["count-value", "sources", "two"]
    asked = {"notebook": "asked", "parameters": {"exclude_sources": ["alpha2001"]}, "numbers": [lost, all_of_one]}
    told: list[str] = []
    respond(json.dumps(asked), told.append)
    assert json.loads(told[-2]) == {"numbers": ["", "one"]}
    respond(json.dumps(asked | {"parameters": {}}), told.append)
    assert json.loads(told[-2]) == {"numbers": ["more than 600", "two"]}


def test_the_box_of_another_run_is_html_with_places_for_its_roles() -> None:
    said = "- `year` is `3 < 4`\n\n*falls*: {finding}`rain-1`"
    assert answer_html(f"```{{admonition}} Run with other parameters\n:class: warning\n{said}\n```") == (
        '<div class="admonition warning"><p class="admonition-title">Run with other parameters</p>\n'
        "<ul>\n<li><code>year</code> is <code>3 &lt; 4</code></li>\n</ul>\n"
        '<p><em>falls</em>: <span data-role="finding" data-of="rain-1">rain-1</span></p>\n</div>'
    )
    assert answer_html("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
