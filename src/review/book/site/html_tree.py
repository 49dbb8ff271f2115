"""The pages of a built site, read for what the gates ask of them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString, Script, Stylesheet

from review.errors import Problem

T = TypeVar("T")


class Found(Protocol):
    """What is known of a page from before."""

    def once(self, find: Callable[..., T], page: Page, *texts: str) -> T:
        """Return what *find* finds on the *page*, asked with *texts*."""


class Page:
    """A page of the site: its path within it, and its elements, which are read when somebody first asks for them."""

    def __init__(self, path: str, content: str | Tag, found: Found | None = None) -> None:
        """Take its HTML, or its elements where they are read; what was *found* on it before is not looked for again."""
        self.path, self._content, self._found = path, content, found

    @cached_property
    def root(self) -> Tag:
        return self._content if isinstance(self._content, Tag) else parse_html(self._content)

    @property
    def html(self) -> str:
        """Return the HTML that it was read from."""
        return str(self._content)

    def once(self, find: Callable[..., T], *texts: str) -> T:
        """Return what *find* finds on the page, asked with *texts*: found once, and kept for the next build.

        It may look at the page and the texts alone; a text has to stand for whatever else it looks at.
        """
        return find(self, *texts) if self._found is None else self._found.once(find, self, *texts)

    @cached_property
    def elements(self) -> tuple[Tag, ...]:
        return tuple(self.root.find_all(True))

    @cached_property
    def ids(self) -> tuple[tuple[str, Tag], ...]:
        """Return every id of the page with its element, repeated ones too."""
        return tuple((attribute(element, "id"), element) for element in self.elements if "id" in element.attrs)

    @cached_property
    def targets(self) -> frozenset[str]:
        """Return what a link can lead to within the page."""
        return frozenset({name for name, _ in self.ids} | {attribute(link, "name") for link in self.all("a")} - {""})

    def forget(self) -> None:
        """Let the elements go, which a page has far more of than signs; who asks for them reads them again."""
        root = self.__dict__.pop("root", None)
        for name in ("elements", "ids", "targets"):
            self.__dict__.pop(name, None)
        if isinstance(root, BeautifulSoup) and root is not self._content:
            root.decompose()

    def all(self, *tags: str) -> Iterator[Tag]:
        """Yield the elements of these tags, in order."""
        return (element for element in self.elements if element.name in tags)

    def article(self) -> Tag | None:
        """Return the page's own part, without the frame that all pages share."""
        return next(self.all("article"), None)

    def problem(self, element: Tag | None, message: str, hint: str) -> Problem:
        """Return a problem at the line where *element* starts; without one, of the page as a whole."""
        return Problem(self.path, element.sourceline or 0 if element else 0, "", message, hint)


def targets_on(page: Page) -> frozenset[str]:
    """Return what a link can lead to within a page."""
    return page.targets


def links_on(page: Page) -> dict[str, list[int]]:
    """Return the addresses to which a page links, or from which it loads, each with its lines."""
    links: dict[str, list[int]] = {}
    for element in page.elements:
        for name in ("href", "src", "action"):
            if (address := attribute(element, name)) and element.name != "base":
                links.setdefault(address, []).append(element.sourceline or 0)
    return links


def attribute(element: Tag, name: str) -> str:
    """Return the value of an attribute; empty where the element has none of that name."""
    return str(element.attrs.get(name, ""))


def classes(element: Tag) -> frozenset[str]:
    """Return the classes of an element."""
    return frozenset(element.attrs.get("class", ()))


def has_class(element: Tag, names: Collection[str]) -> bool:
    """Say whether an element has one of the classes *names*."""
    return any(name in names for name in element.attrs.get("class", ()))


def pieces(element: Tag) -> Iterator[Tag | NavigableString]:
    """Yield the elements and texts that stand directly in *element*, comments left out."""
    for child in element.children:
        if isinstance(child, Tag | NavigableString) and not isinstance(child, PreformattedString):
            yield child


def parse_html(text: str) -> BeautifulSoup:
    """Return an element that holds all elements of *text*, each with its line as ``sourceline``.

    The text of an element leaves out the scripts and styles in it.
    """
    # Other attributes than classes are kept as they are written.
    return BeautifulSoup(
        text,
        "html.parser",
        multi_valued_attributes={"*": {"class"}},
        string_containers={"script": Script, "style": Stylesheet},
    )


def read_page(path: Path, site: Path, known: Callable[[str, str], Found] | None = None) -> Page:
    """Return a page of *site*; *known* returns what is known of a page with that path and HTML."""
    name, html = path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")
    return Page(name, html, known(name, html) if known else None)


def read_site(site: Path, known: Callable[[str, str], Found] | None = None) -> tuple[Page, ...]:
    """Return the pages of the book in *site*, by path; those of the folders `cite` and `embed` are made of them."""
    return tuple(read_page(path, site, known) for path in sorted(site.glob("*.html")))


@contextmanager
def uncollected() -> Iterator[None]:
    """Free no circles of unused objects while the block runs: to look for them among many trees takes long."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
