"""The reason for an override stands with every result of the built book."""

from __future__ import annotations

from html import escape
from pathlib import Path

from test_overrides_on_site import results, without

from review.book.pages.cards import read_cards
from review.book.site.html_tree import Page
from review.corpus.corpus import Corpus


def test_the_reason_stands_with_every_result_of_the_book(pages: tuple[Page, ...], real: Corpus) -> None:
    overridden = {name: row.override for name, row in real.derivations.items() if row.override}
    reasons = {name: " ".join(text.split()) for name, text in overridden.items()}
    seen = set()
    for page in pages:
        assert without(page, reasons) == [], page.path
        seen |= {(key, place.name) for key, place in results(page, reasons)}
    assert {key for key, tag in seen if tag == "tr"} == set(reasons)


def test_the_reason_stands_on_the_card(site: Path, real: Corpus) -> None:
    cards = read_cards(site / "cards")["derivation"]
    for name, row in real.derivations.items():
        assert escape(row.override, quote=False) in cards[name], name
