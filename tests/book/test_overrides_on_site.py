"""On the built site the reason for computing with unlike things stands on each page with such a result."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from bs4 import Tag

from review.book.site.html_tree import Page, classes, parse_html
from review.book.site.row_ids import drawn


def results(page: Page, reasons: dict[str, str]) -> Iterator[tuple[str, Tag]]:
    """Yield each place in *page* where a result with one of *reasons* stands: its id, and what must tell the reason.

    That is the row of the result itself; for a number in prose, in another table or in a chart, the page.
    """
    whole = page.elements[0]
    for element in page.elements:
        if (key := element.attrs.get("data-derivation-id", "")) in reasons:
            yield key, whole
        if element.name == "tr" and element.attrs.get("id", "") in reasons:
            yield element.attrs["id"], element
        if "chart-spec" in classes(element):
            yield from ((key, whole) for _, key in drawn(json.loads(element.get_text())) if key in reasons)


def without(page: Page, reasons: dict[str, str]) -> list[str]:
    """Return the results on *page* whose reason does not stand where it must."""
    return [key for key, place in results(page, reasons) if reasons[key] not in " ".join(place.text.split())]


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>{link}</td></tr></table>",
        "<p>It is {link}.</p>",
        '<figure><script class="chart-spec">{{"a": [{{"derivation_id": "x"}}]}}</script></figure>',
        "<table><tr id='x'><td>{link}</td></tr></table><p>Since.</p>",
    ],
)
def test_a_result_without_its_reason_is_found(body: str) -> None:
    text = body.format(link='<a data-derivation-id="x">4.1</a>')
    assert "x" in without(Page("index.html", parse_html(f"<section>{text}</section>")), {"x": "Since."})
