"""The page of all that is checked: each requirement under the stage at which it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from review.book.pages.markdown import Parts, heading
from review.corpus.requirement import Requirement, Stage

PAGE = "requirements"
STAGES = {
    Stage.ROWS: "Of the tables and files",
    Stage.CONCLUSIONS: "Of what is concluded from the rows",
    Stage.PAGES: "Of the pages as they are written",
    Stage.TEXTS: "Beside the texts of the sources",
    Stage.SITE: "Of the finished site",
    Stage.RELEASE: "Of a release",
    Stage.ADVICE: "What a release had better have, and can be made without",
    Stage.COPY: "Of a copy of the project, told by `review doctor`",
}


def checklist_parts(requirements: Iterable[Requirement[Any]]) -> Parts:
    """Return the part that lists *requirements*."""
    asked = list(requirements)
    parts = []
    for stage, title in STAGES.items():
        rows = [f"- `{one.name}`: {one.says}" for one in asked if one.stage == stage]
        parts += [heading(2, title, f"{PAGE}-{stage}"), "\n".join(rows) + "\n"]
    return {PAGE: lambda: parts}
