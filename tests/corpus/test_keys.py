"""Keys are unique, lead somewhere, and never back to where they started."""

from __future__ import annotations

import pytest
from bicycle_project import Small


def test_a_key_stands_once(bicycles: Small) -> None:
    bicycles.add("origins", like="police", name="The police, again")
    expected = "the key 'police' stands twice (first in line 4)"
    assert bicycles.problems() == [
        f"data/vocabulary/origins.csv:5:origin_id: {expected}. Give one of the rows another, or remove it."
    ]


def test_a_key_of_two_columns_stands_once(bicycles: Small) -> None:
    bicycles.add("appraisals", like="gazette2014")
    expected = "the key 'gazette2014 accuracy' stands twice (first in line 2)"
    assert bicycles.problems() == [
        f"data/evidence/appraisals.csv:3:source_id: {expected}. Give one of the rows another, or remove it."
    ]


TWICE = {
    "sections": ("ward2014-why", {"position": "1"}, "source_id and position 'ward2014 1'", "ward2014-head"),
    "exclusions": (
        "ward2014-x2",
        {"printed": "2013"},
        "source_id and section_id and paragraph and printed and occurrence 'ward2014 ward2014-summary 1 2013 1'",
        "ward2014-x1",
    ),
}


@pytest.mark.parametrize("table", TWICE)
def test_what_tells_rows_apart_stands_once(bicycles: Small, table: str) -> None:
    key, cells, name, first = TWICE[table]
    bicycles.change(table, key, **cells)
    place = f"data/evidence/{table}.csv:{bicycles.line(table, key)}:source_id"
    found = f"the {name} stands twice (first in line {bicycles.line(table, first)})"
    assert bicycles.problems() == [f"{place}: {found}. Give one of the rows another, or remove it."]


NEAR, FAR = "Did you mean {}? If not, add the row to", "Add it to"
DANGLING = [
    ("figures", "ward2014-thefts", "measure_id", "theft", "measures", NEAR.format("thefts")),
    ("figures", "ward2014-thefts", "origin_id", "x", "origins", FAR),
    ("figures", "gazette2014-held", "event_id", "raid-2014-3", "events", NEAR.format("raid-2014-03")),
    ("claims", "ward2014-good-lock", "theme_id", "lock", "themes", NEAR.format("locks")),
    ("origins", "police-gazette", "relies_on", "polizei", "origins", NEAR.format("police")),
    ("populations", "adults", "part_of", "everybody", "populations", FAR),
    ("figures", "ward2014-thefts", "coding_pass", "second", "passes", FAR),
]


@pytest.mark.parametrize(("table", "key", "column", "value", "target", "hint"), DANGLING)
def test_a_key_leads_to_a_row(
    bicycles: Small, table: str, key: str, column: str, value: str, target: str, hint: str
) -> None:
    bicycles.change(table, key, **{column: value})
    place = f"data/{bicycles.descriptor.table(table).path}:{bicycles.line(table, key)}:{column}"
    expected = f"{value!r} is not in {target} (expected a key of that table). {hint} {target}."
    assert bicycles.problems() == [f"{place}: {expected}"]


def test_origins_rely_on_each_other_in_no_circle(bicycles: Small) -> None:
    bicycles.change("origins", "police", relies_on="police-gazette")
    assert bicycles.problems() == [
        f"data/vocabulary/origins.csv:{line}:relies_on: '{name}' leads back to itself through relies_on. "
        "Break the circle."
        for line, name in ((4, "police"), (5, "police-gazette"))
    ]


def test_nothing_is_part_of_itself(bicycles: Small) -> None:
    bicycles.change("populations", "persons", part_of="persons")
    assert bicycles.problems() == [
        "data/vocabulary/populations.csv:3:part_of: 'persons' leads back to itself through part_of. Break the circle."
    ]


def test_the_chain_of_an_origin_ends_where_nobody_is_credited(bicycles: Small) -> None:
    corpus = bicycles.corpus()
    assert [origin.origin_id for origin in corpus.origin_chain("police-gazette")] == ["police-gazette", "police"]
    assert not corpus.is_unnamed(corpus.figures["ward2014-thefts"])
    assert corpus.is_unnamed(corpus.figures["ward2014-buyer-price"])
