"""Hostile notebooks: their cells are read as pages are, and they run in the kernel of the project alone."""

from __future__ import annotations

import nbformat
import pytest
from nbformat import v4
from sending import COPIES, LEAVE_OUT, told
from small_project import notebook

from review.corpus.tables.project import Project


def write_notebook(project: Project, made: nbformat.NotebookNode, name: str = "question") -> None:
    project.notebooks.mkdir(exist_ok=True)
    (project.notebooks / f"{name}.ipynb").write_text(nbformat.writes(made), encoding="utf-8")


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (
            v4.new_markdown_cell("Words\n\n```{include} /etc/passwd\n```"),
            f"cell 1, line 3: the directive {{include}} may not be used {COPIES}. {LEAVE_OUT}",
        ),
        (
            v4.new_markdown_cell("<b onclick=x>"),
            f"cell 1, line 1: raw HTML ('<b onclick=x>') may not be written. {LEAVE_OUT}",
        ),
        (
            v4.new_markdown_cell("{{ title }}"),
            "cell 1, line 1: {{ title }} is no name that is printed here (known: editor, formats, released, reports, "
            "version). Use one of them; nothing is computed between the braces.",
        ),
        (
            v4.new_code_cell("x = 1\ny = 2  # \u202e"),
            "cell 1, line 2: the line has a hidden character (got U+202E). Remove it.",
        ),
        (
            v4.new_code_cell("table(rows)\nelement('td', 412, data_coded=True)"),
            "cell 1, line 2: the cell marks its own content as coded (got 'data_coded'). Use a table of the library, "
            "or `table`, whose cells are read; print numbers with value_link and its like.",
        ),
        (v4.new_raw_cell("<b>"), "cell 1: the cell is of the kind 'raw'. Write Markdown."),
        (
            v4.new_markdown_cell("a", attachments={"x.svg": {"image/svg+xml": "<svg/>"}}),
            "cell 1: the cell carries 'x.svg'. Remove it.",
        ),
        (
            v4.new_markdown_cell("a", metadata={"mystnb": {"image": {"alt": "x"}}}),
            "cell 1: the cell carries 'mystnb'. Remove it.",
        ),
    ],
)
def test_cells_of_notebooks_are_read_as_pages_are(project: Project, cell: nbformat.NotebookNode, message: str) -> None:
    write_notebook(project, notebook(cell))
    assert told(project) == [f"notebooks/question.ipynb:{message}"]


def test_a_notebook_runs_in_the_kernel_of_the_project(project: Project) -> None:
    made = notebook(v4.new_markdown_cell("Words"))
    made.metadata |= {"kernelspec": {"name": "bash", "display_name": "Bash"}, "mystnb": {"execution_mode": "force"}}
    write_notebook(project, made)
    assert told(project) == [
        "notebooks/question.ipynb: the notebook asks for the kernel 'bash'. Use python3.",
        "notebooks/question.ipynb: the notebook says 'mystnb' of itself. Remove it from its metadata.",
    ]


def test_the_page_of_a_source_prints_its_columns(project: Project) -> None:
    write_notebook(project, notebook(v4.new_markdown_cell("{{ title }}, {{ special }}")), "source")
    assert told(project) == []
