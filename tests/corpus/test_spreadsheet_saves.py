"""Tables as spreadsheets save them: what is certain `fmt` undoes and tells, the rest is named and left as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from bicycle_project import Small

from review.corpus.tables.csv_format import format_tables
from review.errors import CorpusError, Problem

FIGURES = "data/evidence/figures.csv"


def lines_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode())))


def saved(rows: list[list[str]], separator: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def blank(rows: list[list[str]]) -> list[list[str]]:
    width = len(rows[0])
    return [*([*row, "", " "] for row in (*rows[:3], [""] * width, *rows[3:], [""] * width))]


def grouped(rows: list[list[str]]) -> list[list[str]]:
    places = [rows[0].index(name) for name in ("low", "high")]
    return [[f"{int(c):,}" if i in places and c.isdigit() else c for i, c in enumerate(row)] for row in rows]


def as_floats(rows: list[list[str]]) -> list[list[str]]:
    places = [rows[0].index(name) for name in ("low", "high", "paragraph")]
    return [[f"{c}.0" if i in places and c.isdigit() else c for i, c in enumerate(row)] for row in rows]


CERTAIN: dict[str, tuple[Callable[[list[list[str]]], bytes], str]] = {
    "semicolons": (lambda rows: saved(rows, ";"), "saved with its cells between semicolons"),
    "tabs": (lambda rows: saved(rows, "\t"), "saved with its cells between tabs"),
    "a line that says so": (lambda rows: b"sep=;\r\n" + saved(rows, ";"), "saved with its cells between semicolons"),
    "Unicode text": (lambda rows: saved(rows, "\t", "utf-16"), "the table was saved in UTF-16"),
    "a mark": (lambda rows: saved(rows, ",", "utf-8-sig"), "the file starts with a byte order mark"),
    "blank rows and columns": (lambda rows: saved(blank(rows)).replace(b"\r", b""), "columns without a name"),
    "thousands": (lambda rows: saved(grouped(rows)).replace(b"\r", b""), "low: '1,204' is '1204', saved by a"),
    "floats": (lambda rows: saved(as_floats(rows)).replace(b"\r", b""), "whole numbers are written as 5000.0"),
}


@pytest.mark.parametrize("form", CERTAIN)
def test_what_is_certain_is_undone(bicycles: Small, form: str) -> None:
    save, said = CERTAIN[form]
    before = bicycles.file("figures").read_bytes()
    bicycles.file("figures").write_bytes(save(lines_of(before)))
    problems = bicycles.problems()
    assert [problem for problem in problems if said in problem and "un `review fmt`" in problem], problems
    mends: list[Problem] = []
    assert format_tables(bicycles.descriptor, "data", mends) == [FIGURES]
    assert bicycles.file("figures").read_bytes() == before
    assert mends or form == "a mark"
    assert bicycles.problems() == []


def test_what_was_mended_is_told_with_its_place(bicycles: Small) -> None:
    rows = grouped(lines_of(bicycles.file("figures").read_bytes()))
    bicycles.file("figures").write_bytes(saved(blank(rows)))
    mends: list[Problem] = []
    format_tables(bicycles.descriptor, "data", mends)
    assert list(map(str, mends))[:2] == [
        f"{FIGURES}: it was saved with 2 blank rows.", f"{FIGURES}: it was saved with 2 blank columns.",
    ]  # fmt: skip
    assert f"{FIGURES}:{bicycles.line('figures', 'ward2014-thefts') + 1}:low: '1,204' is '1204'." in map(str, mends)


DATE = "a spreadsheet made a date of it. Write what stood there, and have the spreadsheet take the column as text."
SPOILED = {
    "a date of a period": ("period_start", "Apr-09", DATE),
    "a day first": ("period_start", "07.03.2014", DATE),
    "a date and a time": ("period_end", "2014-03-07 00:00:00", DATE),
    "a date of a number": ("low", "4-Sep", DATE),
    "in German": ("low", "04. Mrz", DATE),
    "days": ("period_start", "41705", "a spreadsheet made a count of days of it. Write the date as YYYY-MM-DD"),
    "powers": (
        "high",
        "7E+04",
        "a spreadsheet wrote it in powers of ten, and digits may be lost. Write all its digits.",
    ),
    "an error": ("note", "#NAME?", "it is an error of a spreadsheet. Write what stood there."),
    "too narrow a column": ("low", "########", "it is an error of a spreadsheet. Write what stood there."),
}


@pytest.mark.parametrize("what", SPOILED)
def test_the_rest_is_named_by_check_and_by_fmt_and_left_alone(bicycles: Small, what: str) -> None:
    column, cell, said = SPOILED[what]
    bicycles.change("figures", "ward2014-thefts", **{column: cell})
    line, before = bicycles.line("figures", "ward2014-thefts"), bicycles.contents()
    expected = f"{FIGURES}:{line}:{column}: {cell!r}: {said}"
    assert [problem for problem in bicycles.problems() if problem.startswith(expected)]
    with pytest.raises(CorpusError) as caught:
        format_tables(bicycles.descriptor, "data")
    assert str(caught.value).startswith(expected)
    assert bicycles.contents() == before


@pytest.mark.parametrize("cell", ["1,204", "1.204"])
def test_beside_semicolons_three_digits_may_be_thousands_or_decimals(bicycles: Small, cell: str) -> None:
    bicycles.change("figures", "ward2014-thefts", low=cell)
    bicycles.file("figures").write_bytes(saved(lines_of(bicycles.file("figures").read_bytes()), ";"))
    with pytest.raises(
        CorpusError, match=rf"low: '{cell}': it may be thousands or decimals\. Write the number without"
    ):
        format_tables(bicycles.descriptor, "data")


def test_a_comma_of_decimals_is_certain_beside_semicolons(bicycles: Small) -> None:
    bicycles.change("figures", "ward2014-thefts", low="37,75", high="12345,678")
    bicycles.file("figures").write_bytes(saved(lines_of(bicycles.file("figures").read_bytes()), ";"))
    format_tables(bicycles.descriptor, "data")
    row = bicycles.row("figures", "ward2014-thefts", bicycles.rows("figures"))
    assert (row["low"], row["high"]) == ("37.75", "12345.678")


def test_decimals_that_somebody_wrote_stay(bicycles: Small) -> None:
    """One number with a decimal of nothing among whole ones was written so: 4.0 is more exact than 4."""
    bicycles.change("figures", "ward2014-thefts", low="1204.0", high="1204.0")
    before = bicycles.file("figures").read_bytes()
    assert format_tables(bicycles.descriptor, "data") == []
    assert bicycles.file("figures").read_bytes() == before
