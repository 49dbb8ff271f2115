"""The words in which a number may be quoted: the number whole, two short plain sentences, below an answer."""

from __future__ import annotations

import pytest
from bicycle_project import Small

ROW = {
    "figure_id": "ward2014-thefts",
    "chapter": "thefts",
    "position": "1",
    "question": "How many bicycles were stolen?",
    "may": "The ward office counts {value}`ward2014-thefts` thefts, {derived}`station-share` of them at the station.",
    "may_not": "“{value}`ward2014-thefts;bare` thieves”: thefts are counted, by {date}`raid-2014-03`.",
}
OWN = "{value}`ward2014-thefts`"


def told(bicycles: Small, **cells: str) -> list[str]:
    """Return what `check` says of a row with other cells, without file and line."""
    bicycles.add("quotables", **(ROW | cells))
    return [problem.partition(":2:")[2] for problem in bicycles.problems()]


@pytest.mark.parametrize("cells", [{}, {"question": ""}, {"may": "At least {value}`ward2014-thefts;unit`."}])
def test_words_that_keep_the_number_whole_pass(bicycles: Small, cells: dict[str, str]) -> None:
    assert told(bicycles, **cells) == []


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("chapter", "theft", "'theft' is no chapter with findings (known: thefts)"),
        ("may", "Thefts are counted.", "the number of ward2014-thefts does not stand in it"),
        ("may", "It is {value}`ward2014-station`.", "the number of ward2014-thefts does not stand in it"),
        ("may", "It is {value}`ward2014-thefts;bare`.", "the form 'bare' drops what the source says"),
        ("may", "It is {value}`ward2014-thefts;rounded`.", "the form 'rounded' drops what the source says"),
        ("may", f"*It* is {OWN}.", "the sentence is copied as plain text (got '*')"),
        ("may", f"[It](x.html) is {OWN}.", "the sentence is copied as plain text (got '[')"),
        ("may", f"It is {OWN}{{{{ x }}}}.", "the sentence is copied as plain text (got '{')"),
        ("may", f"It is {OWN}, {{download}}`x`.", "the role {download} may not stand here"),
        ("may", f"It is {OWN}{' so' * 34}.", "it has 37 words (expected 35 at most)"),
        ("may_not", "It is {value}`ward2014-theft`.", "'ward2014-theft' is not in figures"),
        ("may_not", "It is {derived}`ward2014-thefts`.", "'ward2014-thefts' is not in derivations"),
    ],
)
def test_a_fault_is_told_with_its_column(bicycles: Small, column: str, cell: str, message: str) -> None:
    (problem,) = told(bicycles, **{column: cell})
    assert problem.startswith(f"{column}: {message}")


def test_no_two_numbers_have_one_place_in_a_chapter(bicycles: Small) -> None:
    bicycles.add("quotables", **ROW)
    other = {name: cell.replace("ward2014-thefts", "gazette2014-thefts") for name, cell in ROW.items()}
    bicycles.add("quotables", **other)
    assert [problem for problem in bicycles.problems() if "chapter and position 'thefts 1' stands twice" in problem]
