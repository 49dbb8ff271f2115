"""HTML read back, to see what stands in it: elements with attributes, and text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"br", "hr", "img", "meta", "link", "wbr"}


@dataclass
class Element:
    """An element as read: its tag, attributes and all text within."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    inside: tuple[str, ...] = field(default=())


class Reader(HTMLParser):
    """Reads HTML into a flat list of elements, and refuses what is not well nested."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inside = tuple(element.tag for element in self._open)
        element = Element(tag, {name: value or "" for name, value in attrs}, inside=inside)
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        closed = self._open.pop()
        assert closed.tag == tag, f"</{tag}> closes <{closed.tag}>"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data


def read(html: str) -> list[Element]:
    """Return all elements of *html* in order. Fails where an element is not closed."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader._open, f"not closed: {[e.tag for e in reader._open]}"
    return reader.elements


def named(html: str, tag: str) -> list[Element]:
    """Return the elements called *tag*."""
    return [element for element in read(html) if element.tag == tag]
