"""The gate before figures share an axis, a sum or a ratio."""

from __future__ import annotations

from functools import cache

import pytest
from bicycle_project import REPOSITORY
from hypothesis import given
from hypothesis import strategies as st

from review.corpus.corpus import Corpus, open_corpus
from review.corpus.tables.project import Project
from review.errors import IncomparableFigures
from review.synthesis.comparing.comparison import USES, differences, require_comparable


def test_figures_of_one_group_and_unit_pass(bicycle_corpus: Corpus) -> None:
    require_comparable(bicycle_corpus, bicycle_corpus.figures_where(measure_id="thefts"))


def test_unlike_figures_are_refused_with_what_differs(bicycle_corpus: Corpus) -> None:
    figures = [bicycle_corpus.figures[name] for name in ("ward2014-thefts", "ward2014-found")]
    with pytest.raises(IncomparableFigures) as caught:
        require_comparable(bicycle_corpus, figures)
    assert str(caught.value) == (
        "these figures may not share an axis: ward2014-thefts, ward2014-found "
        "(they differ in group: bicycles-found, thefts; unit: bicycle, case; "
        "also in counted: incident, resource; period: 2013, not stated). "
        "Show them side by side, or give a reason that is printed with the result."
    )


def test_a_price_is_compared_with_no_count(bicycle_corpus: Corpus) -> None:
    figures = [bicycle_corpus.figures[name] for name in ("ward2014-dealer-price", "gazette2014-held")]
    with pytest.raises(IncomparableFigures, match="basis: observed, price"):
        require_comparable(bicycle_corpus, figures)


def test_a_reason_overrides(bicycle_corpus: Corpus) -> None:
    require_comparable(bicycle_corpus, bicycle_corpus.figures.values(), reason="An example of what not to do.")


@pytest.mark.parametrize("names", [(), ("ward2014-found",)])
def test_fewer_than_two_are_always_comparable(bicycle_corpus: Corpus, names: tuple[str, ...]) -> None:
    require_comparable(bicycle_corpus, [bicycle_corpus.figures[name] for name in names])


# --- what each use asks for, on the real rows ------------------------------------------------------


@pytest.fixture
def corpus() -> Corpus:
    return real_corpus()


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
    require_comparable(corpus, [corpus.figures[first]], use, others=[corpus.figures[second]])


@pytest.mark.parametrize(("use", "first", "second", "fields"), REFUSED)
def test_what_may_not_names_the_fields(corpus: Corpus, use: str, first: str, second: str, fields: set[str]) -> None:
    figures = corpus.figures[first], corpus.figures[second]
    assert set(differences(corpus, *figures, use)) == fields
    with pytest.raises(IncomparableFigures) as caught:
        require_comparable(corpus, figures[:1], use, others=figures[1:])
    assert f"may not share {use}: " in str(caught.value)
    assert all(f"{field}: " in str(caught.value) for field in fields)


def test_other_fields_that_differ_are_named_after_those_that_decide(corpus: Corpus) -> None:
    figures = [corpus.figures[name] for name in ("cecc2009-children-missing-yearly", YEAR)]
    order = r"differ in group: .*; basis: .*; also in counted: .*; act: .*; period:"
    with pytest.raises(IncomparableFigures, match=order):
        require_comparable(corpus, figures)


@given(st.data())
def test_the_gate_knows_no_order(data: st.DataObject) -> None:
    corpus = real_corpus()
    first, second = (data.draw(st.sampled_from(sorted(corpus.figures.values(), key=str))) for _ in range(2))
    for use in USES:
        assert set(differences(corpus, first, second, use)) == set(differences(corpus, second, first, use))


@given(st.data())
def test_what_may_be_added_or_subtracted_may_share_an_axis(data: st.DataObject) -> None:
    corpus = real_corpus()
    first, second = (data.draw(st.sampled_from(sorted(corpus.figures.values(), key=str))) for _ in range(2))
    axis = differences(corpus, first, second)
    for use in ("a sum", "a difference"):
        assert set(axis) <= set(differences(corpus, first, second, use))


@cache
def real_corpus() -> Corpus:
    return open_corpus(Project(REPOSITORY))
