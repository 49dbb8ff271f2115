"""Charts of coded rows: what may share an axis, how bounds are drawn, what is said in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from markup_reader import named, read

from review.corpus.conclusions import STANCES
from review.corpus.corpus import Corpus
from review.corpus.records import Figure
from review.present.chart import Chart
from review.present.charts.cumulative import cumulative_chart
from review.present.charts.dates import year_number, year_scale
from review.present.charts.intervals import comparable, interval_chart
from review.present.charts.labels import placed_labels
from review.present.charts.layout import Row, place
from review.present.charts.matrix import STANCES as MATRIX_STANCES
from review.present.charts.matrix import claims_matrix, source_theme_matrix
from review.present.charts.operations import operations_chart
from review.present.charts.origins import origins_chart
from review.present.charts.overview import overview_chart
from review.present.charts.prices import price_chart
from review.present.charts.scale import Scale, linear_scale, log_scale
from review.present.charts.timeline import timeline_chart
from review.present.theme import WIDTH


def dated(corpus: Corpus, *, both: bool) -> list[Any]:
    return [f for f in corpus.figures.values() if f.period_end and (f.period_start or not both)]


def _kind(corpus: Corpus, figure: Figure) -> str:
    return corpus.events[figure.event_id].kind if figure.event_id else ""


CHARTS: dict[str, Callable[[Corpus], Chart]] = {
    "intervals": lambda c: interval_chart(c, c.figures.values(), caption="Figures."),
    "logarithmic": lambda c: price_chart(
        c, [f for f in c.figures.values() if f.stage], caption="P", log=True
    ),
    "cumulative": lambda c: cumulative_chart(
        c, [f for f in dated(c, both=True) if not f.event_id], dated(c, both=True)[:1], caption="Totals"
    ),
    "prices": lambda c: price_chart(c, [f for f in c.figures.values() if f.stage], caption="Prices"),
    "operations": lambda c: operations_chart(
        c, [f for f in c.figures.values() if _kind(c, f) == "operation"], caption="Events"
    ),
    "timeline": lambda c: timeline_chart(c, c.events.values(), caption="Events", breaks=("2005",)),
    "claims": lambda c: claims_matrix(c, c.claims_where(source_id=next(iter(c.sources))), caption="Claims"),
    "themes": lambda c: source_theme_matrix(c, ("driver", "method"), caption="Themes"),
    "origins": lambda c: origins_chart(c, next(iter(c.sources)), caption="Origins", least=2),
    "overview": lambda c: overview_chart(c, next(iter(c.sources)), caption="Overview"),
}


def data(chart: Chart) -> Iterator[dict[str, Any]]:
    """Yield every row of data that the chart draws."""
    for rows in chart.spec["datasets"].values():
        yield from rows


def views(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every single view of a specification."""
    inner = [*spec.get("layer", []), *spec.get("vconcat", [])]
    if not inner:
        yield spec
    for part in inner:
        yield from views(part)


def drawn_as(chart: Chart, figure_id: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the marks of a figure, its value in words left out: shape or kind of mark, and the row."""
    found = []
    for view in views(chart.spec):
        mark = view["mark"]
        for row in chart.spec["datasets"][view["data"]["name"]]:
            if row.get("figure_id") == figure_id and mark["type"] != "text":
                found.append((mark.get("shape", mark["type"]), row | {"filled": not mark.get("fill")}))
    return found


@pytest.mark.parametrize("corpus", ["small", "real"])
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_whole(name: str, corpus: str, request: pytest.FixtureRequest) -> None:
    made = CHARTS[name](request.getfixturevalue(corpus))
    html = made.html.text
    svg = named(html, "svg")[0]
    assert len(svg.attributes["aria-label"]) > 40 and svg.attributes["role"] == "img"
    assert "Unit: " in named(html, "figcaption")[0].text and "Source" in named(html, "figcaption")[0].text
    left, _, width, height = (float(part) for part in svg.attributes["viewbox"].split())
    assert left == 0 and WIDTH < width <= WIDTH + 30 and height > 40
    assert min(_sizes(html)) >= 11
    ids = [element.attributes["id"] for element in read(html) if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    assert html.replace("http://www.w3.org/", "").count("://") == 0


@pytest.mark.parametrize("name", CHARTS)
def test_same_rows_give_the_same_bytes(name: str, small: Corpus) -> None:
    assert CHARTS[name](small).html == CHARTS[name](small).html


def _sizes(html: str) -> list[float]:
    return [float(text.attributes["font-size"].removesuffix("px")) for text in named(html, "text")]


# --- bounds ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bounds(small: Corpus) -> Chart:
    return interval_chart(small, small.figures.values(), caption="Figures")


def test_exact_is_a_point(bounds: Chart) -> None:
    ((shape, row),) = drawn_as(bounds, "alpha-exact")
    assert (shape, row["x"], row["filled"]) == ("circle", 2169, True)


def test_about_is_an_open_point(bounds: Chart) -> None:
    ((shape, row),) = drawn_as(bounds, "alpha-about")
    assert (shape, row["x"], row["filled"]) == ("circle", 300, False)


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
    assert marks["circle"]["x"] == marks["rule"]["x"] == bound
    assert (marks["rule"]["end"] - bound) * sign > 0
    assert marks[arrow]["x"] == marks["rule"]["end"]


@pytest.mark.parametrize(
    ("name", "low", "high"), [("alpha-span", 30000, 60000), ("alpha-yuan", 40000, 50000)]
)
def test_range_is_a_bar_with_two_caps(bounds: Chart, name: str, low: float, high: float) -> None:
    marks = drawn_as(bounds, name)
    assert sorted(shape for shape, _ in marks) == ["rule", "tick", "tick"]
    assert sorted(row["x"] for shape, row in marks if shape == "tick") == [low, high]
    assert [(row["x"], row["end"]) for shape, row in marks if shape == "rule"] == [(low, high)]


def test_vague_word_is_a_dashed_bar(bounds: Chart) -> None:
    assert {row["style"] for shape, row in drawn_as(bounds, "alpha-dozens") if shape == "rule"} == {"vague"}
    dashed = [view for view in views(bounds.spec) if view["mark"].get("strokeDash") == [5, 4]]
    assert len(dashed) == 1


def test_unnamed_origin_is_coloured_and_said(bounds: Chart, small: Corpus) -> None:
    colours = {row["figure_id"]: row["colour"] for row in data(bounds) if "colour" in row}
    unnamed = {name for name, figure in small.figures.items() if small.is_unnamed(figure)}
    assert {name for name, colour in colours.items() if colour == "#d55e00"} == unnamed
    assert bounds.alternative.count("origin unnamed") == len(unnamed)


# --- what may share an axis --------------------------------------------------------------------------


def test_incomparable_figures_never_share_a_panel(real: Corpus) -> None:
    for members in comparable(real, real.figures.values()):
        groups = {real.measures[figure.measure_id].comparable_within for figure in members}
        bases = {real.measures[figure.measure_id].basis for figure in members}
        units = {figure.unit for figure in members}
        assert len(groups) == len(bases) == len(units) == 1


def test_panels_have_axes_and_definitions_of_their_own(bounds: Chart) -> None:
    panels = bounds.spec["vconcat"]
    assert [panel["title"]["text"] for panel in panels] == [
        ["Persons seen"],
        ["Persons heard"],
        ["Age"],
        ["Growth"],
        ["Share"],
        ["Price"],
        ["Price"],
    ]
    assert panels[0]["title"]["subtitle"] == ["Persons seen by somebody."]
    assert "resolve" not in bounds.spec


def test_each_figure_is_drawn_and_traceable(bounds: Chart, small: Corpus) -> None:
    assert {row["figure_id"] for row in data(bounds) if "figure_id" in row} == set(small.figures)
    assert bounds.data is not None
    linked = named(bounds.data.html.text, "a")
    assert {a.attributes["data-figure-id"] for a in linked if "data-figure-id" in a.attributes} == set(
        small.figures
    )


def test_a_run_without_figures_says_so(small: Corpus) -> None:
    assert "no row is left" in interval_chart(small, [], caption="Prices.").html.text


# --- the others --------------------------------------------------------------------------------------


def test_overlapping_period_is_a_bar_and_no_total(small: Corpus) -> None:
    totals = small.figures_where(figure_id=("alpha-exact", "alpha-over"))
    made = cumulative_chart(small, totals, small.figures_where(figure_id="alpha-year"), caption="Totals")
    marks = drawn_as(made, "alpha-year")
    assert [shape for shape, _ in marks] == ["rect"]
    assert (marks[0][1]["x"], marks[0][1]["end"]) == (2010, 2011)
    assert {"triangle-up", "circle"} <= {shape for shape, _ in drawn_as(made, "alpha-over")}
    assert "must not be added" in made.html.text


def test_totals_need_a_date(small: Corpus) -> None:
    with pytest.raises(ValueError, match="alpha-most has no period"):
        cumulative_chart(small, small.figures_where(figure_id="alpha-most"), caption="Totals")


def test_matrix_shows_stance_by_shape_and_letter(small: Corpus) -> None:
    made = source_theme_matrix(small, ("driver", "method"), caption="Themes")
    signs = {(r["theme_id"], r["column"]): (r["stance"], r["text"]) for r in data(made) if "stance" in r}
    assert signs == {
        ("need", "alpha"): ("argues", "A"),
        ("need", "beta"): ("disputes", "D"),
        ("trick", "alpha"): ("mentions", "M"),
        ("trick", "beta"): ("nothing coded", "·"),
    }
    shapes = {view["mark"].get("shape") for view in views(made.spec)}
    assert {"square", "circle", "diamond"} <= shapes
    assert "Need: alpha argues, beta disputes." in made.alternative


def test_matrix_has_a_sign_of_its_own_for_each_stance(small: Corpus) -> None:
    claims = {
        stance: replace(small.claims["alpha-why"], claim_id=f"alpha-{stance}", stance=stance)
        for stance in MATRIX_STANCES
    }
    made = source_theme_matrix(
        replace(small, tables={**small.tables, "claims": claims}),
        "driver",
        caption="Themes",
        sources=("alpha",),
    )
    signs = {row["stance"]: (row["text"], row["x"]) for row in data(made) if "stance" in row}
    assert {stance: text for stance, (text, _) in signs.items()} == {
        "argues": "A",
        "mentions": "M",
        "implies": "I",
        "disputes": "D",
    }
    assert (
        len({x for _, x in signs.values()})
        == len({shape for shape, _ in MATRIX_STANCES.values()})
        == len(signs)
    )
    assert all(f"{letter} in a" in made.html.text for letter in "AMID")
    assert "Need: alpha argues, mentions, implies and disputes." in made.alternative


def test_matrix_knows_every_stance_of_the_data(real: Corpus) -> None:
    column = next(c for c in real.descriptor.table("claims").columns if c.name == "stance")
    assert set(MATRIX_STANCES) == set(column.choices)
    assert tuple(MATRIX_STANCES) == STANCES[:-1]  # the last is to say nothing


def test_timeline_draws_what_is_known_of_a_date(small: Corpus) -> None:
    made = timeline_chart(small, small.events.values(), caption="Events", breaks=("2000",))
    kinds: dict[str, set[str]] = {}
    for view in views(made.spec):
        for row in made.spec["datasets"][view["data"]["name"]]:
            if "event_id" in row and "text" not in row:
                kinds.setdefault(row["event_id"], set()).add(
                    row.get("style") or view["mark"].get("shape", "tick")
                )
    assert kinds == {
        "law": {"vague", "tick"},
        "drive": {"range", "tick"},
        "raid": {"circle"},
        "case": {"circle", "triangle-left", "arrow"},
    }
    assert len(made.spec["vconcat"]) == 2


def test_inferred_ties_are_said(small: Corpus) -> None:
    made = operations_chart(small, small.figures_where(event_id="raid"), caption="Events")
    texts = [row["text"] for row in data(made) if "text" in row]
    assert texts.count("tie to this event: inferred by the reviewers") == 1


def test_origins_that_are_unnamed_are_striped(small: Corpus) -> None:
    made = origins_chart(small, "alpha", caption="Origins")
    striped = {row["origin_id"] for row in data(made) if row.get("style") == "striped"}
    assert striped == {"relay", "nobody"}


def test_prices_stand_in_the_order_of_their_stages(small: Corpus) -> None:
    made = price_chart(small, small.figures_where(measure_id="price"), caption="Prices")
    titles = [panel["layer"][0]["encoding"]["x"]["title"] for panel in made.spec["vconcat"]]
    assert titles == ["yuan", "US dollars"]


# --- layout ------------------------------------------------------------------------------------------


def test_no_text_meets_another() -> None:
    words = "many words that do not fit into one line of a telephone"
    rows = [
        Row(words, "value", (words,), None),
        Row(words, f"a long value: {words}", (), None, heading=words),
    ]
    lines: dict[float, list[str]] = {}
    for text in place(rows).texts:
        lines.setdefault(text.y, []).append(text.style)
    heights = sorted(lines)
    assert all(later - earlier >= 14 for earlier, later in pairwise(heights))
    assert all(styles in (["value", "label"], [styles[0]]) for styles in lines.values())


def test_labels_keep_apart_and_inside() -> None:
    wanted = [(x, 100.0, "end", "more than 6,000", "to 28 October 2009", "a") for x in (10, 60, 62, 340)]
    labels = placed_labels(wanted, WIDTH, 160)
    assert not [(a, b) for a in labels for b in labels if a is not b and a.meets(b)]
    assert all(0 <= label.left <= WIDTH - label.width for label in labels)


def test_scales_hold_their_values() -> None:
    assert linear_scale([70000]).ticks == (0, 20000, 40000, 60000, 80000)
    assert linear_scale([1]).high == 1
    assert linear_scale([7000], arrows=[7000]).shifted(7000, 30) > 7500
    assert log_scale([5, 6000]).ticks == (1, 10, 100, 1000, 10000)
    with pytest.raises(ValueError, match="needs a value above zero"):
        log_scale([0])


def test_dates_on_an_axis() -> None:
    assert year_number("2009-12-31", end=True) == year_number("2010")
    assert year_scale([2009.3, 2011.9]) == Scale(2009, 2012, (2009, 2010, 2011, 2012))
    assert year_scale([1979, 2020]).ticks == (1980, 1990, 2000, 2010, 2020)
