"""Documents to print, each with everything in it: the book, or a chapter, behind its title and its contents."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path

from bs4 import Tag

from review.files.folders import SHEET, THEME
from review.formats.built import Book, BookChapter
from review.formats.sheets.notes import add_notes
from review.formats.sheets.plain import PAPER, named_places, plain_article, prefix_names, relink

#: How high a piece may be, and how high a drawing may be that is made smaller instead, as parts of its width.
PIECE, WHOLE = 1.2, 1.5
_MOVED = re.compile(r"translate\(\s*[-\d.]+[,\s]+([-\d.]+)\s*\)")
# A line of a drawing, from above its letters to below them.
_ABOVE, _BELOW, _LINE = 14.0, 5.0, 15.0


def slice_drawings(article: Tag) -> None:
    """Put pieces in the place of each drawing of *article* that a sheet cannot hold; the first says what it shows."""
    for drawing in article.select("figure svg[viewbox]"):
        _, _, width, height = (float(each) for each in str(drawing["viewbox"]).split())
        if height <= WHOLE * width:
            continue
        if figure := drawing.find_parent("figure"):
            figure["class"] = "chart sliced"
        bounds = [0.0, *_cuts(drawing, height, PIECE * width), height]
        for number, (top, bottom) in enumerate(pairwise(bounds)):
            piece = copy.copy(drawing)
            piece["viewbox"] = f"0 {top:g} {width:g} {bottom - top:g}"
            if number:
                del piece["role"], piece["aria-label"]
                piece["aria-hidden"] = "true"
            drawing.insert_before(piece)
        drawing.decompose()


def _cuts(drawing: Tag, height: float, most: float) -> Iterator[float]:
    """Yield where to cut, each at the widest gap between words in the lower half of what a sheet holds."""
    words = sorted(_written(drawing))
    gaps, low = [], 0.0
    for top, bottom in words:
        if top > low:
            gaps.append((low, top))
        low = max(low, bottom)
    start = 0.0
    while height - start > most:
        near = [(low, top) for low, top in gaps if start + most / 2 < (low + top) / 2 <= start + most]
        # Where gaps are alike, the lowest leaves the fewest pieces.
        low, top = max(near, key=lambda gap: (round(gap[1] - gap[0]), gap[0]), default=(start + most, start + most))
        start = (low + top) / 2 if top - low < 2 * _ABOVE else top - _ABOVE / 2
        yield start


def _written(drawing: Tag) -> Iterator[tuple[float, float]]:
    for text in drawing.find_all("text"):
        moved = [_MOVED.search(str(each.get("transform", ""))) for each in (text, *text.parents)]
        y = sum(float(found[1]) for found in moved if found)
        lines = max(len([line for line in text.find_all("tspan") if line.get_text(strip=True)]), 1)
        yield y - _ABOVE, y + _BELOW + _LINE * (lines - 1)


OWN = THEME / "paper"
# Paper has faces of its own: those of a screen vary in weight, and a printer draws them letter by letter.
_FACE = re.compile(r"@font-face \{[^}]*\}\n*")


@dataclass(frozen=True)
class ContentsLine:
    """A line of the contents: its title and the place that it leads to; *part* stands above the lines that share it."""

    title: str
    place: str
    part: str = ""


def styles(site: Path, *own: str) -> str:
    """Return the style sheet of the site and *own* of paper, as one."""
    sheet = _FACE.sub("", (site / "_static" / SHEET).read_text("utf-8"))
    return "\n".join([sheet, *((OWN / name).read_text("utf-8") for name in own)])


def document(book: Book, title: str, css: str, body: str) -> str:
    """Return an HTML document that needs no other file."""
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{css}</style>'
    return f'<!DOCTYPE html>\n<html lang="{escape(book.language)}"><head>{head}</head><body>{body}</body></html>'


def whole_book(book: Book, pages: Mapping[str, int]) -> str:
    """Return the book as one document; *pages* says on which page each place stands, as far as it is known."""
    articles = {chapter.page: _for_paper(book, chapter) for chapter in book.chapters}
    places = {page: named_places(article) for page, article in articles.items()}
    bodies, rules = [], []
    for chapter in book.chapters:
        article = articles[chapter.page]
        relink(article, chapter, places, lambda page, place: f"#{page}--{place}" if place else f"#{page}")
        prefix_names(article.find_all(True), f"{chapter.page}--")
        bodies.append(_sheets(chapter, article, f' id="{chapter.page}"'))
        rules.append(_head(book, chapter))
    lines = [ContentsLine(chapter.named, chapter.page, chapter.part) for chapter in book.chapters]
    front = _title(book, book.title, book.chapters[0].reference) + _contents(lines, pages)
    css = styles(book.site, "faces.css", "sheets.css") + _feet(book) + "".join(rules)
    return document(book, book.title, css, front + "".join(bodies))


def one_chapter(book: Book, chapter: BookChapter, pages: Mapping[str, int]) -> str:
    """Return one chapter as a document of its own; links to others lead to where the book is published, if anywhere."""
    article = _for_paper(book, chapter)
    relink(article, chapter, {chapter.page: named_places(article)})
    lines = [
        ContentsLine(heading.get_text(), str(heading.parent["id"]))
        for heading in article.find_all("h2")
        if heading.parent and "id" in heading.parent.attrs
    ]
    front = _title(book, chapter.title, chapter.reference) + _contents(lines, pages)
    css = styles(book.site, "faces.css", "sheets.css") + _feet(book) + _head(book, chapter)
    return document(book, f"{chapter.title} — {book.short}", css, front + _sheets(chapter, article))


def _for_paper(book: Book, chapter: BookChapter) -> Tag:
    article = plain_article(chapter, PAPER)
    add_notes(article, book.cards)
    slice_drawings(article)
    return article


def _sheets(chapter: BookChapter, article: Tag, name: str = "") -> str:
    # A table of all rows has more columns than an upright sheet holds.
    for rows in article.select(".row-view"):
        rows["style"] = f"page: of-{chapter.page}-wide"
    return f'<div class="chapter"{name} style="page: of-{chapter.page}">{article.decode()}</div>'


def _title(book: Book, title: str, reference: str) -> str:
    whose = "" if title == book.title else f'<p class="whose">{escape(book.title)}</p>'
    licences = " · ".join(escape(str(each).rpartition("/")[2]) for each in book.record.get("license", ()))
    told = [
        f'<p class="by">{escape(book.authors)}</p>',
        f'<p class="version">Version {escape(book.version)} · {escape(str(book.record["datePublished"]))}</p>',
        f'<p class="notice">{escape(book.notice)}</p>' if book.notice else "",
        f'<div class="to-cite"><h2>How to cite</h2><p>{reference}</p>',
        f"<p>{escape(book.address)}</p>" if book.address else "",
        f"<p>{licences}</p></div>",
    ]
    main, _, under = title.partition(": ")
    shown = escape(main) + (f" <span>{escape(under)}</span>" if under else "")
    return f'<header class="title-sheet">{whose}<h1>{shown}</h1>{"".join(told)}</header>'


def _contents(lines: Sequence[ContentsLine], pages: Mapping[str, int]) -> str:
    if not lines:
        return ""
    made, part = [], ""
    for line in lines:
        if line.part != part:
            part = line.part
            made.append(f'<li class="part">{escape(part)}</li>')
        at = pages.get(line.place, 0)
        shown = f'<span class="title">{escape(line.title)}</span><span class="at">{at}</span>'
        made.append(f'<li><a href="#{line.place}">{shown}</a></li>')
    return f'<nav class="contents"><h1>Contents</h1><ul>{"".join(made)}</ul></nav>'


def _feet(book: Book) -> str:
    head, foot = _css(book.short), _css(f"Version {book.version}")
    return f"@page {{ @top-left {{ content: {head} }} @bottom-left {{ content: {foot} }} }}\n"


def _head(book: Book, chapter: BookChapter) -> str:
    # The front page has the name of the book, which stands at the left already.
    shown = "" if chapter.named == book.short else chapter.named
    head, name = f"@top-right {{ content: {_css(shown)} }}", f"of-{chapter.page}"
    return f"@page {name} {{ {head} }}\n@page {name}-wide {{ size: A4 landscape; {head} }}\n"


def _css(text: str) -> str:
    """Return *text* as a string of CSS."""
    return '"' + re.sub(r'["\\\n<]', lambda sign: f"\\{ord(sign[0]):x} ", text) + '"'
