"""The map of the numerals of the review's sources."""

from __future__ import annotations

from cells import in_cells

from review.corpus.corpus import Corpus
from review.corpus.verification.receipt import read_receipt
from review.present.tables.ledger_map import CODED, ledger_map


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
    assert figures and all(f'href="#{name}"' in html for name in figures)
    assert 'aria-hidden="true"' in html and "numerals of the text are accounted for" in html
