"""The graph of credit as drawn: as wide as it says, unnamed ends told by shape and word, lists without scripts."""

from __future__ import annotations

import json
from collections import Counter

from drawing import data
from markup_reader import Element, named, read

from review.corpus.corpus import Corpus
from review.present.charts.chain_ends import ends_chart
from review.present.flows.attribution import source_chart
from review.present.flows.drawing import BAND_OPACITY
from review.present.look.chart import Chart
from review.present.look.sizes import WIDTH
from review.present.tables.attribution import unfolded
from review.synthesis.conclusions.attribution import chains


def drawn(corpus: Corpus) -> list[Chart]:
    """Return the chart of each source."""
    found = chains(corpus)
    return [source_chart(corpus, name, found, caption="Credit.") for name in corpus.sources]


def pieces(chart: Chart, tag: str, **wanted: str) -> list[dict[str, str]]:
    """Return the attributes of what is drawn so: elements of a *tag*, with the attributes *wanted*."""
    found = [element.attributes for element in named(chart.html.text, tag)]
    asked = {name.replace("_", "-"): value for name, value in wanted.items()}.items()
    return [piece for piece in found if asked <= piece.items()]


def spots(chart: Chart) -> dict[str, Element]:
    """Return what a pointer finds, by its key."""
    groups = named(chart.html.text, "g")
    return {group.attributes["data-key"]: group for group in groups if "data-key" in group.attributes}


def test_every_chart_is_whole_and_readable_on_a_telephone(corpus: Corpus) -> None:
    for made in drawn(corpus):
        html = made.html.text
        svg = named(html, "svg")[0]
        assert len(svg.attributes["aria-label"]) > 40
        assert "Unit: figures. Source" in named(html, "figcaption")[0].text
        assert WIDTH < float(svg.attributes["viewbox"].split()[2]) <= WIDTH + 30
        assert min(float(text["font-size"].removesuffix("px")) for text in pieces(made, "text")) >= 11
        assert html.replace("http://www.w3.org/", "").count("://") == 0
        for text in pieces(made, "text"):
            assert 0 <= float(text["x"]) <= WIDTH and float(text["y"]) >= 0


def test_same_rows_give_the_same_bytes(small: Corpus) -> None:
    assert [made.html for made in drawn(small)] == [made.html for made in drawn(small)]


def test_nothing_of_vega_is_left(small: Corpus) -> None:
    for made in drawn(small):
        html = made.html.text
        assert named(html, "script") == [] and "data-chart" not in named(html, "figure")[0].attributes
        assert not [e for e in read(html) if "style" in e.attributes or "var(" in str(e.attributes)]


def test_an_unnamed_end_is_told_by_shape_dash_and_word(small: Corpus) -> None:
    made = source_chart(small, "alpha", chains(small), caption="C")
    (diamond,) = [path for path in pieces(made, "path", stroke="#5d636b") if path["fill"] == "#ffffff"]
    assert diamond["d"].count("L") == 3
    assert pieces(made, "path", opacity=BAND_OPACITY, stroke_dasharray="3 2")
    assert [text.text for text in named(made.html.text, "text")].count("origin unnamed") == 1
    assert made.alternative == (
        "Lines from alpha to whom it credits, and on to whom they credit; the list below has every chain."
    )
    assert "somebody unnamed" in unfolded(small, "alpha", chains(small)).text


def test_a_pointer_finds_every_origin_and_is_told_its_figures(small: Corpus) -> None:
    made = source_chart(small, "alpha", chains(small), caption="C")
    found = spots(made)
    assert set(found) == {"The office", "The paper", "The relay", "Experts, not named"}
    assert "more than 6,000" in found["The paper"].text
    assert "up to 70,000\u00a0persons (origin unnamed): Persons seen" in found["Experts, not named"].text
    passed = [json.loads(band["data-passes"]) for band in pieces(made, "path", opacity=BAND_OPACITY)]
    assert ["The paper", "The office"] in passed
    assert {key for keys in passed for key in keys} == set(found)


def test_a_count_is_the_number_of_the_ids_beside_it(corpus: Corpus) -> None:
    for source_id, made in zip(corpus.sources, drawn(corpus), strict=True):
        assert named(made.html.text, "text")[1].text == str(len(corpus.figures_where(source_id=source_id)))
        for spot in spots(made).values():
            ids = spot.attributes["data-figure-ids"].split()
            assert set(ids) <= set(corpus.figures)
            assert f"\nfigures: {len(ids)}\n" in spot.text and f"\n{len(ids)}\n" in spot.text


def test_the_bars_count_the_figures_of_sources_and_of_ends(corpus: Corpus) -> None:
    made = ends_chart(corpus, chains(corpus), caption="C")
    rows = list(data(made))
    assert all(row["figures"] == len(row["figure_ids"]) for row in rows)
    assert sorted(name for row in rows for name in row["figure_ids"]) == sorted(corpus.figures)
    by_end = Counter(chain.end for chain in chains(corpus) for _ in chain.figures)
    unnamed = sum(row["figures"] for row in rows if row["end"].replace("\n", " ") == "somebody unnamed")
    assert unnamed == by_end["unnamed"]
    assert made.alternative.count(".") == 1, "one sentence for whoever listens"


def test_without_figures_nothing_is_drawn(small: Corpus) -> None:
    assert source_chart(small, "nobody", chains(small), caption="C").spec == {}
    assert ends_chart(small, (), caption="C").spec == {}


def test_the_lists_hold_every_figure_once_with_its_label(corpus: Corpus) -> None:
    html = "".join(unfolded(corpus, name, chains(corpus)).text for name in corpus.sources)
    read(html)  # well nested
    links = [link.attributes["data-figure-id"] for link in named(html, "a") if "data-figure-id" in link.attributes]
    assert sorted(links) == sorted(corpus.figures)
    unnamed = [figure for figure in corpus.figures.values() if corpus.is_unnamed(figure)]
    assert html.count('<span class="unnamed">origin unnamed</span>') == len(unnamed)
