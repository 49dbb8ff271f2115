"""The rates that a source implies by giving one amount in two currencies."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from bicycle_project import Small

from review.corpus.corpus import Corpus
from review.synthesis.arithmetic.intervals import Bounds
from review.synthesis.money.implied_rates import ImpliedRate, currency_pairs, rates_of, rates_within, restated
from review.synthesis.money.money import Priced, reprice_all
from review.synthesis.money.rates import IMPLIED, series

D = Decimal
BUYER, DEALER, POUNDS = "ward2014-buyer-price", "ward2014-dealer-price", "ward2014-buyer-price-pounds"


def with_pounds(bicycles: Small, **others: str) -> Corpus:
    """Return the small corpus with the buyer's 50 to 120 euros given in pounds too: 40 to 90, rounded."""
    cells = {"quote": "(40 to 90 pounds)", "printed": "40 to 90", "low": "40", "high": "90", "unit": "GBP"}
    bicycles.add("figures", like=BUYER, figure_id=POUNDS, **cells | others)
    return bicycles.corpus()


def test_a_pair_is_one_amount_in_two_currencies(bicycles: Small) -> None:
    corpus = with_pounds(bicycles)
    assert [tuple(figure.figure_id for figure in pair) for pair in currency_pairs(corpus)] == [(BUYER, POUNDS)]
    assert restated(corpus, corpus.figures[POUNDS]) == corpus.figures[BUYER]
    assert restated(corpus, corpus.figures[DEALER]) is None


@pytest.mark.parametrize(
    "other",
    [
        {"paragraph": "2"},
        {"stage": "dealer"},
        {"population_id": "adults"},
        {"place": "The town", "place_basis": "town"},
        {"period_start": "2013", "period_end": "2013", "period_basis": "in 2013"},
        {"unit": "EUR", "quote": "(40 to 90 euros)"},
    ],
)
def test_what_differs_in_anything_but_the_currency_is_no_pair(bicycles: Small, other: dict[str, str]) -> None:
    assert currency_pairs(with_pounds(bicycles, **other)) == ()


def test_where_two_amounts_could_be_restated_none_is(bicycles: Small) -> None:
    bicycles.add("figures", like=BUYER, figure_id="ward2014-other-price")
    assert currency_pairs(with_pounds(bicycles)) == ()


def test_ranges_match_end_to_end_and_rounding_widens_them(bicycles: Small) -> None:
    corpus = with_pounds(bicycles)
    (rates,) = rates_of(corpus, "ward2014")
    (rate,) = rates.implied
    assert rate.printed == rates.span == Bounds(D("1.25"), D(120) / D(90))
    assert rate.rounded == Bounds(D(120) / D(95), D(120) / D(85))  # 35 to 45 and 85 to 95 pounds
    assert rates_of(corpus, "gazette2014") == ()


def test_rates_that_no_rounding_explains_have_nothing_in_common(bicycles: Small) -> None:
    cells = {"printed": "40 to 60", "quote": "(40 to 60 pounds)", "high": "60"}
    rate = ImpliedRate(currency_pairs(with_pounds(bicycles, **cells))[0])
    assert rate.printed == Bounds(D("1.25"), D(2))
    assert rate.rounded is None


def test_amounts_bounded_on_different_sides_imply_nothing(bicycles: Small) -> None:
    cells = {"low": "", "high": "90", "qualifier": "at most", "printed": "up to 90", "quote": "up to 90 pounds"}
    open_above = {"high": "", "qualifier": "at least", "printed": "at least 50", "quote": "at least 50 euros"}
    bicycles.change("figures", BUYER, **open_above)
    corpus = with_pounds(bicycles, **cells)
    assert len(currency_pairs(corpus)) == 1 and rates_of(corpus, "ward2014") == ()


def test_yearly_rates_that_lie_within_are_told(bicycle_corpus: Corpus) -> None:
    found = rates_within(series(bicycle_corpus, "euro-rate").values(), Bounds(D("1.22"), None))
    assert [fact.period for fact in found] == ["2012", "2014"]


def converted(corpus: Corpus, currency: str, **others: Any) -> dict[str, Priced]:
    """Return the prices of the corpus at their sources' own rates."""
    figures = [figure for figure in corpus.figures.values() if figure.measure_id == "bicycle-price"]
    asked = {"currency": currency, "rates": IMPLIED, "price_changes": "price-change"} | others
    priced = reprice_all(corpus, figures, **asked)
    return {price.figure.figure_id: price for price in priced}


def test_a_source_s_own_rate_needs_no_year_and_widens_the_bounds(bicycles: Small) -> None:
    bicycles.change("figures", DEALER, qualifier="exact", low="40", printed="40", quote="40 euros")
    price = converted(with_pounds(bicycles), "GBP")[DEALER]
    assert price.bounds == Bounds(D(40) / (D(120) / D(90)), D(32))
    assert tuple(map(str, price.lines)) == ("40 ÷ (120 ÷ 90) = 30", "40 ÷ (50 ÷ 40) = 32")
    assert [figure.figure_id for figure in price.figures] == [BUYER, POUNDS]


def test_what_the_source_gives_itself_is_not_computed_again(bicycles: Small) -> None:
    prices = converted(with_pounds(bicycles), "GBP")
    assert (prices[BUYER].bounds, prices[BUYER].missing) == (None, "its source gives it in GBP itself")
    assert prices[POUNDS].bounds == Bounds(D(40), D(90)) and prices[POUNDS].steps == ()


def test_another_source_s_rate_is_not_lent(bicycles: Small) -> None:
    cells = {"source_id": "gazette2014", "section_id": "gazette2014-text", "paragraph": "2"}
    bicycles.add("figures", like=DEALER, figure_id="gazette2014-price", **cells)
    price = converted(with_pounds(bicycles), "GBP")["gazette2014-price"]
    assert (price.bounds, price.missing) == (None, "gazette2014 implies no rate between EUR and GBP")


def test_an_implied_rate_has_no_year_for_constant_prices(bicycles: Small) -> None:
    prices = converted(with_pounds(bicycles), "", base_year=2014, assumed_year=2013)
    assert prices[POUNDS].missing == "an implied rate has no year to take prices to another"
    assert tuple(map(str, prices[BUYER].lines)) == ("50 × 0.8 = 40", "120 × 0.8 = 96")
    assert converted(bicycles.corpus(), "", base_year=2014)[BUYER].missing == "no year stated"
