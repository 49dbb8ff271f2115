"""The commands for the built book on this machine: serve it, and give it what runs its notebooks in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from review.cli.application import app, out, project_here


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
