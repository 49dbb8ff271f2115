"""The built book, served on this machine for a browser."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from review.errors import EnvironmentFault

#: The endings of files in UTF-8 whose kind alone does not say so to a browser.
_TEXTS = {".bib": "application/x-bibtex", ".ris": "application/x-research-info-systems", ".json": "application/json"}
_TEXTS |= {".csv": "text/csv", ".md": "text/markdown", ".txt": "text/plain"}


class _Handler(SimpleHTTPRequestHandler):
    """Serves files, and says of texts that they are in UTF-8."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ending: f"{kind}; charset=utf-8" for ending, kind in _TEXTS.items()
    }


def open_server(site: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of *site*, bound to *port* of this machine only. Raises EnvironmentFault."""
    if not (site / "index.html").is_file():
        raise EnvironmentFault(f"{site}: there is no book yet. Run `review book` first.")
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(site)))
    except OSError as error:
        message = f"port {port} cannot be used ({error.strerror}). Choose another with --port."
        raise EnvironmentFault(message) from error
