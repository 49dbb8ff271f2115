"""The program that all commands belong to, where they print, and the options that several of them have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console

from review import __version__

if TYPE_CHECKING:
    from review.corpus.corpus import Corpus
    from review.corpus.tables.project import Project

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
_TEXTS = typer.Option(envvar="REVIEW_TEXTS", help="Folder with one <source_id>.txt a source.")
Texts = Annotated[Path, _TEXTS]
TextsIfAny = Annotated[Path | None, _TEXTS]
Form = Annotated[Literal["text", "json"], typer.Option("--format", help="What to print.")]


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


def project_here() -> Project:
    """Return the project that holds the working folder. Raises EnvironmentFault."""
    from review.corpus.tables.project import find_project

    return find_project()


def corpus_here() -> Corpus:
    """Return the corpus of the project here. Raises CorpusError, EnvironmentFault."""
    from review.corpus.corpus import open_corpus

    return open_corpus(project_here())
