"""The charts of the built book: every number of every one names its row and is a link beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chart_numbers import names_of, unmarked, unresolved

from review.book.site.html_tree import Element, Page, read_page, read_site
from review.book.site.row_ids import drawn
from review.corpus.corpus import Corpus


def charts(site: Path) -> Iterator[tuple[Page, Element, dict[str, Any]]]:
    """Yield each drawn chart of *site*: its page, its figure, its specification."""
    for page in read_site(site):
        for script in page.all("script"):
            if "chart-spec" in script.classes:
                figure = next(e for e in script.ancestors() if e.tag == "figure" and "chart" in e.classes)
                yield page, figure, json.loads(script.content)


def test_the_figures_of_flows_are_links_below_them(site: Path, real: Corpus) -> None:
    page = read_page(site / "who-says-so.html", site)
    linked = {link.attributes.get("data-figure-id") for link in page.all("a")}
    drawn = {key for mark in page.all("g") for key in mark.attributes.get("data-figure-ids", "").split()}
    assert drawn == set(real.figures) and drawn <= linked


def test_every_number_of_every_chart_names_its_row(site: Path, corpus: Corpus) -> None:
    names, seen = names_of(corpus), set()
    for page, figure, spec in charts(site):
        rows = [row for data in spec["datasets"].values() for row in data]
        assert list(unmarked(rows, names)) == [], (page.path, figure.line)
        assert list(unresolved(rows, corpus)) == [], (page.path, figure.line)
        seen |= {table for table, _ in drawn(spec)}
    assert seen == {"figures", "derivations"}


def test_the_numbers_of_a_chart_are_links_beside_it(site: Path) -> None:
    """Marks are for pointers. The table or the list below the chart is the way by keyboard to the same cards."""
    linked = {"data-figure-id": "figures", "data-derivation-id": "derivations"}
    for page, figure, spec in charts(site):
        near = next((e for e in figure.ancestors() if e.tag == "section"), figure)
        holder = figure if any("chart-data" in e.classes for e in figure.within()) else near
        links = {
            (table, link.attributes[name])
            for link in holder.within()
            if link.tag == "a" and "href" in link.attributes
            for name, table in linked.items()
            if name in link.attributes
        }
        assert set(drawn(spec)) <= links, (page.path, figure.line)
