"""How conversions are shown: each price's arithmetic, whose rates it uses, and what stays as it was."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from cells import in_cells

from review.corpus.corpus import Corpus
from review.corpus.vocabulary import Qualifier
from review.present.html.markup import plain
from review.present.html.tabular import Table
from review.present.numbers.conversions import (
    conversions_table,
    converted_text,
    rate_text,
)
from review.synthesis.arithmetic.intervals import Bounds
from review.synthesis.money.money import reprice_all


def lines(table: Table) -> list[list[str]]:
    """Return the cells of a table as text."""
    cells = ([cell for cell in row if not isinstance(cell, int)] for row in table.rows)
    return [[plain(cell).replace("\u00a0", " ") for cell in row] for row in cells]


def test_prices_as_reported_stand_together_at_the_end(small: Corpus) -> None:
    prices = small.figures_where(measure_id="price")
    as_reported = reprice_all(small, prices, currency="", rates="none")
    (row,) = lines(in_cells(small, conversions_table, as_reported, caption="C"))
    assert row[0].split("\n") == ["up to US$6,000", "40,000 to 50,000 yuan"]
    assert row[1:] == ["the same", "as reported", ""]


def test_what_cannot_be_converted_says_why(small: Corpus) -> None:
    prices = small.figures_where(measure_id="price")
    rows = lines(
        in_cells(small, conversions_table, reprice_all(small, prices, currency="USD", rates="none"), caption="C")
    )
    assert rows[0] == ["40,000 to 50,000 yuan", "left out", "not converted: no year stated", ""]
    assert rows[1][:2] == ["up to US$6,000", "the same"]


def test_a_rate_in_words() -> None:
    assert rate_text(Bounds(Decimal("1.20"), Decimal("1.2"))) == "1.20"
    assert rate_text(Bounds(Decimal(6), None)) == "6 to open"
    assert rate_text(None) == "none"


def test_what_is_converted_bears_a_mark_and_keeps_its_vague_word(small: Corpus) -> None:
    first, *_ = small.figures_where(measure_id="price")
    was = replace(first, low=Decimal(20000), high=Decimal(99999), qualifier=Qualifier.RANGE, unit="CNY")
    now = replace(was, low=Decimal(3000), high=Decimal(16666), unit="USD", printed="")
    assert converted_text(small, replace(was, printed="20,000–99,999"), now).replace("\u00a0", " ") == (
        "≈ US$3,000 to 16,666"
    )
    vague = converted_text(small, replace(was, printed="tens of thousands"), now).replace("\u00a0", " ")
    assert vague == "≈ US$3,000 to 16,666, for “tens of thousands”"
