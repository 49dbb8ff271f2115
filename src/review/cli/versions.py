"""The commands for a book that is built: serve it, run it in browsers, release, compare and publish it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from review.cli.application import Form, app, out, project_here
from review.cli.checking import print_advice, project_snapshot
from review.errors import UsageError


@app.command(
    "live",
    help="Add to the built site what runs its notebooks in a reader's browser: Python for browsers, this library and "
    "the data, in build/site/live. Needs npm and a network, once.\n\nExample: review live",
)
def live_command() -> None:
    from review.formats.listing import size
    from review.live.writing import write_live

    place = write_live(project_here(), lambda step: out.print(f"{step} …"))
    for path in sorted(path for path in place.rglob("*") if path.is_file()):
        out.print(f"{size(path):>8}  {path.relative_to(place).as_posix()}")
    out.print(f"Any page of a chapter can run it now, from a server: `review serve`. It is in {place}")


@app.command("serve", help="Serve the built book on this machine.\n\nExample: review serve --port 8000")
def serve_command(port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8000) -> None:
    from review.book.build.serving import open_server

    server = open_server(project_here().site, port)
    out.print(f"http://127.0.0.1:{server.server_port}/ (Ctrl-C ends it)")
    server.serve_forever()


@app.command(
    "release",
    help="Make what stands here a release, or nothing on an error: version and day in CITATION.cff, a heading in "
    "CHANGELOG.md, the new ids in data/ids.csv, and in data/releases what the review says. The site must be built from "
    "it. From then on no id changes or goes but with a row in data/ids.csv that says where it went and why. With "
    "--next, what stands here is named the version to come.\n\nExample: review release 1.2.0 --date 2020-05-04",
)
def release_command(
    version: Annotated[str, typer.Argument(help="The version, such as 1.2.0.")] = "",
    date: Annotated[str, typer.Option("--date", help="The day of the release, such as 2020-05-04.")] = "",
    following: Annotated[bool, typer.Option("--next", help="After a release: name the version to come.")] = False,
) -> None:
    from review.book.releasing.release import name_next, release

    if bool(version) == following or bool(version) != bool(date):
        raise UsageError("a release has a version and a day (review release 1.2.0 --date 2020-05-04), or is --next.")
    snapshot = project_snapshot()
    if following:
        version, files = name_next(snapshot)
    else:
        made = release(snapshot, version, date)
        files = made.files
        out.print(f"Ids added to data/ids.csv: {made.listed}.")
        print_advice(snapshot)
    for path in files:
        out.print(f"written: {path}")
    then = "" if following else " Commit it, run `review book`, and after that `review release --next`."
    out.print(f"What stands here is {version}.{then}")


@app.command(
    "changes",
    help="Say what became of everything between two releases, or since one: unchanged, reworded, value changed, "
    "re-rated, moved, withdrawn or new; what differs; and whether a conclusion changed.\n\n"
    "Example: review changes 0.1.0",
)
def changes_command(
    first: Annotated[str, typer.Argument(help="The version that is compared with.")],
    second: Annotated[str, typer.Argument(help="A later one; what stands now where it is left out.")] = "",
    name: Annotated[str, typer.Option("--id", help="Tell of what has this id.")] = "",
    form: Form = "text",
) -> None:
    from review.book.releasing.comparing import as_json, between, change_lines

    versions = between(project_snapshot(), first, second)
    for line in [as_json(versions, name)] if form == "json" else change_lines(versions, name):
        typer.echo(line)


@app.command(
    "impact",
    help="Say what new evidence changed: counts before and after, constraints that are new or moved, conclusions that "
    "rest on more, and those that are to be read again. Nothing is built.\n\nExample: review impact --since 0.1.0",
)
def impact_command(
    since: Annotated[
        str, typer.Option(help="A version that is kept, or a commit of git; the newest release where it is left out.")
    ] = "",
    form: Form = "text",
) -> None:
    from review.book.pages.changes.effect import effect_json, effect_lines
    from review.book.releasing.comparing import states_since

    snapshot = project_snapshot()
    states = states_since(snapshot, since)
    made = [effect_json(snapshot.corpus, states)] if form == "json" else effect_lines(snapshot.corpus, states)
    for line in made:
        typer.echo(line)


@app.command(
    "publish",
    help="Put the built site where it is published: a release into v/VERSION, where it stays, and into latest; what is "
    "no release into latest alone.\n\nExample: review publish --to ../published",
)
def publish_command(
    to: Annotated[Path, typer.Option("--to", help="The folder that is published.")],
) -> None:
    from review.book.releasing.publish import UNADDRESSED, publish_site
    from review.citing.reference import citation

    snapshot = project_snapshot()
    for folder in publish_site(snapshot, to):
        out.print(f"published: {folder}")
    if not citation(snapshot).url:
        out.print(UNADDRESSED)
