"""The cards of a built site: one for every number that is printed, escaped, the same every time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cited_parts import published, with_ids

from review.book.pages.cards import read_cards
from review.book.pages.citer import Citer
from review.citing.styles import STYLES
from review.corpus.tables.project import Project
from review.corpus.tables.records import ReleasedId


def test_a_card_tells_how_to_cite_the_source_the_book_and_the_row(small: Project) -> None:
    card = read_cards(small.site / "cards")["figure"]["alpha2001-found"]
    assert 'href="references.html#cite-alpha2001">An Office. (2001). <i>Alpha</i>.</a>' in card
    assert ": 2,169 persons, as reported by An Office (2001) [Coded figure]. In <i>A Small Review</i>" in card
    assert 'href="alpha2001.html#alpha2001-found">Go to the row' in card


def test_a_card_of_a_computed_number_shows_its_formula(small: Project) -> None:
    card = read_cards(small.site / "cards")["derivation"]["share"]
    assert 'data-figure-id="alpha2001-lost" href="alpha2001.html#alpha2001-lost">600</a>' in card
    assert " ÷ " in card and " × 100" in card
    assert "At least 27.6625, with no upper bound." in card


def test_a_part_is_citable_since_the_release_that_had_it_first(cite: Citer) -> None:
    kept = [
        ReleasedId("table", "table-found", "1.0.0", "", "", "", ""),
        ReleasedId("chart", "chart-found", "1.1.0", "", "", "", ""),
    ]
    gone = ReleasedId("chart", "chart-lost", "0.9.0", "", "withdrawn", "", "It says what another says.")
    later = with_ids(cite, gone, *kept)
    assert [later.since(name) for name in ("chart-found", "table-found", "chart-lost", "new")] == [
        "1.1.0",
        "1.0.0",
        "",
        "",
    ]


@pytest.mark.parametrize("style", STYLES)
def test_a_reference_that_is_copied_leads_to_what_is_cited_where_the_book_has_an_address(
    cite: Citer, style: str
) -> None:
    there = published(cite)
    for name, part in there.catalogue.parts.items():
        assert f"{there.catalogue.book.here}/{part.address}" in there.reference(name, style).entry
        assert "http" not in cite.reference(name, style).entry
    told = there.number("alpha2001-found")["To cite it, read here"]
    assert "published nowhere" not in str(told) and "published nowhere" in str(
        cite.number("alpha2001-found")["To cite it, read here"]
    )


def test_in_the_reference_of_a_source_words_and_address_lead_to_different_places(cite: Citer) -> None:
    work = {**cite.catalogue.works["alpha2001"], "URL": "https://b.example/found?a=1&b=2"}
    addressed = replace(cite, catalogue=replace(cite.catalogue, works={"alpha2001": work}))
    linked = str(addressed.number("alpha2001-found")["To cite it, source checked"])
    assert '<a href="https://b.example/found?a=1&amp;b=2">https://b.example/found?a=1&amp;b=2</a>' in linked
    assert '<a href="references.html#cite-alpha2001">Ward, A.' in linked
