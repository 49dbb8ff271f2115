"""The program that all commands belong to, and where they print."""

from __future__ import annotations

import typer
from rich.console import Console

app = typer.Typer(
    name="review",
    help="Code, check, run and publish a review of reported figures.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
out = Console(highlight=False, soft_wrap=True)
