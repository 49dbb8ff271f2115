"""Pieces of HTML that are known to be escaped, and the one function that makes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape

_VOID = frozenset({"br", "hr", "img", "wbr"})


@dataclass(frozen=True)
class Html:
    """HTML that may be written as it stands. Made by `element`, `joined` or from a constant."""

    text: str

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.text


Content = str | int | Html


def markup(content: Content) -> Html:
    """Return *content* as HTML: text and numbers escaped, Html as it is."""
    return content if isinstance(content, Html) else Html(escape(str(content)))


def joined(contents: Iterable[Content], between: str = "") -> Html:
    """Return *contents* one after the other, *between* (text) in the gaps."""
    return Html(escape(between).join(markup(content).text for content in contents))


def plain(content: Content) -> str:
    """Return the text of *content* without its tags."""
    return unescape(re.sub(r"<[^>]*>", "", content.text)) if isinstance(content, Html) else str(content)


def element(tag: str, *contents: Content, **attributes: str | int | bool | None) -> Html:
    """Return an element. Names lose a trailing underscore, others become hyphens: ``data_label``, ``class_``.

    An attribute that is None or False is left out; True stands without a value.

    >>> str(element("a", "R & D", href="x.html?a=1&b=2", class_="value"))
    '<a href="x.html?a=1&amp;b=2" class="value">R &amp; D</a>'
    """
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Html(f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{joined(contents)}</{tag}>")


def coded(content: Content) -> Html:
    """Return *content*, which comes out of coded rows, marked so that it does not count as typed."""
    return element("span", content, data_coded=True)


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
