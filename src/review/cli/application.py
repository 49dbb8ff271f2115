"""The program that all commands belong to, and where they print."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from review import __version__

app = typer.Typer(
    name="review",
    help="Code, check, run and publish a review of reported figures.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
# What is printed stands as it is: neither brackets nor names between colons are signs of markup.
out = Console(markup=False, emoji=False, highlight=False, soft_wrap=True)


def _print_version(wanted: bool) -> None:
    if wanted:
        out.print(f"review {__version__}")
        raise typer.Exit


@app.callback()
def program(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Hold what stands before a command: its options apply to the program."""
