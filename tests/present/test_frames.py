"""Frames: what pandas' users find in them, exact beside approximate, keys beside labels, and in which order."""

from __future__ import annotations

import json
from decimal import Decimal

import altair as alt
import pandas as pd
import pytest

from review.corpus.corpus import Corpus
from review.present.charts.data import to_rows
from review.present.frames.rows import claims_frame, events_frame, figures_frame, table_frame


@pytest.fixture
def figures(cells: Corpus) -> pd.DataFrame:
    return figures_frame(cells, cells.figures.values())


def test_bounds_are_nullable_floats_with_the_exact_ones_beside_them(figures: pd.DataFrame) -> None:
    assert str(figures.low.dtype) == str(figures.high.dtype) == "Float64"
    over = figures.loc["alpha-over"]
    assert over.low == 6000.0 and over.high is pd.NA
    assert over.low_exact == Decimal(6000) and over.high_exact is None
    assert str(over.value) == "more than 6,000" and over.printed == "6000"


def test_each_label_stands_beside_its_key(figures: pd.DataFrame, cells: Corpus) -> None:
    for column, key, table in (("measure", "measure_id", "measures"), ("origin", "origin_id", "origins")):
        assert {str(figures[name].dtype) for name in (column, key)} == {"category"}
        assert set(figures[key]) <= set(cells.tables[table])
    assert figures.loc["alpha-over", "origin"] == "The paper, which credits The office"
    assert figures.loc["alpha-about", "credit"] == "origin unnamed"


def test_certainty_has_an_order(figures: pd.DataFrame) -> None:
    assert figures.as_count.cat.ordered and (figures.as_extent <= "high").all()


def test_rows_keep_the_order_that_was_asked_for(cells: Corpus) -> None:
    asked = [cells.figures["alpha-span"], cells.figures["alpha-exact"]]
    frame = figures_frame(cells, asked)
    assert list(frame.index) == ["alpha-span", "alpha-exact"]
    assert figures_frame(cells, []).empty


@pytest.mark.parametrize(
    ("name", "first", "last", "years"),
    [
        ("alpha-exact", "2009-04-01", "2009-11-05", [2009]),
        ("alpha-over", "2009-04-01", "2011-12-31", [2009, 2010, 2011]),
        ("alpha-least", None, None, []),
    ],
)
def test_dates_are_dates_where_they_are_stated(
    figures: pd.DataFrame, name: str, first: str | None, last: str | None, years: list[int]
) -> None:
    row = figures.loc[name]
    assert (row.start, row.end) == tuple(pd.NaT if day is None else pd.Timestamp(day) for day in (first, last)) or (
        pd.isna(row.start) and first is None
    )
    assert list(row.years) == years


def test_the_other_frames_name_their_rows(cells: Corpus) -> None:
    claims, events = claims_frame(cells, cells.claims.values()), events_frame(cells, cells.events.values())
    assert [frame.index.name for frame in (claims, events)] == ["claim_id", "event_id"]
    assert claims.stance.cat.ordered and pd.isna(events.loc["case", "start"])


def test_a_table_as_coded_keeps_what_is_coded(cells: Corpus) -> None:
    frame = table_frame(cells, "figures")
    assert frame.loc["alpha-over", "low"] == Decimal(6000) and frame.loc["alpha-over", "high"] is None


def test_the_data_of_a_chart_are_json_with_null_for_what_is_missing(figures: pd.DataFrame) -> None:
    rows = to_rows(figures)["values"]
    assert json.loads(json.dumps(rows)) == rows
    by_id = {row["figure_id"]: row for row in rows}
    assert by_id["alpha-over"]["high"] is None and by_id["alpha-least"]["start"] is None
    assert by_id["alpha-exact"]["start"] == "2009-04-01T00:00:00" and by_id["alpha-exact"]["value"] == "2,169"
    assert "years" not in by_id["alpha-exact"] and "low_exact" not in by_id["alpha-exact"]


def test_altair_knows_what_kind_each_column_is(figures: pd.DataFrame) -> None:
    chart = alt.Chart(figures).mark_point().encode(x="low", y="measure", color="as_count", tooltip=["start", "value"])
    encoding = chart.to_dict()["encoding"]
    kinds = [encoding["x"], encoding["y"], encoding["color"], *encoding["tooltip"]]
    assert [one["type"] for one in kinds] == ["quantitative", "nominal", "ordinal", "temporal", "nominal"]
