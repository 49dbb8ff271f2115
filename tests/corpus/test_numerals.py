"""Tests of the reading of numerals: what is read, refused and found, any text at all, and the five real texts."""

from __future__ import annotations

import csv
import doctest
import os
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hostile_numerals import PIECES
from hypothesis import given, settings
from hypothesis import strategies as st

from review.corpus.text.numerals import reader
from review.corpus.text.numerals.reader import NumeralError, find_numerals, read_numeral
from review.corpus.text.numerals.scan import Numeral
from review.corpus.text.numerals.values import Interval
from review.corpus.text.source_text import read_text

Row = tuple[str, str | None, str | None, str]

READINGS: list[Row] = [
    # digits, decimals, signs
    ("89", "89", "89", "exact"),
    ("10,385", "10385", "10385", "exact"),
    ("1,339,724,852", "1339724852", "1339724852", "exact"),
    ("37.7", "37.7", "37.7", "exact"),
    ("2010.22", "2010.22", "2010.22", "exact"),
    ("  60\n", "60", "60", "exact"),
    ("0", "0", "0", "exact"),
    ("$70,000", "70000", "70000", "exact"),
    ("US$6,000", "6000", "6000", "exact"),
    ("US$ 6,000", "6000", "6000", "exact"),
    ("6,000 US$", "6000", "6000", "exact"),
    ("€5 million", "5000000", "5000000", "exact"),
    ("90%", "90", "90", "exact"),
    ("40 per cent", "40", "40", "exact"),
    ("40 per\ncent", "40", "40", "exact"),
    ("forty percent", "40", "40", "exact"),
    ("24 million", "24000000", "24000000", "exact"),
    ("1.5 million", "1500000", "1500000", "exact"),
    ("61.02 million", "61020000", "61020000", "exact"),
    ("2 hundred thousand", "200000", "200000", "exact"),
    # negated
    ("not exceeding 10", None, "10", "at most"),
    ("not to exceed 1,000", None, "1000", "at most"),
    ("not over 1,000", None, "1000", "at most"),
    ("never more than ten", None, "10", "at most"),
    ("at the most 300", None, "300", "at most"),
    ("not below 14", "14", None, "at least"),
    ("at the very least 300", "300", None, "at least"),
    ("-0.5", "-0.5", "-0.5", "exact"),
    # halves
    ("half-a-dozen", "6", "6", "about"),
    ("half million", "500000", "500000", "exact"),
    ("2 and a half million", "2500000", "2500000", "exact"),
    ("one-and-a-half times", "1.5", "1.5", "multiple"),
    # words
    ("nine", "9", "9", "exact"),
    ("Nine", "9", "9", "exact"),
    ("tWENTY", "20", "20", "exact"),
    ("sixty-five", "65", "65", "exact"),
    ("sixty‑five", "65", "65", "exact"),
    ("sixty five", "65", "65", "exact"),
    ("a hundred", "100", "100", "exact"),
    ("one hundred and five", "105", "105", "exact"),
    ("nineteen hundred", "1900", "1900", "exact"),
    ("two thousand and ten", "2010", "2010", "exact"),
    ("one hundred and two thousand", "102000", "102000", "exact"),
    ("one million two hundred thousand", "1200000", "1200000", "exact"),
    ("two billion five thousand", "2000005000", "2000005000", "exact"),
    ("half", "0.5", "0.5", "exact"),
    ("half a million", "500000", "500000", "exact"),
    ("two and a half million", "2500000", "2500000", "exact"),
    ("first", "1", "1", "exact"),
    ("twentieth", "20", "20", "exact"),
    ("twenty-first", "21", "21", "exact"),
    ("20th", "20", "20", "exact"),
    ("5th", "5", "5", "exact"),
    # broken over a line
    ("sixty-\nfive", "65", "65", "exact"),
    ("thir-\nteen", "13", "13", "exact"),
    ("10,\n385", "10385", "10385", "exact"),
    ("2 mil-\nlion", "2000000", "2000000", "exact"),
    ("approxi-\nmately 20,000", "20000", "20000", "about"),
    ("be-\ntween 3 and 5", "3", "5", "range"),
    ("more\nthan\n5", "5", None, "more than"),
    # words that name no number
    ("a dozen", "12", "12", "about"),
    ("half a dozen", "6", "6", "about"),
    ("two dozen", "24", "24", "about"),
    ("more than a dozen", "12", None, "more than"),
    ("dozens", "24", "99", "range"),
    ("a few dozen", "24", "99", "range"),
    ("hundreds", "200", "999", "range"),
    ("several hundred", "200", "999", "range"),
    ("thousands", "2000", "9999", "range"),
    ("tens of thousands", "20000", "99999", "range"),
    ("hundreds of thousands", "200000", "999999", "range"),
    ("several hundred thousand", "200000", "999999", "range"),
    ("a few million", "2000000", "9999999", "range"),
    ("millions", "2000000", "999999999", "range"),
    ("hundreds of millions", "200000000", "999999999", "range"),
    ("a few dozen to hundreds", "24", "999", "range"),
    ("from a few dozen to hundreds", "24", "999", "range"),
    # multiples
    ("twofold", "2", "2", "multiple"),
    ("tenfold", "10", "10", "multiple"),
    ("10-fold", "10", "10", "multiple"),
    ("10 times", "10", "10", "multiple"),
    ("three times", "3", "3", "multiple"),
    ("2 to 3 times", "2", "3", "multiple"),
    ("more than 10 times", "10", None, "multiple"),
    ("twice", "2", "2", "multiple"),
    ("double", "2", "2", "multiple"),
    # qualifiers that combine or come after
    ("nearly 60", "60", "60", "about"),
    ("some 300", "300", "300", "about"),
    ("30 or so", "30", "30", "about"),
    ("just US$500", "500", "500", "exact"),
    ("only two", "2", "2", "exact"),
    ("exceed 150 million", "150000000", None, "more than"),
    ("sometimes amounting to as much as $70,000", None, "70000", "at most"),
    ("up \nto 40,000", None, "40000", "at most"),
    ("under the age of fourteen", None, "14", "fewer than"),
    ("14 or under", None, "14", "at most"),
    ("18 and over", "18", None, "at least"),
    ("one or more", "1", None, "at least"),
    ("2+", "2", None, "at least"),
    ("more than about 30", "30", None, "more than"),
    ("just over 30", "30", None, "more than"),
    ("only about 30", "30", "30", "about"),
    ("no more than 5", None, "5", "at most"),
    # ranges
    ("17-25", "17", "25", "range"),
    ("2008–2012", "2008", "2012", "range"),
    ("2001 - 2006", "2001", "2006", "range"),
    ("5 – 6", "5", "6", "range"),
    ("30,000 to 60,000", "30000", "60000", "range"),
    ("between 3,500–4,500", "3500", "4500", "range"),
    ("between 22 and 37", "22", "37", "range"),
    ("between the ages of 22 and 37", "22", "37", "range"),
    ("from 2000–2004", "2000", "2004", "range"),
    ("50-60%", "50", "60", "range"),
    ("50% to 60%", "50", "60", "range"),
    ("US$5,000–US$6,000", "5000", "6000", "range"),
    ("800–1,000 US$", "800", "1000", "range"),
    ("three to\nfive", "3", "5", "range"),
    ("about 30 to 40", "30", "40", "range"),
    ("at least 20–30", "20", None, "at least"),
    ("up to 5-6", None, "6", "at most"),
    ("between one hundred and two hundred", "100", "200", "range"),
    ("between one hundred and two thousand", "100", "2000", "range"),
    ("between one hundred and one thousand and one", "100", "1001", "range"),
    # a scale that both ends share, where the range still rises
    ("2 to 3 million", "2000000", "3000000", "range"),
    ("1.5–2 million", "1500000", "2000000", "range"),
    ("three to five hundred", "300", "500", "range"),
    ("two to three dozen", "24", "36", "range"),
    ("500 to 1 million", "500", "1000000", "range"),
    ("five to a hundred", "5", "100", "range"),
]

REFUSED = [
    ("", "no number"),
    ("a few", "no number"),
    ("several", "no number"),
    ("30,000 yuan", "'yuan' beside"),
    ("about 30 children", "'children' beside"),
    ("rescued 89", "'rescued' beside"),
    ("CCTV13", "'cctv' beside"),
    ("2012b", "'b' beside"),
    ("1,23", "2 numbers"),
    ("1,2345", "2 numbers"),
    ("12.5.2012", "no form"),
    ("≥≥ 300", "'≥≥' beside"),
    ("12/50", "2 numbers"),
    ("5m", "'m' beside"),
    ("1+1", "2 numbers"),
    ("October 28, 2009", "2 numbers"),
    ("5 to 3", "2 numbers"),
    ("five three", "2 numbers"),
    ("1" * 61, "more than 60 digits"),
    ("x" * 10_000, "no number"),
]

FOUND = [
    ("worldwide.1 However, channels.2 trafficking.3", "1 2 3"),
    ("vulnerability.15\n", "15"),
    ("prosecuted in 2010.22 However", "2010|22"),
    ("in 2010.22\n", "2010|22"),
    ("a rate of 2010.22 per day", "2010.22"),
    ("sold for $2010.22 The", "2010.22"),
    ("CCTV13 news 1+1’s", "13 1 1"),
    ("(CCTV 2012b)", "2012"),
    ("the one-child policy", "one"),
    ("ages 17-25, is", "17-25"),
    ("16-20 year-old", "16-20"),
    ("16 and 17-year olds", "16 17"),
    ("17 two-hour broadcasts", "17|two"),
    ("a three-pronged approach", "three"),
    ("July 20th, 2,600 police", "20th|2,600"),
    ("first-, second- and third-line", "first|second|third"),
    ("someone anyone one’s done ones stone", "one"),
    ("low- and medium-skilled", ""),
    ("a single once both several many decade a few years", ""),
    ("October 28, 2009, over 6,000", "28|2009|6,000"),
    ("27 Dec 2012 13:57", "27|2012|13|57"),
    ("2012-12-27", "2012-12-27"),
    ("27.12.2012", "27.12.2012"),
    ("notes 1,23 and 2, 169", "1|23|2|169"),
    ("Memo #187", "187"),
    ("(2008–2012)2,600", "2008–2012|2,600"),
    ("from 2000–2004, 352 children", "2000–2004|352"),
    ("Article 3, Rule 241, Tier 2", "3|241|2"),
    ("more than \n\n\n\none child", "one"),
    ("October 23 and 29", "23|29"),
    ("between us 3 and 4", "3|4"),
    ("rescued 89 – 355 were arrested", "89|355"),
    ("© 2001 - 2006 A", "2001 - 2006"),
    ("on May 28,\n352 children", "28|352"),
    ("in 2010,\n352 children", "2010|352"),
    ("12010,\n352 children", "12010|352"),
    ("some 10,\n385 women", "10,\n385"),
    ("1,\n339,\n724 persons", "1,\n339,\n724"),
    ("thir-\nteen boys, seven-\nteenth", "thir-\nteen|seven-\nteenth"),
    ("one-\nchild", "one"),
    ("12x12", "12|12"),
    ("sixty five-year plans, twenty one-child families", "sixty|five|twenty|one"),
    ("one hundred and two hundred", "one hundred|two hundred"),
    ("one million a hundred thousand", "one million|a hundred thousand"),
    ("89 and over 300", "89|300"),
    ("five or more than six", "five|six"),
    ("1,23 million", "1|23|million"),
    ("İ 5 İ 6", "5|6"),
    ("2+ times per week", "2"),
    ("rose from 1,500 in 2009 to 3,138", "1,500|2009|3,138"),
    ("rose by 50 per cent to 300", "50|300"),
    ("from 40 per cent to 50 per cent", "40 per cent to 50"),
    ("does not exceed 10", "10"),
    ("٣ ² Ⅳ", "٣"),
]


def bound(value: str | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


@pytest.mark.parametrize(("text", "low", "high", "qualifier"), READINGS, ids=[repr(row[0]) for row in READINGS])
def test_reading(text: str, low: str | None, high: str | None, qualifier: str) -> None:
    interval = read_numeral(text)
    assert (interval.low, interval.high, interval.qualifier) == (bound(low), bound(high), qualifier)


@pytest.mark.parametrize(("text", "reason"), REFUSED, ids=[repr(row[0][:20]) for row in REFUSED])
def test_refusing(text: str, reason: str) -> None:
    with pytest.raises(NumeralError, match=re.escape(reason)) as caught:
        read_numeral(text)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[repr(row[0][:30]) for row in FOUND])
def test_finding(text: str, expected: str) -> None:
    printed = [text[numeral.number_start : numeral.number_end] for numeral in find_numerals(text)]
    assert printed == [part for part in re.split(r"\||(?<=\d) (?=\d)", expected) if part]


def test_place_of_qualifier_and_number() -> None:
    text = "sold for as much as\nUS$6,000, or 50-60% more"
    first, second = find_numerals(text)
    assert (first.text, text[first.number_start : first.number_end]) == ("as much as\nUS$6,000", "6,000")
    assert (second.text, text[second.number_start : second.number_end]) == ("50-60%", "50-60")


def test_number_too_long_to_be_read_is_found() -> None:
    (numeral,) = find_numerals("1" * 1000)
    assert (numeral.start, numeral.end) == (0, 1000)
    assert numeral.interval == Interval(None, None, "exact")


def test_a_part_of_a_number_is_never_read() -> None:
    for text in ("≥≥ 300", "1,23", "12/50", "1.2万", "10.000", "5m of road", "45 123 67", "300²", "3.5 mrd"):
        assert all(numeral.interval.unread for numeral in find_numerals(f"some people ({text}) x"))


def test_what_else_a_text_prints_says_whether_a_point_is_one() -> None:
    assert [found.interval.unread for found in find_numerals("10.385 and 12,500")] == [False, False]
    assert [found.interval.unread for found in find_numerals("10.385 and 12")] == [True, False]
    assert [found.interval.unread for found in find_numerals("10.000 and 12,500")] == [True, False]


def test_interval_is_shown_plainly() -> None:
    assert repr(read_numeral("at least 24 million")) == "Interval(low=24000000, high=None, qualifier='at least')"


def test_examples_in_the_module() -> None:
    results = doctest.testmod(reader)
    assert results.attempted and not results.failed


HEAPS = st.lists(st.sampled_from(PIECES), max_size=40)


@settings(max_examples=500)
@given(HEAPS.map("".join) | HEAPS.map(" ".join))
def test_every_digit_is_found_once_and_in_its_place(text: str) -> None:
    held = set[int]()
    end = 0
    for numeral in find_numerals(text):
        assert end <= numeral.start <= numeral.number_start < numeral.number_end <= numeral.end
        assert numeral.text == text[numeral.start : numeral.end]
        held.update(range(numeral.number_start, numeral.number_end))
        end = numeral.end
    assert {place for place, character in enumerate(text) if character in "0123456789"} <= held


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    list(find_numerals(text))
    try:
        read_numeral(text)
    except NumeralError as error:
        assert "number" in str(error) or "digits" in str(error)


FIXTURE = Path(__file__).with_name("numerals_of_the_texts.csv")
FIELDS = ["source_id", "line", "column", "printed", "low", "high", "qualifier"]


def row_of(source_id: str, text: str, numeral: Numeral) -> list[str]:
    """Return the fixture's row of *numeral*: the place of the bare number, from 1, and its reading."""
    start = numeral.number_start
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    printed = " ".join(text[start : numeral.number_end].split())
    low, high = ("" if value is None else f"{value:f}" for value in (numeral.interval.low, numeral.interval.high))
    return [source_id, str(line), str(column), printed, low, high, numeral.interval.qualifier]


@pytest.mark.skipif("REVIEW_TEXTS" not in os.environ, reason="REVIEW_TEXTS does not say where the texts are")
def test_numerals_of_the_real_texts() -> None:
    with FIXTURE.open(encoding="utf-8", newline="") as file:
        header, *expected = csv.reader(file)
    assert header == FIELDS
    found = []
    for source_id in sorted({row[0] for row in expected}):
        text = read_text(Path(os.environ["REVIEW_TEXTS"]) / f"{source_id}.txt", source_id).text
        found += [row_of(source_id, text, numeral) for numeral in find_numerals(text)]
    assert found == expected
