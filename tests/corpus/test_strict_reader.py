"""The strict reader against malformed files: each fault is told with its place and how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from conftest import Small

FMT = "Save it as UTF-8 without BOM and with LF line ends, or run `review fmt`."
ORIGINS = "data/vocabulary/origins.csv"
HEADER = "origin_id,name,kind,date,relies_on,words,note"


def rewrite(bicycles: Small, change: Callable[[bytes], bytes], table: str = "origins") -> list[str]:
    """Return the problems after *change* was applied to the file of *table*."""
    path = bicycles.file(table)
    path.write_bytes(change(path.read_bytes()))
    return bicycles.problems()


def test_the_small_project_has_no_problem(bicycles: Small) -> None:
    assert bicycles.problems() == []
    assert bicycles.verification_problems() == []


FILES: dict[str, Any] = {
    "byte order mark": (
        lambda data: b"\xef\xbb\xbf" + data,
        f"{ORIGINS}:1: the file starts with a byte order mark (got BOM, expected none). {FMT}",
    ),
    "CRLF": (
        lambda data: data.replace(b"\n", b"\r\n"),
        f"{ORIGINS}:1: the line has a carriage return (expected none). {FMT}",
    ),
    "NUL": (
        lambda data: data.replace(b"The police", b"The\x00police"),
        f"{ORIGINS}:4: the line has a NUL byte (expected none). Remove it.",
    ),
    "Latin-1": (
        lambda data: data.replace(b"Gazette", b"Gaz\xe9tte"),
        f"{ORIGINS}:5: byte 0xe9 is not UTF-8. {FMT}",
    ),
    "UTF-16": (
        lambda data: data.decode().encode("utf-16"),
        f"{ORIGINS}:1: the line has a NUL byte (expected none). Remove it.",
    ),
    "cut off": (
        lambda data: data[:-9],
        f"{ORIGINS}:5: the last line has no line end (it may be cut off). Run `review fmt`.",
    ),
    "empty file": (
        lambda data: b"",
        f"{ORIGINS}:1: the file is empty (expected the header at least). Restore the file.",
    ),
    "short row": (
        lambda data: data.replace(b"office,City Cycle Office,", b"office,"),
        f"{ORIGINS}:3: the row is too short (got 6 cells, expected 7). "
        "Give every column its cell; quote cells that hold a comma.",
    ),
    "long row": (
        lambda data: data.replace(b"The police,", b"The police, of the town,"),
        f"{ORIGINS}:4: the row is too long (got 8 cells, expected 7). "
        "Give every column its cell; quote cells that hold a comma.",
    ),
    "blank line": (
        lambda data: data + b"\n",
        f"{ORIGINS}:6: the row is too short (got 0 cells, expected 7). "
        "Give every column its cell; quote cells that hold a comma.",
    ),
    "unclosed quote": (
        lambda data: data.replace(b"The police,", b'"The police,'),
        f"{ORIGINS}:4: the line is not valid CSV (unexpected end of data). "
        "Close every quoted cell on its own line.",
    ),
    "quote in a cell": (
        lambda data: data.replace(b"The police,", b'"The" police,'),
        f"{ORIGINS}:4: the line is not valid CSV (',' expected after '\"'). Close every quoted cell on its own line.",
    ),
    "cell over two lines": (
        lambda data: data.replace(b"The police,", b'"The\npolice",'),
        f"{ORIGINS}:4: the line is not valid CSV (unexpected end of data). "
        "Close every quoted cell on its own line.",
        f"{ORIGINS}:5: the row is too short (got 6 cells, expected 7). "
        "Give every column its cell; quote cells that hold a comma.",
    ),
    "unknown column": (
        lambda data: data.replace(b",note", b",notes", 1),
        f"{ORIGINS}:1: the header is not the declared one (missing note; unknown notes). Write: {HEADER}",
    ),
    "missing column": (
        lambda data: data.replace(b",note", b"", 1),
        f"{ORIGINS}:1: the header is not the declared one (missing note). Write: {HEADER}",
    ),
    "doubled column": (
        lambda data: data.replace(b",note", b",note,name", 1),
        f"{ORIGINS}:1: the header is not the declared one (doubled name). Write: {HEADER}",
    ),
    "reordered columns": (
        lambda data: data.replace(b"name,kind", b"kind,name", 1),
        f"{ORIGINS}:1: the header is not the declared one (other order). Write: {HEADER}",
    ),
    "no header": (
        lambda data: data.split(b"\n", 1)[1],
        f"{ORIGINS}:1: the header is not the declared one (missing origin_id, name, kind, date, relies_on, words, "
        f"note; unknown locksmiths, Locksmiths, not named, unnamed, , , , ). Write: {HEADER}",
    ),
    "not sorted": (
        lambda data: b"\n".join([(lines := data.split(b"\n"))[0], lines[2], lines[1], *lines[3:]]),
        f"{ORIGINS}:2: the line is not in canonical form (sorted by key, minimal quoting). Run `review fmt`.",
    ),
    "needless quotes": (
        lambda data: data.replace(b"The police,", b'"The police",'),
        f"{ORIGINS}:4: the line is not in canonical form (sorted by key, minimal quoting). Run `review fmt`.",
    ),
}


@pytest.mark.parametrize("fault", FILES)
def test_a_malformed_file_is_told_with_its_line(bicycles: Small, fault: str) -> None:
    change, *messages = FILES[fault]
    assert rewrite(bicycles, change) == messages


def test_rows_that_were_lost_are_not_missed_once_more(bicycles: Small) -> None:
    (problem,) = rewrite(bicycles, lambda data: data[:-5], table="sources")
    assert problem.startswith("data/evidence/sources.csv:3: the last line has no line end")


def test_a_missing_table_is_told(bicycles: Small) -> None:
    bicycles.file("origins").unlink()
    expected = f"{ORIGINS}: the table cannot be read (No such file or directory). Restore the file."
    assert bicycles.problems() == [expected]


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
        "kind: 'drivers' is not in the vocabulary (expected one of driver, scale, method, victims, fate, response, "
        "obstacle, recommendation, legal). Did you mean driver?",
    ),
    "word without a neighbour": (
        ("populations", "adults", {"sex": "-"}),
        "sex: the cell would be a formula in a spreadsheet (it starts with '-'). Start it with a letter or a digit.",
    ),
    "no number": (
        ("figures", "ward2014-thefts", {"low": "1,204"}),
        "low: '1,204' is not of the type number. Write a plain number such as 2169 or 37.7.",
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
        "low: '1e3' is not of the type number. Write a plain number such as 2169 or 37.7.",
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
        "low: -1 is too small (expected at least 0). Mend the value.",
    ),
    "wrong form of a key": (
        ("populations", "adults", {"population_id": "Adults!"}),
        "population_id: 'Adults!' has the wrong form (expected ^[a-z0-9]+(-[a-z0-9]+)*$). Write it in that form.",
    ),
    "wrong form of a date": (
        ("events", "raid-2014-03", {"start": "7 March 2014"}),
        "start: '7 March 2014' has the wrong form "
        r"(expected ^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$). Write it in that form.",
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


def test_all_problems_are_told_at_once_sorted_by_place(bicycles: Small) -> None:
    bicycles.change("figures", "ward2014-buyer-price", unit="USD")
    bicycles.change("figures", "gazette2014-held", origin_id="polise")
    bicycles.change("events", "raid-2014-03", end="2013")
    bicycles.replace("populations", b"Adults", b"Adu\x1blts")
    places = [problem.split(": ")[0] for problem in bicycles.problems()]
    assert places == [
        f"data/evidence/figures.csv:{bicycles.line('figures', 'gazette2014-held')}:origin_id",
        f"data/evidence/figures.csv:{bicycles.line('figures', 'ward2014-buyer-price')}:unit",
        "data/vocabulary/events.csv:2:start",
        "data/vocabulary/populations.csv:2:label",
    ]


def test_what_rows_mean_is_not_judged_by_a_faulty_table(bicycles: Small) -> None:
    """The figures' units depend on the measures: what is wrong there is told there alone."""
    bicycles.change("measures", "thefts", basis="observd", units="none")
    (problem,) = bicycles.problems()
    assert problem.startswith("data/vocabulary/measures.csv:6:basis: 'observd' is not in the vocabulary")
