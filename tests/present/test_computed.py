"""Computed numbers and facts from outside, as charts and tables show them."""

from __future__ import annotations

import pytest
from bicycle_project import Small
from markup_reader import named
from test_charts import data

from review.corpus.corpus import Corpus
from review.errors import IncomparableFigures
from review.present.charts.derived import derived_chart
from review.present.charts.groups import groups_chart
from review.present.computed import derived_table
from review.present.context import facts_table

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
    return bicycles.corpus()


def titles(panel: dict[str, object]) -> str:
    title = panel["title"]
    assert isinstance(title, dict)
    return " ".join([*title["text"], *title["subtitle"]])


def test_computed_and_reported_stand_in_panels_apart(computing: Corpus) -> None:
    stated = computing.figures_where(measure_id="thefts")
    panels = {"Shares": ("station-share",), "Others": ("rest-share",)}
    drawn = derived_chart(computing, panels, beside=stated, caption="C").spec["vconcat"]
    assert [titles(panel).split(" What")[0] for panel in drawn] == [
        "Thefts (reported)",
        "Shares (computed) A share of thefts.",
        "Others (computed)",  # what a panel above has said is not said again
    ]
    axes = [layer["encoding"]["x"]["scale"]["domain"] for panel in drawn for layer in panel["layer"][:1]]
    assert axes[1:] == [[0, 100], [0, 100]]


def test_unlike_computed_numbers_share_no_panel(computing: Corpus) -> None:
    with pytest.raises(IncomparableFigures):
        derived_chart(computing, {"All": ("station-share", "found-share")}, caption="C")


def test_an_open_bound_is_drawn_as_one_and_the_reason_is_printed(computing: Corpus) -> None:
    chart = derived_chart(computing, {"Found": ("found-share",)}, caption="C")
    mine = [row for row in data(chart) if row.get("derivation_id") == "found-share" and "text" not in row]
    assert {row.get("shape") or row.get("style") for row in mine} == {"circle", "triangle-right", "arrow"}
    assert REASON in titles(chart.spec["vconcat"][0])
    assert chart.data is not None and REASON in chart.data.html.text
    assert "at least 0.3" in chart.alternative


def test_every_number_of_the_table_leads_to_its_row(computing: Corpus) -> None:
    table = derived_table(computing, {"One": ("found-share",), "Other": ("station-share",)}, caption="C")
    links = {a.attributes["href"]: a.text for a in named(table.html.text, "a")}
    assert links["derivations.html#found-share"] == "at least 0.3"
    assert "ward2014.html#ward2014-found" in links
    assert REASON in table.html.text
    assert table.groups == ("One", "Other")


def test_facts_say_where_and_at_which_hand_they_were_read(bicycle_corpus: Corpus) -> None:
    html = facts_table(bicycle_corpus, ("euro-2013",), caption="C").html.text
    links = [a.attributes["href"] for a in named(html, "a")]
    assert links == ["context.html#euro-2013", "references.html#cite-rates"]
    assert "second hand" in html


def test_each_group_of_people_has_a_panel(small: Corpus) -> None:
    figures = small.figures_where(measure_id="seen")
    drawn = groups_chart(small, figures, caption="C").spec["vconcat"]
    assert len(drawn) == len({figure.population_id for figure in figures})
