"""What a typed number counts is the noun after it, whatever its form; what is no noun of the phrase names nothing."""

from __future__ import annotations

import doctest

import pytest

from review.book.prose import nouns
from review.book.prose.nouns import folded, head, is_of, phrase_after


def test_examples_in_docstrings_hold() -> None:
    assert doctest.testmod(nouns).failed == 0


@pytest.mark.parametrize(
    ("many", "single"),
    [("organisations", "organisation"), ("boys", "boy"), ("babies", "baby"), ("women", "woman"), ("boxes", "box")],
)
def test_forms_of_a_noun_are_one(many: str, single: str) -> None:
    assert folded(many) == folded(single.capitalize()) == single


@pytest.mark.parametrize(
    ("label", "noun"),
    [
        ("Criminal groups reported destroyed", "group"),
        ("Suspects of trafficking children", "suspect"),
        ("Unidentified children reunited with parents", "child"),
        ("Children (age not defined)", "child"),
        ("Men and women of marriageable age", ""),
        ("what is counted", ""),
    ],
)
def test_a_label_is_about_its_first_noun(label: str, noun: str) -> None:
    assert head(label) == noun


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("three gangs", True),
        ("three criminal\ngangs were", True),
        ("three rival gangs", False),  # of rivals, nothing is said
        ("three gangs' victims", False),
        ("three, gangs", False),
        ("three of the gangs", False),
        ("three were gangs", False),
        ("three gang leaders", False),
        ("three", False),
    ],
)
def test_the_noun_has_to_be_that_of_the_phrase(text: str, is_named: bool) -> None:
    assert is_of(phrase_after(text, 5), {"gang"}, {"gang", "criminal"}, plural=True) == is_named
