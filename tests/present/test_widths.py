"""The wide drawing of a chart: the same marks and words, beside each other instead of under each other."""

from __future__ import annotations

import re
from typing import Any

import altair as alt
import pytest
from drawing import shown, spec_of, views
from markup_reader import named

from review.corpus.corpus import Corpus
from review.present.charts.data import set_up
from review.present.charts.intervals import interval_chart
from review.present.charts.scales import ABOVE, TOP
from review.present.frames.rows import claims_frame, figures_frame
from review.present.look.chart import Chart
from review.present.look.sizes import WIDE, WIDTH
from review.present.look.widths import widened
from review.present.values.opened import open_for_cells


@pytest.fixture(scope="module")
def chart(small: Corpus) -> Chart:
    set_up()
    open_for_cells(small)
    return shown(interval_chart(figures_frame(small, small.figures.values())))


def test_both_drawings_say_the_same(chart: Chart) -> None:
    drawings = re.findall("<svg.*?</svg>", chart.html.text, re.DOTALL)
    wide, narrow = ({text.text for text in named(svg, "text") if not _is_tick(text.text)} for svg in drawings)
    assert wide == narrow


def _is_tick(text: str) -> bool:
    """Tell whether a text is a bare number, of which a longer axis has others."""
    return text.replace(",", "").replace(".", "").isdigit()


def test_marks_stand_to_the_right_of_the_words(chart: Chart) -> None:
    rows = [view for view in views(widened(spec_of(chart))) if "bandPosition" in view["encoding"].get("y", {})]
    drawn = [view for view in rows if view["mark"]["type"] != "text"]
    assert drawn and {view["mark"]["yOffset"] for view in drawn} == {8}
    starts = {view["encoding"]["x"].get("value") or view["encoding"]["x"]["scale"]["range"][0] for view in drawn}
    assert len(starts) == 1 and WIDTH < min(starts) < WIDE


def test_numbers_without_an_axis_stand_in_pairs(chart: Chart) -> None:
    pairs = [panel["hconcat"] for panel in widened(spec_of(chart))["vconcat"] if "hconcat" in panel]
    assert pairs and max(len(pair) for pair in pairs) == 2
    assert {view["mark"]["type"] for pair in pairs for panel in pair for view in panel["layer"]} == {"text"}


def test_labels_stand_beside_their_lines_and_level(small: Corpus) -> None:
    open_for_cells(small)
    grid = alt.Chart(claims_frame(small, small.claims.values())).mark_point()
    spec = spec_of(shown(grid.encode(x=alt.X("source:N", axis=TOP), y=alt.Y("theme:N", axis=ABOVE))))
    axes: dict[str, Any] = {name: one["axis"] for name, one in widened(spec)["encoding"].items() if "axis" in one}
    assert axes["x"]["labelAngle"] == 0 and "labelAlign" not in axes["y"]
    assert spec["encoding"]["x"]["axis"]["labelAngle"] != 0  # what it is made from stays as it is


def test_facets_stand_in_two_columns(small: Corpus) -> None:
    open_for_cells(small)
    base = alt.Chart(figures_frame(small, small.figures_where(measure_id="seen"))).mark_point().encode(x="low")
    assert widened(base.facet("source:N", columns=1).to_dict())["columns"] == 2
