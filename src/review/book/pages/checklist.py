"""The page of all that is checked: each requirement under the stage at which it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from review.book.pages import markdown
from review.corpus.requirement import Requirement, Stage
from review.present.html.markup import element
from review.present.html.tabular import coded_table

PAGE = "requirements"
TITLE = "What is checked"
LEAD = """\
Nothing is published that does not hold all of this. `review check` asks for what can be told before anything runs,
`review verify` for what needs the texts of the sources, a build for both and for what the finished site must be, and
`review check --release` for what a release may not lack. What fails is told with its file, its line and how to mend it.
"""
STAGES = {
    Stage.ROWS: "Of the tables and files",
    Stage.CONCLUSIONS: "Of what is concluded from the rows",
    Stage.PAGES: "Of the pages as they are written",
    Stage.TEXTS: "Beside the texts of the sources",
    Stage.SITE: "Of the finished site",
    Stage.RELEASE: "Of a release",
}


def checklist_page(requirements: Iterable[Requirement[Any]]) -> str:
    """Return the page."""
    asked = list(requirements)
    rows = [(element("code", one.name), one.says) for one in asked]
    table = coded_table(
        ("Name", "What must hold"),
        rows,
        caption="Requirements, by when they are asked for",
        groups=[STAGES[one.stage] for one in asked],
    )
    return markdown.page(markdown.heading(1, TITLE, PAGE), LEAD, markdown.raw(table.html))
