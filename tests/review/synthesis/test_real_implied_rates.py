"""The exchange rates that the review's article implies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from test_implied_rates import D

from review.corpus.corpus import Corpus
from review.synthesis.arithmetic.intervals import Bounds
from review.synthesis.money.implied_rates import currency_pairs, rates_of, rates_within
from review.synthesis.money.money import reprice_all
from review.synthesis.money.rates import IMPLIED, series


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
    assert {fact.period for fact in rates_within(official.values(), rates.span)} == {"2011", "2012"}


def every_conversion() -> Iterator[dict[str, Any]]:
    for currency in ("", "CNY", "USD"):
        for rates in (IMPLIED, "world-bank", "federal-reserve"):
            for base, assumed in ((None, None), (None, 2009), (2012, 2009), (2006, 2011)):
                yield {"currency": currency, "rates": rates, "base_year": base, "assumed_year": assumed}


@pytest.mark.parametrize("asked", list(every_conversion()), ids=lambda asked: "-".join(map(str, asked.values())))
def test_the_shown_formula_gives_the_shown_number(real: Corpus, asked: dict[str, Any]) -> None:
    figures = [figure for figure in real.figures.values() if figure.measure_id == "price-child"]
    repriced = reprice_all(real, figures, price_changes="consumer-price-change", **asked)
    for price in repriced:
        ends = []
        for line in map(str, price.lines):
            arithmetic, _, said = line.replace(",", "").partition(" = ")
            assert abs(computed(arithmetic) - int(said)) <= Fraction(1, 2)
            ends.append(D(said))
        if price.factors:
            figure = price.shown
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
