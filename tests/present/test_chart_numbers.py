"""Every number that a chart prints, beside its marks or to a pointer over them, names its row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt
import pytest
from chart_numbers import names_of, unmarked, unresolved
from drawing import data, shown

from review.corpus.corpus import Corpus
from review.present.charts.intervals import interval_chart
from review.present.charts.scales import TIPS
from review.present.frames.rows import claims_frame, computed_frame, events_frame, figures_frame


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


def _counts(c: Corpus) -> alt.Chart:
    frame = figures_frame(c, c.figures.values())
    counts = frame.groupby(["source_id", "basis"], observed=True).size().rename("figures").reset_index()
    drawn: alt.Chart = alt.Chart(counts).mark_text().encode(x="source_id", y="basis", text="figures")
    return drawn


DRAWN: dict[str, Callable[[Corpus], alt.TopLevelMixin]] = {
    "figures": lambda c: interval_chart(figures_frame(c, c.figures_where(measure_id=tuple(c.measures)[:9]))),
    "computed": lambda c: interval_chart(computed_frame(c, {name: [name] for name in list(c.derivations)[:9]})),
    "claims": lambda c: alt.Chart(claims_frame(c, c.claims.values())).mark_point().encode(y="theme", tooltip="quote"),
    "events": lambda c: alt.Chart(events_frame(c, c.events.values())).mark_bar().encode(x="start", text="when"),
    "counts": _counts,
}


@pytest.mark.parametrize("name", DRAWN)
def test_every_number_of_every_kind_of_chart_names_its_row(name: str, real_cells: Corpus) -> None:
    rows = list(data(shown(DRAWN[name](real_cells))))
    assert rows
    assert list(unmarked(rows, names_of(real_cells))) == []
    assert list(unresolved(rows, real_cells)) == []


def test_what_a_pointer_is_told_of_a_number_says_who_is_not_named() -> None:
    assert {"value", "credit", "quote", "origin"} <= {tip.to_dict()["title"] for tip in TIPS}
