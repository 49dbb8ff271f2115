"""The gate on charts: whatever way a chart puts unlike numbers on one axis, or adds some up, it is refused (law 6)."""

from __future__ import annotations

from collections.abc import Callable

import altair as alt
import pandas as pd
import pytest
from drawing import data, shown, spec_of

from review.corpus.corpus import Corpus
from review.errors import IncomparableFigures, UsageError
from review.present.charts.specification import ids_drawn
from review.present.frames.rows import claims_frame, computed_frame, events_frame, figures_frame

Draw = Callable[[pd.DataFrame], alt.TopLevelMixin]


def points(frame: pd.DataFrame) -> alt.Chart:
    drawn: alt.Chart = alt.Chart(frame).mark_point().encode(x="low", y="measure", tooltip="value:N")
    return drawn


def facets(frame: pd.DataFrame, scale: str) -> alt.FacetChart:
    return points(frame).facet("unit", columns=1).resolve_scale(x=scale)


REFUSED: dict[str, Draw] = {
    "one view": points,
    "the other way round": lambda f: alt.Chart(f).mark_point().encode(y="low", x="measure"),
    "a layer each": lambda f: alt.layer(*(points(part) for _, part in f.groupby("unit", observed=True))),
    "panels on one scale": lambda f: alt.vconcat(
        *(points(part) for _, part in f.groupby("unit", observed=True))
    ).resolve_scale(x="shared"),
    "facets on one scale": lambda f: facets(f, "shared"),
    "by colour": lambda f: alt.Chart(f).mark_rect().encode(y="measure", color="low"),
    "by size": lambda f: alt.Chart(f).mark_point().encode(y="measure", size="low"),
    "slices": lambda f: alt.Chart(f).mark_arc().encode(theta="low", color="measure"),
    "a filter that only the chart knows": lambda f: points(f).transform_filter("datum.unit == 'persons'"),
    "of one row's own name": lambda f: alt.Chart(f).mark_bar().encode(x="low", y="figure_id:N"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_unlike_figures_share_no_axis(name: str, cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id=("alpha-exact", "alpha-dollars", "alpha-yuan")))
    frame["low"] = frame.low.fillna(frame.high)
    with pytest.raises(IncomparableFigures, match=r"may not share an axis: .*unit: ") as refusal:
        shown(REFUSED[name](frame))
    assert "Show them side by side" in str(refusal.value)


ADDED: dict[str, Draw] = {
    "a sum": lambda f: alt.Chart(f).mark_bar().encode(x="sum(low)", y="measure"),
    "a mean": lambda f: alt.Chart(f).mark_bar().encode(x="mean(low)", y="measure"),
    "a transform": lambda f: alt.Chart(f)
    .mark_bar()
    .transform_aggregate(total="sum(low)", groupby=["measure"])
    .encode(x="total:Q", y="measure:N"),
    "a stack": lambda f: alt.Chart(f).mark_bar().encode(x="low", y="measure", color="when"),
}


@pytest.mark.parametrize("name", ADDED)
def test_what_overlaps_is_not_added_up(name: str, cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id=("alpha-exact", "alpha-about")))
    with pytest.raises(IncomparableFigures, match=r"may not share a sum: .*period"):
        shown(ADDED[name](frame))


PASSED: dict[str, Draw] = {
    "panels of their own": lambda f: alt.vconcat(*(points(part) for _, part in f.groupby("unit", observed=True))),
    "facets of their own": lambda f: facets(f, "independent"),
    "no axis of numbers": lambda f: alt.Chart(f).mark_text().encode(y="measure", text="value:N"),
    "counted": lambda f: alt.Chart(f).mark_bar().encode(x="count()", y="measure"),
}


@pytest.mark.parametrize("name", PASSED)
def test_what_is_kept_apart_passes(name: str, cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id=("alpha-exact", "alpha-dollars", "alpha-yuan")))
    made = shown(PASSED[name](frame))
    assert {row["figure_id"] for row in data(made)} == set(frame.index)


def test_bars_of_one_row_each_are_no_stack(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id=("alpha-exact", "alpha-about")))
    assert shown(alt.Chart(frame).mark_bar().encode(x="low", y="when", color="when"))


def test_computed_numbers_share_an_axis_with_their_like_alone(real_cells: Corpus) -> None:
    rates = computed_frame(real_cells, ["campaign-children-start-rate", "campaign-children-first-rate"])
    shares = computed_frame(real_cells, ["share-children-2009-11"])
    assert shown(alt.Chart(rates).mark_point().encode(x="low", y="label"))
    with pytest.raises(IncomparableFigures, match="computed numbers may not share an axis"):
        shown(alt.Chart(pd.concat([rates, shares])).mark_point().encode(x="low", y="label"))


def test_reported_and_computed_numbers_share_none(real_cells: Corpus) -> None:
    stated = figures_frame(real_cells, real_cells.figures_where(measure_id="victim-share"))
    shares = computed_frame(real_cells, ["share-children-2009-11"])
    layers = [alt.Chart(frame).mark_point().encode(x="low:Q") for frame in (stated, shares)]
    with pytest.raises(IncomparableFigures, match="kind: computed, reported"):
        shown(alt.layer(*layers))


def test_dates_may_stand_together_whatever_is_counted(cells: Corpus) -> None:
    events = events_frame(cells, cells.events.values())
    made = shown(alt.Chart(events).mark_bar().encode(x="start", x2="end", y="event"))
    assert {row["event_id"] for row in data(made)} == set(cells.events)
    assert "A raid" in made.alternative


def test_claims_name_their_rows(cells: Corpus) -> None:
    made = shown(alt.Chart(claims_frame(cells, cells.claims.values())).mark_point().encode(x="source", y="theme"))
    assert {row["claim_id"] for row in data(made)} == set(cells.claims)
    assert "Need. alpha: argues; beta: disputes." in made.alternative


def test_numbers_that_no_row_proves_are_refused(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(measure_id="seen"))
    means = frame.groupby("of_whom", observed=True).low.mean().div(7).reset_index()
    with pytest.raises(UsageError, match="column 'low' of the chart has numbers that no row proves"):
        shown(alt.Chart(means).mark_bar().encode(x="low", y="of_whom"))


def test_counts_say_that_they_are_and_of_which_sources(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures.values())
    counts = frame.groupby(["source_id", "basis"], observed=True).size().rename("figures").reset_index()
    made = shown(alt.Chart(counts).mark_bar().encode(x="figures", y="basis", color="source_id"))
    assert {row["count_of"] for row in data(made)} == {"rows"}
    assert all(row["counts"] == str(row["figures"]) for row in data(made))
    assert "alpha" in str(made.caption) and "beta" in str(made.caption)
    assert made.data is not None and made.data.columns[-1] == "Figures"


def test_only_what_the_chart_uses_travels_with_it(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(measure_id="seen"))
    made = shown(alt.Chart(frame).mark_point().encode(x="low", y="of_whom"))
    drawn = {name for row in data(made) for name in row}
    assert {"figure_id", "low", "of_whom"} <= drawn and not drawn & {"quote", "note", "high", "start", "value"}
    assert "$schema" in spec_of(made)


def test_a_figure_that_has_an_event_draws_no_event() -> None:
    figure = {"figure_id": "alpha2001-lost", "event_id": "theft"}
    claim = {"claim_id": "alpha2001-many", "event_id": "theft"}
    drawn = ids_drawn({"datasets": {"d": [figure, claim, {"event_id": "raid"}]}})
    assert drawn == {"figure_id": ["alpha2001-lost"], "claim_id": ["alpha2001-many"], "event_id": ["raid"]}
