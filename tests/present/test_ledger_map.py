"""The map of a text: its lanes, its links, and what it says without a receipt."""

from __future__ import annotations

from cells import in_cells

from review.corpus.corpus import Corpus
from review.corpus.verification.receipt import Receipt, read_receipt
from review.present.html.markup import plain
from review.present.tables.ledger_map import CHANGED, CODED, ledger_map


def test_every_numeral_stands_in_a_lane(real: Corpus) -> None:
    receipt = read_receipt(real.descriptor.folder)
    for source_id in real.sources:
        lanes = in_cells(real, ledger_map, source_id, receipt).lanes
        assert sum(map(len, lanes.values())) == len(receipt.numerals[source_id])
        assert next(iter(lanes)) == CODED
        reasons = {row.reason for row in real.exclusions.values() if row.source_id == source_id}
        assert {f"Excluded: {reason}" for reason in reasons} == set(lanes) - {CODED}


def test_strokes_stand_within_the_strip_and_lead_to_rows(real: Corpus) -> None:
    html = in_cells(real, ledger_map, "cecc2009", read_receipt(real.descriptor.folder)).html.text
    figures = [row.figure_id for row in real.figures_where(source_id="cecc2009")]
    assert figures and all(f'href="#{name}" data-figure-id="{name}"' in html for name in figures)
    assert 'aria-hidden="true"' in html and "numerals of the text are accounted for" in html


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
