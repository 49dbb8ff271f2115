"""The computed rates of the review."""

from __future__ import annotations

from review.corpus.corpus import Corpus
from review.present.html.markup import plain
from review.present.tables.calculations import calculation


def test_each_pair_of_one_constraint_has_a_rate_of_its_own(real: Corpus) -> None:
    ranges, single = (calculation(real, f"price-implied-rates--{place}") for place in (1, 2))
    assert ranges and plain(ranges.formula).endswith("1,000, low by low and high by high")
    assert single and (single.result, plain(single.formula)[-8:]) == ("6.67", "US$6,000")
    assert calculation(real, "price-implied-rates--4") is None
