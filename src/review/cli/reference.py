"""The pages of the book that tell of the program: made here, since no room below knows the commands or all checks."""

from __future__ import annotations

from typing import Any

import typer

from review.book.pages import checklist
from review.book.pages.api.page import PAGE, api_page
from review.cli.door import app
from review.corpus.requirement import Requirement, Stage


def interface_page() -> str:
    """Return the page of the names and commands that others may build on."""
    # It brings pandas and Altair, which no command needs to say what it does.
    from review import notebook

    return api_page([notebook], typer.main.get_command(app))


def requirements_page() -> str:
    """Return the page of all that is checked."""
    return checklist.checklist_page(all_requirements())


def all_requirements() -> tuple[Requirement[Any], ...]:
    """Return all that is asked, of a project and of its finished site."""
    from review.book.requirements import REQUIREMENTS
    from review.book.site.gates import GATES

    return tuple(sorted((*REQUIREMENTS, *GATES), key=lambda one: list(Stage).index(one.stage)))


#: The pages that the program offers to a book, by name; one is made where the contents name it.
OFFERED = {PAGE: interface_page, checklist.PAGE: requirements_page}
