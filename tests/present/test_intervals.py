"""The chart of intervals: how bounds are drawn, what may share an axis, and that Altair's users can go on with it."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import pytest
from drawing import data, drawn_as, shown, spec_of, views
from markup_reader import named, read

from review.corpus.corpus import Corpus
from review.present.charts.data import set_up
from review.present.charts.intervals import interval_chart
from review.present.frames.rows import figures_frame
from review.present.html.markup import plain
from review.present.look.chart import Chart
from review.present.look.sizes import WIDE, WIDTH, text_width
from review.present.values.opened import open_for_cells
from review.present.words.wording import UNNAMED_SIGN

TICK = "M0,-1L0,1"


@pytest.fixture(scope="module")
def bounds(small: Corpus) -> Chart:
    set_up()
    open_for_cells(small)
    return shown(interval_chart(in_company(figures_frame(small, small.figures.values()))))


def in_company(frame: pd.DataFrame) -> pd.DataFrame:
    """Return *frame* with each row twice that would have a panel to itself: what is alone is written, not drawn."""
    alone = frame.groupby(["group", "basis", "unit_id"], observed=True)["unit"].transform("size") == 1
    return pd.concat([frame, frame[alone]])


def test_a_number_alone_is_written_without_an_axis(small: Corpus) -> None:
    set_up()
    open_for_cells(small)
    chart = shown(interval_chart(figures_frame(small, small.figures_where(figure_id="alpha-most"))))
    assert {view["mark"]["type"] for view in views(spec_of(chart))} == {"text"}
    (svg, _) = named(chart.html.text, "svg")
    assert "up to 70,000" in [text.text for text in named(chart.html.text, "text")] and svg


def test_exact_is_a_point(bounds: Chart) -> None:
    ((shape, row),) = drawn_as(bounds, "alpha-exact")
    assert (shape, row["at"], row["mark"]["filled"]) == ("circle", 2169, True)


def test_about_is_an_open_point(bounds: Chart) -> None:
    ((shape, row),) = drawn_as(bounds, "alpha-about")
    assert (shape, row["at"], "filled" in row["mark"]) == ("circle", 300, False)


@pytest.mark.parametrize(
    ("name", "bound", "arrow", "sign"),
    [
        ("alpha-over", 6000, "triangle-right", 1),
        ("alpha-least", 5, "triangle-right", 1),
        ("alpha-most", 70000, "triangle-left", -1),
        ("alpha-under", 14, "triangle-left", -1),
        ("alpha-dollars", 6000, "triangle-left", -1),
    ],
)
def test_open_bounds_have_an_arrow_from_the_bound(
    bounds: Chart, name: str, bound: float, arrow: str, sign: int
) -> None:
    marks = dict(drawn_as(bounds, name))
    assert set(marks) == {"rule", arrow, "circle"}
    assert {row["at"] for row in marks.values()} == {bound}
    assert marks["rule"]["mark"]["x2Offset"] * sign > 0
    assert marks[arrow]["mark"]["xOffset"] == marks["rule"]["mark"]["x2Offset"]


@pytest.mark.parametrize("name", ["alpha-span", "alpha-yuan"])
def test_range_is_a_bar_with_two_caps(bounds: Chart, name: str) -> None:
    marks = drawn_as(bounds, name)
    assert sorted(shape for shape, _ in marks) == [TICK, TICK, "rule"]
    assert sorted(row["x"]["field"] for shape, row in marks if shape == TICK) == ["high", "low"]


def test_vague_word_is_a_dashed_bar(bounds: Chart) -> None:
    (bar,) = [row for shape, row in drawn_as(bounds, "alpha-dozens") if shape == "rule"]
    assert bar["mark"]["strokeDash"] == [5, 4]
    assert "dashed bar: bounds that we read in a vague word" in bounds.key.lower()


def test_unnamed_origin_is_said(bounds: Chart, cells: Corpus) -> None:
    written = {row["figure_id"]: UNNAMED_SIGN in row["row_detail"] for row in data(bounds)}
    unnamed = {name for name, figure in cells.figures.items() if cells.is_unnamed(figure)}
    assert {name for name, is_said in written.items() if is_said} == unnamed
    assert "Origin unnamed: " not in str(bounds.notes)  # the rows say so
    assert f"{UNNAMED_SIGN} origin unnamed." in map(plain, bounds.notes)


def test_the_colour_says_whether_it_was_counted(bounds: Chart, cells: Corpus) -> None:
    assert {"Blue: somebody counted it.", "Orange: put forward without a count."} <= {*bounds.notes}
    for row in data(bounds):
        assert row["basis"] == cells.measures[cells.figures[row["figure_id"]].measure_id].basis


def test_panels_have_axes_and_definitions_of_their_own(bounds: Chart) -> None:
    panels = spec_of(bounds)["vconcat"]
    assert [panel["title"]["text"][0] for panel in panels] == [
        "Persons seen",
        "Persons heard",
        "Age",
        "Growth",
        "Share",
        "Price",
        "Price",
    ]
    assert panels[0]["title"]["subtitle"] == ["Persons seen by somebody."]
    assert panels[6]["title"]["subtitle"] == []  # what a panel above has said is not said again
    assert "resolve" not in spec_of(bounds)


def test_each_figure_is_drawn_and_traceable(bounds: Chart, cells: Corpus) -> None:
    assert {row["figure_id"] for row in data(bounds)} == set(cells.figures)
    assert bounds.data is not None
    linked = named(bounds.data.html.text, "a")
    assert {a.attributes.get("data-figure-id") for a in linked} - {None} == set(cells.figures)


def test_headings_part_a_panel_on_one_scale(cells: Corpus) -> None:
    prices = figures_frame(cells, cells.figures_where(measure_id="price")).assign(unit="coins", unit_id="coins")
    panels = spec_of(shown(interval_chart(prices.assign(group="g"), heading="stage")))["vconcat"]
    assert [panel["title"]["text"][-1] for panel in panels] == ["Stage: last", "Stage: first"]
    scales = [next(views(panel))["encoding"] for panel in panels]
    domains = {str(v["encoding"]["x"]["scale"]) for p in panels for v in views(p) if "scale" in v["encoding"]["x"]}
    assert len(domains) == 1 and scales


def test_small_values_are_seen_where_scales_may_be_logarithmic(cells: Corpus) -> None:
    seen = figures_frame(cells, cells.figures_where(figure_id=("alpha-year", "beta-hostile", "alpha-about")))
    kinds = {
        log: {view["encoding"]["x"]["scale"]["type"] for view in _scaled(shown(interval_chart(seen, log=log)))}
        for log in (False, True)
    }
    assert kinds == {False: {"linear"}, True: {"log"}}


def test_a_share_is_drawn_against_its_whole_and_no_other_number_is(small: Corpus, cells: Corpus) -> None:
    for name, whole in (("share", True), ("least", False), ("under", False)):
        chart = shown(interval_chart(in_company(figures_frame(small, [small.figures[f"alpha-{name}"]]))))
        domains = [view["encoding"]["x"]["scale"]["domain"] for view in _scaled(chart)]
        assert domains and all((end == 100) is whole for _, end in domains), name
        has_axis = any(view["encoding"]["x"].get("axis") for view in _scaled(chart))
        assert has_axis is not whole and ("the whole of which a share is taken" in chart.html.text) is whole


def _scaled(chart: Chart) -> list[dict[str, Any]]:
    return [view for view in views(spec_of(chart)) if "scale" in view["encoding"].get("x", {})]


def test_a_panel_fits_a_telephone_and_a_page_and_can_be_read(bounds: Chart) -> None:
    for svg, drawn in zip(named(bounds.html.text, "svg"), (WIDE, WIDTH), strict=True):
        left, _, width, height = (float(part) for part in svg.attributes["viewbox"].split())
        assert left == 0 and drawn < width <= drawn + 40 and height > 40
    sizes = [float(text.attributes["font-size"].removesuffix("px")) for text in named(bounds.html.text, "text")]
    assert min(sizes) >= 11
    ids = [element.attributes["id"] for element in read(bounds.html.text) if "id" in element.attributes]
    assert len(ids) == len(set(ids))


def test_no_label_meets_the_value_beside_it(bounds: Chart) -> None:
    for row in data(bounds):
        lines = row["row_label"].split("\n")
        assert all(text_width(line) <= WIDTH for line in lines)


def test_same_rows_give_the_same_bytes(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures.values())
    assert shown(interval_chart(frame)).html == shown(interval_chart(frame)).html


def test_it_is_an_altair_chart_that_goes_on(cells: Corpus) -> None:
    frame = figures_frame(cells, cells.figures_where(measure_id="seen"))
    made = interval_chart(frame)
    wider = (made & interval_chart(frame)).properties(title="Twice").configure_axis(labelColor="red")
    spec = spec_of(shown(wider))
    assert isinstance(made, alt.VConcatChart)
    assert spec["title"] == "Twice" and spec["config"]["axis"]["labelColor"] == "red"


def test_a_chart_without_rows_says_so_and_beside_another_leaves_no_gap(cells: Corpus) -> None:
    nothing = interval_chart(figures_frame(cells, []))
    assert "no row is left" in shown(None).html.text and "no row is left" in shown(nothing).html.text
    some = interval_chart(figures_frame(cells, cells.figures_where(measure_id="seen")))
    assert [len(spec_of(shown(each))["vconcat"]) for each in (nothing & some, some)] == [1, 1]
