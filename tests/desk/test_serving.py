"""The desk's server answers its own page alone: not other hosts, not other sites, not who lacks the address."""

from __future__ import annotations

import http.client
import json
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bicycle_project import Run, Small, make_bicycles
from hand import served

from review.desk.coding_desk import CodingDesk
from review.desk.serving import _ACTS

Answer = tuple[int, bytes, http.client.HTTPMessage]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root: Path = make_bicycles(tmp_path_factory.mktemp("served") / "project").root
    with served(root) as address:
        yield address


def ask(address: str, method: str = "GET", path: str = "", body: str = "", **headers: str) -> Answer:
    split = urlsplit(address)
    connection = http.client.HTTPConnection("127.0.0.1", split.port or 0, timeout=30)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, split.path + path, body or None, named)
        got = connection.getresponse()
        return got.status, got.read(), got.headers
    finally:
        connection.close()


def test_the_page_is_served_with_a_strict_policy(address: str) -> None:
    status, body, headers = ask(address)
    assert status == 200 and b"Coding desk" in body
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert headers["Cache-Control"] == "no-store" and headers["Server"] is None
    assert b"<script>" not in body and b"style=" not in body and b"http" not in body


def test_the_files_are_told_to_be_utf_8(address: str) -> None:
    kinds = [ask(address, path=file)[2]["Content-Type"] for file in ("", "desk.css", "desk.js")]
    assert kinds == [f"text/{kind}; charset=utf-8" for kind in ("html", "css", "javascript")]


def test_a_row_that_would_be_refused_is_answered_with_its_faults(bicycles: Small) -> None:
    desk, key = CodingDesk(bicycles.project, bicycles.texts), "ward2014-thefts"
    cells = desk.row("ward2014", "figures", key)["cells"] | {"low": "1205"}
    asked = {"source": "ward2014", "table": "figures", "cells": cells, "key": key}
    for act in ("check", "accept"):
        assert {column for column, *_ in _ACTS[act](desk, asked)["faults"]} == {"low"}, act


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1.evil.example:1"])
def test_another_host_is_refused(address: str, host: str) -> None:
    assert ask(address, Host=host)[0] == 403


def view(address: str, **headers: str) -> Answer:
    given = {"Content_Type": "application/json"} | headers
    return ask(address, "POST", "api/view", json.dumps({"source": "ward2014"}), **given)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
    ],
)
def test_another_site_is_refused(address: str, headers: dict[str, str]) -> None:
    assert view(address, **headers)[0] == 403


def test_the_page_itself_is_answered(address: str) -> None:
    split = urlsplit(address)
    status, body, _ = view(address, Sec_Fetch_Site="same-origin", Origin=f"http://127.0.0.1:{split.port}")
    assert status == 200
    assert json.loads(body)["source"] == "ward2014"


def test_a_form_of_another_site_cannot_write(address: str) -> None:
    """Browsers send forms without asking, and as no JSON."""
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        assert view(address, Content_Type=kind)[0] == 415


def test_who_lacks_the_address_gets_nothing(address: str) -> None:
    split = urlsplit(address)
    for path in ("/", "/api/view", "/x/", "/x/api/view", f"{split.path[:-2]}x/"):
        for method in ("GET", "POST"):
            status, body, _ = ask(f"http://127.0.0.1:{split.port}{path}", method, "", "{}" if method == "POST" else "")
            assert status in (404, 405), path
            assert split.path.strip("/").encode() not in body


@pytest.mark.parametrize("path", ["../serving.py", "desk.html", "..%2fserving.py", "api/view", "api/nothing"])
def test_nothing_else_is_there(address: str, path: str) -> None:
    assert ask(address, path=path)[0] in (404, 405)


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '{"source": "nobody"}', '{"source": 1}'])
def test_what_is_not_understood_is_told(address: str, body: str) -> None:
    status, told, _ = ask(address, "POST", "api/proposal", body, Content_Type="application/json")
    assert status in (400, 409)
    assert json.loads(told)["error"]


def test_a_port_that_is_taken_and_a_missing_package_are_told(
    review: Run, bicycles: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        status, _, err = review("desk", "--texts", "texts", "--port", port)
    assert (status, f"port {port} cannot be used" in err) == (3, True)
    monkeypatch.delitem(sys.modules, "review.desk.serving")
    monkeypatch.setitem(sys.modules, "tornado.httpserver", None)
    status, _, err = review("desk", "--texts", "texts")
    assert (status, "pip install 'figure-by-figure[desk]'" in err) == (3, True)
    assert review("desk", "nobody", "--texts", "texts")[0] in (2, 3)
