"""The flat table: a row a figure, whose labels are those of the vocabularies."""

from __future__ import annotations

from typing import Any

import pytest
from bicycle_project import REPOSITORY, Small

from review.citing.flat.columns import COLUMNS, ROWS, Taken, flat_table
from review.citing.flat.rows import flat_figures
from review.corpus.corpus import Corpus, open_corpus
from review.corpus.tables.project import Project
from review.synthesis.conclusions.certainty import certainty

KEYS = {
    "source": "source_id",
    "section": "section_id",
    "measure": "measure_id",
    "population": "population_id",
    "event": "event_id",
    "origin": "origin_id",
    "end": "origin_end_id",
}


@pytest.fixture(scope="module")
def real() -> Corpus:
    return open_corpus(Project(REPOSITORY))


@pytest.fixture(scope="module")
def rows(real: Corpus) -> list[dict[str, Any]]:
    return flat_figures(real)


def row_of(small: Small, figure_id: str) -> dict[str, Any]:
    return next(row for row in flat_figures(small.corpus()) if row["figure_id"] == figure_id)


def test_it_has_one_row_a_figure_and_the_declared_columns(real: Corpus, rows: list[dict[str, Any]]) -> None:
    assert [row["figure_id"] for row in rows] == list(real.figures)
    assert {tuple(row) for row in rows} == {flat_table(real.descriptor).column_names}


def test_every_label_is_that_of_its_key(real: Corpus, rows: list[dict[str, Any]]) -> None:
    for column in COLUMNS:
        if isinstance(column, Taken) and column.row in KEYS:
            table = real.tables[ROWS[column.row]]
            for row in rows:
                key = row[KEYS[column.row]]
                assert row[column.name] == (getattr(table[key], column.column) if key else ""), column.name


def test_the_values_fit_the_declaration(real: Corpus, rows: list[dict[str, Any]]) -> None:
    for column in flat_table(real.descriptor).columns:
        for row in rows:
            cell = row[column.name]
            assert column.read("" if cell is None else str(cell))[1] == {}, (row["figure_id"], column.name)


def test_the_ratings_are_those_of_the_rule(real: Corpus, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        rated = certainty(real, real.figures[row["figure_id"]])
        assert (row["certainty_as_count"], row["certainty_as_extent"]) == (rated.as_count.level, rated.as_extent.level)


def test_the_end_of_the_chain_is_whom_all_the_others_rely_on(bicycles: Small) -> None:
    """The gazette has it from the police."""
    found = row_of(bicycles, "ward2014-thefts")
    assert (found["origin_id"], found["origin_end_id"], found["unnamed"]) == ("police-gazette", "police", "no")
    bicycles.change("origins", "police", kind="unnamed")
    found = row_of(bicycles, "ward2014-thefts")
    assert (found["origin_kind"], found["origin_end_kind"], found["unnamed"]) == ("medium", "unnamed", "yes")


def test_figures_stand_as_used(bicycles: Small) -> None:
    bicycles.add(
        "corrections",
        correction_id="frames",
        figure_id="gazette2014-frames",
        field="qualifier",
        found="exact",
        used="about",
        reason="It says so elsewhere.",
    )
    found = row_of(bicycles, "gazette2014-frames")
    assert (found["printed"], found["qualifier"], found["value"]) == ("189", "about", "about 189")


def test_what_a_figure_does_not_have_is_empty(bicycles: Small) -> None:
    found = row_of(bicycles, "ward2014-found")
    assert (found["population"], found["sex"], found["event"], found["high"]) == ("", "", "", None)
