"""The strict reader against malformed files: each fault is told with its place and how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bicycle_project import Small

FMT = "Save it as UTF-8 without BOM and with LF line ends, or run `review fmt`."
ORIGINS = "data/vocabulary/origins.csv"
HEADER = "origin_id,name,kind,date,relies_on,words,identity_doubt,note"


def rewrite(bicycles: Small, change: Callable[[bytes], bytes], table: str = "origins") -> list[str]:
    """Return the problems after *change* was applied to the file of *table*."""
    path = bicycles.file(table)
    path.write_bytes(change(path.read_bytes()))
    return bicycles.problems()


def test_the_small_project_has_no_problem(bicycles: Small) -> None:
    assert bicycles.problems() == []
    assert bicycles.verification_problems() == []


def swapped(header: bytes, first: bytes, second: bytes, *others: bytes) -> bytes:
    """Return the lines with the first two rows in the other order."""
    return b"\n".join([header, second, first, *others])


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
        f"{ORIGINS}:1: the table was saved in UTF-16, as spreadsheets do (expected UTF-8, commas). Run `review fmt`.",
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
        f"{ORIGINS}:3: the row is too short (got 7 cells, expected 8). "
        "Give every column its cell; quote cells that hold a comma.",
    ),
    "long row": (
        lambda data: data.replace(b"The police,", b"The police, of the town,"),
        f"{ORIGINS}:4: the row is too long (got 9 cells, expected 8). "
        "Give every column its cell; quote cells that hold a comma.",
    ),
    "blank line": (
        lambda data: data + b"\n",
        f"{ORIGINS}:6: the row is blank, as spreadsheets leave them (got 1 of them). Run `review fmt`.",
    ),
    "unclosed quote": (
        lambda data: data.replace(b"The police,", b'"The police,'),
        f"{ORIGINS}:4: the line is not valid CSV (unexpected end of data). Close every quoted cell on its own line.",
    ),
    "quote in a cell": (
        lambda data: data.replace(b"The police,", b'"The" police,'),
        f"{ORIGINS}:4: the line is not valid CSV (',' expected after '\"'). Close every quoted cell on its own line.",
    ),
    "cell over two lines": (
        lambda data: data.replace(b"The police,", b'"The\npolice",'),
        f"{ORIGINS}:4: the line is not valid CSV (unexpected end of data). Close every quoted cell on its own line.",
        f"{ORIGINS}:5: the row is too short (got 7 cells, expected 8). "
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
        f"identity_doubt, note; unknown locksmiths, Locksmiths, not named, unnamed, , , , , ). Write: {HEADER}",
    ),
    "not sorted": (
        lambda data: swapped(*data.split(b"\n")),
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
    assert problem.startswith("data/vocabulary/measures.csv:6:basis: 'observd' is not in bases ")
