"""The rows that verify offers for a numeral that nothing accounts for: pasted and filled in, they account for it."""

from __future__ import annotations

import csv

import pytest
from bicycle_project import Small

from review.corpus.verification.row_templates import TO_FILL

PLANTED = ("Weak locks are", "Thieves cut some 412 locks, they say. Weak locks are")


def offered(small: Small, table: str) -> list[dict[str, str]]:
    """Return the rows of *table* that verify offers, read as a coder would paste them."""
    path = f"data/{small.descriptor.table(table).path}: "
    lines = [line.strip() for problem in small.verification_problems() for line in problem.split("\n")]
    cells = csv.reader(line.removeprefix(path) for line in lines if line.startswith(path))
    return [dict(zip(small.descriptor.table(table).column_names, row, strict=True)) for row in cells]


def test_the_exclusion_is_ready_but_for_its_reason(bicycles: Small) -> None:
    bicycles.change_text("ward2014", *PLANTED)
    (row,) = offered(bicycles, "exclusions")
    assert row == {
        "exclusion_id": "ward2014-x007",
        "source_id": "ward2014",
        "section_id": "ward2014-why",
        "paragraph": "1",
        "printed": "412",
        "occurrence": "1",
        "reason": TO_FILL,
        "note": "",
    }
    bicycles.add("exclusions", **row)
    assert any("reason" in problem for problem in bicycles.problems())
    bicycles.change("exclusions", row["exclusion_id"], reason="vague")
    assert bicycles.problems() == bicycles.verification_problems() == []


def test_two_numerals_get_two_ids(bicycles: Small) -> None:
    bicycles.change_text("ward2014", "Weak locks are", "Of 412 locks 99 held. Weak locks are")
    assert [row["exclusion_id"] for row in offered(bicycles, "exclusions")] == ["ward2014-x007", "ward2014-x008"]


@pytest.mark.parametrize(
    ("planted", "wanted"),
    [
        ("Thieves cut some 412 locks, they say.", ("some 412", "412", "412", "about")),
        ("Thieves cut more than 412 locks.", ("more than 412", "412", "", "more than")),
        ("They ask (412) for it.", ("412", "412", "412", "exact")),
    ],
)
def test_the_figure_says_what_the_text_says(bicycles: Small, planted: str, wanted: tuple[str, ...]) -> None:
    bicycles.change_text("ward2014", "Weak locks are", f"{planted} Weak locks are")
    (row,) = offered(bicycles, "figures")
    assert tuple(row[name] for name in ("printed", "low", "high", "qualifier")) == wanted
    assert (row["section_id"], row["paragraph"]) == ("ward2014-why", "1")
    text = " ".join((bicycles.texts / "ward2014.txt").read_text("utf-8").split())
    assert row["quote"] in text and len(row["quote"].split()) <= 12
    assert row["measure_id"] == row["origin_id"] == TO_FILL
