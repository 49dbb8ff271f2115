"""Finished notebooks made into pages: labels, words, folded code."""

from __future__ import annotations

from nbformat import v4
from small_project import notebook, shown

from review.book.prose.notebooks import fold_code, give_words, join_silent, lead_first, make_labels_own
from review.book.prose.outputs import lead_problems


def test_labels_and_what_refers_to_them_get_the_prefix() -> None:
    made = notebook(
        v4.new_markdown_cell("(page)=\n# Title\n\n[there](#reports), [elsewhere](#how-many), {ref}`reports`"),
        v4.new_markdown_cell("(reports)=\n## Reports\n\n{ref}`see <page>` and (page)= in a line"),
    )
    make_labels_own(made, "alpha2001")
    assert made.cells[0].source == (
        "(alpha2001-page)=\n# Title\n\n[there](#alpha2001-reports), [elsewhere](#how-many), {ref}`alpha2001-reports`"
    )
    assert made.cells[1].source == (
        "(alpha2001-reports)=\n## Reports\n\n{ref}`see <alpha2001-page>` and (page)= in a line"
    )


def test_code_is_folded_unless_the_notebook_says_otherwise() -> None:
    made = notebook(v4.new_code_cell("a"), v4.new_code_cell("b", metadata={"tags": ["remove-input"]}))
    made.cells.append(v4.new_code_cell("c", metadata={"tags": ["parameters"]}))
    made.cells.append(v4.new_code_cell("d", metadata={"tags": ["show-input"]}))
    fold_code(made)
    assert [cell.metadata["tags"] for cell in made.cells] == [
        ["hide-input"],
        ["remove-input"],
        ["parameters", "remove-cell"],
        ["show-input"],
    ]


def test_code_that_shows_nothing_has_its_fold_with_the_next() -> None:
    shows = {"outputs": [v4.new_output("stream", text="1")]}
    made = notebook(
        v4.new_code_cell("p = 1", metadata={"tags": ["parameters"]}),
        v4.new_code_cell("a = 1"),
        v4.new_code_cell("b = 2"),
        v4.new_code_cell("a + b", **shows),
        v4.new_code_cell("b", **shows),
        v4.new_markdown_cell("words"),
    )
    join_silent(made)
    assert [cell.source for cell in made.cells] == ["p = 1", "a = 1\n\nb = 2\n\na + b", "b", "words"]


def test_what_a_chapter_leads_with_stands_between_its_answer_and_the_words_to_quote() -> None:
    answered = "```{answer} thefts\n```"
    quotable = "```{quotable} thefts\n```"
    made = notebook(
        shown("#| lead: chart-thefts\nchapter.answer", text_markdown=f"{answered}\n\n{quotable}"),
        v4.new_markdown_cell("(thefts-counted)=\n## Counted"),
        shown("#| label: chart-thefts\nchart()", text_html="<svg></svg>"),
    )
    lead_first(made)
    opening, lead, box, section = made.cells
    assert opening.outputs[0].data["text/markdown"] == answered
    assert lead.source.startswith("#| label: chart-thefts") and box.source == quotable
    assert section.source.startswith("(thefts-counted)=")


def test_a_run_without_an_answer_keeps_its_chart_with_the_warning() -> None:
    made = notebook(
        shown("#| lead: chart-thefts\nchapter.answer", text_markdown="```{admonition} Run\n```"),
        shown("#| label: chart-thefts\nchart()", text_html="<svg></svg>"),
    )
    lead_first(made)
    assert [cell.outputs[0].data for cell in made.cells] == [
        {"text/markdown": "```{admonition} Run\n```"},
        {"text/html": "<svg></svg>"},
    ]


def test_a_lead_that_no_cell_shows_is_a_problem() -> None:
    shows = "#| label: chart-thefts\nchart()"
    assert [*lead_problems("n.ipynb", ["#| lead: chart-thefts\nchapter.answer", shows])] == []
    (problem,) = lead_problems("n.ipynb", ["#| lead: chart-theft\nchapter.answer", shows])
    assert "leads with 'chart-theft', which no cell shows" in str(problem)


def test_words_are_added_to_those_of_the_notebook() -> None:
    made = notebook()
    give_words(made, {"title": "A"})
    give_words(made, {"special": "B"})
    assert made.metadata["myst"]["substitutions"] == {"title": "A", "special": "B"}
