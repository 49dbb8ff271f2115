"""What a stranger sends into a project, and what `check` says of it."""

from __future__ import annotations

from review.book.requirements import REQUIREMENTS
from review.corpus.requirement import Stage, require
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.errors import CorpusError

LEAVE_OUT = "Leave it out; src/review/book/untrusted/allowlist.py lists what may be written."
LEAD = "Lead to https://, or to a page of the book."
PICTURE = "Put the picture into book/_static and name it so."
COPIES = "(it copies any file into the page)"


def told(project: Project) -> list[str]:
    """Return what is wrong with what strangers may write, tables included."""
    try:
        require(REQUIREMENTS, Snapshot(project), [Stage.ROWS])
    except CorpusError as error:
        return [str(problem) for problem in error.problems]
    return []


def write_page(project: Project, text: str, name: str = "hostile") -> None:
    (project.book / f"{name}.md").write_text(text, encoding="utf-8")
