"""Tables of an older schema become tables of this one: all of them, with nothing lost, or none."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from bicycle_project import Run, Small

NEW = ("bases", "appraisal_domains", "appraisal_judgements")


def aged(small: Small) -> Small:
    """Write the project as schema 1 had it."""
    units = [{name: row[name] for name in ("unit", "label", "words")} for row in small.rows("units")]
    with small.file("units").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, ("unit", "label", "words"), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in units if row["unit"] != "percent")
    for name in NEW:
        small.file(name).unlink()
    content = declaration(small)
    content["vocabularies"].pop("exclusions.reason")
    content["vocabularies"] = {name: list(words) for name, words in content["vocabularies"].items()}
    write(small, {**content, "schema": "1"})
    return small


def declaration(small: Small) -> dict[str, object]:
    content: dict[str, object] = json.loads((small.root / "data" / "datapackage.json").read_text("utf-8"))
    return content


def write(small: Small, content: object) -> None:
    (small.root / "data" / "datapackage.json").write_text(json.dumps(content), "utf-8")


def test_tables_of_schema_1_are_lifted_and_lifted_once(bicycles: Small, review: Run) -> None:
    before = aged(bicycles).contents()
    assert review("check")[2] == (
        "data/datapackage.json:schema: the tables are of another schema than the library's (got '1', expected '2'). "
        "Run `review migrate`, or use the library that has that schema.\n"
    )
    status, told, _ = review("migrate")
    assert status == 0 and told.count("written: ") == 5
    assert review("check")[0] == 0
    lifted = bicycles.contents()
    changed = {Path(path).name for path in lifted if lifted[path] != before.get(path)}
    assert changed == {"datapackage.json", "units.csv", *(f"{name}.csv" for name in NEW)}
    assert review("migrate")[:2] == (0, "The tables are of this schema.\n")
    assert bicycles.contents() == lifted


def test_a_unit_has_the_words_and_the_sign_that_the_library_had_for_it(bicycles: Small, review: Run) -> None:
    review_of = aged(bicycles)
    review("migrate")
    units = {row["unit"]: row for row in review_of.rows("units")}
    assert units["frame"]["plural"] == "frames" and units["EUR"]["plural"] == "EUR"
    # No figure is in it, and computed numbers are.
    assert (units["percent"]["kind"], units["percent"]["sign"]) == ("share", "%")


def newer(small: Small) -> None:
    write(small, {**declaration(small), "schema": "9"})


def with_words(small: Small) -> None:
    write(small, {**declaration(small), "vocabularies": {"sources.kind": ["memo"]}})


def with_bases(small: Small) -> None:
    (small.root / "data" / "vocabulary" / "bases.csv").write_text("basis\nguessed\n", "utf-8")


def with_a_lost_cell(small: Small) -> None:
    (small.root / "data" / "vocabulary" / "units.csv").write_text("unit,label,words\nEUR,euro\n", "utf-8")


REFUSED = {
    "a schema that nobody knows": (newer, "data/datapackage.json:schema: no schema '9' is known (known: 1, 2)"),
    "other vocabularies": (
        with_words,
        "the vocabularies are not those of schema 1 (expected sources.kind",
    ),
    "a table that is new": (with_bases, "data/vocabulary/bases.csv: schema 1 has no such table"),
    "a table that lost a cell": (with_a_lost_cell, "data/vocabulary/units.csv:2: the row has 2 cells (expected 3)"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_as_its_schema_has_it_is_left_as_it_is(bicycles: Small, review: Run, name: str) -> None:
    change, message = REFUSED[name]
    change(aged(bicycles))
    before = bicycles.contents()
    status, _, complaints = review("migrate")
    assert status == 1 and message in complaints
    assert bicycles.contents() == before
