"""What a page loads by itself, without a click: scripts, styles, pictures, fonts, frames; and from where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

from review.book.site.html_tree import attribute

_EXTERNAL = re.compile(r"^\s*(?:(?!data:|blob:|about:)[a-z][a-z0-9+.-]*:|//|\\\\)", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_URL = re.compile(r"""url\(\s*(['"]?)(?P<address>.*?)\1\s*\)|@import\s+(['"])(?P<imported>.*?)\3""", re.DOTALL)
_SCRIPT_LOADS = re.compile(
    r"""(?:\bfetch|\bimport|\bimportScripts|\.open|\bWorker|\bEventSource|\bWebSocket|\bsendBeacon)\s*\(?[^;]{0,80}?"""
    r"""(['"`])(?P<address>(?:https?:|wss?:)?//[^'"`\s]+)\1|\.(?:src|href)\s*=\s*(['"`])(?P<set>(?:https?:)?//[^'"`\s]+)\3"""
)
# Which attributes of which elements load something.
_LOADING = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "iframe": ("src", "srcdoc"),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "feimage": ("href", "xlink:href"),
    "form": ("action",),
    "body": ("background",),
}
# A link of another relation is an address for people or programs to follow, not something loaded.
_LOADING_RELATIONS = frozenset(
    {"stylesheet", "icon", "shortcut", "apple-touch-icon", "mask-icon", "manifest"}
    | {"preload", "prefetch", "modulepreload", "preconnect", "dns-prefetch", "prerender"}
)


def is_external(address: str) -> bool:
    """Say whether an address leads out of the site.

    >>> [is_external(a) for a in ("vega/vega.js", "data:image/png;base64,", "//cdn.example", "https://a.example/x")]
    [False, False, True, True]
    """
    return bool(_EXTERNAL.match(address))


def external_resources(element: Tag) -> Iterator[str]:
    """Yield the addresses at other hosts that *element* loads by itself."""
    for name in _LOADING.get(element.name, ()):
        candidates = attribute(element, name).split(",") if name == "srcset" else [attribute(element, name)]
        yield from (address.strip() for address in candidates if is_external(address))
    if element.name == "link" and _LOADING_RELATIONS & set(attribute(element, "rel").lower().split()):
        yield from (address for address in [attribute(element, "href")] if is_external(address))
    if element.name == "meta" and attribute(element, "http-equiv").lower() == "refresh":
        yield attribute(element, "content") or "a refresh"
    if element.name == "base":
        yield attribute(element, "href") or "a base"
    yield from external_in_css(attribute(element, "style"))
    if element.name == "style":
        yield from external_in_css(element.get_text())


def external_in_css(css: str) -> Iterator[str]:
    """Yield the addresses at other hosts that a style sheet loads."""
    for match in _CSS_URL.finditer(_CSS_COMMENT.sub("", css)):
        address = match["address"] or match["imported"] or ""
        if is_external(address):
            yield address


def external_in_script(script: str) -> Iterator[str]:
    """Yield the addresses at other hosts that a script plainly loads from."""
    for match in _SCRIPT_LOADS.finditer(script):
        yield match["address"] or match["set"]
