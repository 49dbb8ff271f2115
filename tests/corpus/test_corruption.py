"""Corrupt any key or value of the small corpus, and a problem names that very line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from operator import itemgetter

import pytest
from bicycle_project import Small, make_bicycles
from bicycles import DECLARATION, ROWS
from hypothesis import given, settings
from hypothesis import strategies as st

from review.corpus.rules.checks import check_tables
from review.corpus.tables.reading import read_tables
from review.corpus.tables.schema import schema
from review.errors import Problem

# Every cell with a few wrong words is in the approved text of `test_changed_cells.py`; here the words are any.
FAST = settings(max_examples=30)
Cell = tuple[str, int, str]  # table, line, column
# The small project goes without the columns that are optional.
TABLES = {one.name: one.headed((), {}) for one in schema().with_words(DECLARATION["vocabularies"])}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Return a small project that each example corrupts and restores."""
    return make_bicycles(tmp_path_factory.mktemp("whole") / "project")


def cells(wanted: Callable[[str, str, str], bool]) -> list[Cell]:
    """Return the places of the cells that *wanted* chooses by table, column and what the cell holds."""
    found = []
    for table in TABLES.values():
        rows = sorted(ROWS.get(table.name, []), key=itemgetter(*table.primary_key))
        for line, row in enumerate(rows, start=2):
            found += [(table.name, line, c) for c in table.column_names if wanted(table.name, c, row.get(c, ""))]
    return found


def corrupted(whole: Small, cell: Cell, change: Callable[[str], str]) -> list[Problem]:
    """Return the problems where *cell* holds what *change* makes of it."""
    name, line, column = cell
    path, table = whole.file(name), whole.descriptor.table(name)
    before = path.read_bytes()
    lines = before.decode().split("\n")
    row = next(csv.reader([lines[line - 1]]))
    row[table.places[column]] = change(row[table.places[column]])
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(row)
    lines[line - 1] = out.getvalue()
    try:
        path.write_bytes("\n".join(lines).encode())
        descriptor = replace(whole.descriptor, folder=whole.root / "data")
        return check_tables(tuple(read_tables(descriptor, "data")), descriptor)
    finally:
        path.write_bytes(before)


def names_the_line(whole: Small, problems: list[Problem], cell: Cell) -> bool:
    """Say whether one of *problems* stands at the line of *cell*."""
    path = f"data/{whole.descriptor.table(cell[0]).path}"
    return any((problem.path, problem.line) == (path, cell[1]) for problem in problems)


def is_foreign(table: str, column: str, cell: str) -> bool:
    """Say whether the cell names a row of another table."""
    return bool(cell) and any(key.column == column for key in TABLES[table].foreign_keys)


IDS = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
NUMBERS = st.one_of(st.integers(0, 10**9).map(str), st.decimals(0, 10**6, places=2).map(lambda number: f"{number:.2f}"))
SIGNS = st.sampled_from([*"\u0000\u200b\u202e\ufeff\u00ad\u2066\x1b\r", "<b>", "&lt;", "javascript:"])


@FAST
@given(cell=st.sampled_from(cells(is_foreign)), other=IDS)
def test_a_key_that_no_row_has(whole: Small, cell: Cell, other: str) -> None:
    known = {row[TABLES[name].primary_key[0]] for name, rows in ROWS.items() for row in rows}
    problems = corrupted(whole, cell, lambda key: other if other not in known else f"{other}-x")
    assert names_the_line(whole, problems, cell)


@FAST
@given(
    cell=st.sampled_from(cells(lambda table, column, cell: table == "figures" and column in ("low", "high"))),
    other=NUMBERS,
)
def test_a_value_that_the_quote_does_not_say(whole: Small, cell: Cell, other: str) -> None:
    problems = corrupted(whole, cell, lambda value: other if not value or float(other) != float(value) else f"{other}7")
    assert names_the_line(whole, problems, cell)


@FAST
@given(
    cell=st.sampled_from(
        cells(lambda table, column, cell: any(c.isdigit() for c in cell) and column == "printed" and table == "figures")
    ),
    digit=st.sampled_from("0123456789"),
    data=st.data(),
)
def test_a_printed_numeral_with_another_digit(whole: Small, cell: Cell, digit: str, data: st.DataObject) -> None:
    def change(printed: str) -> str:
        places = [place for place, sign in enumerate(printed) if sign.isdigit() and sign != digit]
        place = data.draw(st.sampled_from(places)) if places else 0
        return printed[:place] + digit + printed[place + 1 :] if places else "5"

    assert names_the_line(whole, corrupted(whole, cell, change), cell)


@FAST
@given(cell=st.sampled_from(cells(lambda table, column, cell: TABLES[table].column(column).required)))
def test_a_required_cell_without_its_value(whole: Small, cell: Cell) -> None:
    assert names_the_line(whole, corrupted(whole, cell, lambda value: ""), cell)


@FAST
@given(cell=st.sampled_from(cells(lambda table, column, cell: bool(TABLES[table].column(column).choices))), other=IDS)
def test_a_word_that_the_vocabulary_lacks(whole: Small, cell: Cell, other: str) -> None:
    problems = corrupted(whole, cell, lambda word: f"{other}-{word}")
    assert names_the_line(whole, problems, cell)


@settings(FAST, max_examples=75)
@given(cell=st.sampled_from(cells(lambda table, column, cell: True)), sign=SIGNS, data=st.data())
def test_a_sign_that_no_cell_may_hold(whole: Small, cell: Cell, sign: str, data: st.DataObject) -> None:
    def change(text: str) -> str:
        place = data.draw(st.integers(0, len(text)))
        return text[:place] + sign + text[place:]

    assert names_the_line(whole, corrupted(whole, cell, change), cell)


@settings(FAST, max_examples=50)
@given(cell=st.sampled_from(cells(lambda table, column, cell: True)), junk=st.text(max_size=20))
def test_no_cell_whatever_makes_the_check_fall(whole: Small, cell: Cell, junk: str) -> None:
    """Problems or none, but never an exception."""
    assert all(problem.line for problem in corrupted(whole, cell, lambda text: junk))
