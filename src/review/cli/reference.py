"""The page of the book that tells of the program: made here, since no room below knows the commands."""

from __future__ import annotations

import typer

from review.book.pages.api.page import PAGE, api_page
from review.cli.door import app


def interface_page() -> str:
    """Return the page of the names and commands that others may build on."""
    # It brings pandas and Altair, which no command needs to say what it does.
    from review import notebook

    return api_page([notebook], typer.main.get_command(app))


#: The pages that the program offers to a book, by name; one is made where the contents name it.
OFFERED = {PAGE: interface_page}
