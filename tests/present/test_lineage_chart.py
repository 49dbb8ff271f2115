"""The lineage of a number as drawn: time runs to the right, ties look as they are known, words keep clear of ties."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bicycle_project import make_bicycles
from bs4 import Tag
from cells import in_cells
from sightings_of_bicycles import add_sightings

from review.book.site.html_tree import parse_html
from review.corpus.corpus import Corpus
from review.present.flows.lineage import SHEETS, in_time, lineage_chart
from review.present.html.markup import plain
from review.present.look.chart import Chart
from review.present.look.sizes import WIDTH
from review.present.numbers.sighted import pages_table


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder: Path = tmp_path_factory.mktemp("seen") / "project"
    return add_sightings(make_bicycles(folder)).corpus()


@pytest.fixture(scope="module")
def chart(corpus: Corpus) -> Chart:
    return in_cells(corpus, lineage_chart, "thefts", caption="Who printed it.")


def drawings(made: Chart) -> list[Tag]:
    """Return the drawings of a chart, the wide one first."""
    return list(parse_html(made.html.text).find_all("svg"))


def ways(drawing: Tag) -> list[tuple[dict[str, str], list[float]]]:
    """Return what the ties of a drawing look like, and where each runs: x and y of its start, x and y of its end."""
    found = []
    for piece in drawing.find_all(True):
        if "data-kind" in piece.attrs:
            start, *_, right = re.findall(r"[MVQH][^A-Z]*", piece.attrs["d"])
            x, y = (float(part) for part in start[1:].split())
            foot = float(re.findall(r"Q \S+ (\S+)", piece.attrs["d"])[0])
            found.append((piece.attrs, [x, y, float(right[1:]), foot]))
    return found


def test_it_is_drawn_for_wide_screens_and_for_telephones(chart: Chart) -> None:
    for sheet, drawing in zip(SHEETS, drawings(chart), strict=True):
        assert float(drawing.attrs["viewbox"].split()[2]) == sheet.width + 12
        for text in (piece for piece in drawing.find_all("text")):
            assert float(text.attrs["font-size"].removesuffix("px")) >= 11
            assert 0 <= float(text.attrs["x"]) <= sheet.width
    assert SHEETS[1].width == WIDTH


def test_each_kind_of_tie_has_a_look_of_its_own_and_leads_to_the_right(chart: Chart) -> None:
    for drawing in drawings(chart):
        looks = {}
        for piece, (left, top, right, foot) in ways(drawing):
            assert right > left - 4 and foot > top
            looks[piece["data-kind"]] = piece.get("stroke-dasharray")
        assert looks == {"same-number-and-words": "7 4", "credited-in-print": None}


def test_what_changed_and_who_printed_it_is_drawn_and_tabled(chart: Chart) -> None:
    for said in ("A reader, 4 May 2013", "about 1,200: thefts", "About is dropped."):
        assert all(said in re.sub(r"\s+", " ", drawing.text) for drawing in drawings(chart))
    assert chart.data is not None
    table = plain(chart.data.html)
    assert "same number and words: " in table and "The digits are near." in table


def test_a_reviewed_page_opens_the_card_of_its_figure_and_is_no_circle(chart: Chart) -> None:
    for drawing in drawings(chart):
        spots = {e.attrs["data-key"]: e for e in drawing.find_all(True) if "data-key" in e.attrs}
        assert spots["ward"].attrs["data-figure-ids"] == "ward2014-thefts"
        assert [e.name for e in spots["ward"].find_all("circle")] == []
        assert [e.name for e in spots["letter"].find_all("circle")] == ["circle"]


def test_time_decides_the_order_and_an_undated_page_stands_before_what_follows_it(tmp_path: Path) -> None:
    small = add_sightings(make_bicycles(tmp_path / "project"))
    small.add("lineages", tie_id="thefts-3", line_id="thefts", earlier="blog", later="radio", kind="only later")
    small.add("lineages", tie_id="thefts-4", line_id="thefts", earlier="letter", later="note", kind="only later")
    corpus = small.corpus()
    ties = corpus.tables["lineages"].values()
    assert [seen.sighting_id for seen in in_time(corpus, ties)] == ["letter", "ward", "blog", "radio", "note"]


def test_a_line_without_ties_is_said_to_have_no_picture(corpus: Corpus) -> None:
    assert "No chart" in in_cells(corpus, lineage_chart, "locks", caption="Locks.").html.text


def test_the_address_of_a_copy_is_printed_and_not_linked(corpus: Corpus) -> None:
    html = pages_table(corpus, corpus.sightings.values(), caption="Seen", anchors=True).html.text
    assert 'href="https://example.org/letter"' in html
    assert "https://example.org/blog" in html and 'href="https://example.org/blog"' not in html
