"""The evidence map: every line of the vocabulary is drawn, and empty cells are counted, none left out in silence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from markup_reader import named

from review.corpus.corpus import Corpus
from review.errors import UsageError
from review.present.chart import Chart
from review.present.charts.evidence_map import measures_map, periods_map, populations_map, themes_map
from review.present.charts.grid import EMPTY, GridRow, Sign, grid
from review.present.theme import WIDTH
from review.synthesis.coverage import (
    EVENTS,
    FIGURES,
    NOT_STATED,
    Coverage,
    measures_covered,
    periods_covered,
    populations_covered,
    themes_covered,
    years,
)

Cover = Callable[[Corpus], Coverage]
Draw = Callable[[Corpus], Chart]
COVERED: dict[str, Cover] = {
    "themes": themes_covered,
    "measures": measures_covered,
    "populations": populations_covered,
    "periods": periods_covered,
}
MAPS: dict[str, Draw] = {
    "themes": lambda corpus: themes_map(corpus, caption="Themes"),
    "measures": lambda corpus: measures_map(corpus, caption="Measures"),
    "populations": lambda corpus: populations_map(corpus, caption="Populations"),
    "periods": lambda corpus: periods_map(corpus, caption="Periods"),
}


def without(corpus: Corpus, *tables: str) -> Corpus:
    """Return *corpus* with these tables empty."""
    emptied = {table: MappingProxyType({}) for table in tables}
    return replace(corpus, tables=MappingProxyType({**corpus.tables, **emptied}))


def signs(chart: Chart) -> list[dict[str, Any]]:
    """Return what stands in the cells of a map, dots included."""
    rows = [row for rows in chart.spec["datasets"].values() for row in rows if "coded" in row]
    return list({(row["row"], row["x"], row["y"]): row for row in rows}.values())


# --- what is covered -------------------------------------------------------------------------------


@pytest.mark.parametrize("corpus", ["small", "real"])
def test_no_line_of_a_vocabulary_is_left_out(corpus: str, request: pytest.FixtureRequest) -> None:
    known = request.getfixturevalue(corpus)
    silent = without(known, "claims")
    assert {line.key for line in themes_covered(silent).lines} == set(known.themes)
    assert themes_covered(silent).empty == themes_covered(silent).size
    assert {line.key for line in populations_covered(known).lines} == set(known.populations)
    pairs = {f"{measure.basis} {measure.counted}" for measure in known.measures.values()}
    assert {line.key for line in measures_covered(known).lines} == pairs


@pytest.mark.parametrize("corpus", ["small", "real"])
def test_every_row_stands_in_a_cell(corpus: str, request: pytest.FixtureRequest) -> None:
    known = request.getfixturevalue(corpus)
    claims, figures = len(known.claims), len(known.figures)
    assert _sum(themes_covered(known)) == claims
    assert _sum(measures_covered(known)) == figures
    about_someone = sum(bool(figure.population_id) for figure in known.figures.values())
    assert _sum(populations_covered(known)) == about_someone
    once = sum(len(years(f.period_start, f.period_end)) or 1 for f in known.figures.values())
    assert _sum(periods_covered(known), FIGURES) == once


def _sum(covered: Coverage, kind: str = "") -> int:
    cells = [covered.at(line, source) for line in covered.lines for source in covered.sources]
    return sum(count for cell in cells for name, count in cell.items() if kind in ("", name))


@pytest.mark.parametrize("name", COVERED)
def test_empty_and_full_cells_make_the_whole(name: str, real: Corpus) -> None:
    covered = COVERED[name](real)
    full = sum(len(covered.sources_on(line)) for line in covered.lines)
    assert covered.empty + full == covered.size
    parts = [covered.lines_of(all_but=missing) for missing in range(len(covered.sources) + 1)]
    assert sorted(line.key for part in parts for line in part) == sorted(line.key for line in covered.lines)


def test_a_source_that_holds_several_stances_keeps_them_all(small: Corpus) -> None:
    first = next(iter(small.claims.values()))
    held = {stance: replace(first, claim_id=stance, stance=stance) for stance in ("disputes", "argues")}
    corpus = replace(small, tables=MappingProxyType({**small.tables, "claims": MappingProxyType(held)}))
    covered = themes_covered(corpus)
    line = next(line for line in covered.lines if line.key == first.theme_id)
    assert covered.at(line, first.source_id) == {"argues": 1, "disputes": 1}
    drawn = [sign for sign in signs(themes_map(corpus, caption="T")) if sign["text"] != EMPTY]
    assert sorted(sign["text"] for sign in drawn) == ["A", "D"]


def test_what_nobody_named_stands_behind_can_be_left_out(bicycle_corpus: Corpus) -> None:
    everything, named_only = (
        measures_covered(bicycle_corpus, include_unnamed=unnamed) for unnamed in (True, False)
    )
    prices = next(line for line in everything.lines if line.key == "price price")
    assert everything.at(prices, "ward2014") == {"price": 2}
    assert named_only.at(prices, "ward2014") == {"price": 1}
    assert named_only.lines == everything.lines


def test_an_unknown_kind_of_theme_is_told(small: Corpus) -> None:
    with pytest.raises(UsageError, match=r"'drivr' is no kind of theme \(known: driver, "):
        themes_covered(small, ["drivr"])


# --- periods ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [("2009-04", "2011-12", [2009, 2010, 2011]), ("2009-12-31", "", [2009]), ("", "2010", [2010]), ("", "", [])],
)
def test_a_period_covers_the_years_that_are_stated(start: str, end: str, expected: list[int]) -> None:
    assert list(years(start, end)) == expected


def test_years_without_anything_are_drawn_together_and_none_is_lost(bicycle_corpus: Corpus) -> None:
    moved = {
        name: replace(figure, period_start="2005", period_end="2005") if name == "ward2014-dealer-price" else figure
        for name, figure in bicycle_corpus.tables["figures"].items()
    }
    tables = MappingProxyType({**bicycle_corpus.tables, "figures": MappingProxyType(moved)})
    covered = periods_covered(replace(bicycle_corpus, tables=tables))
    assert [line.label for line in covered.lines] == ["2005", "2006 to 2012", "2013", "2014", NOT_STATED]
    assert covered.lines_of(all_but=2) == (covered.lines[1],)
    raid = covered.at(covered.lines[3], "gazette2014")
    assert raid == {EVENTS: 1}
    assert covered.at(covered.lines[4], "gazette2014") == {FIGURES: 3}


def test_years_before_the_first_are_left_out(real: Corpus) -> None:
    labels = [line.label for line in periods_covered(real, 2009).lines]
    assert labels[0] == "2009" and labels[-1] == NOT_STATED


# --- drawing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("corpus", ["small", "real"])
@pytest.mark.parametrize("name", MAPS)
def test_every_cell_is_drawn_and_the_empty_ones_are_counted(
    name: str, corpus: str, request: pytest.FixtureRequest
) -> None:
    known = request.getfixturevalue(corpus)
    covered, chart = COVERED[name](known), MAPS[name](known)
    dots = [sign for sign in signs(chart) if sign["text"] == EMPTY]
    assert len(dots) == covered.empty
    assert all(sign["shape"] for sign in signs(chart) if sign not in dots)
    said = f"{covered.empty} of {covered.size} cells are empty."
    caption = named(chart.html.text, "figcaption")[0]
    assert said in caption.text and said in chart.alternative
    # A number that nobody typed is marked, or the gate on the built pages stops it.
    assert f"<span data-coded>{said}</span>" in chart.html.text
    assert "Unit: " in caption.text and "Sources: " in caption.text
    assert chart.data is not None and len(chart.data.rows) == len(covered.lines)
    assert sum(cell == "nothing" for row in chart.data.rows for cell in row) == covered.empty


@pytest.mark.parametrize("name", MAPS)
def test_a_map_is_legible_on_a_telephone(name: str, real: Corpus) -> None:
    chart = MAPS[name](real)
    svg = named(chart.html.text, "svg")[0]
    _, _, width, _ = (float(part) for part in svg.attributes["viewbox"].split())
    assert WIDTH < width <= WIDTH + 30
    sizes = [float(text.attributes["font-size"].removesuffix("px")) for text in named(chart.html.text, "text")]
    assert min(sizes) >= 11
    assert all(0 <= sign["x"] <= WIDTH for sign in signs(chart))


@pytest.mark.parametrize("name", MAPS)
def test_the_same_rows_give_the_same_bytes(name: str, small: Corpus) -> None:
    assert MAPS[name](small).html == MAPS[name](small).html


def test_a_map_of_no_theme_says_so(small: Corpus) -> None:
    chart = themes_map(without(small, "themes", "claims"), caption="Themes.")
    assert chart.html.text.startswith('<p class="chart-empty">No chart: no row is left')


def test_a_grid_needs_a_row_and_a_column() -> None:
    sign = Sign("1", "circle", "#000000", {})
    for rows, columns in (([], ["a"]), ([GridRow("", "row", {"a": [sign]})], [])):
        with pytest.raises(ValueError, match="needs a row and a column"):
            grid(rows, columns)


# --- what the chapter says of the real data --------------------------------------------------------


def test_what_the_chapter_says_of_themes_and_cells_is_so(real: Corpus) -> None:
    """Its first finding and the titles of its charts name what no reference of a finding can watch over."""
    themes = themes_covered(real)
    assert {line.key for line in themes.lines_of(all_but=0)} == {"scale-trend", "obstacle-complicity"}
    assert themes.empty > themes.size / 2
    most = max(real.sources, key=lambda source: len(real.figures_where(source_id=source)))
    assert len(real.figures_where(source_id=most)) > len(real.figures) / 2
    local = themes_covered(real, ["obstacle"])
    protectionism = next(line for line in local.lines if line.key == "obstacle-protectionism")
    assert local.sources_on(protectionism) == ("jiang2013", "shen2012")


def test_what_the_chapter_says_of_those_who_are_missing_is_so(real: Corpus) -> None:
    males = {name for name, population in real.populations.items() if population.sex == "male"}
    assert all(_within(real, name, "children") for name in males)
    of_males = real.figures_where(population_id=males)
    assert {real.measures[figure.measure_id].basis for figure in of_males} == {"price"}
    rescued = {figure.population_id for figure in real.figures_where(measure_id="victims-rescued")}
    may_hold_men = {name for name in rescued if not _within(real, name, "women-and-children")}
    assert may_hold_men == {"forced-labour-victims"}
    told = " ".join(origin.name for origin in real.origins.values()).casefold()
    assert not any(word in told for word in ("survivor", "victim", "returnee"))


def _within(corpus: Corpus, population: str, whole: str) -> bool:
    while population and population != whole:
        population = corpus.populations[population].part_of
    return population == whole
