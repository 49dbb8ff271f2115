"""On the built site the reason for computing with unlike things stands wherever such a result stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

from review.book.site_pages import Element, Page, parse_html, read_site
from review.book.traces import drawn
from review.corpus.corpus import open_corpus


def results(page: Page, reasons: dict[str, str]) -> Iterator[tuple[str, Element]]:
    """Yield each place in *page* where a result with one of *reasons* stands: its id, and what must tell the reason.

    That is the row of a table, the figure of a chart, or the section of a text.
    """
    for element in page.elements:
        key = element.attributes.get("data-derivation-id", "")
        within = [element, *element.ancestors()]
        if key in reasons:
            yield key, next(e for e in within if e.tag in ("tr", "section"))
        if element.tag == "tr" and element.attributes.get("id", "") in reasons:
            yield element.attributes["id"], element
        if "chart-spec" in element.classes:
            figure = next(e for e in within if e.tag == "figure")
            yield from ((key, figure) for _, key in drawn(json.loads(element.content)) if key in reasons)


def told(place: Element) -> str:
    """Return what *place* says: of a section only what stands under its blocks."""
    if place.tag != "section":
        return " ".join(place.text.split())
    under = (e for e in place.children if isinstance(e, Element) and "override" in e.classes)
    return " ".join(word for e in under for word in e.text.split())


def without(page: Page, reasons: dict[str, str]) -> list[str]:
    """Return the results on *page* beside which their reason does not stand."""
    return [key for key, place in results(page, reasons) if reasons[key] not in told(place)]


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>{link}</td></tr><tr><td>Since.</td></tr></table>",
        "<p>It is {link}, since. Since.</p>",
        '<figure><script class="chart-spec">{{"a": [{{"derivation_id": "x"}}]}}</script></figure><p>Since.</p>',
        "<section><p>{link}</p></section><p class='override'>Since.</p>",
        "<table><tr id='x'><td>{link}</td></tr></table>",
    ],
)
def test_a_result_without_its_reason_is_found(body: str) -> None:
    text = body.format(link='<a data-derivation-id="x">4.1</a>')
    assert "x" in without(Page("index.html", parse_html(f"<section>{text}</section>")), {"x": "Since."})


def test_the_reason_stands_with_every_result_of_the_book(site: Path) -> None:
    overridden = {name: row.override for name, row in open_corpus().derivations.items() if row.override}
    reasons = {name: " ".join(text.split()) for name, text in overridden.items()}
    seen = set()
    for page in read_site(site):
        assert without(page, reasons) == [], page.path
        seen |= {(key, place.tag) for key, place in results(page, reasons)}
    assert {tag for _, tag in seen} >= {"tr", "figure", "section"}
    assert {key for key, tag in seen if tag == "tr"} == set(reasons)


def test_the_reason_stands_on_the_card(site: Path) -> None:
    text = (site / "cards" / "cards.js").read_text(encoding="utf-8")
    cards = json.loads(text.removeprefix("window.reviewCards = ").removesuffix(";\n"))["derivation"]
    for name, row in open_corpus().derivations.items():
        assert escape(row.override, quote=False) in cards[name], name
