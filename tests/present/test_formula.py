"""The bounds of a computed number in words: cut outwards, open ends told as open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from review.present.words.formula import between_text
from review.synthesis.arithmetic.intervals import Bounds


@pytest.mark.parametrize(
    ("low", "high", "about", "said"),
    [
        ("1.33333", "2.00001", False, "From 1.3333 to 2.0001."),
        ("4616", "4616", False, "4,616."),
        ("0.66666", "0.66666", True, "0.6667, from approximate figures."),
        (None, "12", False, "At most 12, with no lower bound."),
        ("27.66251", None, False, "At least 27.6625, with no upper bound."),
        (None, None, False, "Open at both ends."),
    ],
)
def test_bounds_in_words(low: str | None, high: str | None, about: bool, said: str) -> None:
    ends = (None if end is None else Decimal(end) for end in (low, high))
    assert between_text(Bounds(*ends, about)) == said
