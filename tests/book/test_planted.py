"""A number typed where only coded ones may stand stops the build, whichever way it got into the page."""

from __future__ import annotations

import altair as alt
import nbformat
import pytest
from building import build_site
from nbformat import v4
from small_project import notebook, shown, write_templates

from review.book.build.sphinx_run import BookFailed
from review.corpus.tables.project import Project
from review.errors import CorpusError
from review.present.html.tabular import table
from review.present.look.chart import Chart

MADE_FROM = "question.html (made from notebooks/question.ipynb)"


def failure(project: Project) -> list[str]:
    """Return what the build of a project says that must fail."""
    with pytest.raises((BookFailed, CorpusError)) as failed:
        build_site(project, project.root / "finished")
    assert not project.site.exists()
    return [str(problem) for problem in failed.value.problems]


def test_in_what_a_notebook_showed(fresh: Project) -> None:
    drawn = alt.Chart(alt.Data(values=[{"a": 1}]), title="The 412 found").mark_bar().encode(x="a:Q")
    titled = Chart(drawn.to_dict(), caption="Persons found.", alternative="A bar.", finding="All 412 were found")
    listed = table(("Who", "How many"), [("Persons", "a few")], caption="All 412 of them")
    made = notebook(
        v4.new_markdown_cell("(question)=\n# The question\n\n```{answer} question\n```"),
        shown("show()", text_markdown="It ended. Then 412 were found."),
        shown("table()", text_html=str(listed.html)),
        shown("chart()", text_html=titled._repr_mimebundle_()["text/html"]),
    )
    (fresh.root / "finished" / "question.ipynb").write_text(nbformat.writes(made), encoding="utf-8")
    problems = failure(fresh)
    for sentence in ("Then 412 were found.", "All 412 of them", "The 412 found", "All 412 were found"):
        planted = f"'412' comes from nowhere: “{sentence}” (nearest figures: alpha2001-lost, alpha2001-found)"
        assert [p for p in problems if p.startswith(f"{MADE_FROM}:") and planted in p], sentence
    assert all(p.startswith(MADE_FROM) and "'412'" in p for p in problems)


def test_in_what_people_wrote(fresh: Project) -> None:
    index = fresh.book / "index.md"
    index.write_text(f"{index.read_text(encoding='utf-8')}\n(more)=\n## The 412 more\n", encoding="utf-8")
    shows = "table(rows, caption='All 412 of them here')\nchart(drawn.properties(title='Here are the 412 found'))"
    code = f"#| label: chart-all\n#| title: All found\n{shows}"
    template = notebook(v4.new_markdown_cell("(question)=\n# A page\n\nThen 412 were found."), v4.new_code_cell(code))
    write_templates(fresh)
    (fresh.notebooks / "question.ipynb").write_text(nbformat.writes(template), encoding="utf-8")
    assert [problem.split(". Print it")[0] for problem in failure(fresh)] == [
        "book/index.md:27: '412' is typed in prose: “The 412 more”",
        "notebooks/question.ipynb:cell 1, line 4: '412' is typed in prose: “Then 412 were found.”",
        "notebooks/question.ipynb:cell 2, line 3: '412' is typed in prose: “All 412 of them here”",
        "notebooks/question.ipynb:cell 2, line 4: '412' is typed in prose: “Here are the 412 found”",
    ]
