"""Computed numbers and facts from outside, as charts and tables show them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from bicycle_project import Small
from cells import in_cells
from drawing import data, shown, spec_of
from markup_reader import named

from review.corpus.corpus import Corpus
from review.errors import IncomparableFigures
from review.present.charts.data import set_up
from review.present.charts.intervals import interval_chart
from review.present.frames.rows import computed_frame, figures_frame
from review.present.numbers.computed import computed_table
from review.present.numbers.context import facts_table
from review.present.values.opened import open_for_cells

REASON = "To see what comes of it."


@pytest.fixture
def computing(bicycles: Small) -> Corpus:
    """The small project with a number of open bounds, one computed against the rule, and a number of another kind."""
    bicycles.change("derivations", "station-share", note="A share of thefts.")
    add = {"like": "station-share", "note": "", "decimals": "1"}
    bicycles.add(
        "derivations",
        **add | {"derivation_id": "found-share", "unit": "ratio", "override": REASON},
        expression="{ward2014-found} / {ward2014-thefts}",
    )
    bicycles.add(
        "derivations",
        **add | {"derivation_id": "rest-share", "note": "A share of thefts."},
        expression="{ward2014-elsewhere} / {ward2014-thefts} * 100",
    )
    corpus = bicycles.corpus()
    set_up()
    open_for_cells(corpus)
    return corpus


def titles(panel: dict[str, object]) -> str:
    title = panel["title"]
    assert isinstance(title, dict)
    return " ".join([*title["text"], *title["subtitle"]])


def test_computed_and_reported_stand_in_panels_apart(computing: Corpus) -> None:
    stated = figures_frame(computing, computing.figures_where(measure_id="thefts"))
    computed = computed_frame(computing, {"Shares": ["station-share"], "Others": ["rest-share"]})
    both = spec_of(shown(interval_chart(stated) & interval_chart(computed)))["vconcat"]
    drawn = [panel for chart in both for panel in chart.get("vconcat", [chart])]
    assert [titles(panel).split(" What")[0] for panel in drawn] == [
        "Thefts",
        "Shares (computed) A share of thefts.",
        "Others (computed)",  # what a panel above has said is not said again
    ]
    scales = [view["encoding"]["x"]["scale"]["domain"] for p in drawn[1:] for view in p["layer"] if _scaled(view)]
    assert {tuple(domain) for domain in scales} == {(0, 100)}  # a share is drawn against its whole


def _scaled(view: dict[str, Any]) -> bool:
    return "scale" in view["encoding"].get("x", {})


def test_unlike_computed_numbers_share_no_axis(computing: Corpus) -> None:
    computed = computed_frame(computing, {"All": ["station-share", "found-share"]}).assign(unit_id="alike")
    with pytest.raises(IncomparableFigures):
        shown(interval_chart(computed))


def test_an_open_bound_is_drawn_as_one_and_the_reason_is_printed(computing: Corpus) -> None:
    found = computed_frame(computing, {"Found": ["found-share"]})
    chart = shown(interval_chart(pd.concat([found, found])))  # alone it would be written, not drawn
    assert {row["value"] for row in data(chart)} == {"at least 0.3"}
    (panel,) = spec_of(chart)["vconcat"]
    assert {"triangle-right", "circle"} <= {view["mark"].get("shape") for view in panel["layer"]}
    assert REASON in titles(panel)
    assert chart.data is not None and REASON not in chart.data.html.text  # the chart above it says so
    assert "at least 0.3" in chart.data.html.text


def test_every_number_of_the_table_leads_to_its_row(computing: Corpus) -> None:
    frame = computed_frame(computing, {"One": ("found-share",), "Other": ("station-share",)})
    table = in_cells(computing, computed_table, frame, caption="C")
    links = {a.attributes["href"]: a.text for a in named(table.html.text, "a")}
    assert links["derivations.html#found-share"] == "at least 0.3"
    assert "ward2014.html#ward2014-found" in links
    assert REASON in table.html.text
    assert table.groups == ("One", "Other")


def test_a_note_is_said_once_for_rows_that_follow_each_other(computing: Corpus) -> None:
    frame = computed_frame(computing, {"One": ("station-share", "rest-share", "found-share")})
    table = in_cells(computing, computed_table, frame, caption="C")
    first, second, third = (str(row[-1]) for row in table.rows)
    assert first == "A share of thefts." and "note-again" not in third
    assert second == f'<span class="note-again">{first}</span>', "who takes the row along has it whole"


def test_facts_say_where_and_at_which_hand_they_were_read(bicycle_corpus: Corpus) -> None:
    html = facts_table(bicycle_corpus, ("euro-2013",), caption="C").html.text
    links = [a.attributes["href"] for a in named(html, "a")]
    assert links == ["context.html#euro-2013", "references.html#cite-rates"]
    assert "second hand" in html
