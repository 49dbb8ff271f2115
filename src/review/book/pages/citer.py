"""How a thing is cited, as the pages say it: its reference, what the text says in brackets, and what to beware of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

from review.book.pages.citables import catalogue
from review.citing.catalogue import Catalogue, Citable, Kind
from review.citing.styles import KeptReferences, Reference, read_references
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot, once
from review.present.html.markup import Content, Html, element, joined
from review.present.html.tabular import stacked
from review.present.words.wording import origin_text

AS_CITED_IN = "as cited in"
# In an entry as HTML.
_ADDRESS = re.compile(r"(https?://[^\s<>]*[^\s<>.,;])")
#: The files for reference managers, by their endings; and the name of those that hold all rows of a page.
FILES = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
ROWS_OF = "rows-of-{}"
#: Where a build keeps the references that it formatted.
KEPT = Path("cache") / "references.json"
#: How wide and high the card of a page is, the picture that others show beside a link to it; where in a site it stands.
CARD, CARD_FILE = (1200, 630), "cite/{}.card.png"


@once
def citer(snapshot: Snapshot) -> Citer:
    """Return how things of a project are cited, made once; references that were formatted before are kept."""
    return Citer(snapshot.corpus, catalogue(snapshot), read_references(snapshot.project.build / KEPT))


@dataclass(frozen=True)
class Citer:
    """The catalogue of a book with the references that are made of it."""

    corpus: Corpus
    catalogue: Catalogue
    kept: KeptReferences

    def reference(self, name: str, style: str = "apa") -> Reference:
        """Return how the thing with an id is cited. Raises UsageError for an unknown one."""
        return self.kept.reference(self.catalogue.item(name), style)

    def on_page(self, name: str) -> Sequence[Citable]:
        """Return the parts of a page, in their order."""
        return self._on_pages.get(name, ())

    @cached_property
    def _on_pages(self) -> Mapping[str, Sequence[Citable]]:
        found: dict[str, list[Citable]] = {}
        for part in self.catalogue.parts.values():
            found.setdefault(part.page, []).append(part)
        return found

    def page(self, name: str) -> Citable | None:
        """Return a page as it is cited; None for one that is not."""
        return next((one for one in self.on_page(name) if not one.anchor), None)

    def lead(self, page: str) -> Citable | None:
        """Return the chart that stands for a page, its first that is always there; None where it has none."""
        return next((part for part in self.on_page(page) if part.kind is Kind.CHART and not part.is_optional), None)

    def card(self, page: str) -> tuple[str, str] | None:
        """Return the address of a page's card, and what it shows; None where the book has no address."""
        book, chart = self.catalogue.book, self.lead(page)
        name, title = (chart.id, chart.title) if chart else (str(Kind.BOOK), book.title)
        return (f"{book.here}/{CARD_FILE.format(name)}", title) if book.url else None

    def since(self, name: str) -> str:
        """Return the version with which an id came into the book; empty where none is known yet."""
        return self._since.get(name, "")

    @cached_property
    def _since(self) -> Mapping[str, str]:
        return {row.id: row.since for row in reversed([*self.corpus.tables["ids"].values()]) if not row.fate}

    def number(self, name: str) -> Mapping[str, Content]:
        """Return how a number is cited, by how it was read: in this book, or in its source; as facts of a card.

        A computed number is this book's own, and has the first alone.
        """
        part, entry = self.catalogue.part(name), self.reference(name)
        place = "" if self.catalogue.book.url else f"In this book at {part.address}; this copy is published nowhere"
        read = self._lines(Html(entry.slanted), self.read_here(part), place)
        facts: dict[str, Content] = {"To cite it, read here": read}
        if name in self.corpus.figures:
            work = self.reference(part.works[0])
            linked = _linked(work.slanted, f"references.html#cite-{part.works[0]}")
            facts["To cite it, source checked"] = self._lines(linked, self.source_checked(part))
        else:
            facts = {"To cite it": read}
        return facts

    def files(self, name: str) -> Html:
        """Return links to the files that hold a number with the others of its page, whose words say so."""
        page = self.catalogue.part(name).page
        whole = self.corpus.sources[page].name if page in self.corpus.sources else "its page"
        links = (
            element("a", f"{said} as {label}", href=f"cite/{ROWS_OF.format(page)}.{ending}", download=True)
            for said, (ending, label) in zip((f"All of {whole}", "all", "all"), FILES.items(), strict=True)
        )
        return joined(links, ", ")

    def read_here(self, part: Citable) -> str:
        """Return what a text says in brackets for a number that was read in this book."""
        book = self.reference(part.id).in_text
        if part.id not in self.corpus.figures:
            return book
        work, figure = self.reference(part.works[0]).in_text, self.corpus.figures[part.id]
        is_unnamed = self.corpus.origins[figure.origin_id].kind == "unnamed"
        credited = "" if is_unnamed else f"{origin_text(self.corpus, figure)} "
        return f"{credited}{work[:-1]}, {AS_CITED_IN} {book[1:]}"

    def source_checked(self, part: Citable) -> str:
        """Return what a text says in brackets for a number that was looked up in its source."""
        place = self.corpus.locator(self.corpus.figures[part.id])
        return f"{self.reference(part.works[0]).in_text[:-1]}, {place})"

    @staticmethod
    def _lines(entry: Content, in_text: str, place: str = "") -> Html:
        copied = element("span", entry, class_="reference-entry")
        return stacked(copied, joined(["In the text: ", element("span", in_text, class_="reference-in-text")]), place)


def _linked(slanted: str, there: str) -> Html:
    """Return an entry whose words lead to its place in the list of references, and an address to what it names."""
    pieces = _ADDRESS.split(slanted)
    return joined(
        (element("a", Html(piece), href=unescape(piece) if at % 2 else there) if piece.strip() else Html(piece))
        for at, piece in enumerate(pieces)
    )
