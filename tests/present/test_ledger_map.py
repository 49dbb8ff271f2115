"""The map of a text: its lanes, its links, and what it says without a receipt."""

from __future__ import annotations

from cells import in_cells

from review.corpus.corpus import Corpus
from review.corpus.verification.receipt import Receipt
from review.present.html.markup import plain
from review.present.tables.ledger_map import CHANGED, CODED, ledger_map


def test_a_place_is_a_share_of_the_text(small: Corpus) -> None:
    receipt = Receipt({}, {"alpha": ((500, 503, "alpha-exact"), (900, 903, "gone"))}, {}, {}, {"alpha": 1000})
    drawn = in_cells(small, ledger_map, "alpha", receipt)
    assert {name: len(marks) for name, marks in drawn.lanes.items()} == {CODED: 1, CHANGED: 1}
    assert 'd="M500 0V20"' in drawn.html.text and 'd="M900 5V15"' in drawn.html.text
    assert "1 of 2 numerals of the text are accounted for." in plain(drawn.html)


def test_without_a_receipt_it_says_so(small: Corpus) -> None:
    assert (
        "The text was not verified in this copy"
        in in_cells(small, ledger_map, "alpha", Receipt({}, {}, {}, {})).html.text
    )
