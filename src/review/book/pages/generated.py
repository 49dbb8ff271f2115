"""The pages of a book: the review's own, and the library's where it has none, with the parts made from the data.

A page asks for a part by a directive that has the part's name and no body. In the library's pages ``{where}`` shows
its body only where a part has something to show, so that they fit every review.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from review.book.pages.agreement import agreement_parts
from review.book.pages.attribution import attribution_parts
from review.book.pages.changes.by_source import by_source_parts
from review.book.pages.changes.page import change_parts
from review.book.pages.codebook.page import codebook_parts
from review.book.pages.computed_and_context import computed_parts, sighting_parts
from review.book.pages.disagreements import disagreement_parts
from review.book.pages.evidence import Shown, all_claims, all_figures
from review.book.pages.markdown import Parts, markdown
from review.book.pages.seeded_errors import seeded_errors_parts
from review.book.pages.standings import standing_parts
from review.book.prose.markdown_text import directives
from review.corpus.corpus import Corpus
from review.files.folders import THEME

PAGES = THEME / "pages"
#: What the program tells of itself: the parts of a page, by its name. It is made where the contents name it.
Offered = Mapping[str, Callable[[], Parts]]
NOTHING = "Nothing stands here.\n"
#: The parts that are one table of very many rows.
OF_ALL_ROWS = ("all-claims", "all-figures")
UNKNOWN: Shown = {}
_OTHERWISE = re.compile(r":otherwise: *(.+)\n")


@dataclass(frozen=True)
class PageText:
    """A page as the compiler gets it, and what it is made from."""

    text: str
    origin: str


def data_parts(
    corpus: Corpus, names: Mapping[str, str], computed: Collection[str] = (), shown: Shown = UNKNOWN
) -> Parts:
    """Return all parts that are made from the data, by name.

    *names* are the short names of the references, *computed* the ids of the computed numbers to list, and *shown*
    the chapters in which each row stands.
    """
    return {
        **dict(zip(OF_ALL_ROWS, (lambda: all_claims(corpus, shown), lambda: all_figures(corpus, shown)), strict=True)),
        **agreement_parts(corpus),
        **attribution_parts(corpus, names),
        **by_source_parts(corpus),
        **change_parts(corpus),
        **codebook_parts(corpus),
        **computed_parts(corpus, names, computed),
        **disagreement_parts(corpus),
        **seeded_errors_parts(corpus),
        **sighting_parts(corpus),
        **standing_parts(corpus, names),
    }


def book_pages(book: Path, parts: Parts) -> dict[str, PageText]:
    """Return the pages of the folder *book*, and those of the library beside them, by name."""
    pages = {
        path.stem: PageText(filled(path.read_text("utf-8"), parts), f"data (page {path.stem})")
        for path in _of_the_library(book, parts)
    }
    for path in sorted(book.glob("*.md")):
        pages[path.stem] = PageText(filled(path.read_text("utf-8"), parts), f"book/{path.name}")
    return pages


def library_names(book: Path, parts: Parts) -> tuple[str, ...]:
    """Return the names of the pages that the library has for a book whose own pages stand in the folder *book*."""
    return tuple(path.stem for path in _of_the_library(book, parts))


def offered_page(name: str, parts: Parts) -> str:
    """Return the page *name* on the program, of which it offers *parts*."""
    return filled((PAGES / "program" / f"{name}.md").read_text("utf-8"), parts)


def _of_the_library(book: Path, parts: Parts) -> Iterator[Path]:
    """Yield the pages for which the review has none of its own; not those that begin with ``{where}`` in vain."""
    for path in sorted(PAGES.glob("*.md")):
        if not (book / path.name).exists():
            name, part, _, at = next(directives(path.read_text("utf-8")))
            if name != "where" or at.start > 0 or markdown(parts[part]()):
                yield path


def filled(text: str, parts: Parts) -> str:
    """Return the page *text* with its parts in their places."""
    lines, written, done = text.split("\n"), [], 0
    for name, argument, body, at in directives(text):
        if name == "where":
            drawn = _where(argument, body, parts)
        elif name in parts:
            drawn = markdown(parts[name]()) or NOTHING
        else:
            continue
        written += lines[done : at.start] + drawn.rstrip("\n").split("\n")
        done = at.stop
    return "\n".join([*written, *lines[done:]])


def _where(part: str, body: str, parts: Parts) -> str:
    otherwise = _OTHERWISE.match(body)
    enclosed = body[otherwise.end() :] if otherwise else body
    if markdown(parts[part]()):
        return filled(enclosed.lstrip("\n"), parts)
    return otherwise[1] if otherwise else ""
