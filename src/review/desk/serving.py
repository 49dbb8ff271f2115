"""The desk's server: on this machine alone, for one browser that has the address, and for no other site's pages."""

from __future__ import annotations

import hmac
import json
import secrets
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.web import Application, HTTPError, RequestHandler

from review.desk.coding_desk import CodingDesk
from review.errors import EnvironmentFault, ReviewError

HOST = "127.0.0.1"
_PAGE = Path(__file__).with_name("page")
_FILES = {
    "": ("desk.html", "text/html"),
    "desk.css": ("desk.css", "text/css"),
    "desk.js": ("desk.js", "text/javascript"),
}
#: Nothing is loaded from elsewhere, nothing is sent elsewhere, and no page of another site frames this one.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_LARGEST = 1_000_000


class _Guarded(RequestHandler):
    """Answers who asks for this host, from this page or by hand, with the token of the address."""

    desk: CodingDesk
    token: str
    port: int

    def initialize(self, **given: Any) -> None:
        self.__dict__.update(given)

    def set_default_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.set_header(name, value)
        self.clear_header("Server")

    def prepare(self) -> None:
        hosts = {f"{HOST}:{self.port}", f"localhost:{self.port}"}
        headers = self.request.headers
        # Another site's name may be made to lead here; it stands in the header then.
        if self.request.host not in hosts:
            raise HTTPError(403, "this host is not served")
        if headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            raise HTTPError(403, "another site asks")
        if headers.get("Origin", f"http://{self.request.host}") != f"http://{self.request.host}":
            raise HTTPError(403, "another site asks")
        if not hmac.compare_digest(self.path_args[0].encode(), self.token.encode()):
            raise HTTPError(404, "the address is not that of the desk: take it from where the desk was started")
        if self.request.method == "POST" and headers.get("Content-Type") != "application/json":
            raise HTTPError(415, "JSON is expected")

    def write_error(self, status_code: int, **given: Any) -> None:
        error = given.get("exc_info", (None, None, None))[1]
        told = error.log_message if isinstance(error, HTTPError) else "the desk is at fault; its output says more"
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps({"error": told or f"status {status_code}"}))


class _Files(_Guarded):
    """The page, its script and its style."""

    def get(self, token: str, name: str) -> None:
        if name not in _FILES:
            raise HTTPError(404, f"{name!r} is not there")
        file, kind = _FILES[name]
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.finish((_PAGE / file).read_bytes())


class _Acts(_Guarded):
    """What the page asks of the desk and tells it, each by its name, in JSON."""

    def post(self, token: str, name: str) -> None:
        self.set_header("Content-Type", "application/json")
        try:
            asked = json.loads(self.request.body)
            answer = _ACTS[name](self.desk, asked)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise HTTPError(400, f"the desk does not understand {name!r} ({error})") from error
        except ReviewError as error:
            self.set_status(409)
            answer = {"error": str(error)}
        self.finish(json.dumps(answer, ensure_ascii=False))


def _check(desk: CodingDesk, asked: Any) -> Any:
    desk.keep_draft(asked["source"], asked)
    row, faults = desk.tried(asked["source"], asked["table"], asked["cells"], asked["key"])
    return {"faults": faults, "row": {} if desk.pass_id else row}


def _accept(desk: CodingDesk, asked: Any) -> Any:
    row = (asked["source"], asked["table"], asked["cells"], asked["key"])
    faults = desk.accept(*row, asked.get("waits", ""), asked.get("was"))
    if faults:
        return {"faults": faults}
    return {"faults": [], "view": desk.view(asked["source"]), "follows": desk.follows(asked["table"], asked["cells"])}


def _remove(desk: CodingDesk, asked: Any) -> Any:
    desk.remove(asked["source"], asked["table"], asked["key"])
    return {"view": desk.view(asked["source"])}


def _undo(desk: CodingDesk, asked: Any) -> Any:
    desk.undo()
    return {"view": desk.view(asked["source"])}


def _forget(desk: CodingDesk, asked: Any) -> Any:
    desk.keep_draft(asked["source"], None)
    return {}


_ACTS: dict[str, Callable[[CodingDesk, Any], Any]] = {
    "view": lambda desk, asked: desk.view(asked["source"] or next(iter(desk.corpus.sources))),
    "proposal": lambda desk, asked: desk.proposal(asked["source"], int(asked["start"])),
    "row": lambda desk, asked: desk.row(asked["source"], asked["table"], asked["key"]),
    "claim": lambda desk, asked: desk.claim(asked["source"], int(asked["start"]), int(asked["end"])),
    "picked": lambda desk, asked: desk.picked(
        asked["source"], asked["column"], int(asked["start"]), int(asked["end"]), asked["cells"]
    ),
    "check": _check,
    "accept": _accept,
    "remove": _remove,
    "undo": _undo,
    "forget": _forget,
}


class DeskServer:
    """A desk that listens on a port of this machine; its *address* has a token that nobody else knows.

    Raises EnvironmentFault where the port cannot be used.
    """

    def __init__(self, desk: CodingDesk, port: int = 0, source_id: str = "") -> None:
        try:
            listening = socket.create_server((HOST, port))
        except OSError as error:
            message = f"port {port} cannot be used ({error.strerror}). Choose another with --port."
            raise EnvironmentFault(message) from error
        listening.setblocking(False)
        self.port: int = listening.getsockname()[1]
        self.token = secrets.token_urlsafe(16)
        given = {"desk": desk, "token": self.token, "port": self.port}
        pages = [(r"/([\w-]+)/api/([a-z]+)", _Acts, given), (r"/([\w-]+)/([a-z.]*)", _Files, given)]
        self._server = HTTPServer(Application(pages, log_function=lambda handler: None), max_body_size=_LARGEST)
        self._server.add_socket(listening)
        self._source = source_id

    @property
    def address(self) -> str:
        """Where a browser finds the desk."""
        return f"http://{HOST}:{self.port}/{self.token}/{f'#{self._source}' if self._source else ''}"

    def run(self) -> None:
        """Serve until the program is stopped."""
        IOLoop.current().start()
