"""Every computed number of the built book is linked, and has a row and a card."""

from __future__ import annotations

from pathlib import Path

from test_computed_numbers import check_site

from review.corpus.corpus import Corpus
from review.present.tables.calculations import CONSTRAINTS, CONVERSIONS, RATES


def test_every_computed_number_of_the_book_is_linked_and_has_a_row_and_a_card(site: Path, real: Corpus) -> None:
    assert check_site(site, real) == {"", CONSTRAINTS, RATES, CONVERSIONS}
