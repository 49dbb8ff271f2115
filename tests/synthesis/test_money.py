"""Prices in another currency and another year's money, and what no rate is known for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from bicycle_project import Small

from review.corpus.corpus import Corpus
from review.errors import UsageError
from review.synthesis.money.money import Priced, reprice_all, reprice_figure, year_of
from review.synthesis.money.rates import series

D = Decimal
DEALER, BUYER = "ward2014-dealer-price", "ward2014-buyer-price"  # up to 40 euros in 2012; 50 to 120, no year
GIVEN: dict[str, Any] = {"rates": "euro-rate", "price_changes": "price-change"}


def priced(corpus: Corpus, figure_id: str, currency: str = "", **others: Any) -> Priced:
    """Return a price of the small corpus, asked for in another currency or year."""
    return reprice_figure(corpus, corpus.figures[figure_id], currency=currency, **GIVEN | others)


def ends(price: Priced) -> tuple[Decimal | None, Decimal | None]:
    """Return the bounds of a price that could be converted."""
    assert price.bounds is not None
    return price.bounds.low, price.bounds.high


def test_a_price_as_reported_needs_no_year_and_no_rate(bicycle_corpus: Corpus) -> None:
    for currency in ("", "EUR"):
        price = priced(bicycle_corpus, BUYER, currency, rates="")
        assert (ends(price), price.unit, price.steps, price.facts) == ((D(50), D(120)), "EUR", (), ())


def test_a_price_without_a_year_is_not_converted(bicycle_corpus: Corpus) -> None:
    price = priced(bicycle_corpus, BUYER, "GBP")
    assert (price.bounds, price.missing) == (None, "no year stated")


def test_a_year_may_be_assumed(bicycle_corpus: Corpus) -> None:
    price = priced(bicycle_corpus, BUYER, "GBP", assumed_year=2013)
    assert (round(ends(price)[0] or D(0), 4), ends(price)[1]) == (D("41.6667"), D(100))
    assert price.steps == ("÷ 1.20 (EUR per GBP, 2013)",)
    assert [fact.fact_id for fact in price.facts] == ["euro-2013"]


def test_the_price_s_own_year_goes_before_the_assumed_one(bicycle_corpus: Corpus) -> None:
    assert year_of(bicycle_corpus.figures[DEALER]) == 2012
    assert ends(priced(bicycle_corpus, DEALER, "GBP", assumed_year=2013)) == (None, D(32))


def test_a_price_is_converted_back(bicycle_corpus: Corpus) -> None:
    pounds = replace(bicycle_corpus.figures[DEALER], high=D(32), unit="GBP")
    price = reprice_figure(bicycle_corpus, pounds, currency="EUR", **GIVEN)
    assert (ends(price), price.unit, price.steps) == ((None, D(40)), "EUR", ("× 1.25 (EUR per GBP, 2012)",))


def test_constant_prices_go_forwards(bicycle_corpus: Corpus) -> None:
    price = priced(bicycle_corpus, DEALER, base_year=2014)
    assert ends(price) == (None, D("35.2"))  # 40 × 1.10 × 0.80
    assert price.steps == ("× 1.1 (change of prices, 2013)", "× 0.8 (change of prices, 2014)")
    assert [fact.fact_id for fact in price.facts] == ["prices-2013", "prices-2014"]


def test_constant_prices_go_backwards(bicycle_corpus: Corpus) -> None:
    price = priced(bicycle_corpus, BUYER, base_year=2012, assumed_year=2014)
    low, high = ends(price)
    assert (round(low or D(0), 6), round(high or D(0), 6)) == (D("56.818182"), D("136.363636"))


def test_there_and_back_is_the_same_price(bicycle_corpus: Corpus) -> None:
    forwards = priced(bicycle_corpus, DEALER, base_year=2014)
    assert forwards.bounds is not None
    then = replace(bicycle_corpus.figures[DEALER], high=forwards.bounds.high, period_end="2014")
    _, high = ends(reprice_figure(bicycle_corpus, then, currency="", base_year=2012, **GIVEN))
    assert round(high or D(0), 20) == D(40)


def test_another_currency_at_constant_prices_takes_the_base_year_s_rate(bicycle_corpus: Corpus) -> None:
    price = priced(bicycle_corpus, DEALER, "GBP", base_year=2013)
    assert round(ends(price)[1] or D(0), 6) == D("36.666667")  # 40 × 1.10 ÷ 1.20
    assert price.steps == ("× 1.1 (change of prices, 2013)", "÷ 1.20 (EUR per GBP, 2013)")


def test_a_foreign_price_is_inflated_in_local_money(bicycle_corpus: Corpus) -> None:
    pounds = replace(bicycle_corpus.figures[DEALER], high=D(32), unit="GBP")
    price = reprice_figure(bicycle_corpus, pounds, currency="", base_year=2013, **GIVEN)
    assert price.unit == "GBP"
    assert [step[0] for step in price.steps] == ["×", "×", "÷"]
    assert round(ends(price)[1] or D(0), 6) == D("36.666667")


def test_prices_of_their_own_year_stay(bicycle_corpus: Corpus) -> None:
    price = priced(bicycle_corpus, DEALER, base_year=2012)
    assert (ends(price), price.steps) == ((None, D(40)), ())


def test_what_no_rate_is_known_for_is_said(bicycle_corpus: Corpus) -> None:
    assert priced(bicycle_corpus, BUYER, "GBP", assumed_year=1999).missing == "no rate of 1999"
    late = priced(bicycle_corpus, DEALER, base_year=2015)
    assert (late.bounds, late.missing) == (None, "no price changes from 2012 to 2015")


def test_local_prices_need_no_rate_of_their_year(bicycles: Small) -> None:
    bicycles.add("facts", like="prices-2013", fact_id="prices-2012", period="2012", value="0")
    price = priced(bicycles.corpus(), BUYER, assumed_year=2011, base_year=2013)
    assert round(ends(price)[0] or D(0), 6) == D(55)


@pytest.mark.parametrize("name", ["euro", "statement", ""])
def test_an_unknown_series_is_told(bicycle_corpus: Corpus, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        priced(bicycle_corpus, DEALER, "GBP", rates=name)
    assert str(caught.value) == (
        f"{name!r} is no yearly series of data/context/facts.csv (known: euro-rate, price-change)."
    )


def test_a_currency_that_the_rates_lack_is_told(bicycle_corpus: Corpus) -> None:
    with pytest.raises(UsageError, match="euro-rate converts EUR and GBP, not EUR and USD"):
        priced(bicycle_corpus, DEALER, "USD")
    with pytest.raises(UsageError, match="price-change converts percent and nothing, not EUR and GBP"):
        priced(bicycle_corpus, DEALER, "GBP", rates="price-change")


def test_facts_without_a_year_or_a_value_are_no_rates(bicycles: Small) -> None:
    bicycles.add("facts", like="euro-2012", fact_id="euro-from", period="2002-01-01", value="", unit="")
    bicycles.add("facts", like="euro-2012", fact_id="euro-now", period="")
    assert sorted(series(bicycles.corpus(), "euro-rate")) == [2012, 2013, 2014]


def test_two_rates_of_one_year_are_told(bicycles: Small) -> None:
    bicycles.add("facts", like="euro-2012", fact_id="euro-2012-again", value="1.3")
    with pytest.raises(UsageError, match="euro-rate has two facts of 2012"):
        series(bicycles.corpus(), "euro-rate")


def test_many_prices_are_converted_and_rounded_to_whole_units(bicycle_corpus: Corpus) -> None:
    figures = [bicycle_corpus.figures[name] for name in (DEALER, BUYER)]
    repriced = reprice_all(bicycle_corpus, figures, currency="GBP", base_year=2014, **GIVEN)
    shown = [price.shown for price in repriced if price.bounds]
    assert [(figure.figure_id, figure.low, figure.high, figure.unit) for figure in shown] == [
        (DEALER, None, D(28), "GBP")  # 40 × 0.88 ÷ 1.25 = 28.16
    ]
    assert [price.missing for price in repriced] == ["", "no year stated"]
