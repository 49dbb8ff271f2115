"""The gate on charts: whatever way a chart puts unlike numbers on one axis, or adds some up, it is refused (law 6)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import altair as alt
import pandas as pd
import pytest
from drawing import data, shown, spec_of

from review.corpus.corpus import Corpus
from review.errors import IncomparableFigures, UsageError
from review.present.charts.specification import ids_drawn
from review.present.frames.rows import claims_frame, events_frame, figures_frame

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
    "by angle": lambda f: alt.Chart(f).mark_point(shape="wedge").encode(y="measure", angle="low"),
    "by offset": lambda f: alt.Chart(f).mark_point().encode(x="measure", xOffset="low:Q"),
    "on a map": lambda f: alt.Chart(f).mark_point().encode(longitude="low:Q", latitude="high:Q"),
    "as a date": lambda f: alt.Chart(f).mark_point().encode(x="low:T", y="measure"),
    "as names in order": lambda f: alt.Chart(f).mark_point().encode(x="low:O", y="measure"),
    "from a place that is given": lambda f: alt.Chart(f).mark_bar().encode(x=alt.datum(0), x2="low:Q", y="measure"),
    "on a condition": lambda f: (
        alt.Chart(f).mark_rect().encode(y="measure", color=alt.condition("datum.low > 0", "low:Q", alt.value("grey")))
    ),
    "side by side in one colour": lambda f: alt.hconcat(
        *(
            alt.Chart(part).mark_rect().encode(y="measure", color="low:Q")
            for _, part in f.groupby("unit", observed=True)
        )
    ),
    "facets whose other axis is apart": lambda f: (
        alt.Chart(f).mark_point().encode(y="low", x="when").facet("unit").resolve_scale(x="independent")
    ),
    "facets by a field that the chart makes": lambda f: facets(f, "independent").transform_calculate(unit="'all'"),
    "looked up": lambda f: (
        alt.Chart(f.drop(columns="low"))
        .mark_point()
        .transform_lookup("source_id", from_=alt.LookupData(f, "source_id", ["low"]))
        .encode(x="low:Q")
    ),
    "the largest": lambda f: alt.Chart(f).mark_text().encode(text="max(low):Q", y="source"),
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
    "a transform": lambda f: (
        alt.Chart(f)
        .mark_bar()
        .transform_aggregate(total="sum(low)", groupby=["measure"])
        .encode(x="total:Q", y="measure:N")
    ),
    "a stack": lambda f: alt.Chart(f).mark_bar().encode(x="low", y="measure", color="when"),
    "a stack of points": lambda f: alt.Chart(f).mark_point().encode(x=alt.X("low", stack="zero"), y="measure"),
    "slices of a whole": lambda f: alt.Chart(f).mark_arc().encode(theta="low", color="when"),
    "what a pointer is told": lambda f: alt.Chart(f).mark_point().encode(y="measure", tooltip=["mean(low):Q"]),
    "a box": lambda f: alt.Chart(f).mark_boxplot().encode(x="low:Q"),
    "a curve": lambda f: alt.Chart(f).transform_loess("low", "high").mark_line().encode(x="low:Q", y="high:Q"),
    "a pivot": lambda f: alt.Chart(f).transform_pivot("source_id", value="low").mark_text().encode(text="alpha:Q"),
    "groups that the chart makes": lambda f: (
        alt.Chart(f).transform_calculate(figure_id="'all'").mark_bar().encode(x="sum(low)", y="figure_id:N")
    ),
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
    "counted by name": lambda f: alt.Chart(f).mark_bar().encode(x="distinct(figure_id):Q", y="measure"),
    "numbered": lambda f: facets(f, "independent").transform_window(place="row_number()"),
}


def test_bars_beside_each_other_are_no_stack(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id=("alpha-exact", "alpha-about")))
    chart = alt.Chart(frame).mark_bar()
    assert shown(chart.encode(x="measure", xOffset="when", y="low", color="when"))
    assert shown(chart.encode(x="low", y="measure", row="when"))


@pytest.mark.parametrize("name", PASSED)
def test_what_is_kept_apart_passes(name: str, cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id=("alpha-exact", "alpha-dollars", "alpha-yuan")))
    made = shown(PASSED[name](frame))
    assert {row["figure_id"] for row in data(made)} == set(frame.index)


def test_bars_of_one_row_each_are_no_stack(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id=("alpha-exact", "alpha-about")))
    assert shown(alt.Chart(frame).mark_bar().encode(x="low", y="when", color="when"))


def test_dates_may_stand_together_whatever_is_counted(cells: Corpus) -> None:
    events = events_frame(cells, cells.events.values())
    made = shown(alt.Chart(events).mark_bar().encode(x="start", x2="end", y="event"))
    assert {row["event_id"] for row in data(made)} == set(cells.events)
    assert made.data is not None and "A raid" in made.data.html.text


def test_claims_name_their_rows(cells: Corpus) -> None:
    made = shown(alt.Chart(claims_frame(cells, cells.claims.values())).mark_point().encode(x="source", y="theme"))
    assert {row["claim_id"] for row in data(made)} == set(cells.claims)
    assert made.data is not None and {"Need", "argues", "disputes"} <= set(re.split("[<>]", made.data.html.text))


def test_numbers_that_no_row_proves_are_refused(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(measure_id="seen"))
    means = frame.groupby("of_whom", observed=True).low.mean().div(7).reset_index()
    with pytest.raises(UsageError, match="column 'low' of the chart has numbers that no row proves"):
        shown(alt.Chart(means).mark_bar().encode(x="low", y="of_whom"))


UNPROVEN: dict[str, Draw] = {
    "sums": lambda f: alt.Chart(f.groupby("source", observed=True).low.sum().reset_index()).mark_bar().encode(x="low"),
    "sums as whole numbers": lambda f: alt.Chart(pd.DataFrame({"low": [int(f.low.sum())]})).mark_bar().encode(x="low"),
    "without ids": lambda f: alt.Chart(f.reset_index(drop=True)).mark_bar().encode(x="low", y="when"),
    "twice what is stated": lambda f: points(f.assign(low=f.low * 2)),
    "a running total": lambda f: alt.Chart(f.assign(total=f.low.cumsum())).mark_text().encode(text="total", y="when"),
    "typed beside an id": lambda f: points(f.assign(low=987654.5)),
    "an id of nothing": lambda f: points(f.rename(index=lambda name: f"{name}-2")),
    "computed in the chart": lambda f: points(f).transform_calculate(more="datum.low * 2").encode(x="more:Q"),
    "a line where somebody likes": lambda f: points(f) + alt.Chart(f).mark_rule().encode(x=alt.datum(5000)),
    "typed data": lambda f: alt.Chart(alt.Data(values=[{"a": 99999}])).mark_bar().encode(x="a:Q"),
    "typed lists": lambda f: alt.Chart(alt.Data(values=[1, 2])).mark_bar().encode(x="data:Q"),
    "data from elsewhere": lambda f: alt.Chart("https://example.org/data.csv").mark_bar().encode(x="a:Q"),
    "data that the chart makes": lambda f: alt.Chart(alt.sequence(0, 9, as_="a")).mark_bar().encode(x="a:Q"),
    "data that come later": lambda f: alt.Chart(alt.NamedData(name="later")).mark_bar().encode(x="a:Q"),
}


@pytest.mark.parametrize("name", UNPROVEN)
def test_what_no_row_proves_is_not_drawn(name: str, cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id=("alpha-exact", "alpha-about")))
    with pytest.raises(UsageError, match=r"no row|no figure"):
        shown(UNPROVEN[name](frame))


def test_texts_have_no_place_on_a_scale_of_numbers(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id=("alpha-exact", "alpha-about")))
    with pytest.raises(UsageError, match="'value' of the chart has texts, no numbers"):
        shown(alt.Chart(frame).mark_point().encode(x="value:Q"))


@pytest.mark.parametrize("kind", ["html", "json", "svg", "png"])
def test_a_chart_of_a_frame_can_be_saved(kind: str, cells: Corpus, tmp_path: Path) -> None:
    frame = figures_frame(cells, cells.figures_where(figure_id="alpha-exact"))
    frame["month"] = frame.end.dt.to_period("M")
    points(frame).encode(y="month:T").save(tmp_path / f"chart.{kind}")
    assert (tmp_path / f"chart.{kind}").stat().st_size


def test_counts_say_of_which_sources_they_are_and_stand_in_a_table_as_in_the_chart(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures.values())
    counts = frame.groupby(["source_id", "basis"], observed=True).size().rename("figures").reset_index()
    made = shown(alt.Chart(counts).mark_bar().encode(x="figures", y="basis", color="source_id"))
    assert {row["count_of"] for row in data(made)} == {"rows"}
    assert all(row["counts"] == str(row["figures"]) for row in data(made))
    assert "alpha" in str(made.caption) and "beta" in str(made.caption)
    assert made.data is not None
    heads = [head.lower() for head in made.data.columns]
    crossed = {(row[0], head): cell for row in made.data.rows for head, cell in zip(heads[1:], row[1:], strict=True)}
    drawn = {(row.source_id, row.basis): row.figures for row in counts.itertuples()}
    assert crossed == {cell: drawn.get(cell, "") for cell in crossed} and set(drawn) <= set(crossed)


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


def test_a_number_that_was_typed_beside_an_id_is_refused(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(measure_id="seen"))
    typed = frame.assign(label="9,999,999 of them")
    with pytest.raises(UsageError, match=r"column 'label' of the chart has a number that no row proves \(9,999,999\)"):
        shown(alt.Chart(typed).mark_text().encode(y="of_whom", text="label"))
    told = frame.assign(label=frame["value"].map(str) + " to " + frame.end.dt.strftime("%b %Y").fillna("?"))
    assert shown(alt.Chart(told).mark_text().encode(y="of_whom", text="label"))


def test_labels_of_an_axis_are_formatted_and_not_computed(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(measure_id="seen"))
    axis = alt.Axis(labelExpr="datum.value * 1000")
    with pytest.raises(UsageError, match="`labelExpr` computes numbers"):
        shown(alt.Chart(frame).mark_point().encode(x=alt.X("low", axis=axis), y="of_whom"))
