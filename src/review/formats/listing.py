"""The page that lists the other formats, with their sizes."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from review.formats.built import Book
from review.formats.sheets.documents import document, styles

# What stands in the folder, by the end of its name or its folder, with what is said of it.
_WHOLE = (
    (".pdf", "PDF", "The whole book, to print"),
    (".epub", "EPUB", "The whole book, for other readers"),
    ("-offline.zip", "Zip", "The site, to read without a network"),
)
COLUMNS = ("Chapter", "PDF", "Fact-check card")


def size(path: Path) -> str:
    """Return how large a file is, in the unit that says it shortest.

    >>> size(Path(__file__)).endswith("kB")
    True
    """
    count = path.stat().st_size
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(count / 1e3, 0.1):.0f} kB"


def listing(book: Book, folder: Path) -> str:
    """Return the page that lists what *folder* holds of *book*."""
    told = [
        f"<h1>{escape(book.short)}: other formats</h1>",
        f"<p>Version {escape(book.version)}. {book.chapters[0].reference}</p>",
        f'<p class="notice">{escape(book.notice)}</p>' if book.notice else "",
        f"<ul>{''.join(_whole(book, folder))}</ul>",
        '<div class="table-scroll"><table class="review-table"><caption>By chapter</caption>',
        "<thead><tr>" + "".join(f'<th scope="col">{column}</th>' for column in COLUMNS) + "</tr></thead>",
        f"<tbody>{''.join(_rows(book, folder))}</tbody></table></div>",
    ]
    css = styles(book.site, "faces.css", "listing.css")
    return document(book, f"Other formats — {book.short}", css, f'<main><div class="page">{"".join(told)}</div></main>')


def _whole(book: Book, folder: Path) -> Iterator[str]:
    for end, kind, what in _WHOLE:
        name = f"{book.name}{end}"
        yield f"<li>{what}: {_link(folder, name, kind)}</li>"


def _rows(book: Book, folder: Path) -> Iterator[str]:
    for chapter in book.chapters:
        page = chapter.page
        cards = [_link(folder, f"cards/{page}.{end}", end.upper()) for end in ("pdf", "html")]
        yield (
            f'<tr><th scope="row">{escape(chapter.named)}</th><td>{_link(folder, f"chapters/{page}.pdf", "PDF")}</td>'
            f"<td>{' · '.join(filter(None, cards))}</td></tr>"
        )


def _link(folder: Path, name: str, shown: str) -> str:
    path = folder / name
    return f'<a href="{escape(name)}">{shown}, {size(path)}</a>' if path.is_file() else ""
