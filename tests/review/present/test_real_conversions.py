"""The prices of the review, converted."""

from __future__ import annotations

from cells import in_cells
from test_conversions import lines

from review.corpus.corpus import Corpus
from review.present.html.markup import plain
from review.present.numbers.conversions import (
    conversions_table,
    implied_rates_table,
    official_rates_table,
)
from review.synthesis.money.money import reprice_all
from review.synthesis.money.rates import IMPLIED

NAMES = {"World Bank": "world-bank", "Federal Reserve": "federal-reserve"}


def test_a_source_s_own_rate_is_shown_with_the_amounts_that_imply_it(real: Corpus) -> None:
    prices = [real.figures["jiang2013-price-boy-mps"]]
    table = in_cells(real, conversions_table, reprice_all(real, prices, currency="USD", rates=IMPLIED), caption="C")
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
