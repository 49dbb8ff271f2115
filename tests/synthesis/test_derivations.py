"""Numbers computed from figures: what they come to, and what is no arithmetic."""

from __future__ import annotations

from decimal import Decimal

import pytest
from bicycle_project import Small, hold

from review.corpus.corpus import Corpus
from review.errors import CorpusError, IncomparableFigures, UsageError
from review.synthesis.comparing.derivations import derivation_problems, evaluate, months_between

D = Decimal


def computed(bicycles: Small, expression: str, **cells: str) -> tuple[Decimal | None, Decimal | None]:
    """Return the bounds of *expression*."""
    bicycles.change("derivations", "station-share", expression=expression, **cells)
    bounds = evaluate(bicycles.corpus(), "station-share").bounds
    return bounds.low, bounds.high


def test_a_share_is_computed(bicycle_corpus: Corpus) -> None:
    derived = evaluate(bicycle_corpus, "station-share")
    assert derived.bounds.exact
    assert round(derived.bounds.low or D(0), 4) == D("25.7475")
    assert [figure.figure_id for figure in derived.figures] == ["ward2014-station", "ward2014-thefts"]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("{ward2014-station} + {ward2014-elsewhere}", (D(1204), D(1204))),
        ("{ward2014-thefts} - {ward2014-station}", (D(894), D(894))),
        ("({ward2014-thefts} - {ward2014-thefts}) * 100", (D(0), D(0))),
        ("{gazette2014-frames} / 1000", (D("0.189"), D("0.189"))),
        ("{gazette2014-thefts} / {months:ward2014-thefts} * 12", (D(1204), D(1204))),
        ("{ward2014-dealer-price} * {fact:euro-2012}", (None, D(50))),
        ("{ward2014-buyer-price} - {ward2014-dealer-price}", (D(10), None)),
        ("{ward2014-buyer-price} + {ward2014-dealer-price}", (None, D(160))),
        ("{ward2014-buyer-price} / {ward2014-dealer-price}", (D("1.25"), None)),
        ("{ward2014-buyer-price} * 100", (D(5000), D(12000))),
        ("({ward2014-found} - {ward2014-station}) / 100", (D("0.9"), None)),
    ],
)
def test_each_operator_keeps_the_bounds(
    bicycles: Small, expression: str, expected: tuple[Decimal | None, Decimal | None]
) -> None:
    assert computed(bicycles, expression, override="Prices of two stages, to try the arithmetic.") == expected


@pytest.mark.parametrize(
    "expression",
    [
        "__import__('os').system('id') * {ward2014-thefts}",
        "{ward2014-thefts}.__class__",
        "{ward2014-thefts} ** 9",
        "{ward2014-thefts} // 2",
        "{ward2014-thefts} + _0",
        "{ward2014-thefts} + nothing",
        "{ward2014-thefts}{ward2014-station}",
        "{ward2014-thefts} (2)",
        "{ward2014-thefts} +",
        "({ward2014-thefts}",
        "{ward2014-thefts} + {}",
        "{ward2014-thefts} + {Ward}",
        "{ward2014-thefts} if 1 else 0",
        "[{ward2014-thefts}]",
        "{ward2014-thefts} + 1e9",
        "{ward2014-thefts} + 0777",
        "(" * 300 + "{ward2014-thefts}" + ")" * 300,
        "{ward2014-thefts}" + " + 1" * 5000,
    ],
)
def test_what_is_no_arithmetic_is_refused(bicycles: Small, expression: str) -> None:
    with pytest.raises(UsageError, match="is not arithmetic over figure ids"):
        computed(bicycles, expression)


def test_unlike_figures_are_not_computed_with(bicycles: Small) -> None:
    with pytest.raises(IncomparableFigures, match="may not share a ratio"):
        computed(bicycles, "{ward2014-found} / {ward2014-thefts}")


def test_unless_the_override_says_why(bicycles: Small) -> None:
    low, high = computed(bicycles, "{ward2014-found} / {ward2014-thefts}", override="A bicycle found was one theft.")
    assert low == D(400) / D(1204)
    assert high is None


def test_money_is_converted_at_the_rate_of_its_own_year(bicycles: Small) -> None:
    assert computed(bicycles, "{ward2014-dealer-price} / {fact:euro-2012}") == (None, D(32))
    later = "{ward2014-dealer-price} / {fact:euro-2013}"
    with pytest.raises(IncomparableFigures, match=r"may not share a conversion: .* in period: 2012, 2013\)"):
        computed(bicycles, later)
    _, high = computed(bicycles, later, override="The rate hardly moved between the years.")
    assert high == D(40) / D("1.20")


def test_an_unknown_derivation_is_told_with_its_neighbour(bicycle_corpus: Corpus) -> None:
    with pytest.raises(UsageError) as caught:
        evaluate(bicycle_corpus, "station-shares")
    expected = "'station-shares' is no derivation (known: station-share). Did you mean station-share?"
    assert str(caught.value) == expected


def test_every_derivation_that_cannot_be_computed_is_told(bicycles: Small) -> None:
    hold(derivation_problems(bicycles.corpus()))
    bicycles.add("derivations", like="station-share", derivation_id="b", expression="{ward2014-thefts} ** 2")
    bicycles.add("derivations", like="b", derivation_id="c", expression="{ward2014-thefts} + {ward2014-found}")
    with pytest.raises(CorpusError) as caught:
        hold(derivation_problems(bicycles.corpus()))
    told = [(problem.path, problem.line, problem.column) for problem in caught.value.problems]
    assert told == [("data/judgement/derivations.csv", line, "expression") for line in (2, 3)]
    assert str(caught.value).startswith("data/judgement/derivations.csv:2:expression: b cannot be computed: '{ward2014")


@pytest.mark.parametrize(
    ("earlier", "later", "low", "high"),
    [
        ("2013-01-01", "2013-12-31", 12.0, 12.0),
        ("2013-01-31", "2013-03", 1.0, 1.9),
        ("2013", "2014", 0.0, 24.0),
        ("2012-02-29", "2012-02-29", 0.0, 0.0),
    ],
)
def test_months_have_bounds_where_dates_are_coarse(earlier: str, later: str, low: float, high: float) -> None:
    months = months_between(earlier, later)
    assert months.low is not None and months.high is not None
    assert months.low <= months.high
    assert (round(months.low, 1), round(months.high, 1)) == (pytest.approx(D(str(low))), pytest.approx(D(str(high))))


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("{ward2014-thefts} * {fact:euro-1999}", "expression: 'fact:euro-1999' is no fact with a value"),
        ("{ward2014-thefts} / {months:ward2014-thefts:ward2014-station:ward2014-thefts}", "is no pair of figures"),
        ("{ward2014-thefts} / {months:ward2014-buyer-price}", "the period of ward2014-buyer-price has no end"),
        ("{ward2014-thefts} / {months:ward2014-thefts:nowhere}", "expression: 'nowhere' is not in figures"),
    ],
)
def test_an_input_that_is_not_there_is_named(bicycles: Small, expression: str, said: str) -> None:
    bicycles.change("derivations", "station-share", expression=expression)
    assert any(said in problem for problem in bicycles.problems())
