"""The flat file of the review: a row a figure, the declared columns, labels and ratings."""

from __future__ import annotations

from typing import Any

import pytest

from review.citing.flat import COLUMNS, TAKEN_FROM, Taken, flat_figures, flat_table
from review.corpus.corpus import Corpus
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
def rows(real: Corpus) -> list[dict[str, Any]]:
    return flat_figures(real)


def test_it_has_one_row_a_figure_and_the_declared_columns(real: Corpus, rows: list[dict[str, Any]]) -> None:
    assert [row["figure_id"] for row in rows] == list(real.figures)
    assert {tuple(row) for row in rows} == {flat_table(real.descriptor).column_names}


def test_every_label_is_that_of_its_key(real: Corpus, rows: list[dict[str, Any]]) -> None:
    for column in COLUMNS:
        if isinstance(column, Taken) and column.row in KEYS:
            table = real.tables[TAKEN_FROM[column.row]]
            for row in rows:
                key = row[KEYS[column.row]]
                assert row[column.name] == (getattr(table[key], column.column) if key else ""), column.name


def test_the_values_fit_the_declaration(real: Corpus, rows: list[dict[str, Any]]) -> None:
    for column in flat_table(real.descriptor).columns:
        for row in rows:
            cell = row[column.name]
            assert column.read("" if cell is None else str(cell))[1] == "", (row["figure_id"], column.name)


def test_the_ratings_are_those_of_the_rule(real: Corpus, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        rated = certainty(real, real.figures[row["figure_id"]])
        assert (row["certainty_as_count"], row["certainty_as_extent"]) == (rated.as_count.level, rated.as_extent.level)
