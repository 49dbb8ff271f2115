"""All other formats of a built site, written into one folder, which appears whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from review.book.releasing.publish import OF_SITE, site_hash
from review.book.site.html_tree import parse_html, uncollected
from review.book.site.manifest import verify_site, write_manifest
from review.errors import ReviewError
from review.files.folders import bring_back, held, swap, under_way
from review.formats import pdf
from review.formats.built import Book, BookChapter, read_book
from review.formats.epub import epub
from review.formats.listing import listing
from review.formats.packing import offline
from review.formats.printing import find_chromium, printed
from review.formats.sheets.documents import one_chapter, whole_book
from review.formats.sheets.fact_cards import SIZES, fact_card, has_card

#: The folders of what is made for each chapter.
CHAPTERS, CARDS = "chapters", "cards"
Files = dict[str, bytes]


def write_formats(site: Path, place: Path, *, jobs: int, report: Callable[[str], None]) -> tuple[Path, ...]:
    """Write the PDFs, the EPUB, the cards and the zip of *site* into the folder *place*, and return the files.

    What stood there is replaced. Raises EnvironmentFault before anything is made where a program or package is missing.
    """
    find_chromium()
    pdf.require_pikepdf()
    verify_site(site)
    place.parent.mkdir(parents=True, exist_ok=True)
    with held(place.parent, place, "making of formats"):
        bring_back(place)
        with under_way(place) as scratch, uncollected():
            book, folder = read_book(site), scratch / place.name
            for name, content in _made(book, jobs):
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                report(name)
            (folder / OF_SITE).write_text(f"{site_hash(site)}\n", "utf-8")
            (folder / "index.html").write_bytes(listing(book, folder).encode("utf-8"))
            write_manifest(folder)
            swap(folder, place)
    return tuple(path for path in sorted(place.rglob("*")) if path.is_file())


def _made(book: Book, jobs: int) -> Iterator[tuple[str, bytes]]:
    """Yield the files by name: the longest is begun first, and what is done is handed out in a fixed order."""
    tasks: list[Callable[[], Files]] = [partial(whole_pdf, book)]
    tasks += [partial(_chapter, book, chapter) for chapter in book.chapters]
    tasks += [partial(card_files, book, chapter) for chapter in book.chapters if has_card(chapter)]
    with ThreadPoolExecutor(jobs) as pool:
        runs = [pool.submit(task) for task in tasks]
        try:
            for run in [*runs[1:], runs[0]]:
                yield from run.result().items()
        finally:
            pool.shutdown(cancel_futures=True)
    yield f"{book.name}.epub", epub(book)
    yield f"{book.name}-offline.zip", offline(book.site, book.name)


def whole_pdf(book: Book) -> Files:
    """Return the PDF of the whole book, by its name."""
    return {f"{book.name}.pdf": _paged(book, book.title, lambda pages: whole_book(book, pages))}


def _chapter(book: Book, chapter: BookChapter) -> Files:
    paged = _paged(book, f"{chapter.title} — {book.short}", lambda pages: one_chapter(book, chapter, pages))
    return {f"{CHAPTERS}/{chapter.page}.pdf": paged}


def card_files(book: Book, chapter: BookChapter) -> Files:
    """Return the fact-check card of a chapter as HTML and PDF; raises ReviewError where it needs two sheets."""
    for size in SIZES:
        html = fact_card(book, chapter, size)
        sheet = printed(html)
        if pdf.count_sheets(sheet) == 1:
            name, title = f"{CARDS}/{chapter.page}", f"{chapter.title}: fact-check card"
            return {f"{name}.html": html.encode("utf-8"), f"{name}.pdf": _finished(book, title, sheet, html)}
    raise ReviewError(f"{chapter.page}: what may be quoted does not stand on one sheet. Say it shorter, or name less.")


def _paged(book: Book, title: str, made: Callable[[dict[str, int]], str]) -> bytes:
    """Return a document whose contents say the pages that a first print of it shows."""
    pages = pdf.pages_of_places(printed(made({})))
    html = made(pages)
    sheets = printed(html)
    if pdf.pages_of_places(sheets) != pages:
        raise ReviewError(f"{title}: the pages of its contents do not settle. Shorten a heading.")
    return _finished(book, title, sheets, html)


def _finished(book: Book, title: str, sheets: bytes, html: str) -> bytes:
    headings = parse_html(html).find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    said = {"/Title": title, "/Author": book.authors, "/Subject": f"Version {book.version}"}
    return pdf.finished(sheets, said, [" ".join(each.get_text(" ").split()) for each in headings])
