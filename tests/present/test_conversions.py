"""How conversions are shown: each price's arithmetic, whose rates it uses, and what stays as it was."""

from __future__ import annotations

from decimal import Decimal

from cells import in_cells

from review.corpus.corpus import Corpus
from review.present.html.markup import plain
from review.present.html.tabular import Table
from review.present.numbers.conversions import (
    conversions_table,
    implied_rates_table,
    official_rates_table,
    rate_text,
)
from review.synthesis.arithmetic.intervals import Bounds
from review.synthesis.money.money import IMPLIED, reprice_all

NAMES = {"World Bank": "world-bank", "Federal Reserve": "federal-reserve"}


def lines(table: Table) -> list[list[str]]:
    """Return the cells of a table as text."""
    cells = ([cell for cell in row if not isinstance(cell, int)] for row in table.rows)
    return [[plain(cell).replace("\u00a0", " ") for cell in row] for row in cells]


def test_prices_as_reported_stand_together_at_the_end(small: Corpus) -> None:
    prices = small.figures_where(measure_id="price")
    as_reported = reprice_all(small, prices, currency="", rates="none").priced
    (row,) = lines(in_cells(small, conversions_table, as_reported, caption="C"))
    assert row[0].split("\n") == ["up to US$6,000", "40,000 to 50,000 yuan"]
    assert row[1:] == ["the same", "as reported", ""]


def test_what_cannot_be_converted_says_why(small: Corpus) -> None:
    prices = small.figures_where(measure_id="price")
    rows = lines(
        in_cells(small, conversions_table, reprice_all(small, prices, currency="USD", rates="none").priced, caption="C")
    )
    assert rows[0] == ["40,000 to 50,000 yuan", "left out", "not converted: no year stated", ""]
    assert rows[1][:2] == ["up to US$6,000", "the same"]


def test_a_source_s_own_rate_is_shown_with_the_amounts_that_imply_it(real: Corpus) -> None:
    prices = [real.figures["jiang2013-price-boy-mps"]]
    table = in_cells(
        real, conversions_table, reprice_all(real, prices, currency="USD", rates=IMPLIED).priced, caption="C"
    )
    ((_, shown, how, rates),) = table.rows
    assert plain(shown) == "US$6,000 to 8,333"
    computed = plain(how).split("\n")[:2]
    assert computed == ["40,000 ÷ (40,000 ÷ 6,000) = 6,000", "50,000 ÷ (6,000 ÷ 1,000) = 8,333"]
    assert "CNY per USD, implied by Jiang 2013" in plain(how)
    assert 'data-figure-id="jiang2013-price-baby-first-sale-usd"' in str(rates)


def test_implied_rates_are_shown_by_pair_and_for_the_source(real: Corpus) -> None:
    table = in_cells(real, implied_rates_table, caption="C")
    rows = lines(table)
    assert rows[0][0] == "5,000 to 6,000 yuan origin unnamed given as US$800 to 1,000 origin unnamed"
    assert [row[2:] for row in rows] == [
        ["6 to 6.25", "5.88 to 6.67"],
        ["6.67", "6.15 to 7.27"],
        ["6.67", "5.71 to 8"],
        ["6 to 6.67", "6.15 to 6.67"],
    ]


def test_official_rates_say_whether_they_lie_within(real: Corpus) -> None:
    rows = lines(in_cells(real, official_rates_table, NAMES, caption="C"))
    yes = "Jiang 2013: yes"
    assert [row[0] for row in rows if row[3:] == [yes, yes]] == ["2011", "2012"]
    assert all(row[3:] == ["Jiang 2013: no"] * 2 for row in rows if row[0] not in ("2011", "2012"))
    assert rows[-1][1:3] == ["6.312333", "6.3093"]


def test_a_rate_in_words() -> None:
    assert rate_text(Bounds(Decimal("1.20"), Decimal("1.2"))) == "1.20"
    assert rate_text(Bounds(Decimal(6), None)) == "6 to open"
    assert rate_text(None) == "none"
