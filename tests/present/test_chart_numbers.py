"""Every number that a chart prints, beside its marks or to a pointer over them, names its row."""

from __future__ import annotations

from typing import Any

import pytest
from chart_numbers import names_of, unmarked, unresolved
from test_charts import CHARTS, data

from review.corpus.corpus import Corpus
from review.present.chart import Chart
from review.present.charts.derived import derived_chart
from review.present.charts.evidence_map import measures_map, periods_map, populations_map, themes_map


@pytest.mark.parametrize(
    "row",
    [
        {"text": "365 to 410", "y": 8},
        {"text": "36.0\u00a0%", "y": 8},
        {"text": "2,169", "x": 1, "y": 2},
        {"which": "89\u00a0persons: Persons seen", "figures": "3", "count_of": "figures"},
        {"text": "up to 2010 persons", "count_of": "figures", "figures": "12 or more"},
    ],
)
def test_a_number_of_nobodys_is_found(row: dict[str, Any]) -> None:
    assert len(list(unmarked([row]))) == 1


@pytest.mark.parametrize(
    "row",
    [
        {"text": "2,169", "figure_id": "found"},
        {"text": "36.0\u00a0%", "derivation_id": "share"},
        {"text": "6", "count_of": "figures"},
        {"coded": "disputes (1 claim)", "column": "wang2011", "count_of": "claims"},
        {"which": "government: 14; court: 4", "count_of": "figures"},
        {"text": "2009"},
    ],
)
def test_ids_counts_and_years_are_marks_enough(row: dict[str, Any]) -> None:
    assert list(unmarked([row])) == []


def drawn(corpus: Corpus) -> list[Chart]:
    """Return a chart of each kind."""
    made = [make(corpus) for make in CHARTS.values()]
    made += [derived_chart(corpus, {name: [name]}, caption="C") for name in corpus.derivations]
    return [*made, *(m(corpus, caption="C") for m in (themes_map, measures_map, populations_map, periods_map))]


@pytest.mark.parametrize("corpus", ["small", "real"])
def test_every_number_of_every_kind_of_chart_names_its_row(corpus: str, request: pytest.FixtureRequest) -> None:
    known: Corpus = request.getfixturevalue(corpus)
    for made in drawn(known):
        rows = list(data(made))
        assert list(unmarked(rows, names_of(known))) == [], made.alternative[:80]
        assert list(unresolved(rows, known)) == [], made.alternative[:80]
