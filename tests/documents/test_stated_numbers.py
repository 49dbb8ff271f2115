"""The numbers of a document: found where they stand, with the words that are theirs; dates and furniture are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.corpus.vocabulary import Qualifier
from review.documents.stated import LONGEST, stated_numbers
from review.documents.wordings import evened


def printed(text: str) -> list[str]:
    return [found.sentence[found.start : found.end].strip() for found in stated_numbers(text)]


@pytest.mark.parametrize(
    "text",
    [
        "On 5 November 2009, between 2009 and 2011, in May 2012.",
        "Between Dec 18 and 24, on 15 and 20 July 2011, and at second hand.",
        "See p. 12, Table 3, Article 240 and note 7 (Jiang 2013).",
        "```\n70,000 children\n```\n",
        "See <a href='x/70000'>it</a>, https://example.org/70000 and [this](page-89.html).",
        "1. First\n2. Second\n\n[^3]: A note.\n",
        "---\nversion: 12\n---\n",
    ],
)
def test_what_is_no_count_is_passed_by(text: str) -> None:
    assert [number for number in printed(text) if number not in ("First", "Second")] == []


def test_a_number_has_its_line_and_column_whatever_stands_around_it() -> None:
    text = "# Bikes\n\n- They say **up to 70,000** are stolen.\n\n| What | How many |\n|---|---|\n| Found | 1 204 |\n"
    assert [(found.line, found.column) for found in stated_numbers(text)] == [(3, 14), (7, 11)]
    first, second = stated_numbers(text)
    assert first.interval.qualifier is Qualifier.AT_MOST
    assert second.ends == {1204}


@pytest.mark.parametrize(
    ("text", "qualifier", "ends"),
    [
        ("It is 58m people.", Qualifier.EXACT, {58_000_000}),
        ("There were 5k thefts.", Qualifier.EXACT, {5000}),
        ("70,000 thefts at most, they say.", Qualifier.AT_MOST, {70000}),
        ("300 thefts or more a year.", Qualifier.AT_LEAST, {300}),
        ("Estimates reach 300 thefts.", Qualifier.AT_MOST, {300}),
        ("20 vans and more than 30 bikes.", Qualifier.EXACT, {20}),
    ],
)
def test_what_writers_put_after_a_number_is_read(text: str, qualifier: Qualifier, ends: set[int]) -> None:
    found = next(stated_numbers(text))
    assert (found.interval.qualifier, found.ends) == (qualifier, ends)


def test_digits_like_a_year_are_a_count_where_a_counted_thing_follows() -> None:
    def counted(words: str) -> bool:
        return words.lstrip().startswith("thefts")

    assert [s.phrase for s in stated_numbers("They list 1990 thefts.", counted)] == ["1990 thefts"]
    assert list(stated_numbers("In 1990 thefts fell.", counted)) == []
    assert list(stated_numbers("They list 1990 as a year.", counted)) == []


def test_what_has_no_end_is_read_in_pieces() -> None:
    found = list(stated_numbers("a 1,234 b, " * 1000))
    assert len(found) == 1000 and max(len(one.sentence) for one in found) <= LONGEST


@given(st.text(alphabet="ab12,. \n|*[]()#-<>`~İß’–", max_size=60))
def test_any_text_is_read_and_every_place_is_in_it(text: str) -> None:
    lines = text.split("\n")
    for found in stated_numbers(text):
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1
    assert len(evened(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("It was 45 thefts (95 % CI 37 to 55) a day.", "37 55 95"),
        ("It was 45 thefts (95% CI: 37–55).", "37 55 95"),
        ("It was 45 thefts, 95 percent confidence interval 37 to 55.", "37 55 95"),
        ("It was 45 thefts [95% UI 37, 55].", "37 55 95"),
        ("It was 4,500 thefts, with a 90 % interval from 3,700 to 5,500, in 2013.", "3700 5500 90"),
        ("It was 45 thefts (CI, 95 %, 37.5 and 55.25).", "37.5 55.25 95"),
        ("It was 2.5 % (−1.2 to 6.1 %) of thefts.", "-1.2 6.1"),
        ("It was 45 (37–55) thefts.", "37 55"),
    ],
)
def test_an_interval_belongs_to_the_number_before_it(text: str, printed: str) -> None:
    (found,) = stated_numbers(text)
    assert found.printed
    assert " ".join(f"{part:f}" for part in found.printed[:3] if part is not None) == printed


@pytest.mark.parametrize(
    "text",
    [
        "It was 45 thefts by riders (37 to 55 years old).",
        "It was 45 thefts (ages 37 to 55).",
        "It was 45 (60 to 70) thefts.",
        "It was 45 thefts, and between 37 and 55 were told.",
        "It was 45 thefts in an interval of 3 years, from 37 to 55 towns.",
    ],
)
def test_what_only_looks_like_an_interval_is_a_number_of_its_own(text: str) -> None:
    found = [*stated_numbers(text)]
    assert len(found) > 1 and not any(one.printed for one in found)
