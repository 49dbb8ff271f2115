"""The rates that a source implies by giving one amount in two currencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from bicycle_project import Small

from review.corpus.corpus import Corpus, open_corpus
from review.synthesis.arithmetic.intervals import Bounds
from review.synthesis.money.implied_rates import ImpliedRate, currency_pairs, rates_of, restated, within
from review.synthesis.money.money import IMPLIED, Priced, reprice_all, series

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
    found = within(series(bicycle_corpus, "euro-rate").values(), Bounds(D("1.22"), None))
    assert [fact.period for fact in found] == ["2012", "2014"]


def converted(corpus: Corpus, currency: str, **others: Any) -> dict[str, Priced]:
    """Return the prices of the corpus at their sources' own rates."""
    figures = [figure for figure in corpus.figures.values() if figure.measure_id == "bicycle-price"]
    asked = {"currency": currency, "rates": IMPLIED, "price_changes": "price-change"} | others
    priced = reprice_all(corpus, figures, **asked)
    return {price.figure.figure_id: price for price in priced.priced}


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


# --- the real data -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real() -> Corpus:
    return open_corpus()


def test_the_article_s_brackets_are_found_by_the_rule(real: Corpus) -> None:
    found = {(first.figure_id, second.figure_id) for first, second in currency_pairs(real)}
    kinds = ("baby-first-sale", "boy-final", "girl-final")
    assert found == {(f"jiang2013-price-{kind}-yuan", f"jiang2013-price-{kind}-usd") for kind in kinds}


def test_the_article_s_rates_differ_as_printed_and_need_not_if_rounded(real: Corpus) -> None:
    (rates,) = rates_of(real, "jiang2013")
    by_pair = {rate.pair[0].figure_id: rate for rate in rates.implied}
    assert by_pair["jiang2013-price-baby-first-sale-yuan"].printed == Bounds(D(6), D("6.25"))
    assert by_pair["jiang2013-price-boy-final-yuan"].printed.low == D(40) / D(6)
    assert rates.span == Bounds(D(6), D(40) / D(6))
    assert rates.common is not None and rates.common.low == D(40000) / D(6500)
    official = series(real, "world-bank")
    assert {fact.period for fact in within(official.values(), rates.span)} == {"2011", "2012"}


def every_conversion() -> Iterator[dict[str, Any]]:
    for currency in ("", "CNY", "USD"):
        for rates in (IMPLIED, "world-bank", "federal-reserve"):
            for base, assumed in ((None, None), (None, 2009), (2012, 2009), (2006, 2011)):
                yield {"currency": currency, "rates": rates, "base_year": base, "assumed_year": assumed}


@pytest.mark.parametrize("asked", list(every_conversion()), ids=lambda asked: "-".join(map(str, asked.values())))
def test_the_shown_formula_gives_the_shown_number(real: Corpus, asked: dict[str, Any]) -> None:
    figures = [figure for figure in real.figures.values() if figure.measure_id == "price-child"]
    repriced = reprice_all(real, figures, price_changes="consumer-price-change", **asked)
    shown = {figure.figure_id: figure for figure in repriced.figures}
    for price in repriced.priced:
        ends = []
        for line in map(str, price.lines):
            arithmetic, _, said = line.replace(",", "").partition(" = ")
            assert abs(computed(arithmetic) - int(said)) <= Fraction(1, 2)
            ends.append(D(said))
        if price.factors:
            figure = shown[price.figure.figure_id]
            assert ends == [end for end in dict.fromkeys((figure.low, figure.high)) if end is not None]


def computed(arithmetic: str) -> Fraction:
    """Return the value of a shown formula: numbers, × and ÷ from left to right, ratios in parentheses."""

    def ratio(found: re.Match[str]) -> str:
        return str(Fraction(found[1]) / Fraction(found[2]))

    numbers = re.sub(r"\(([\d.]+) ÷ ([\d.]+)\)", ratio, arithmetic).split(" ")
    value = Fraction(numbers[0])
    for sign, number in zip(numbers[1::2], numbers[2::2], strict=True):
        value = value * Fraction(number) if sign == "×" else value / Fraction(number)
    return value
