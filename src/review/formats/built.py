"""The built site as a book: what it is, and its chapters in their order, read from its pages alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import Tag

from review.book.pages.cards import read_cards
from review.book.site.html_tree import has_class, parse_html

FRONT = "index"


@dataclass(frozen=True)
class BookChapter:
    """A page of the contents: its name, its *number* (0 for one without), its *article*, and how it is cited."""

    page: str
    number: int
    title: str
    part: str
    article: Tag
    reference: str
    address: str = ""

    @property
    def named(self) -> str:
        """Return the title, behind the number where it has one."""
        return f"{self.number}. {self.title}" if self.number else self.title


@dataclass(frozen=True)
class Book:
    """A built site: its record (schema.org), short title and *notice*, its *chapters*, its *cards* by kind and id."""

    site: Path
    record: Mapping[str, Any]
    short: str
    notice: str
    chapters: tuple[BookChapter, ...]
    cards: Mapping[str, Mapping[str, str]]

    @property
    def title(self) -> str:
        return str(self.record["name"])

    @property
    def version(self) -> str:
        return str(self.record["version"])

    @property
    def language(self) -> str:
        return str(self.record["inLanguage"])

    @property
    def authors(self) -> str:
        return ", ".join(author["name"] for author in self.record["author"])

    @property
    def name(self) -> str:
        """Return the name of files that hold the whole book, without an ending."""
        return str(self.record["identifier"])

    @property
    def address(self) -> str:
        """Return where the book stands; empty where it has no address."""
        return self.chapters[0].address.removesuffix(f"{FRONT}.html")


def read_book(site: Path) -> Book:
    """Return the book that stands built in *site*."""
    front = _page(site, FRONT)
    contents = _one(front, "nav[aria-label=Contents]")
    short = _one(front, ".bar-book").get_text()
    chapters = [_chapter(front, FRONT, 0, short, "")]
    for part in contents.find_all("div", recursive=False):
        caption = part.find("h2")
        if has_class(part, ("on-page", "bar-home")):
            continue
        for link in part.find_all("a"):
            page = str(link["href"]).removesuffix(".html")
            counted, told = link.select_one(".section-number"), caption.get_text() if caption else ""
            number = int(counted.extract().get_text()) if counted else 0
            chapters.append(_chapter(_page(site, page), page, number, link.get_text().strip(), told))
    record = json.loads(_one(front, 'script[type="application/ld+json"]').string or "{}")
    notice = front.select_one("div.notice")
    told = notice.get_text() if notice else ""
    return Book(site, record, short, told, tuple(chapters), read_cards(site / "cards"))


def _page(site: Path, page: str) -> Tag:
    return parse_html((site / f"{page}.html").read_text("utf-8"))


def _one(root: Tag, selector: str) -> Tag:
    found = root.select_one(selector)
    if found is None:
        raise ValueError(f"no {selector}: the page is not of this library's making")
    return found


def _chapter(root: Tag, page: str, number: int, title: str, part: str) -> BookChapter:
    canonical = root.select_one('link[rel="canonical"]')
    reference = _one(root, ".sheet .reference-text").decode_contents()
    address = str(canonical["href"]) if canonical else ""
    return BookChapter(page, number, title, part, _one(root, "article"), reference, address)
