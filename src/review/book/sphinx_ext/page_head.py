"""What programs read in the head of a page: Highwire tags for Zotero and Scholar, Open Graph, and JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from review.book.pages.citables import FRONT
from review.book.pages.citer import CARD, Citer
from review.citing.catalogue import Citable, Kind
from review.citing.items import Item

#: Where a licence is described, by its name.
LICENCE = "https://spdx.org/licenses/{}"
#: A description is cut at the end of the sentence that reaches this many signs.
LONGEST = 200


def page_head(cite: Citer, page: Citable | None, said: str) -> list[str]:
    """Return the tags of a page, of which *said* is the first paragraph; without a page of the contents, of the book.

    Single figures stay out: those who harvest would drop their cautions.
    """
    item = cite.catalogue.item(page.id if page else str(Kind.BOOK))
    tags = [*_highwire(cite, item), *_open_graph(cite, page, item, shortened(said))]
    written = [
        f'<meta {"property" if name.startswith("og:") else "name"}="{name}" content="{escape(text)}" />'
        for name, text in tags
        if text
    ]
    licences = (f'<link rel="license" href="{LICENCE.format(name)}" />' for name in cite.catalogue.book.licences)
    linked = json.dumps(linked_data(cite, page), ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return [*written, *licences, f'<script type="application/ld+json">{linked}</script>']


def shortened(text: str) -> str:
    """Return the first sentences of *text*, as many as a description holds.

    >>> shortened("One. Two.")
    'One. Two.'
    """
    whole = " ".join(text.split())
    end = whole.find(". ", LONGEST)
    return whole if end < 0 else whole[: end + 1]


def _highwire(cite: Citer, item: Item) -> Iterator[tuple[str, str]]:
    book = cite.catalogue.book
    for name in book.names:
        # A body's name ends in a comma, or Zotero makes first and last names of it.
        yield "citation_author", f"{name.get('literal') or name['family']}, {name.get('given', '')}".strip()
    yield "citation_title", str(item["title"])
    yield "citation_publication_date", book.dated.replace("-", "/")
    yield "citation_inbook_title", str(item.get("container-title", ""))
    yield "citation_language", "en"
    yield "citation_public_url", str(item.get("URL", ""))
    # The only tag from which Zotero takes an edition.
    yield "prism.edition", f"Version {book.version}"


def _open_graph(cite: Citer, page: Citable | None, item: Item, said: str) -> Iterator[tuple[str, str]]:
    yield "description", said
    yield "og:title", str(item["title"])
    yield "og:type", "article" if page else "book"
    yield "og:site_name", cite.catalogue.book.title
    yield "og:description", said
    yield "og:url", str(item.get("URL", ""))
    if card := cite.card(page.page if page else FRONT):
        yield from zip(("og:image", "og:image:alt"), card, strict=True)
        yield from zip(("og:image:width", "og:image:height"), map(str, CARD), strict=True)
        yield "twitter:card", "summary_large_image"


def linked_data(cite: Citer, page: Citable | None) -> dict[str, Any]:
    """Return a page in the words of schema.org: the book, a chapter with its charts, or the data set."""
    book = _described("Book", cite.catalogue.item(str(Kind.BOOK)), cite)
    card = cite.card(page.page if page else FRONT)
    image = {"image": card[0]} if card else {}
    if page is None:
        return {"@context": "https://schema.org", **book, **image}
    kind = "Dataset" if page.kind is Kind.DATA else "Chapter"
    charts = [
        {**_described("ImageObject", cite.catalogue.item(part.id), cite), "creditText": cite.reference(part.id).entry}
        for part in cite.catalogue.parts.values()
        if part.page == page.page and part.kind is Kind.CHART and not part.is_optional
    ]
    made = _described(kind, cite.catalogue.item(page.id), cite) | {"isPartOf": book, **image}
    return {"@context": "https://schema.org", **made, **({"hasPart": charts} if charts else {})}


def _described(kind: str, item: Item, cite: Citer) -> dict[str, Any]:
    people = [_person(name) for name in cite.catalogue.book.names]
    made = {"@type": kind, "name": item["title"], "author": people, "version": item["version"], "inLanguage": "en"}
    made |= {"datePublished": cite.catalogue.book.dated, "identifier": item["id"]}
    made["license"] = [LICENCE.format(name) for name in cite.catalogue.book.licences]
    return made | ({"url": item["URL"]} if "URL" in item else {})


def _person(name: dict[str, str] | Any) -> dict[str, str]:
    if "literal" in name:
        return {"@type": "Organization", "name": name["literal"]}
    return {"@type": "Person", "familyName": name["family"], "givenName": name.get("given", "")}
