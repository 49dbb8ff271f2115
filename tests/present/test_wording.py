"""Numbers, dates, places and credits in words."""

from __future__ import annotations

import doctest
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.corpus.corpus import Corpus
from review.corpus.vocabulary import Qualifier
from review.present.html import markup
from review.present.words import units, wording
from review.present.words.wording import (
    NBSP,
    STATED,
    date_text,
    href,
    list_text,
    number,
    origin_text,
    period_text,
    place_text,
    unit_words,
    value_link,
    value_text,
)

VALUES = [
    ("alpha-exact", "2,169", "2,169", f"2,169{NBSP}persons"),
    ("alpha-about", "about 300", "300", f"about 300{NBSP}persons"),
    ("alpha-over", "more than 6,000", "6,000", f"more than 6,000{NBSP}persons"),
    ("alpha-least", "at least 5", "5", f"at least 5{NBSP}persons"),
    ("alpha-most", "up to 70,000", "70,000", f"up to 70,000{NBSP}persons"),
    ("alpha-under", "less than 14", "14", "under 14"),
    ("alpha-span", "30,000 to 60,000", "30,000 to 60,000", f"30,000 to 60,000{NBSP}persons"),
    (
        "alpha-dozens",
        "“a few dozen” (read as 24 to 99)",
        "24 to 99",
        f"“a few dozen” (read as 24 to 99{NBSP}persons)",
    ),
    ("alpha-fold", f"2{NBSP}times", f"2{NBSP}times", f"2{NBSP}times"),
    ("alpha-share", f"about 40{NBSP}%", f"40{NBSP}%", f"about 40{NBSP}%"),
    ("alpha-dollars", "up to US$6,000", "US$6,000", "up to US$6,000"),
    (
        "alpha-yuan",
        f"40,000 to 50,000{NBSP}yuan",
        f"40,000 to 50,000{NBSP}yuan",
        f"40,000 to 50,000{NBSP}yuan",
    ),
]


@pytest.mark.parametrize("module", [wording, markup, units])
def test_examples_in_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "qualified", "bare", "unit"), VALUES)
def test_value_in_each_form(small: Corpus, name: str, qualified: str, bare: str, unit: str) -> None:
    figure = small.figures[name]
    assert (value_text(small, figure), value_text(small, figure, "bare"), value_text(small, figure, "unit")) == (
        qualified,
        bare,
        unit,
    )


@pytest.mark.parametrize(
    ("unit", "low", "high", "qualifier", "text"),
    [
        ("year-of-age", None, "14", "fewer than", "under 14"),
        ("year-of-age", "30", None, "at least", "at least 30 years old"),
        ("year-of-age", None, "13", "at most", "13 or younger"),
        ("year-of-age", "65", "65", "exact", "65 years old"),
        ("year-of-age", "22", "37", "range", "between the ages of 22 and 37"),
        ("year", None, "3", "fewer than", f"fewer than three{NBSP}years"),
        ("year", "5", None, "at least", f"at least five{NBSP}years"),
        ("year", "3", "15", "range", f"three to 15{NBSP}years"),
        ("hour", "1", "1", "exact", f"one{NBSP}hour"),
        ("hour", "2", "2", "exact", f"two{NBSP}hours"),
    ],
)
def test_ages_and_times_print_as_a_writer_writes_them(
    small: Corpus, unit: str, low: str | None, high: str | None, qualifier: str, text: str
) -> None:
    ends = {"low": Decimal(low) if low else None, "high": Decimal(high) if high else None}
    figure = replace(small.figures["alpha-exact"], qualifier=Qualifier(qualifier), unit=unit, printed="1", **ends)
    assert value_text(small, figure, "unit") == text


def test_a_card_states_the_digits_and_the_unit_of_the_row(small: Corpus) -> None:
    assert value_text(small, small.figures["alpha-under"], STATED) == f"less than 14{NBSP}years of age"
    assert value_text(small, small.figures["alpha-exact"], STATED) == f"2,169{NBSP}persons"


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "text"),
    [
        ("18518", "18518", "exact", "about 19,000"),
        ("89", "89", "exact", "89"),
        ("6000", None, "more than", "more than 6,000"),
        ("6785", None, "more than", "more than 6,700"),
        (None, "6785", "at most", "up to 6,800"),
        ("3111", "4444", "range", "3,100 to 4,500"),
    ],
)
def test_rounding_never_says_more_than_the_source(
    small: Corpus, low: str | None, high: str | None, qualifier: str, text: str
) -> None:
    figure = next(figure for figure in small.figures.values() if figure.unit == "person")
    ends = {"low": Decimal(low) if low else None, "high": Decimal(high) if high else None}
    assert value_text(small, replace(figure, qualifier=Qualifier(qualifier), printed="1", **ends), "rounded") == text


def test_another_form_is_refused(small: Corpus) -> None:
    with pytest.raises(ValueError, match="'loud' is no form of a value"):
        value_text(small, small.figures["alpha-exact"], "loud")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (2169, "2,169"),
        (24_000_000, f"24{NBSP}million"),
        (1_500_000, f"1.5{NBSP}million"),
        (10_000_000, f"10{NBSP}million"),
        (1_240_000, "1,240,000"),
        (2_000_000_000, f"2{NBSP}billion"),
        (Decimal("37.70"), "37.70"),
        (Decimal("6E+3"), "6,000"),
        (-1200, "−1,200"),
    ],
)
def test_number(value: Decimal | int, text: str) -> None:
    assert number(value) == text


@given(st.integers(min_value=0, max_value=10**12))
def test_number_can_be_read_back(value: int) -> None:
    text = number(value).replace(",", "")
    digits, _, word = text.partition(NBSP)
    assert Decimal(digits) * {"": 1, "million": 10**6, "billion": 10**9}[word] == value


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("", "", "not stated"),
        ("2009", "2009", "2009"),
        ("2001", "2005", "2001 to 2005"),
        ("2009-04", "2009-10-28", "April 2009 to 28 October 2009"),
        ("2009-01", "2009-10", "January to October 2009"),
        ("2012-03-03", "2012-03-07", "3 to 7 March 2012"),
        ("2012-03-03", "2012-04-07", "3 March to 7 April 2012"),
        ("2009-04", "", "from April 2009"),
        ("", "2009-10-27", "up to 27 October 2009"),
    ],
)
def test_period(start: str, end: str, text: str) -> None:
    assert period_text(start, end) == text


def test_date_place_list() -> None:
    assert date_text("") == place_text("") == "not stated"
    assert place_text("Kunming") == "Kunming"
    assert (list_text([]), list_text(["a", "b"], "or")) == ("", "a or b")


def test_words_of_units(small: Corpus) -> None:
    assert [unit_words(small, unit) for unit in ("person", "agency", "year-of-age", "USD", "EUR", "percent")] == [
        "persons",
        "agencies",
        "years of age",
        "US dollars",
        "EUR",
        "per cent",
    ]
    assert unit_words(small, "province", 1) == "province"


def test_chain_of_origins_in_words(small: Corpus) -> None:
    assert origin_text(small, small.figures["alpha-over"]) == "The paper, which credits The office"
    assert origin_text(small, small.figures["alpha-about"]) == "The relay, crediting persons not named"


def test_link_of_a_value(small: Corpus) -> None:
    assert str(value_link(small, small.figures["alpha-over"])) == (
        '<a class="figure-value" data-figure-id="alpha-over" href="alpha.html#alpha-over">more than 6,000</a>'
    )
    assert href(small.claims["alpha-why"]) == "alpha.html#alpha-why"


@pytest.mark.parametrize("name", ["alpha-most", "alpha-about"])
def test_unnamed_origin_is_labelled(small: Corpus, name: str) -> None:
    assert str(value_link(small, small.figures[name])).endswith(' <span class="unnamed">origin unnamed</span>')
