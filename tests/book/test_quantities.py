"""Words and signs that print a quantity, and look-alikes that do not."""

from __future__ import annotations

import pytest

from review.book.prose.quantities import find_quantities, seen


def found(text: str) -> list[str]:
    """Return the quantities of *text* as they are written."""
    return [text[start:end] for start, end in find_quantities(text)]


@pytest.mark.parametrize(
    "quantity",
    [
        *("a quarter", "one quarter", "three quarters", "two-thirds", "thirds", "halves", "fifths", "tenths", "a half"),
        *("halved", "halving", "doubling", "doubles", "trebled", "treble", "tripled", "tripling", "quadrupled"),
        *("quadruple", "quintupled", "twofold", "a couple of", "a pair of", "a score of", "scores of", "dozens"),
        *("nineties", "thirties", "a quadrillion", "millionth", "thousandth", "lakh", "a crore", "fourscore", "threes"),
        *("½", "¾", "４１２", "٤١٢", "四百", "𝟒𝟏𝟐", "Ⅻ", "①", "XII", "IV", "III", "MCMXC"),
    ],
)
def test_words_and_signs_that_no_source_prints_are_found_whole(quantity: str) -> None:
    assert found(f"Of {quantity} there, {quantity}.") == [quantity, quantity]


@pytest.mark.parametrize(
    "text",
    [
        "Both couples met once; a couple, a pair, the overall score, headquarters.",
        "I say: the CI of the DC, in MI, on CD, of LI; VIM, IIII, VX and MILD are none. Mix and Xi.",
        "Nobody is single or alone: 人口 and é.",
    ],
)
def test_look_alikes_are_none(text: str) -> None:
    assert found(text) == []


def test_signs_that_nobody_sees_part_no_number() -> None:
    assert found(seen("four\u00adteen, 4\u200b12")) == ["fourteen", "412"]
