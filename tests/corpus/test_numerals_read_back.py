"""Tests that a number printed in any form is read back: digits, words, ranges, qualifiers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from review.corpus.text.numerals.reader import find_numerals, read_numeral
from review.corpus.text.numerals.values import Interval

QUALIFIERS = {
    "about": "about around approximately nearly almost roughly",
    "more than": "more_than over above exceed exceeds exceeding",
    "at least": "at_least no_fewer_than",
    "at most": "up_to as_many_as as_much_as at_most",
    "fewer than": "fewer_than less_than under",
}

UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    """Return *number* below 1,000,000,000 in British words: "one hundred and five thousand and two"."""
    for scale, name in (10**6, "million"), (10**3, "thousand"), (100, "hundred"):
        if number >= scale:
            rest = number % scale
            joint = " and " if rest < 100 else " "
            return f"{in_words(number // scale)} {name}" + (joint + in_words(rest) if rest else "")
    if number < 20:
        return UNITS[number]
    return TENS[number // 10 - 2] + (f"-{UNITS[number % 10]}" if number % 10 else "")


@given(st.decimals(0, 10**12, places=2), st.booleans())
def test_digits_read_back(number: Decimal, separated: bool) -> None:
    assert read_numeral(f"{number:,}" if separated else f"{number}") == Interval(number, number, "exact")


@given(st.integers(0, 999_999_999))
@example(100_000_000)
@example(101_000_100)
def test_words_read_back(number: int) -> None:
    printed = in_words(number)
    expected = Interval(Decimal(number), Decimal(number), "exact")
    assert read_numeral(printed) == expected
    assert read_numeral(printed.upper()) == expected
    assert read_numeral(printed.replace(" ", "\n").replace("-", "-\n")) == expected
    assert read_numeral(printed.replace(" and ", " ")) == expected


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_ranges_read_back(low: int, more: int) -> None:
    first, second = f"{low:,}", f"{low + more:,}"
    expected = Interval(Decimal(low), Decimal(low + more), "range")
    forms = [f"{first}{dash}{second}" for dash in "-–—"]
    forms += [f"{first} to {second}", f"from {first} to {second}%", f"between {first} and {second}"]
    assert [read_numeral(form) for form in forms] == [expected] * len(forms)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
@example(100, 901)
def test_ranges_in_words_read_back(low: int, more: int) -> None:
    interval = read_numeral(f"between {in_words(low)} and {in_words(low + more)}")
    assert interval.qualifier == "range"
    assert interval.high == low + more
    # "two to three thousand" shares its scale.
    assert interval.low in {low * scale for scale in (1, 100, 1000, 10**5, 10**6)}


@given(
    st.sampled_from([(words, name) for name, phrases in QUALIFIERS.items() for words in phrases.split()]),
    st.integers(0, 999_999_999),
    st.sampled_from([str, in_words, "{:,}".format, "${:,}".format, "{:,}%".format]),
    st.sampled_from([" ", "\n", "\xa0", " \n\n\n"]),
)
def test_qualifiers_read_back(phrase: tuple[str, str], number: int, form: object, space: str) -> None:
    words, name = phrase
    printed = f"{words.replace('_', space)}{space}{form(number)}"  # type: ignore[operator]
    interval = read_numeral(printed)
    assert interval.qualifier == name
    assert interval.low == (None if name in ("at most", "fewer than") else number)
    assert interval.high == (None if name in ("at least", "more than") else number)


@given(st.integers(2, 999))
def test_multiples_read_back(number: int) -> None:
    expected = Interval(Decimal(number), Decimal(number), "multiple")
    for printed in (f"{number} times", f"{number}fold", f"{number}-fold", f"{in_words(number)} times"):
        assert read_numeral(printed) == expected


@given(st.integers(1, 99))
def test_ordinals_read_back(number: int) -> None:
    suffix = "th" if number // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    (found,) = find_numerals(f"for the {number}{suffix} time")
    assert found.interval == Interval(Decimal(number), Decimal(number), "exact")


@pytest.mark.parametrize(
    ("crowd", "low", "high"), [("tens", 20, 99), ("hundreds", 200, 999), ("thousands", 2000, 9999)]
)
@pytest.mark.parametrize(("scale", "size"), [("thousands", 10**3), ("millions", 10**6), ("billions", 10**9)])
def test_crowds_read_back(crowd: str, low: int, high: int, scale: str, size: int) -> None:
    expected = Interval(Decimal(low * size), Decimal((high + 1) * size - 1), "range")
    assert read_numeral(f"{crowd} of {scale}") == expected
