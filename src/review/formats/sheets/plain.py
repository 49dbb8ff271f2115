"""A chapter without what a screen alone has use for: nothing folded, no controls, charts and tables numbered."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Set
from types import MappingProxyType
from urllib.parse import urljoin

from bs4 import Tag

from review.book.site.html_tree import parse_html
from review.formats.built import FRONT, BookChapter

#: What is of no use but on a screen: controls, links to cite, the code, and the proof of a row, which notes have.
SCREEN = (
    "script, noscript, form, button, input, select, .headerlink, .cite-link, .toctree-wrapper, "
    "details.hide, details.proof"
)
#: Which of its two drawings a chart keeps, and whether its table stands below it.
PAPER, READER = ".chart-narrow, details.chart-data", ".chart-wide"
#: Attributes that name places of the same page.
NAMES = ("id", "for", "aria-labelledby", "aria-describedby", "headers")


def plain_article(chapter: BookChapter, leave_out: str) -> Tag:
    """Return the article of *chapter* as it reads without scripts and folds, and without what *leave_out* selects."""
    article = copy.copy(chapter.article)
    for element in article.select(f"{SCREEN}, {leave_out}"):
        if not element.decomposed:
            element.decompose()
    for row in article.select("tr"):
        if not row.get_text(strip=True):
            row.decompose()
    for fold in article.select("details"):
        _unfold(fold)
    for drawing in article.select(".chart-narrow"):
        del drawing["hidden"]
    for table in article.select(".table-scroll"):
        del table["tabindex"], table["role"], table["aria-label"]
    _number(article, chapter)
    return article


def _unfold(fold: Tag) -> None:
    summary, caption = fold.find("summary", recursive=False), fold.find("caption")
    if isinstance(summary, Tag):
        told = summary.get_text()
        if caption and told.startswith(caption.get_text()):
            summary.decompose()
        else:
            summary.name = "p"
            summary["class"] = "fold-title"
    fold.name = "div"
    fold.attrs.pop("open", None)


def _number(article: Tag, chapter: BookChapter) -> None:
    """Call the chapter as its contents do, and number its charts and its tables with a caption."""
    heading = article.find("h1")
    if isinstance(heading, Tag) and chapter.page != FRONT:
        heading.string = chapter.named
    for word, titles in (("Chart", article.select(".chart-finding")), ("Table", article.select("caption"))):
        for place, title in enumerate(titles, start=1):
            label = f"{word} {chapter.number}.{place}" if chapter.number else f"{word} {place}"
            title.insert(0, parse_html(f'<span class="numbered">{label}. </span>').contents[0])


def relink(
    article: Tag,
    chapter: BookChapter,
    places: Mapping[str, Set[str]] = MappingProxyType({}),
    address: Callable[[str, str], str] = lambda page, place: f"#{place}",
) -> None:
    """Lead the links of *article* to what stands in the same document, else to where the book is published, if it is.

    *places* are the names that stand there, by page. *address* makes of a page and one of its places, empty for the
    page itself, where they stand. A link that leads nowhere becomes text; those out of the book stay.
    """
    for link in article.find_all("a", href=True):
        page, _, place = str(link["href"]).partition("#")
        if "://" in page or page.startswith("mailto:"):
            continue
        page = page.removesuffix(".html") or chapter.page
        if page in places:
            target = address(page, place if place in places[page] else "")
        else:
            target = published(chapter, page, place)
        if target:
            link["href"] = target
        else:
            link.name = "span"
            del link["href"]


def published(chapter: BookChapter, page: str, place: str) -> str:
    """Return where a page of the book is published; empty where the book has no address."""
    name = page if "." in page.rpartition("/")[2] else f"{page}.html"
    return urljoin(chapter.address, name) + (f"#{place}" if place else "") if chapter.address else ""


def prefix_names(elements: Iterable[Tag], prefix: str) -> None:
    """Put *prefix* before each name of a place, so that chapters stand in one document."""
    for element in elements:
        for name in NAMES:
            if name in element.attrs:
                element[name] = " ".join(prefix + one for one in str(element[name]).split())


def named_places(article: Tag) -> set[str]:
    """Return the names of all places of *article*."""
    return {str(each["id"]) for each in article.find_all(id=True)}
