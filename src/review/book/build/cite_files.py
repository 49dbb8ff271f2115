"""The folder `cite` of a site: for each thing that is cited a page, files for reference managers, and its panel."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from bs4 import Tag

from review.book.build.cite_history import ROWS_PAGE, CiteHistory, template
from review.book.pages.changes.history import History
from review.book.pages.changes.releases import CATALOGUE, parts_text
from review.book.pages.citables import FRONT
from review.book.pages.citer import FILES, ROWS_OF, Citer
from review.book.site.content_security_policy import HEAD
from review.book.site.html_tree import Page, has_class, pieces, targets_on
from review.book.taking.exhibit import Exhibit, ShownExhibit, what_it_shows
from review.book.taking.files import FOLDER, Offer, write_taken
from review.citing.catalogue import PARTS, WITH_PAGE, Citable, Kind
from review.citing.interchange import bibtex, csl_json, ris
from review.citing.items import Item
from review.citing.styles import STYLES, Reference
from review.files.hashing import sha256
from review.present.words.wording import date_text

# What writes each of the files, by their endings.
_WRITERS: Mapping[str, Callable[[Iterable[Item]], str]] = {
    "bib": lambda items: "\n".join(map(bibtex, items)),
    "ris": lambda items: "".join(map(ris, items)),
    "json": csl_json,
}
NAMES = {"apa": "APA", "chicago": "Chicago", "mla": "MLA", "vancouver": "Vancouver"}
#: Of these, every style is formatted when the book is built.
IN_ALL_STYLES = frozenset({Kind.BOOK, Kind.CHAPTER, Kind.CHART, Kind.TABLE, Kind.DATA})
_SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{listed}
</urlset>
"""
# No words of a part: what belongs to the page, labels of folds, and references, which name the version of the book.
_BESIDE = ("cite-link", "headerlink", "cell_input", "reference-entry", "reference-in-text", "reference-text")


@dataclass(frozen=True)
class Cited:
    """A thing with all that its page and its panel say of it."""

    name: str
    kind: Kind
    title: str
    page: str
    address: str
    caution: str
    forms: Mapping[str, Reference]
    hash: str

    @property
    def kept(self) -> dict[str, str]:
        """Return what a release keeps of it."""
        return {"kind": str(self.kind), "title": self.title, "address": self.address, "hash": self.hash}


def write_cite_files(cite: Citer, known: History, pages: Iterable[Page], site: Path, pictures: Path) -> None:
    """Write *site*/cite: a page and three files a thing, files of the rows of each page, and the panels by page.

    Beside the folder stands the list of all things that have a page there. *known* are the releases, by which each
    page says what became of its thing. Of a chart and a table the files to take along stand there as well.

    *pages* are the built pages, whose words are hashed; *pictures* is the folder of pictures that were drawn before.
    """
    folder = site / FOLDER
    folder.mkdir()
    pages = list(pages)
    by_name = {Path(page.path).stem: page for page in pages}
    panels: dict[str, dict[str, Any]] = defaultdict(dict)
    on_pages = {name: cited_on(cite, page) for name, page in by_name.items()}
    things = list(_things(cite, on_pages))
    kept = {thing.name: thing.kept for thing in things}
    _write(site / CATALOGUE, parts_text(kept))
    since = CiteHistory(known.beside(kept), cite.catalogue.parts)
    render = _renderer(since)
    offers = write_taken(cite, _exhibits(cite, things, on_pages), site, pictures)
    for thing in things:
        offer = offers.get(thing.name, Offer())
        _write(folder / f"{thing.name}.html", render(cite, thing, offer))
        _write_formats(folder, thing.name, [cite.catalogue.item(thing.name)])
        panels[thing.page][thing.name] = _panel(cite, thing, offer)
    for page, said in panels.items():
        text = json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        _write(
            folder / f"of-{page}.js", f"(window.reviewCite = window.reviewCite || {{}})[{json.dumps(page)}] = {text};\n"
        )
    _write_rows(cite, folder, {(name, place) for name, page in by_name.items() for place in page.once(targets_on)})
    since.write(folder)


def write_sitemap(cite: Citer, pages: Iterable[Page], site: Path) -> None:
    """Write robots.txt, and with it the addresses of all *pages* where the book is published at one."""
    address = cite.catalogue.book.here
    rules = "User-agent: *\nAllow: /\n"
    if address:
        listed = "\n".join(f"  <url><loc>{escape(f'{address}/{page.path}')}</loc></url>" for page in pages)
        _write(site / "sitemap.xml", _SITEMAP.format(listed=listed))
        rules += f"Sitemap: {address}/sitemap.xml\n"
    _write(site / "robots.txt", rules)


def _things(cite: Citer, on_pages: Mapping[str, CitedOnPage]) -> Iterator[Cited]:
    """Yield what has a page: the book first, then its parts that stand on the site."""
    book = cite.catalogue.book
    yield Cited(str(Kind.BOOK), Kind.BOOK, book.title, FRONT, f"{FRONT}.html", "", _forms(cite, "book", Kind.BOOK), "")
    for part in (part for part in cite.catalogue.parts.values() if part.kind in WITH_PAGE):
        if said := on_pages[part.page].hashes.get(part.anchor) if part.page in on_pages else "":
            forms = _forms(cite, part.id, part.kind)
            yield Cited(part.id, part.kind, part.title, part.page, part.address, part.caution, forms, said)
    for name, work in cite.catalogue.works.items():
        if name in cite.corpus.sources:
            yield Cited(
                name, Kind.WORK, str(work["title"]), name, f"{name}.html", "", _forms(cite, name, Kind.BOOK), ""
            )


class CitedOnPage(NamedTuple):
    """By anchor, what a page has of what is cited of it: hashes of the words, and what charts and tables show."""

    hashes: Mapping[str, str]
    shown: Mapping[str, ShownExhibit]


def cited_on(cite: Citer, page: Page) -> CitedOnPage:
    """Return what a *page* has of what is cited of it."""
    parts = [part for part in cite.on_page(Path(page.path).stem) if part.kind in WITH_PAGE]
    exhibits = [f"{part.kind} {part.anchor}" for part in parts if part.kind in (Kind.CHART, Kind.TABLE)]
    return CitedOnPage(
        page.once(hashes_on, *(part.anchor for part in parts)), page.once(exhibits_on, *exhibits) if exhibits else {}
    )


def hashes_on(page: Page, *anchors: str) -> dict[str, str]:
    """Return by anchor the hash of the words at those of the *anchors* that are on a page; without one, of its text."""
    known = {**dict(reversed(page.ids)), "": page.article()}
    found = {anchor: known.get(anchor) for anchor in anchors}
    return {a: sha256(" ".join(words_to_quote(tag)).encode()) for a, tag in found.items() if tag is not None}


def _exhibits(cite: Citer, things: Iterable[Cited], on_pages: Mapping[str, CitedOnPage]) -> Iterator[Exhibit]:
    """Yield the charts and tables, in the order of *things*."""
    for thing in things:
        if thing.kind in (Kind.CHART, Kind.TABLE):
            part = cite.catalogue.parts[thing.name]
            yield Exhibit(part, on_pages[part.page].shown[part.anchor], thing.hash)


def exhibits_on(page: Page, *named: str) -> dict[str, ShownExhibit]:
    """Return by anchor what those charts and tables show that are on a page, each *named* by kind and anchor."""
    elements = dict(reversed(page.ids))
    asked = [name.split(" ") for name in named]
    return {
        anchor: what_it_shows(kind, elements[anchor], page.path, page.html)
        for kind, anchor in asked
        if anchor in elements
    }


def _forms(cite: Citer, name: str, kind: Kind) -> dict[str, Reference]:
    styles = STYLES if kind in IN_ALL_STYLES else ("apa",)
    return {style: cite.reference(name, style) for style in styles}


def words_to_quote(element: Tag) -> list[str]:
    """Return what a reader would quote of an element, in words; of a drawing only where no table beside it says it."""
    words: list[str] = []
    is_told = element.name == "svg" and (figure := element.find_parent("figure")) and figure.find("table")
    if not is_told and element.name not in ("script", "style", "summary") and not has_class(element, _BESIDE):
        for piece in pieces(element):
            words += words_to_quote(piece) if isinstance(piece, Tag) else str(piece).split()
    return words


def _renderer(since: CiteHistory) -> Callable[[Citer, Cited, Offer], str]:
    page = template("page")
    files = list(FILES.items())

    def render(cite: Citer, thing: Cited, offer: Offer) -> str:
        book, address = cite.catalogue.book, cite.catalogue.book.here
        return page.render(
            **{name: getattr(thing, name) for name in ("title", "caution", "hash")},
            id=thing.name,
            book=book.title,
            kind=kind_words(thing.kind),
            is_part=thing.kind is not Kind.BOOK,
            there=f"../{thing.address}",
            forms=[(NAMES[style], form) for style, form in thing.forms.items()],
            files=files,
            offer=offer,
            bibtex=bibtex(cite.catalogue.item(thing.name)),
            version=book.shown_version,
            released=date_text(book.released) if book.is_release else "",
            since=cite.since(thing.name),
            versions=since.lines(thing.kind, thing.name),
            rows=ROWS_PAGE,
            licence=" and ".join(book.licences),
            address=address,
            canonical=f"{address}/{FOLDER}/{thing.name}.html" if address else "",
            head=HEAD,
        )

    return render


def kind_words(kind: Kind) -> str:
    """Return what a kind of thing is called on its page."""
    others = {Kind.BOOK: "Book", Kind.CHAPTER: "Chapter", Kind.SECTION: "Section", Kind.WORK: "Reviewed source"}
    return others.get(kind) or PARTS[kind][1]


def _panel(cite: Citer, thing: Cited, offer: Offer) -> dict[str, Any]:
    book = cite.catalogue.book
    embeds = {"embeds": offer.snippets} if offer.can_be_embedded else {}
    return {
        "title": thing.title,
        "kind": kind_words(thing.kind),
        "caution": thing.caution,
        "address": cite.catalogue.item(thing.name).get("URL", ""),
        "version": book.shown_version,
        "hash": thing.hash,
        "forms": {style: [form.slanted, form.in_text] for style, form in thing.forms.items()},
        **({"files": [[file.name, file.kind, file.size] for file in offer.files]} if offer.files else {}),
        **embeds,
    }


def _write_formats(folder: Path, name: str, items: list[Item]) -> None:
    for ending, write in _WRITERS.items():
        _write(folder / f"{name}.{ending}", write(items))


def _write_rows(cite: Citer, folder: Path, places: Collection[tuple[str, str]]) -> None:
    """Write the records of the rows that are shown, in files by the page: there may be thousands."""
    by_page: dict[str, list[Citable]] = defaultdict(list)
    for part in cite.catalogue.parts.values():
        if part.kind not in WITH_PAGE and (part.page, part.anchor) in places:
            by_page[part.page].append(part)
    for page, rows in by_page.items():
        _write_formats(folder, ROWS_OF.format(page), [cite.catalogue.item(row.id) for row in rows])
    _write_formats(folder, "references", list(cite.catalogue.works.values()))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
