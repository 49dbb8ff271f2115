"""The gate on comparisons, on pairs of the review's figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.corpus.corpus import Corpus
from review.errors import IncomparableFigures
from review.synthesis.comparing.comparison import USES, differences, require_comparable_figures

CAMPAIGN = "jiang2013-campaign-2010-09-children-rescued"
LATER = "jiang2013-campaign-2011-12-children-rescued"
WOMEN = "jiang2013-campaign-2010-09-women-rescued"
YEAR = "humantrafficking2011-children-rescued-in-2010"
KUNMING = "jiang2013-kunming-campaign-children-rescued"
SENTENCED, LONG = "jiang2013-courts-2009-sentenced", "jiang2013-courts-2009-sentenced-over-five-years"
GIRLS, BOYS = "cecc2009-price-girls", "cecc2009-price-baby-boys"
FIRST_SALE, LAST_SALE = "jiang2013-price-baby-first-sale-yuan", "jiang2013-price-boy-final-yuan"
SOLD_TO_CITY = "aljazeera2012-price-child-wealthy-area"
PASS = [
    ("an axis", CAMPAIGN, YEAR),
    ("an axis", CAMPAIGN, WOMEN),
    ("a sum", CAMPAIGN, WOMEN),
    ("a difference", LATER, CAMPAIGN),
    ("a ratio", CAMPAIGN, WOMEN),
    ("a ratio", LONG, SENTENCED),
    ("a ratio", BOYS, GIRLS),
]


REFUSED = [
    ("a sum", CAMPAIGN, LATER, {"period", "apart"}),
    ("a sum", CAMPAIGN, YEAR, {"period", "apart"}),
    ("a sum", CAMPAIGN, CAMPAIGN, {"apart"}),
    ("a sum", SENTENCED, LONG, {"group", "apart"}),
    ("a difference", LATER, WOMEN, {"population"}),
    ("a difference", LATER, YEAR, {"start"}),
    ("a difference", LATER, KUNMING, {"start", "place"}),
    ("a ratio", CAMPAIGN, YEAR, {"period"}),
    ("a ratio", LAST_SALE, FIRST_SALE, {"stage"}),
    ("a ratio", SOLD_TO_CITY, GIRLS, {"period"}),
    ("an axis", "shen2012-child-share-of-victims", "humantrafficking2011-entertainment-share-of-cases", {"group"}),
    ("an axis", "cecc2009-children-missing-yearly", "aljazeera2012-children-abducted-yearly", {"group"}),
    ("an axis", "cecc2009-children-missing-yearly", YEAR, {"group", "basis"}),
    ("an axis", FIRST_SALE, "jiang2013-price-baby-first-sale-usd", {"unit"}),
]


@pytest.mark.parametrize(("use", "first", "second"), PASS)
def test_what_may_be_put_to_a_use(corpus: Corpus, use: str, first: str, second: str) -> None:
    require_comparable_figures(corpus, [corpus.figures[first]], use, others=[corpus.figures[second]])


@pytest.mark.parametrize(("use", "first", "second", "fields"), REFUSED)
def test_what_may_not_names_the_fields(corpus: Corpus, use: str, first: str, second: str, fields: set[str]) -> None:
    figures = corpus.figures[first], corpus.figures[second]
    assert set(differences(corpus, *figures, use)) == fields
    with pytest.raises(IncomparableFigures) as caught:
        require_comparable_figures(corpus, figures[:1], use, others=figures[1:])
    assert f"may not share {use}: " in str(caught.value)
    assert all(f"{field}: " in str(caught.value) for field in fields)


def test_other_fields_that_differ_are_named_after_those_that_decide(corpus: Corpus) -> None:
    figures = [corpus.figures[name] for name in ("cecc2009-children-missing-yearly", YEAR)]
    order = r"differ in group: .*; basis: .*; also in counted: .*; act: .*; period:"
    with pytest.raises(IncomparableFigures, match=order):
        require_comparable_figures(corpus, figures)


@given(st.data())
def test_the_gate_knows_no_order(real: Corpus, data: st.DataObject) -> None:
    first, second = (data.draw(st.sampled_from(sorted(real.figures.values(), key=str))) for _ in range(2))
    for use in USES:
        assert set(differences(real, first, second, use)) == set(differences(real, second, first, use))


@given(st.data())
def test_what_may_be_added_or_subtracted_may_share_an_axis(real: Corpus, data: st.DataObject) -> None:
    first, second = (data.draw(st.sampled_from(sorted(real.figures.values(), key=str))) for _ in range(2))
    axis = differences(real, first, second)
    for use in ("a sum", "a difference"):
        assert set(axis) <= set(differences(real, first, second, use))
