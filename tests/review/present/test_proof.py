"""What a figure rests on, as facts: all that a reader may ask, told of every figure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cells import in_cells

from review.corpus.corpus import Corpus
from review.corpus.verification.receipt import Receipt, read_receipt
from review.present.html.markup import plain
from review.present.numbers import proof as proofs
from review.present.numbers.proof import AS_COUNT, AS_EXTENT, below_the_row, proof, verification_text
from review.present.tables.coded_rows import figures_table

ASKED = [
    "Quoted phrase",
    "Source",
    "What is counted",
    "Of whom",
    "Place",
    "Period",
    "Credited to",
    AS_COUNT,
    AS_EXTENT,
    "Second pass",
    "Checked against the text",
]


@pytest.fixture
def receipt(real: Corpus) -> Receipt:
    return read_receipt(real.descriptor.folder)


def test_every_figure_answers_all_that_is_asked(real: Corpus, receipt: Receipt) -> None:
    for figure in real.figures.values():
        facts = proof(real, figure, receipt)
        assert list(facts)[: len(ASKED)] == ASKED
        assert all(plain(said).strip() for said in facts.values())
        assert plain(facts["Quoted phrase"]) == figure.quote


def test_a_chain_of_credit_is_told_with_its_length(real: Corpus, receipt: Receipt) -> None:
    said = plain(proof(real, real.figures["cecc2009-children-rescued"], receipt)["Credited to"])
    assert "which credits Ministry of Public Security" in said
    assert "A chain of 2 links; it ends in: government." in said
    for figure in real.figures.values():
        length = len(real.origin_chain(figure.origin_id))
        links = "one link" if length == 1 else f"{length} links"
        assert f"A chain of {links}; it ends in: " in plain(proof(real, figure, receipt)["Credited to"])


def test_an_unnamed_end_is_told(real: Corpus, receipt: Receipt) -> None:
    figure = real.figures["aljazeera2012-children-abducted-yearly"]
    assert "it ends in: nobody named." in plain(proof(real, figure, receipt)["Credited to"])


def test_a_changed_row_is_not_verified(real: Corpus) -> None:
    figure = next(iter(real.figures.values()))
    fresh = Receipt({"figures": {}}, {}, {}, {})
    stale = replace(fresh, rows={"figures": {figure.figure_id: "another hash"}})
    assert verification_text(real, figure, fresh) == "Not verified."
    assert verification_text(real, figure, stale) == "Not verified since it changed."


def test_the_second_pass_is_told(real: Corpus, receipt: Receipt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "agreement_of", lambda corpus, figure_id: "the passes differed in: place")
    figure = next(iter(real.figures.values()))
    assert proof(real, figure, receipt)["Second pass"] == "The passes differed in: place."


def test_a_departure_from_the_print_is_told(real: Corpus, receipt: Receipt) -> None:
    correction = next(iter(real.corrections.values()))
    said = plain(proof(real, real.figures[correction.figure_id], receipt)["Departure from the print"])
    assert correction.reason in said and f"{correction.field}: printed" in said


def test_a_row_of_the_source_unfolds_its_proof(real: Corpus, receipt: Receipt) -> None:
    figures = real.figures_where(source_id="cecc2009")
    html = in_cells(real, figures_table, figures, caption="F", anchors=True, receipt=receipt).html.text
    assert html.count('<details class="proof">') == len(figures)
    row = plain(below_the_row(real, figures[0], receipt))
    for name in (AS_COUNT, AS_EXTENT, "Second pass", "Checked against the text", "To cite it"):
        assert name in row
    assert "proof" not in in_cells(real, figures_table, figures, caption="F").html.text


def test_each_phrase_of_a_basis_is_quoted_once(real: Corpus, receipt: Receipt) -> None:
    figure = replace(next(iter(real.figures.values())), period_basis="April + May 2009 | May 2009 | implied: published")
    said = str(proof(real, figure, receipt)["Period"])
    assert "rests on <q>April</q>, <q>May 2009</q></div>" in said
    assert "Implied: published." in said
