"""What people print is shown as printed: in charts, tables, cards and prose, and in what is exported."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import altair as alt
import pytest
from bicycle_project import Small
from drawing import data, shown, spec_of, views

from review.book.pages.evidence import all_figures
from review.book.prose.roles import print_value
from review.citing.flat import flat_figures, flat_table
from review.corpus.corpus import Corpus
from review.corpus.verification.receipt import read_receipt
from review.errors import UsageError
from review.present.charts.data import set_up
from review.present.charts.intervals import interval_chart
from review.present.charts.scales import LARGER, WITH_INTERVAL
from review.present.frames.rows import figures_frame
from review.present.html.markup import plain
from review.present.look.chart import Chart
from review.present.numbers.proof import proof
from review.present.tables.coded_rows import figures_table
from review.present.values.opened import open_for_cells

EUROPE, EAST = "ballester2023-europe", "vicedo2016-east"


@pytest.fixture(autouse=True)
def opened_heat(heat: Corpus) -> None:
    set_up()
    open_for_cells(heat)


def chart_of(heat: Corpus, **wanted: object) -> Chart:
    return shown(interval_chart(figures_frame(heat, heat.figures_where(**wanted))))


def test_values_below_zero_stand_left_of_a_line_for_it(heat: Corpus) -> None:
    chart = chart_of(heat, measure_id="excess-change")
    positions = [view["encoding"]["x"] for view in views(spec_of(chart)) if "field" in view["encoding"].get("x", {})]
    assert {tuple(one["scale"]["domain"]) for one in positions} == {(-9.2, 22.4)}
    assert "zero" in {one["field"] for one in positions}


def test_of_values_above_zero_the_scale_begins_at_zero(heat: Corpus) -> None:
    chart = chart_of(heat, measure_id="heat-deaths")
    positions = [view["encoding"]["x"] for view in views(spec_of(chart)) if "field" in view["encoding"].get("x", {})]
    assert {tuple(one["scale"]["domain"]) for one in positions} == {(0, 86807)}
    assert "zero" not in {one["field"] for one in positions}


def test_an_interval_is_a_line_through_its_point_and_the_key_says_so(heat: Corpus) -> None:
    chart = chart_of(heat, measure_id="heat-deaths")
    rows = {row["figure_id"]: row for row in data(chart)}
    assert {name for name, row in rows.items() if row[WITH_INTERVAL]} == set(rows)
    assert (rows[EUROPE]["interval_low"], rows[EUROPE]["at"], rows[EUROPE]["interval_high"]) == (37643, 61672, 86807)
    assert "hin line: the interval printed with the value" in plain(chart.html)


def test_a_number_that_is_no_end_of_the_interval_is_refused(heat: Corpus) -> None:
    frame = figures_frame(heat, [heat.figures[EUROPE]])
    frame["interval_low"] = frame["interval_low"] + 0.5
    bars = alt.Chart(frame).mark_rule().encode(x="interval_low:Q", x2="interval_high:Q")
    with pytest.raises(UsageError, match="no row proves"):
        shown(bars)


def test_an_axis_of_billions_says_billions(heat: Corpus) -> None:
    axes = [view["encoding"]["x"].get("axis") for view in views(spec_of(chart_of(heat, measure_id="cost")))]
    assert LARGER in {axis["labelExpr"] for axis in axes if axis}


def test_a_rate_alone_says_per_how_many(heat: Corpus) -> None:
    chart = chart_of(heat, measure_id="heat-death-rate")
    assert "2.4\u00a0deaths per 100,000 people" in plain(chart.html)


@pytest.mark.parametrize(
    ("name", "text"), [(EUROPE, "95\u00a0% interval 37,643 to 86,807"), (EAST, "−9.2 to 2.6\u00a0%")]
)
def test_tables_and_cards_print_the_interval(heat: Corpus, example_root: Path, name: str, text: str) -> None:
    figure = heat.figures[name]
    assert text in plain(figures_table([figure], caption="Figures").html)
    facts = proof(heat, figure, read_receipt(example_root / "data"))
    assert text in plain(facts["Printed with it"]) and "95%" in plain(facts["Printed with it"])
    assert text in plain(all_figures(heat, {}))


def test_prose_prints_the_interval_where_it_asks_for_it(heat: Corpus) -> None:
    assert print_value(heat, EUROPE).text == "61,672"
    assert print_value(heat, f"{EUROPE};interval").text == "61,672 (95\u00a0% interval 37,643 to 86,807)"
    with pytest.raises(UsageError, match="'rustemeyer2021-own' has no interval"):
        print_value(heat, "rustemeyer2021-own;interval")


def test_frames_hold_intervals_as_numbers(heat: Corpus) -> None:
    frame = figures_frame(heat, heat.figures_where(source_id="vicedo2016"))
    assert frame.loc[EAST, ["low", "interval_low", "interval_high"]].tolist() == [-3.3, -9.2, 2.6]
    assert frame["interval_low"].isna().sum() == 1


def test_they_are_exported_with_their_types(heat: Corpus, bicycles: Small) -> None:
    table = flat_table(heat.descriptor)
    assert [table.column(name).type for name in ("low", "interval_low", "interval_basis")] == ["number"] * 2 + [
        "string"
    ]
    row = next(row for row in flat_figures(heat) if row["figure_id"] == EAST)
    assert (row["value"], row["low"], row["interval_high"]) == ("−3.3 %", Decimal("-3.3"), Decimal("2.6"))
    assert "interval_low" not in flat_table(bicycles.descriptor).column_names
