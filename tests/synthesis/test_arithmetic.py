"""Arithmetic on bounds: whatever lies between the bounds of the terms lies between those of the result."""

from __future__ import annotations

import operator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from review.corpus.corpus import Corpus
from review.synthesis.arithmetic.intervals import Bounds, bounds_of, constant

D = Decimal
ROUNDING = D("1e-15")
Known = tuple[Bounds, Decimal]  # bounds, and a value between them


@st.composite
def known(draw: st.DrawFn, least: int = -1000) -> Known:
    """Return bounds and a value between them. An end is open below only where nothing is below zero."""
    value = draw(st.decimals(least, 1000, places=2))
    gap = st.none() | st.decimals(0, 500, places=2)
    below, above = draw(gap), draw(gap)
    low = None if below is None else max(value - below, D(least))
    high = None if above is None else value + above
    if low is None and value < 0:
        low = value
    return Bounds(low, high, draw(st.booleans())), value


def holds(bounds: Bounds, value: Decimal) -> bool:
    """Say whether *value* lies between *bounds*, to within a rounding."""
    slack = ROUNDING * max(abs(value), D(1))
    above = bounds.low is None or bounds.low <= value + slack
    return above and (bounds.high is None or value - slack <= bounds.high)


@pytest.mark.parametrize("apply", [operator.add, operator.sub, operator.mul, operator.truediv])
@given(first=known(), second=known())
def test_the_true_value_lies_between_the_bounds(apply: object, first: Known, second: Known) -> None:
    assert callable(apply)
    (a, x), (b, y) = first, second
    assume(apply is not operator.truediv or y)
    result = apply(a, b)
    assert holds(result, apply(x, y))
    assert result.about == (a.about or b.about)


@given(first=known(), second=known())
def test_bounds_stay_in_order(first: Known, second: Known) -> None:
    for apply in (operator.add, operator.sub, operator.mul, operator.truediv):
        result = apply(first[0], second[0])
        assert result.low is None or result.high is None or result.low <= result.high


@given(one=known(least=0), share=st.decimals(0, 1, places=3))
def test_a_tolerance_only_widens(one: Known, share: Decimal) -> None:
    bounds, value = one
    wider = bounds.widened(share)
    assert holds(wider, value)
    assert wider.overlaps(bounds)


@given(first=known(), second=known())
def test_two_bounds_overlap_or_one_lies_surely_below_the_other(first: Known, second: Known) -> None:
    a, b = first[0], second[0]
    assert a.overlaps(b) == b.overlaps(a)
    assert a.overlaps(b) == (not a.surely_below(b) and not b.surely_below(a))


@given(one=known())
def test_nothing_lies_surely_below_what_it_may_equal(one: Known) -> None:
    bounds, value = one
    assert bounds.overlaps(constant(value))
    assert not bounds.surely_below(bounds)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (Bounds(D(100), None) + Bounds(D(5), D(6)), Bounds(D(105), None)),
        (Bounds(D(100), None) - Bounds(D(5), D(6)), Bounds(D(94), None)),
        (Bounds(None, D(9)) - Bounds(None, D(2)), Bounds(None, None)),
        (Bounds(D(2), D(3)) * constant(100), Bounds(D(200), D(300))),
        (Bounds(D(6), D(6)) / Bounds(D(2), D(3)), Bounds(D(2), D(3))),
        (Bounds(D(6), D(6)) / Bounds(D(0), D(3)), Bounds(D(2), None)),
        (Bounds(D(-2), D(4)) / Bounds(D(2), D(4)), Bounds(D(-1), D(2))),
        (Bounds(D(1), D(2)) / Bounds(D(-1), D(1)), Bounds(None, None)),
    ],
)
def test_open_ends_stay_open(expression: Bounds, expected: Bounds) -> None:
    assert expression == expected


MORE, FEWER = Bounds(D(6000), None, above_low=True), Bounds(None, D(6000), below_high=True)


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        (MORE, constant(6000), False),
        (MORE, constant(6001), True),
        (Bounds(D(6000), None), constant(6000), True),
        (FEWER, constant(6000), False),
        (FEWER, MORE, False),
        (FEWER, Bounds(D(6000), None), False),
        (MORE, MORE, True),
        (MORE + constant(5), constant(6005), False),
        (constant(7000) - MORE, constant(1000), False),
        # A product is taken to reach its end, so that nothing is excluded that may be.
        (MORE * constant(2), constant(12000), True),
        (MORE.widened(D("0.05")), constant(6000), True),
    ],
)
def test_an_end_that_is_left_out_is_no_value(first: Bounds, second: Bounds, meet: bool) -> None:
    assert first.overlaps(second) == second.overlaps(first) == meet


@given(first=known(), second=known())
def test_leaving_an_end_out_never_excludes_what_lies_within(first: Known, second: Known) -> None:
    (a, x), (b, y) = first, second
    inner = [replace(one, above_low=one.low != v, below_high=one.high != v) for one, v in ((a, x), (b, y))]
    assert (inner[0] + inner[1]).overlaps(constant(x + y))
    assert (inner[0] - inner[1]).overlaps(constant(x - y))


def test_what_is_exact(bicycle_corpus: Corpus) -> None:
    figures = bicycle_corpus.figures
    exact = [name for name, figure in figures.items() if bounds_of(figure).exact]
    assert set(figures) - set(exact) == {
        "gazette2014-station", "ward2014-found", "ward2014-dealer-price", "ward2014-buyer-price",
    }  # fmt: skip
    assert bounds_of(figures["gazette2014-station"]).about
