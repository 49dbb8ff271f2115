"""The book as EPUB 3: a document a chapter, notes that a reader opens where the number stands, no script."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from html import escape

from bs4 import Tag

from review.files.folders import THEME
from review.formats.built import Book, BookChapter
from review.formats.packing import zipped
from review.formats.sheets.notes import add_notes
from review.formats.sheets.plain import READER, named_places, plain_article, relink

_XHTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
# Names that XML tells apart by their capitals, which the reader of HTML has taken away.
CAPITALS = ("viewBox", "preserveAspectRatio", "clipPath", "linearGradient", "textLength", "markerWidth", "markerHeight")
NOTES = {"doc-noteref": "noteref", "doc-endnotes": "endnotes"}
# What the list of documents has to say of each, by the sign that it is there.
HOLDS = {"mathml": "<math", "nav": "<nav epub:type", "svg": "<svg"}
# Attributes of HTML for screens alone, and those of drawings that EPUB does not know.
DROPPED = ("focusable", "tabindex", "data-chart", "download")
# What HTML lets stand in a paragraph where XHTML does not.
BLOCKS = ("div", "dl", "ol", "p", "pre", "table", "ul")
_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""


def epub(book: Book) -> bytes:
    """Return the book as one EPUB file."""
    articles = {chapter.page: _article(book, chapter) for chapter in book.chapters}
    places = {page: named_places(article) for page, article in articles.items()}
    files = {"mimetype": b"application/epub+zip", "META-INF/container.xml": _CONTAINER.encode()}
    made = {"title.xhtml": _title(book), "nav.xhtml": _contents(book)}
    for chapter in book.chapters:
        article = articles[chapter.page]
        relink(article, chapter, places, lambda page, place: f"{page}.xhtml" + f"#{place}" * bool(place))
        made[f"{chapter.page}.xhtml"] = _document(book, chapter.title, _as_xml(article))
    made["content.opf"] = _package(book, made)
    made["book.css"] = (THEME / "paper" / "epub.css").read_text("utf-8")
    return zipped(files | {f"book/{name}": text.encode() for name, text in made.items()}, first=["mimetype"])


def _article(book: Book, chapter: BookChapter) -> Tag:
    article = plain_article(chapter, READER)
    add_notes(article, book.cards)
    for role, kind in NOTES.items():
        for element in article.select(f"[role={role}]"):
            element["epub:type"] = kind
    for note in article.select(".notes li"):
        note["epub:type"] = "footnote"
    for table in article.select("figure .chart-data"):
        if table.parent:
            table.parent.insert_after(table.extract())
    for link in article.select("svg a"):
        link.unwrap()
    for element in article.find_all(["p", "span"]):
        if element.find(BLOCKS):
            element.name = "div"
    return article


def _as_xml(article: Tag) -> str:
    capitals = {name.lower(): name for name in CAPITALS}
    for element in [article, *article.find_all(True)]:
        element.name = capitals.get(element.name, element.name)
        element.attrs = {capitals.get(key, key): value for key, value in element.attrs.items() if key not in DROPPED}
        if element.name == "svg":
            element["xmlns"] = "http://www.w3.org/2000/svg"
        elif element.name == "data":
            element.unwrap()
    return article.decode()


def _document(book: Book, title: str, body: str, kind: str = "bodymatter") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html {_XHTML} lang="{book.language}" '
        f'xml:lang="{book.language}"><head><title>{escape(title)}</title>'
        f'<link rel="stylesheet" type="text/css" href="book.css"/></head>'
        f'<body epub:type="{kind}">{body}</body></html>\n'
    )


def _title(book: Book) -> str:
    main, _, under = book.title.partition(": ")
    told = [
        f"<h1>{escape(main)}</h1>",
        f"<p>{escape(under)}</p>" if under else "",
        f"<p>{escape(book.authors)}</p>",
        f"<p>Version {escape(book.version)}</p>",
        f"<p><strong>{escape(book.notice)}</strong></p>" if book.notice else "",
        f"<p>How to cite: {book.chapters[0].reference}</p>",
    ]
    return _document(book, book.title, f'<section epub:type="titlepage">{"".join(told)}</section>', "frontmatter")


def _contents(book: Book) -> str:
    return _document(book, "Contents", f'<nav epub:type="toc"><h1>Contents</h1><ol>{"".join(_parts(book))}</ol></nav>')


def _parts(book: Book) -> Iterator[str]:
    part = ""
    for chapter in book.chapters:
        if chapter.part != part:
            yield "</ol></li>" if part else ""
            part = chapter.part
            yield f"<li><span>{escape(part)}</span><ol>"
        yield f'<li><a href="{chapter.page}.xhtml">{escape(chapter.named)}</a></li>'
    yield "</ol></li>" if part else ""


def _package(book: Book, made: Mapping[str, str]) -> str:
    pages = ["title", "nav", *(chapter.page for chapter in book.chapters)]
    items, order = [], []
    for number, page in enumerate(pages):
        kinds = [kind for kind, sign in HOLDS.items() if sign in made[f"{page}.xhtml"]]
        properties = f' properties="{" ".join(kinds)}"' if kinds else ""
        items.append(f'<item id="p{number}" href="{page}.xhtml" media-type="application/xhtml+xml"{properties}/>')
        order.append(f'<itemref idref="p{number}"/>')
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, book.address or book.name)
    year = escape(str(book.record["datePublished"])[:4])
    metadata = {
        "dc:title": book.title,
        "dc:creator": book.authors,
        "dc:language": book.language,
        "dc:date": year,
        "dc:rights": " ".join(map(str, book.record.get("license", ()))),
    }
    said = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in metadata.items())
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        f'unique-identifier="id" xml:lang="{book.language}"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>{said}'
        # The standard asks for a time; of the year alone is known that it is the book's.
        f'<meta property="dcterms:modified">{year}-01-01T00:00:00Z</meta></metadata><manifest>'
        f'<item id="style" href="book.css" media-type="text/css"/>{"".join(items)}</manifest>'
        f"<spine>{''.join(order)}</spine></package>\n"
    )
