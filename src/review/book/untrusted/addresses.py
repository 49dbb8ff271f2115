"""Where links may lead and where pictures may come from; every other form is told for what it is."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

# A page of the book, a place on it, or a place anywhere in the book by its label.
_INSIDE = re.compile(r"(?=.)([a-z0-9-]+\.(md|html))?(#[a-z0-9-]+)?")
# No name or password before the host: "https://a.example@b.example" leads to b.example.
_WEB = re.compile(r"https?://[a-z0-9.-]+(:[0-9]+)?([/?#][!-~]*)?", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[\w.+-]+@[\w.-]+", re.ASCII)
_PICTURE = re.compile(r"_static/[a-z0-9-]+\.(svg|png|jpg|webp)")
_ELSEWHERE = "at another host"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)")


def link_fault(address: str) -> str:
    """Return what is wrong with the address of a link; empty where it may stand.

    >>> link_fault("data.md#table"), link_fault("https://a.example/b?c=d")
    ('', '')
    >>> link_fault("java&#115;cript:alert(1)")
    "a link of the scheme 'javascript'"
    """
    if any(form.fullmatch(address) for form in (_INSIDE, _WEB, _MAIL)):
        return ""
    kind = _kind(address)
    return f"a link of a malformed address ({address!r})" if kind == _ELSEWHERE else f"a link {kind}"


def picture_fault(address: str, kept: frozenset[str]) -> str:
    """Return what is wrong with the address of a picture; *kept* are the files of the book, by their paths."""
    if not _PICTURE.fullmatch(address):
        return f"a picture {_kind(address)}"
    return "" if address in kept else f"a picture that is not there ({address!r})"


def _kind(address: str) -> str:
    bare = _decoded(address)
    if scheme := _SCHEME.match(bare):
        return _ELSEWHERE if scheme[0] in ("http", "https") else f"of the scheme {scheme[0]!r}"
    if bare.startswith(("//", "\\")):
        return "to another host without its scheme"
    if bare.startswith("/") or ".." in bare:
        return "out of the book"
    return f"of an unknown form ({address!r})"


def _decoded(address: str) -> str:
    """Return *address* as the most lenient reader would take it: decoded to the end, no space, lower case."""
    for _ in range(len(address)):
        further = unquote(unescape(address))
        if further == address:
            break
        address = further
    return "".join(c for c in address if c.isprintable() and not c.isspace()).lower()
