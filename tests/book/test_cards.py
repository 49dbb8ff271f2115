"""The cards of a built site: one for every number that is printed, escaped, the same every time."""

from __future__ import annotations

import json
from pathlib import Path

from review.corpus.tables.project import Project


def cards(site: Path) -> dict[str, dict[str, str]]:
    """Return the cards as the page's script gets them."""
    text = (site / "cards" / "cards.js").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = json.loads(text.removeprefix("window.reviewCards = ").removesuffix(";\n"))
    return found


def test_a_card_tells_how_to_cite_the_source_the_book_and_the_row(small: Project) -> None:
    card = cards(small.site)["figure"]["alpha2001-found"]
    assert 'href="references.html#cite-alpha2001">An Office. (2001). <i>Alpha</i>.</a>' in card
    assert ": 2,169 persons, as reported by An Office (2001) [Coded figure]. In <i>A Small Review</i>" in card
    assert 'href="alpha2001.html#alpha2001-found">Go to the row' in card


def test_a_card_of_a_computed_number_shows_its_formula(small: Project) -> None:
    card = cards(small.site)["derivation"]["share"]
    assert 'data-figure-id="alpha2001-lost" href="alpha2001.html#alpha2001-lost">600</a>' in card
    assert " ÷ " in card and " × 100" in card
    assert "At least 27.6625, with no upper bound." in card
