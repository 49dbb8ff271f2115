"""The pages of a built site, read for what the gates ask of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


@dataclass(eq=False)
class Element:
    """An element: tag, attributes, the line it starts on, what is in it, and what it is in."""

    tag: str
    attributes: dict[str, str]
    line: int
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    @cached_property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        """Return the text in the element, scripts and styles left out."""
        parts = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            elif child.tag not in ("script", "style"):
                parts.append(child.text)
        return "".join(parts)

    @property
    def content(self) -> str:
        """Return what stands directly in the element: the body of a script or style."""
        return "".join(child for child in self.children if isinstance(child, str))

    def within(self) -> Iterator[Element]:
        """Yield the element and all in it, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.within()

    def ancestors(self) -> Iterator[Element]:
        """Yield what the element stands in, from the inside out."""
        inner = self.parent
        while inner is not None:
            yield inner
            inner = inner.parent


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("", {}, 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, self.getpos()[0], self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.here = self.here.parent or self.root

    def handle_endtag(self, tag: str) -> None:
        # An end tag without its start closes nothing; one that was left out is closed by its parent's.
        chain = [self.here, *self.here.ancestors()]
        if match := next((element for element in chain if element.tag == tag), None):
            self.here = match.parent or self.root

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


@dataclass(frozen=True)
class Page:
    """A page of the site: its path within it, and its elements."""

    path: str
    root: Element

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        return tuple(self.root.within())

    @cached_property
    def ids(self) -> tuple[tuple[str, int], ...]:
        """Return every id of the page with its line, repeated ones too."""
        return tuple((e.attributes["id"], e.line) for e in self.elements if "id" in e.attributes)

    @cached_property
    def targets(self) -> frozenset[str]:
        """Return what a link can lead to within the page."""
        names = {e.attributes["name"] for e in self.elements if e.tag == "a" and "name" in e.attributes}
        return frozenset({name for name, _ in self.ids} | names)

    def all(self, *tags: str) -> Iterator[Element]:
        """Yield the elements of these tags, in order."""
        return (element for element in self.elements if element.tag in tags)

    def article(self) -> Element | None:
        """Return the page's own part, without the frame that all pages share."""
        return next(self.all("article"), None)


def parse_html(text: str) -> Element:
    """Return an element that holds all elements of *text*."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.root


def read_page(path: Path, site: Path) -> Page:
    """Return a page of *site*."""
    return Page(path.relative_to(site).as_posix(), parse_html(path.read_text(encoding="utf-8")))


def read_site(site: Path) -> tuple[Page, ...]:
    """Return all pages of *site*, by path."""
    return tuple(read_page(path, site) for path in sorted(site.rglob("*.html")))
