"""The page of all that is checked: each requirement under the stage at which it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from review.book.pages import markdown
from review.corpus.requirement import Requirement, Stage

PAGE = "requirements"
TITLE = "What is checked"
LEAD = """\
Nothing is published unless all of this holds. `review check` asks for what can be told before anything runs, `review
verify` for what needs the texts of the sources, `review book` for the first and for what the finished site must be, and
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
    parts = [markdown.heading(1, TITLE, PAGE), LEAD]
    for stage, title in STAGES.items():
        rows = [f"- `{one.name}`: {one.says}" for one in asked if one.stage == stage]
        parts += [markdown.heading(2, title, f"{PAGE}-{stage}"), "\n".join(rows) + "\n"]
    return markdown.page(*parts)
