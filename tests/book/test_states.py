"""What chapters show with one yes/no setting the other way: run by the build, and kept beside the pages."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbformat import v4
from small_project import METADATA, make_project, write_templates

from review.book.build.pipeline import runs_of
from review.book.views.states import STATES, states_of, write_states
from review.corpus.corpus import open_corpus
from review.corpus.tables.project import VARIABLE, Project
from review.execution.runs.run import run_notebook

PARAMETERS = """observed_only: bool = False  # leave out what nobody observed
shown: bool = True  # show the table
unused: int = 1  # no yes or no"""
OPENED = """from review.notebook import figures_table, open_chapter
chapter = open_chapter("question", observed_only=observed_only, shown=shown, unused=unused)
chapter.answer"""
LISTED = """#| label: table-found
figures_table(chapter.figures(), caption="Persons, in </script>")"""
SHOWN = """#| label: table-lost
figures_table(chapter.figures(measure="persons-found") if shown else [], caption="Found")"""
WORDS = "Lost were {value}`alpha2001-lost` of {count}`figures`, in {count}`sources` sources."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a small project with a chapter that has two yes/no parameters."""
    made = make_project(tmp_path / "project")
    write_templates(made)
    measures = made.data / "vocabulary" / "measures.csv"
    measures.write_text(measures.read_text("utf-8").replace(",observed,", ",estimated,"), "utf-8")
    cells = [
        v4.new_markdown_cell("(question)=\n# The question"),
        v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        *map(v4.new_code_cell, (OPENED, LISTED, SHOWN)),
        v4.new_markdown_cell(WORDS),
    ]
    nbformat.write(v4.new_notebook(cells=cells, metadata=METADATA), made.notebooks / "question.ipynb")
    return made


def test_each_yes_or_no_is_run_the_other_way_and_only_what_differs_is_kept(project: Project, tmp_path: Path) -> None:
    executed, site = tmp_path / "executed", tmp_path / "site"
    corpus = open_corpus(project)
    published = [task for task in runs_of(project, corpus, executed) if task.output.stem == "question"]
    states = list(states_of(runs_of(project, corpus, executed)))
    assert [(task.output.name, task.parameters) for task in states] == [
        ("question--observed_only.ipynb", {"observed_only": True}),
        ("question--shown.ipynb", {"shown": False}),
    ]
    for task in (*published, *states):
        task.output.parent.mkdir(parents=True, exist_ok=True)
        environment = {VARIABLE: str(project.root)}
        run_notebook(task.notebook, task.output, task.parameters, folder=project.root, environment=environment)
    site.mkdir()
    write_states(corpus, executed, site / STATES)
    (script,) = (site / STATES).iterdir()
    text = script.read_text("utf-8")
    assert text.startswith('(window.reviewStates = window.reviewStates || {})["question"] = {') and "</" not in text
    told = json.loads(text.partition("] = ")[2].removesuffix(";\n"))
    observed, without = told["observed_only=true"], told["shown=false"]
    assert [(cell.get("label"), cell.get("same")) for cell in observed["cells"][1:]] == [
        ("table-found", False),
        ("table-lost", False),
    ]
    assert "Run with other parameters" in observed["cells"][0]["answer"]
    # What is left out is told of the text, too; another setting leaves nothing out.
    assert observed["numbers"] and not without["numbers"]
    assert {key: now for _, key, _, now in observed["numbers"]} == {"alpha2001-lost": "", "figures": "0"}
    assert [(cell.get("label"), cell.get("same")) for cell in without["cells"][1:]] == [
        ("table-found", True),
        ("table-lost", False),
    ]
