"""The pages of the book that tell of the program: made here, since no room below knows the commands or all checks."""

from __future__ import annotations

from typing import Any

import typer

from review.book.pages import checklist
from review.book.pages.api.page import PAGE, api_parts
from review.book.pages.generated import Offered
from review.book.pages.markdown import Parts
from review.cli.application import app
from review.corpus.requirement import Requirement, Stage


def interface_parts() -> Parts:
    """Return the parts of the page of the names and commands that others may build on."""
    # It brings pandas and Altair, which no command needs to say what it does.
    from review import notebook

    return api_parts([notebook], typer.main.get_command(app))


def requirements_parts() -> Parts:
    """Return the part of the page of all that is checked."""
    return checklist.checklist_parts(all_requirements())


def all_requirements() -> tuple[Requirement[Any], ...]:
    """Return all that is asked, of a project and of its finished site."""
    from review.book.requirements import REQUIREMENTS
    from review.book.site.gates import GATES

    return tuple(sorted((*REQUIREMENTS, *GATES), key=lambda one: list(Stage).index(one.stage)))


#: The pages that the program offers to a book, by name, with their parts; one is made where the contents name it.
OFFERED: Offered = {PAGE: interface_parts, checklist.PAGE: requirements_parts}
