"""What no cell may hold, and the types and vocabularies that cells keep to."""

from __future__ import annotations

import pytest
from bicycle_project import Small

CELLS = {
    "outer space": (" Locks", "the cell has space around it (got ' Locks'). Remove the space, or run `review fmt`."),
    "no-break space around": (
        "Locks\u00a0",
        "the cell has space around it (got 'Locks\\xa0'). Remove the space, or run `review fmt`.",
    ),
    "two spaces": (
        "Weak  locks",
        "the cell has runs of space or split letters (got 'Weak  locks', expected 'Weak locks'). Run `review fmt`.",
    ),
    "tab": (
        "Weak\tlocks",
        "the cell has runs of space or split letters (got 'Weak\\tlocks', expected 'Weak locks'). Run `review fmt`.",
    ),
    "letter and accent apart": (
        "Se\u0301curite\u0301",
        "the cell has runs of space or split letters (got 'Se\u0301curite\u0301', expected 'S\u00e9curit\u00e9'). "
        "Run `review fmt`.",
    ),
    "zero-width space": ("Lo\u200bcks", "the cell has a hidden character (got U+200B). Remove it."),
    "zero-width joiner": ("Lo\u200dcks", "the cell has a hidden character (got U+200D). Remove it."),
    "right-to-left override": ("Lo\u202ecks", "the cell has a hidden character (got U+202E). Remove it."),
    "isolate": ("Lo\u2066cks", "the cell has a hidden character (got U+2066). Remove it."),
    "soft hyphen": ("Lo\u00adcks", "the cell has a hidden character (got U+00AD). Remove it."),
    "inner byte order mark": ("Lo\ufeffcks", "the cell has a hidden character (got U+FEFF). Remove it."),
    "tag character": ("Lo\U000e0041cks", "the cell has a hidden character (got U+E0041). Remove it."),
    "escape": ("Lo\x1bcks", "the cell has a hidden character (got U+001B). Remove it."),
    "HTML": ("<b>Locks</b>", "the cell has markup (got '<b'). Write plain text."),
    "comment": ("Locks <!-- x", "the cell has markup (got '<!'). Write plain text."),
    "entity": ("Locks &amp; keys", "the cell has markup (got '&amp;'). Write plain text."),
    "numeric entity": ("Locks &#60;", "the cell has markup (got '&#60;'). Write plain text."),
    "script address": ("JavaScript:alert(1)", "the cell has markup (got 'JavaScript:'). Write plain text."),
    "formula =": (
        "=1+1",
        "the cell would be a formula in a spreadsheet (it starts with '='). Start it with a letter or a digit.",
    ),
    "formula +": (
        "+1",
        "the cell would be a formula in a spreadsheet (it starts with '+'). Start it with a letter or a digit.",
    ),
    "formula -": (
        "-1",
        "the cell would be a formula in a spreadsheet (it starts with '-'). Start it with a letter or a digit.",
    ),
    "formula @": (
        "@SUM(A1)",
        "the cell would be a formula in a spreadsheet (it starts with '@'). Start it with a letter or a digit.",
    ),
}


@pytest.mark.parametrize("fault", CELLS)
def test_no_cell_holds_what_hides_or_acts(bicycles: Small, fault: str) -> None:
    cell, message = CELLS[fault]
    bicycles.replace("themes", b",Locks,", f",{cell},".encode())
    assert bicycles.problems() == [f"data/vocabulary/themes.csv:2:label: {message}"]


@pytest.mark.parametrize("cell", ["less than < 5", "a & b", "1 <2> 3", "caf\u00e9 \u2013 \u201cnow\u201d", "it-self"])
def test_plain_signs_are_no_markup(bicycles: Small, cell: str) -> None:
    bicycles.change("themes", "locks", label=cell)
    assert bicycles.problems() == []


TYPED = {
    "unknown word": (
        ("themes", "locks", {"kind": "drivers"}),
        "kind: 'drivers' is not in the vocabulary (expected one of driver, obstacle, recommendation). "
        "Did you mean driver?",
    ),
    "word without a neighbour": (
        ("populations", "adults", {"sex": "-"}),
        "sex: the cell would be a formula in a spreadsheet (it starts with '-'). Start it with a letter or a digit.",
    ),
    "no number": (
        ("figures", "ward2014-thefts", {"low": "1,204"}),
        "low: '1,204' is '1204', saved by a spreadsheet. Run `review fmt`.",
    ),
    "infinite number": (
        ("figures", "ward2014-thefts", {"high": "INF"}),
        "high: 'INF' is not of the type number. Write a plain number such as 2169 or 37.7.",
    ),
    "number with underscores": (
        ("figures", "ward2014-thefts", {"low": "1_204"}),
        "low: '1_204' is not of the type number. Write a plain number such as 2169 or 37.7.",
    ),
    "number with an exponent": (
        ("figures", "ward2014-thefts", {"low": "1e3"}),
        "low: '1e3': a spreadsheet wrote it in powers of ten, and digits may be lost. Write all its digits.",
    ),
    "number with idle zeros": (
        ("figures", "ward2014-thefts", {"low": "01204"}),
        "low: '01204' is not of the type number. Write a plain number such as 2169 or 37.7.",
    ),
    "digits of another script": (
        ("figures", "ward2014-thefts", {"paragraph": "\u0661"}),
        "paragraph: '\u0661' is not of the type integer. Write a whole number such as 3.",
    ),
    "endless number": (
        ("figures", "ward2014-thefts", {"paragraph": "1" * 5000}),
        f"paragraph: '{'1' * 5000}' is not of the type integer. Write a whole number such as 3.",
    ),
    "no whole number": (
        ("sections", "ward2014-head", {"position": "1.5"}),
        "position: '1.5' is not of the type integer. Write a whole number such as 3.",
    ),
    "below the minimum": (
        ("sections", "ward2014-head", {"position": "0"}),
        "position: 0 is too small (expected at least 1). Mend the value.",
    ),
    "negative": (
        ("figures", "ward2014-thefts", {"low": "-1"}),
        "low: -1 lies below zero, where no value of thefts does. "
        "Mend the value, or write yes in the column signed of the measure.",
    ),
    "wrong form of a key": (
        ("populations", "adults", {"population_id": "Adults!"}),
        "population_id: 'Adults!' has the wrong form "
        "(expected small letters and digits, hyphens between, such as smith2015-thefts). Write it in that form.",
    ),
    "date in another script": (
        ("events", "raid-2014-03", {"start": "\u0662\u0660\u0661\u0664"}),
        "start: '\u0662\u0660\u0661\u0664' has the wrong form "
        "(expected a year, such as 2013, or a month, such as 2013-05, or a day, such as 2013-05-14). "
        "Write it in that form.",
    ),
    "wrong form of a date": (
        ("events", "raid-2014-03", {"start": "7 March 2014"}),
        "start: '7 March 2014' has the wrong form "
        "(expected a year, such as 2013, or a month, such as 2013-05, or a day, such as 2013-05-14). "
        "Write it in that form.",
    ),
}


@pytest.mark.parametrize("fault", TYPED)
def test_types_and_vocabularies_hold(bicycles: Small, fault: str) -> None:
    (table, key, cells), message = TYPED[fault]
    bicycles.change(table, key, **cells)
    line = bicycles.line(table, next(iter(cells.values())) if next(iter(cells)).startswith(table[:-1]) else key)
    place = f"data/{bicycles.descriptor.table(table).path}:{line}"
    assert f"{place}:{message}" in bicycles.problems()


def test_a_required_cell_says_what_it_is_for(bicycles: Small) -> None:
    bicycles.change("figures", "ward2014-thefts", quote="")
    (problem,) = bicycles.problems()
    meaning = bicycles.descriptor.table("figures").column("quote").description
    expected = f"the cell is empty (expected a value). Give {meaning[0].lower()}{meaning[1:]}"
    assert problem.partition(":quote: ")[2].rstrip(".") == expected.rstrip(".")
