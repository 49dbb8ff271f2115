"""The commands that make a review: an empty one to begin with, and one as large as one likes to measure with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from review.cli.application import app, out


@app.command(
    "new",
    help="Write the files of a new review into a new folder, after whose name it is titled: without a source, or with "
    "--example a small coded one. It is ready to be checked, tested and built; its README says how to go on.\n\n"
    "Example: review new heat --example",
)
def new_command(
    folder: Annotated[Path, typer.Argument(help="A folder that is new or empty.")],
    example: Annotated[
        bool, typer.Option("--example", help="With six short sources on deaths from heat, coded.")
    ] = False,
) -> None:
    from review.starting.review_files import new_example, new_review

    (new_example if example else new_review)(folder)
    out.print(f"{folder}: a review, ready to be built. In it, README.md says how to go on; first:")
    out.print("  review doctor && review book")


@app.command(
    "synth",
    help="Write a whole review of invented sources into a new folder: tables, texts, notebooks and pages, ready to be "
    "checked, verified and built, and as large as one likes. The same numbers give the same bytes.\n\n"
    "Example: review synth build/large --sources 100 --figures 30 --seed 1",
)
def synth_command(
    folder: Annotated[Path, typer.Argument(help="A folder that is new or empty.")],
    sources: Annotated[int, typer.Option(help="How many sources.")] = 100,
    figures: Annotated[int, typer.Option(help="How many figures each source prints.")] = 30,
    seed: Annotated[int, typer.Option(help="Another number, another review.")] = 1,
) -> None:
    from review.synthetic.review import make_review

    make_review(folder, sources=sources, figures=figures, seed=seed)
    out.print(f"{folder}: {sources} invented sources with {figures} figures each. In it:")
    out.print("  review check && review verify --texts texts && review book")
