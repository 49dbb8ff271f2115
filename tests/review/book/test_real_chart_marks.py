"""The charts of the built book: every number of every one names its row and is a link beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from bs4 import Tag
from chart_numbers import names_of, unmarked, unresolved
from drawing import views

from review.book.site.html_tree import Page, classes
from review.book.site.row_ids import drawn
from review.corpus.corpus import Corpus
from review.present.charts.specification import figure_of
from review.present.charts.views import texts_in
from review.present.look.palette import CLAIMED, COMPUTED, COUNTED

Pages = tuple[Page, ...]


def charts(pages: Iterable[Page]) -> Iterator[tuple[Page, Tag, dict[str, Any]]]:
    """Yield each drawn chart of *pages*: its page, its figure, its specification."""
    for page in pages:
        for script in page.all("script"):
            if "chart-spec" in classes(script):
                figure = next(e for e in script.parents if e.name == "figure" and "chart" in classes(e))
                yield page, figure, json.loads(script.get_text())


def test_the_figures_of_flows_are_links_below_them(pages: Pages, real: Corpus) -> None:
    page = next(page for page in pages if page.path == "who-says-so.html")
    linked = {link.attrs.get("data-figure-id") for link in page.all("a")}
    drawn = {key for mark in page.all("g") for key in mark.attrs.get("data-figure-ids", "").split()}
    assert drawn == set(real.figures) and drawn <= linked


def test_every_number_of_every_chart_names_its_row(pages: Pages, corpus: Corpus) -> None:
    names, seen = names_of(corpus), set()
    for page, figure, spec in charts(pages):
        rows = [row for data in spec["datasets"].values() for row in data]
        assert list(unmarked(rows, names)) == [], (page.path, figure.sourceline)
        assert list(unresolved(rows, corpus)) == [], (page.path, figure.sourceline)
        seen |= {table for table, _ in drawn(spec)}
    assert seen == {"figures", "derivations"}


def test_the_numbers_of_a_chart_are_links_beside_it(pages: Pages) -> None:
    """Marks are for pointers. The table or the list below the chart is the way by keyboard to the same cards."""
    linked = {"data-figure-id": "figures", "data-derivation-id": "derivations"}
    for page, figure, spec in charts(pages):
        near = next((e for e in figure.parents if e.name == "section"), figure)
        holder = figure if any("chart-data" in classes(e) for e in figure.find_all(True)) else near
        links = {
            (table, link.attrs[name])
            for link in holder.find_all(True)
            if link.name == "a" and "href" in link.attrs
            for name, table in linked.items()
            if name in link.attrs
        }
        assert set(drawn(spec)) <= links, (page.path, figure.sourceline)


def test_a_colour_that_means_something_is_of_rows_that_are_so(pages: Pages, real: Corpus) -> None:
    """What was counted, put forward or computed has its colour, and nothing else has."""
    meant = {COUNTED: "observed", CLAIMED: "estimated", COMPUTED: "computed"}
    for page, _, spec in charts(pages):
        for view in views(spec):
            rows = spec["datasets"][view["data"]["name"]]
            of = {_basis(real, row) for row in rows if row.get("figure_id") or row.get("derivation_id")}
            for colour in {
                text for text in texts_in({**view, "datasets": 0, "config": 0}) if text.startswith(("var(", "#"))
            }:
                assert not re.fullmatch("#[0-9a-f]{6}", colour), (page.path, colour)
                scaled = view.get("encoding", {}).get("color", {}).get("field") == "basis"
                assert colour not in meant or scaled or of == {meant[colour]}, (page.path, colour, of)


def _basis(corpus: Corpus, row: dict[str, Any]) -> str:
    if row.get("derivation_id"):
        return "computed"
    return str(corpus.measures[figure_of(corpus, row.get("converted_id") or row["figure_id"]).measure_id].basis)


#: How wide a chart may be drawn on a page of 390 pixels, and from which room on the wide drawing is shown.
ROOM = {"chart-narrow": 350, "chart-wide": 680}


def test_words_of_charts_are_large_enough_at_both_widths(pages: Pages) -> None:
    for page, figure, _ in charts(pages):
        for kind, room in ROOM.items():
            (svg,) = (e for e in figure.find_all("svg") if kind in classes(e.parent))
            scale = min(1.0, room / float(svg["viewbox" if "viewbox" in svg.attrs else "viewBox"].split()[2]))
            sizes = [float(e["font-size"].removesuffix("px")) for e in svg.find_all("text") if e.get("font-size")]
            assert min(sizes) * scale >= 11, (page.path, figure["id"], kind)


def test_what_an_axis_counts_rises_to_the_right(pages: Pages) -> None:
    """In both drawings: a wide one was turned round once, where the width of its view is not that of the chart."""
    seen = set()
    for page in pages:
        for labels in (e for e in page.all("g") if "role-axis-label" in classes(e)):
            ticks = [
                (float(place.group(1)), float(number.text.replace(",", "")))
                for number in labels.find_all("text")
                if (place := re.match(r"translate\(([-.\d]+),", str(number["transform"])))
                and re.fullmatch(r"-?[\d,.]+", number.text)
            ]
            if len({x for x, _ in ticks}) < 2:
                continue  # along the side, or a single one
            assert [value for _, value in sorted(ticks)] == sorted(value for _, value in ticks), page.path
            seen |= {name for part in labels.parents for name in classes(part)}
    assert {"chart-narrow", "chart-wide"} <= seen


def test_every_mark_of_a_heat_map_is_a_cell_and_an_empty_one_leads_to_what_it_means(pages: Pages) -> None:
    maps, ids = 0, {page.path: dict(page.ids) for page in pages}
    for page, figure, spec in charts(pages):
        parts = [rows for rows in spec["datasets"].values() if "leads_to" in rows[0]]
        if not parts:
            continue
        maps += 1
        for part in parts:
            lines = [(row["source"], row["at_line"]) for row in part]
            assert len(lines) == len(set(lines)) == len({one for one, _ in lines}) * len({one for _, one in lines})
        cells = [row for part in parts for row in part]
        for target in {row["leads_to"] for row in cells}:
            name, _, place = target.partition("#")
            assert place in ids[name], figure["id"]
        assert any(entry.get("href", {}).get("field") == "leads_to" for entry in encodings(spec)), page.path
    assert maps


def encodings(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the encodings of every view."""
    yield from (view["encoding"] for view in views(spec) if "encoding" in view)
