"""The files of all charts and tables that somebody may take along, written into a site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from review.book.pages.citer import Citer
from review.book.taking.embedding import FOLDER as EMBEDS
from review.book.taking.embedding import embedded, snippets
from review.book.taking.grid import grid_of, numbers_in
from review.book.taking.picture import Legend, picture
from review.book.taking.rasterising import rasterised
from review.book.taking.readme import Explained, readme
from review.book.taking.shown import Shown, source_line

#: The folder of a site in which the files stand beside those for reference managers.
FOLDER = "cite"
#: Where a build keeps the pictures that it drew.
KEPT = Path("cache") / "pictures"
_VARIABLE = re.compile(r"var\(--[a-z-]+, (#[0-9a-f]{6})\)")


@dataclass(frozen=True)
class Taken:
    """A file to take along: its *name* in the folder, its *kind* in words, and how large it is."""

    name: str
    kind: str
    size: str


@dataclass
class Offer:
    """What is offered of a chart or a table: *files*, and for a chart the HTML that embeds it, by what it shows.

    It *can_be_embedded* even where no address is set, and *snippets* are none.
    """

    files: list[Taken] = field(default_factory=list)
    snippets: Mapping[str, str] = field(default_factory=dict)
    can_be_embedded: bool = False


def write_taken(cite: Citer, parts: Iterable[Shown], site: Path, kept: Path) -> dict[str, Offer]:
    """Write into *site* the files of charts and tables, and return by their ids what is offered.

    The PNG of a picture that was drawn before is taken from *kept*, which then holds those of this site alone.
    """
    offers: dict[str, Offer] = {}
    pictures: dict[str, str] = {}
    (site / EMBEDS).mkdir()
    numbers, page_of = numbers_in(cite.corpus), embedded()
    for shown in parts:
        name, offer = shown.part.id, offers.setdefault(shown.part.id, Offer())
        writer = _Writer(site / FOLDER, offer)
        if drawing := shown.drawing:
            book, legend = cite.catalogue.book, legend_of(cite, shown)
            pictures[name] = picture(drawing, legend)
            writer.write(f"{name}.svg", "SVG, for print and every size", pictures[name])
            offer.snippets, offer.can_be_embedded = snippets(name, drawing, legend, book), True
            (site / EMBEDS / f"{name}.html").write_text(page_of(shown, drawing, legend, book), "utf-8", newline="")
        if shown.specification:
            writer.write(f"{name}.vl.json", "Vega-Lite, to draw it anew", specification(cite, shown))
        if grid := grid_of(shown.element, numbers, _base(cite)):
            rows = "row" if len(grid.rows) == 1 else "rows"
            writer.write(f"{name}.csv", f"CSV, {len(grid.rows)} {rows}", grid.csv)
            writer.write(f"{name}.txt", "README of the CSV", readme(cite, Explained(shown, grid, f"{name}.csv")))
    drawn = rasterised(pictures.values(), kept)
    for name, svg in pictures.items():
        _Writer(site / FOLDER, offers[name]).copy(f"{name}.png", svg, drawn[svg].read_bytes())
    return offers


def legend_of(cite: Citer, shown: Shown) -> Legend:
    """Return what a picture of a chart says around the drawing."""
    title = shown.part.title
    return Legend(title, shown.words, (source_line(cite, shown), credit_line(cite, shown)))


def credit_line(cite: Citer, shown: Shown) -> str:
    """Return licence and short reference: authors, year, title, version, and the address or the id."""
    book = cite.catalogue.book
    where = cite.catalogue.item(shown.part.id).get("URL") or f"id {shown.part.id}"
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


def specification(cite: Citer, shown: Shown) -> str:
    """Return the Vega-Lite specification of a chart, with its schema, in light colours, and what it is."""
    import altair

    book = cite.catalogue.book
    read: dict[str, Any] = json.loads(_VARIABLE.sub(r"\1", shown.specification))
    usermeta = {
        "id": shown.part.id,
        "title": shown.part.title,
        "sources": source_line(cite, shown),
        "reference": cite.reference(shown.part.id).entry,
        "licence": " and ".join(book.licences),
        "version": book.shown_version,
    }
    whole = {"$schema": altair.SCHEMA_URL, **read, "background": "#ffffff", "usermeta": usermeta}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _base(cite: Citer) -> str:
    address = cite.catalogue.book.url.rstrip("/")
    return f"{address}/" if address else ""


@dataclass(frozen=True)
class _Writer:
    """Writes files into *folder* and adds them to an *offer*."""

    folder: Path
    offer: Offer

    def write(self, name: str, kind: str, text: str) -> None:
        self._add(name, kind, text.encode("utf-8"))

    def copy(self, name: str, svg: str, png: bytes) -> None:
        width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
        self._add(name, f"PNG, {width:,} by {height:,} pixels", png, place=1)

    def _add(self, name: str, kind: str, content: bytes, place: int | None = None) -> None:
        (self.folder / name).write_bytes(content)
        taken = Taken(name, kind, f"{max(1, round(len(content) / 1000)):,} kB")
        self.offer.files.insert(len(self.offer.files) if place is None else place, taken)
