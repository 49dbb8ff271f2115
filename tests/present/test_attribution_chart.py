"""The graph of credit as drawn: as wide as it says, unnamed ends told by shape and word, lists without scripts."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from markup_reader import named, read
from test_charts import _sizes, data, views

from review.corpus.corpus import Corpus
from review.present.attribution import dead_ends_table, meetings_table, unfolded
from review.present.chart import Chart
from review.present.charts.attribution import source_chart
from review.present.charts.chain_ends import ends_chart
from review.present.markup import plain
from review.present.theme import WIDTH
from review.synthesis.attribution import chains, meetings


def drawn(corpus: Corpus) -> list[Chart]:
    """Return the chart of the ends, and the chart of each source."""
    found = chains(corpus)
    made = [source_chart(corpus, name, found, caption="Credit.") for name in corpus.sources]
    return [ends_chart(corpus, found, caption="Ends."), *made]


def marks(chart: Chart, **wanted: object) -> list[dict[str, Any]]:
    """Return the rows that are drawn with a mark that looks as *wanted*."""
    return [
        row
        for view in views(chart.spec)
        if all(view["mark"].get(name) == value for name, value in wanted.items())
        for row in chart.spec["datasets"][view["data"]["name"]]
    ]


@pytest.mark.parametrize("corpus", ["small", "real"])
def test_every_chart_is_whole_and_readable_on_a_telephone(corpus: str, request: pytest.FixtureRequest) -> None:
    for made in drawn(request.getfixturevalue(corpus)):
        html = made.html.text
        svg = named(html, "svg")[0]
        assert len(svg.attributes["aria-label"]) > 40
        assert "Unit: figures. Source" in named(html, "figcaption")[0].text
        assert WIDTH < float(svg.attributes["viewbox"].split()[2]) <= WIDTH + 30
        assert min(_sizes(html)) >= 11
        assert html.replace("http://www.w3.org/", "").count("://") == 0
        for text in marks(made, type="text"):
            assert 0 <= text["x"] <= WIDTH and text["y"] >= 0


def test_same_rows_give_the_same_bytes(small: Corpus) -> None:
    assert [made.html for made in drawn(small)] == [made.html for made in drawn(small)]


def test_bands_are_as_wide_as_the_number_of_figures(real: Corpus) -> None:
    made = source_chart(real, "jiang2013", chains(real), caption="C")
    widths = {row["band"]: row["width"] for row in marks(made, type="line")}
    nearest = {row["band"] for row in marks(made, type="line") if row["x"] < 15}
    figures = len(real.figures_where(source_id="jiang2013"))
    thinnest = min(widths.values())
    assert sum(widths[band] for band in nearest) == pytest.approx(figures * thinnest)


def test_bands_between_the_bars_fill_both_sides(real: Corpus) -> None:
    made = ends_chart(real, chains(real), caption="C")
    bands = marks(made, type="area")
    for x in (min(row["x"] for row in bands), max(row["x"] for row in bands)):
        spans = sorted((row["y"], row["foot"]) for row in bands if row["x"] == x)
        assert all(first[1] <= second[0] + 1e-6 for first, second in pairwise(spans))
        bars = [row for row in marks(made, type="rect") if abs(row["x"] - x) <= 10 and "colour" in row]
        assert sum(foot - top for top, foot in spans) == pytest.approx(sum(b["bottom"] - b["y"] for b in bars))


def test_an_unnamed_end_is_told_by_shape_dash_and_word(small: Corpus) -> None:
    made = source_chart(small, "alpha", chains(small), caption="C")
    assert len(marks(made, shape="diamond")) == 1
    assert marks(made, type="line", strokeDash=[3, 2])
    assert [row["text"] for row in marks(made, type="text")].count("origin unnamed") == 1
    assert "Experts, not named: 1 figure (origin unnamed)" in made.alternative
    ends = ends_chart(small, chains(small), caption="C")
    assert marks(ends, type="rect", strokeDash=[3, 2])
    assert "origin unnamed" in [row["text"] for row in marks(ends, type="text")]


def test_a_pointer_finds_every_origin_and_is_told_its_figures(small: Corpus) -> None:
    made = source_chart(small, "alpha", chains(small), caption="C")
    spots = {row["key"]: row for row in data(made) if "who" in row}
    assert set(spots) == {"The office", "The paper", "The relay", "Experts, not named"}
    assert "more than 6,000" in spots["The paper"]["which"]
    assert "up to 70,000\u00a0persons (origin unnamed): Persons seen" in spots["Experts, not named"]["which"]
    passed = [row["passes"] for row in marks(made, type="line")]
    assert ["The paper", "The office"] in passed
    (resting,) = made.spec["params"]
    assert resting["name"] == "over" and resting["select"]["fields"] == ["key"]


def test_what_no_figure_is_credited_to_is_not_drawn(real: Corpus) -> None:
    made = source_chart(real, "cecc2009", chains(real), caption="C")
    assert "Los Angeles Times" not in made.html.text
    assert "Los Angeles Times, 20 September 2009 (8 statements)" in unfolded(real, "cecc2009", chains(real)).text


def test_without_figures_nothing_is_drawn(small: Corpus) -> None:
    assert source_chart(small, "nobody", chains(small), caption="C").spec == {}
    assert ends_chart(small, (), caption="C").spec == {}


@pytest.mark.parametrize("corpus", ["small", "real"])
def test_the_lists_hold_every_figure_once_with_its_label(corpus: str, request: pytest.FixtureRequest) -> None:
    rows: Corpus = request.getfixturevalue(corpus)
    html = "".join(unfolded(rows, name, chains(rows)).text for name in rows.sources)
    read(html)  # well nested
    links = [
        link.attributes["data-figure-id"] for link in named(html, "a") if "data-figure-id" in link.attributes
    ]
    assert sorted(links) == sorted(rows.figures)
    unnamed = [figure for figure in rows.figures.values() if rows.is_unnamed(figure)]
    assert html.count('<span class="unnamed">origin unnamed</span>') == len(unnamed)


def test_dead_ends_stand_with_the_words_of_the_source(real: Corpus) -> None:
    made = dead_ends_table(real, chains(real))
    assert len(made.rows) == sum(real.is_unnamed(figure) for figure in real.figures.values())
    assert list(dict.fromkeys(made.groups)) == [
        "Credited to somebody who is not named",
        "Credited to nobody: the source states it on its own word",
    ]
    assert "<q>Experts say</q>" in made.html.text


def test_a_shared_origin_names_each_source_with_its_figures(real: Corpus) -> None:
    made = meetings_table(real, meetings(chains(real)))
    rows = zip(made.rows, made.groups, strict=True)
    ministry = {plain(row[0]) for row, group in rows if "Ministry of Public" in str(group)}
    assert ministry >= {"cecc2009", "humantrafficking2011", "jiang2013"}
    assert "Chinanews.com → Ministry of Public Security" in made.html.text
