"""What may be put together in an expression: figures, facts and times by one gate, written numbers hardly at all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from bicycle_project import Small

from review.corpus.corpus import Corpus
from review.errors import IncomparableFigures, UsageError
from review.synthesis.comparing.derivations import evaluate

D = Decimal
REASON = "To see what comes of it."


@pytest.fixture
def town(bicycle_corpus: Corpus) -> Corpus:
    """The small corpus with counts of the town, by a source and from outside, and a price in another currency."""
    figures, facts = bicycle_corpus.figures, bicycle_corpus.facts
    thefts = replace(figures["ward2014-thefts"], place="The town")
    of_2014 = {"period_start": "2014", "period_end": "2014"}
    counted = replace(facts["euro-2013"], value=D(100), unit="case", measure_id="thefts", place="The town")
    more_figures = {
        "town": thefts,
        "town-2014": replace(thefts, **of_2014),
        "town-by-2014": replace(thefts, **of_2014 | {"period_start": "2013"}),
        "pounds": replace(figures["ward2014-dealer-price"], unit="GBP", low=D(30)),
    }
    more_facts = {
        "thefts-2013": counted,
        "thefts-2014": replace(counted, period="2014"),
        "reports": replace(counted, measure_id=""),
        "frames": replace(counted, measure_id="frames-found", unit="frame"),
    }
    named = {name: replace(figure, figure_id=name) for name, figure in more_figures.items()}
    return replace(
        bicycle_corpus,
        tables={**bicycle_corpus.tables, "figures": {**figures, **named}, "facts": {**facts, **more_facts}},
    )


def value(corpus: Corpus, expression: str, override: str = "") -> Decimal | None:
    """Return the lower bound of *expression*, or the upper one where there is none."""
    row = replace(corpus.derivations["station-share"], expression=expression, override=override)
    bounds = evaluate(replace(corpus, tables={**corpus.tables, "derivations": {"a": row}}), "a").bounds
    found = bounds.high if bounds.low is None else bounds.low
    return None if found is None else round(found, 6)


# --- facts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("{town} - {fact:thefts-2013}", D(1104)),
        ("{fact:thefts-2013} / {town} * 100", D("8.305648")),
        ("{fact:thefts-2013} / {months:town} * 12", D(100)),
        ("{fact:thefts-2013} / {fact:thefts-2013}", D(1)),
    ],
)
def test_a_fact_is_computed_with_beside_what_is_like_it(town: Corpus, expression: str, expected: Decimal) -> None:
    assert value(town, expression) == expected


@pytest.mark.parametrize(
    ("expression", "field"),
    [
        ("{town} + {fact:thefts-2014}", "period: 2013, 2014"),
        ("{town} / {fact:thefts-2014}", "period: 2013, 2014"),
        ("{town} - {fact:frames}", "group: frames-found, thefts; unit: case, frame"),
        ("{fact:frames} / {town}", "group: frames-found, thefts"),
        ("{ward2014-thefts} / {fact:thefts-2013}", "place: The town, not stated"),
        ("{ward2014-dealer-price} + {fact:thefts-2013}", "unit: EUR, case"),
        ("{town} / {fact:reports}", "group: not stated, thefts"),
        ("{fact:reports} - {fact:reports}", "group: not stated"),
        ("{town} + {fact:thefts-2013}", "apart: counted on both sides"),
        ("{fact:thefts-2013} / {months:town-2014}", "period: 2013, 2014"),
        ("{fact:prices-2013} + {fact:thefts-2013}", "unit: case, percent"),
    ],
)
def test_beside_what_is_unlike_it_for_a_reason_alone(town: Corpus, expression: str, field: str) -> None:
    with pytest.raises(IncomparableFigures, match=r"they differ in .*" + field):
        value(town, expression)
    assert value(town, expression, REASON) is not None


# --- months ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("{gazette2014-thefts} / {months:ward2014-thefts}", D("100.333333")),
        ("({town-by-2014} - {town}) / {months:ward2014-thefts:town-2014}", D(0)),
    ],
)
def test_months_belong_to_figures_of_the_same_dates(town: Corpus, expression: str, expected: Decimal) -> None:
    assert value(town, expression) == expected


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("{ward2014-thefts} / {months:ward2014-dealer-price}", "share a rate per month: .* in period: 2012, 2013"),
        ("{ward2014-found} / {months:ward2014-thefts}", "in period: 2013, not stated"),
        ("{ward2014-thefts} / {months:ward2014-dealer-price:ward2014-thefts}", "in period: 2012, 2013"),
        ("({town-2014} - {town}) / {months:town:town-2014}", "share a difference: .* in start: 2013, 2014"),
        ("{ward2014-thefts} + {months:ward2014-thefts}", "share a sum: .* in unit: case, month"),
        ("{ward2014-thefts} - {ward2014-thefts} / {months:ward2014-thefts}", "in unit: case, case per month"),
        ("{ward2014-thefts} - 100 * {ward2014-thefts}", "in unit: 100 × case, case"),
    ],
)
def test_no_time_of_another_figure_and_no_sum_of_other_units(town: Corpus, expression: str, said: str) -> None:
    with pytest.raises(IncomparableFigures, match=said):
        value(town, expression)
    assert value(town, expression, REASON) is not None


# --- money -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("{pounds} * {fact:euro-2012}", D("37.5")),
        ("{ward2014-dealer-price} / {fact:euro-2012}", D(32)),
        ("{ward2014-dealer-price} - {pounds} * {fact:euro-2012}", D("2.5")),
    ],
)
def test_money_is_converted_at_the_rate_of_its_year(town: Corpus, expression: str, expected: Decimal) -> None:
    assert value(town, expression) == expected


@pytest.mark.parametrize(
    ("expression", "fields"),
    [
        ("{pounds} * {fact:euro-2013}", "share a conversion: pounds, fact:euro-2013 .* in period: 2012, 2013"),
        ("{ward2014-buyer-price} / {fact:euro-2013}", "in period: 2013, not stated"),
        ("{ward2014-dealer-price} * {fact:euro-2012}", "in unit: EUR, EUR per GBP"),
        ("{fact:euro-2012} / {ward2014-dealer-price}", "in unit: EUR, EUR per GBP"),
        ("{ward2014-thefts} * {fact:euro-2013}", "in unit: EUR per GBP, case"),
        ("{fact:euro-2012} - {fact:euro-2013}", "share a difference: .* group: not stated"),
        ("{ward2014-dealer-price} - {pounds}", "in unit: EUR, GBP"),
    ],
)
def test_at_no_other_rate_but_for_a_reason(town: Corpus, expression: str, fields: str) -> None:
    with pytest.raises(IncomparableFigures, match=fields):
        value(town, expression)
    value(town, expression, REASON)


# --- written numbers -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "expression",
    [
        "{ward2014-thefts} + 412",
        "412 + 0 * {ward2014-thefts}",
        "{ward2014-thefts} - 100",
        "{ward2014-thefts} * 412",
        "{ward2014-thefts} * 0",
        "{ward2014-thefts} / 1.5",
        "100 / {ward2014-thefts}",
        "{ward2014-thefts} * (100 + 12)",
        "{ward2014-thefts} * (100 * 12)",
        "{months:ward2014-thefts} + 12",
        "{months:ward2014-thefts} / {months:ward2014-thefts}",
    ],
)
@pytest.mark.parametrize("override", ["", "A reason is no source."])
def test_no_number_enters_without_a_source(bicycle_corpus: Corpus, expression: str, override: str) -> None:
    with pytest.raises(UsageError, match=r"is of no source|figures alone"):
        value(bicycle_corpus, expression, override)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("100 * {ward2014-thefts}", D(120400)),
        ("{ward2014-thefts} / {months:ward2014-thefts} * 12", D(1204)),
        ("{ward2014-thefts} / (1000)", D("1.204")),
    ],
)
def test_a_number_may_convert_a_unit(bicycle_corpus: Corpus, expression: str, expected: Decimal) -> None:
    assert value(bicycle_corpus, expression) == expected


def test_the_unit_of_a_fact_is_one_of_its_measure(bicycles: Small) -> None:
    bicycles.change("facts", "prices-2013", measure_id="thefts")
    assert any("'percent' is no unit of thefts (expected case)" in problem for problem in bicycles.problems())
