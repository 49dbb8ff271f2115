"""The files of all charts and tables that somebody may take along, and charts on pages for other sites to embed."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from review.book.pages.citer import CARD, CARD_FILE, Citer
from review.book.site.content_security_policy import POLICY
from review.book.taking.exhibit import Drawing, Exhibit, source_line
from review.book.taking.grid import grid_of, row_numbers
from review.book.taking.picture import WIDTH_IN_PIXELS, Legend, card, print_picture
from review.book.taking.rasterising import rasterised
from review.book.taking.readme import Explained, readme
from review.citing.catalogue import Kind
from review.citing.reference import Citation
from review.files.folders import THEME

EMBEDS = "embed"
# Of a frame in a column of text; in a narrower one the page scrolls.
_WIDTH, _PER_LINE, _SIGNS_A_LINE = 640, 22, 80


def embedded() -> Callable[[Exhibit, Drawing, Legend, Citation], str]:
    """Return what makes the page of a chart, which needs no script."""
    text = (THEME / EMBEDS / "page.html").read_text("utf-8")
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(text)

    def render(exhibit: Exhibit, drawing: Drawing, legend: Legend, book: Citation) -> str:
        return template.render(
            title=legend.title,
            words=legend.words,
            credit=legend.credit,
            svg=drawing.svg,
            there=f"../{exhibit.part.address}",
            canonical=f"{book.here}/{exhibit.part.address}" if book.url else "",
            policy=POLICY,
        )

    return render


def snippets(name: str, drawing: Drawing, legend: Legend, book: Citation) -> dict[str, str]:
    """Return the HTML that embeds a chart: as it is at any time and, of a release, as it is in this version.

    None without an address.
    """
    if not book.url:
        return {}
    places = {"The latest version": book.newest} | ({"This version": book.here} if book.is_release else {})
    lines = sum(1 + len(text) // _SIGNS_A_LINE for text in (legend.title, *legend.words, *legend.credit))
    height = round(drawing.height * max(1.0, min(drawing.width, _WIDTH) / drawing.width)) + _PER_LINE * (lines + 3)
    return {
        label: f'<iframe src="{escape(f"{place}/{EMBEDS}/{name}.html")}" title="{escape(legend.title)}" width="100%" '
        f'height="{height}" loading="lazy" style="border: 0"></iframe>'
        for label, place in places.items()
    }


#: The folder of a site in which the files stand beside those for reference managers.
FOLDER = "cite"
#: Where a build keeps the pictures that it drew.
KEPT = Path("cache") / "pictures"
_VARIABLE = re.compile(r"var\(--[a-z-]+, (#[0-9a-f]{6})\)")


@dataclass(frozen=True)
class TakenFile:
    """A file to take along: its *name* in the folder, its *kind* in words, and how large it is."""

    name: str
    kind: str
    size: str


@dataclass
class Offer:
    """What is offered of a chart or a table: *files*, and for a chart the HTML that embeds it, by what it shows.

    It *can_be_embedded* even where no address is set, and *snippets* are none.
    """

    files: list[TakenFile] = field(default_factory=list)
    snippets: Mapping[str, str] = field(default_factory=dict)
    can_be_embedded: bool = False


def write_taken(cite: Citer, parts: Iterable[Exhibit], site: Path, kept: Path) -> dict[str, Offer]:
    """Write into *site* the files of charts and tables, and return by their ids what is offered.

    The PNG of a picture that was drawn before is taken from *kept*, which then holds those of this site alone.
    """
    offers: dict[str, Offer] = {}
    pictures: dict[str, str] = {}
    book = cite.catalogue.book
    cards = {str(Kind.BOOK): card(book.title, book.author_names)} if book.url else {}
    (site / EMBEDS).mkdir()
    shutil.copyfile(THEME / EMBEDS / "embed.css", site / EMBEDS / "embed.css")
    numbers, page_of, base = row_numbers(cite.corpus), embedded(), f"{book.here}/" if book.here else ""
    for exhibit in parts:
        name, offer = exhibit.part.id, offers.setdefault(exhibit.part.id, Offer())
        writer = _Writer(site / FOLDER, offer)
        if drawing := exhibit.shown.drawing:
            legend = legend_of(cite, exhibit)
            pictures[name] = print_picture(drawing, legend)
            writer.write(f"{name}.svg", "SVG, for print and every size", pictures[name])
            offer.snippets, offer.can_be_embedded = snippets(name, drawing, legend, book), True
            if book.url and cite.lead(exhibit.part.page) == exhibit.part:
                cards[name] = card(legend.title, book.title, drawing)
            (site / EMBEDS / f"{name}.html").write_text(page_of(exhibit, drawing, legend, book), "utf-8", newline="")
        if exhibit.shown.specification:
            writer.write(f"{name}.vl.json", "Vega-Lite, to draw it anew", described_specification(cite, exhibit))
        if grid := grid_of(exhibit.shown.tables, numbers, base):
            rows = "row" if len(grid.rows) == 1 else "rows"
            writer.write(f"{name}.csv", f"CSV, {len(grid.rows)} {rows}", grid.csv)
            writer.write(f"{name}.txt", "README of the CSV", readme(cite, Explained(exhibit, grid, f"{name}.csv")))
    wide = dict.fromkeys(pictures.values(), WIDTH_IN_PIXELS)
    drawn = rasterised(wide | dict.fromkeys(cards.values(), CARD[0]), kept)
    for name, svg in cards.items():
        (site / CARD_FILE.format(name)).write_bytes(drawn[svg].read_bytes())
    for name, svg in pictures.items():
        _Writer(site / FOLDER, offers[name]).picture(f"{name}.png", drawn[svg].read_bytes())
    return offers


def legend_of(cite: Citer, exhibit: Exhibit) -> Legend:
    """Return what a picture of a chart says around the drawing."""
    title = exhibit.part.title
    return Legend(title, exhibit.shown.words, (source_line(cite, exhibit), credit_line(cite, exhibit)))


def credit_line(cite: Citer, exhibit: Exhibit) -> str:
    """Return licence and short reference: authors, year, title, version, and the address or the id."""
    book = cite.catalogue.book
    where = cite.catalogue.item(exhibit.part.id).get("URL") or f"id {exhibit.part.id}"
    licence = " and ".join(map(licence_text, book.licences))
    return f"{licence}. {book.author_names} ({book.year}). {book.title}, version {book.shown_version}; {where}"


def licence_text(identifier: str) -> str:
    """Return a licence of Creative Commons as people write it, others by their SPDX identifier.

    >>> licence_text("CC-BY-4.0"), licence_text("Apache-2.0")
    ('CC BY 4.0', 'Apache-2.0')
    """
    if not identifier.startswith("CC-"):
        return identifier
    name, _, version = identifier.removeprefix("CC-").rpartition("-")
    return f"CC {name} {version}"


def described_specification(cite: Citer, exhibit: Exhibit) -> str:
    """Return the Vega-Lite specification of a chart, with its schema, in light colours, and what it is."""
    import altair

    book = cite.catalogue.book
    read: dict[str, Any] = json.loads(_VARIABLE.sub(r"\1", exhibit.shown.specification))
    usermeta = {
        "id": exhibit.part.id,
        "title": exhibit.part.title,
        "sources": source_line(cite, exhibit),
        "reference": cite.reference(exhibit.part.id).entry,
        "licence": " and ".join(book.licences),
        "version": book.shown_version,
    }
    whole = {"$schema": altair.SCHEMA_URL, **read, "background": "#ffffff", "usermeta": usermeta}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


@dataclass(frozen=True)
class _Writer:
    """Writes files into *folder* and adds them to an *offer*."""

    folder: Path
    offer: Offer

    def write(self, name: str, kind: str, text: str) -> None:
        self._add(name, kind, text.encode("utf-8"))

    def picture(self, name: str, png: bytes) -> None:
        width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
        self._add(name, f"PNG, {width:,} by {height:,} pixels", png, place=1)

    def _add(self, name: str, kind: str, content: bytes, place: int | None = None) -> None:
        (self.folder / name).write_bytes(content)
        taken = TakenFile(name, kind, f"{max(1, round(len(content) / 1000)):,} kB")
        self.offer.files.insert(len(self.offer.files) if place is None else place, taken)
