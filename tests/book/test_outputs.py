"""What notebooks show has a name of its own, which is its address for good."""

from __future__ import annotations

import pytest
from nbformat import v4
from small_project import notebook

from review.book.prose.outputs import Output, name_outputs, output_problems, outputs_of


def one(source: str) -> Output:
    (output,) = outputs_of([(3, source)])
    return output


def test_a_cell_says_its_label_and_its_caption_is_the_title() -> None:
    made = one('#| label: table-locks\nlocks = chapter.figures()\nfigures_table(locks, caption="Locks by year.")')
    assert made == Output("table-locks", "Locks by year", 3)
    assert made.kind == "table"


def test_a_finding_is_the_title_of_its_chart() -> None:
    assert one('#| label: chart-locks\npublish(c, caption="Locks.", finding="Locks hold")').title == "Locks hold"


def test_a_title_may_be_said_where_the_caption_is_computed() -> None:
    assert one("#| label: chart-locks\n#| title: Locks that hold\npublish(c, caption=words)").title == "Locks that hold"


def test_what_shows_nothing_in_some_runs_is_optional() -> None:
    assert one('#| label: chart-locks\npublish(c, caption="Locks") if len(rows) else None').is_optional


@pytest.mark.parametrize(
    "source", ["", "a = 1", "print(1)", "'words'", "chapter.answer", "chapter.rerun", "import pandas", "def f(:"]
)
def test_cells_of_prose_and_of_preparation_show_nothing(source: str) -> None:
    assert not list(outputs_of([(1, source)]))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('publish(c, caption="A")', "cell 3: the cell shows something that has no name to be cited by."),
        ('#| label: figure-a\npublish(c, caption="A")', "cell 3: the label 'figure-a' is malformed."),
        ('#| label: chart-A\npublish(c, caption="A")', "cell 3: the label 'chart-A' is malformed."),
        ('#| label: chart\npublish(c, caption="A")', "cell 3: the label 'chart' is malformed."),
        ("#| label: chart-a\npublish(c)", "cell 3: nothing says what chart-a is called."),
    ],
)
def test_an_output_without_a_name_or_a_title_is_refused(source: str, message: str) -> None:
    (problem,) = output_problems("notebooks/a.ipynb", outputs_of([(3, source)]), {})
    assert str(problem).startswith(f"notebooks/a.ipynb:{message}")


def test_two_outputs_of_a_book_share_no_name() -> None:
    taken: dict[str, str] = {}
    same = [Output("chart-a", "A", 3)]
    assert not list(output_problems("notebooks/a.ipynb", same, taken))
    (problem,) = output_problems("notebooks/b.ipynb", same, taken)
    assert "the label 'chart-a' is taken (by notebooks/a.ipynb, cell 3)" in str(problem)


def test_what_is_shown_gets_its_address_and_the_link_that_cites_it() -> None:
    shown = {"outputs": [v4.new_output("execute_result", data={"text/html": "<table></table>"})]}
    made = notebook(v4.new_code_cell('#| label: table-a\nt(caption="A & B")', **shown), v4.new_code_cell("b = 1"))
    name_outputs(made, "alpha2001", "alpha2001")
    html = made.cells[0].outputs[0].data["text/html"]
    assert html.startswith('<div class="citable" id="alpha2001-table-a" data-kind="table">')
    assert 'href="cite/alpha2001-table-a.html" aria-label="Cite this table: A &amp; B"' in html
    assert "<table></table>" in html
