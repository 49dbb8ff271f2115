"""The page of the data of the review: its starts run, its picture and its columns are whole."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import duckdb
import openpyxl
import pytest
from bicycle_project import REPOSITORY
from library_pages import library_page
from openpyxl.formula import Tokenizer
from openpyxl.utils.cell import range_boundaries
from playwright.sync_api import Browser

from review.book.pages.codebook.page import shown_measure, starts
from review.book.pages.codebook.picture import picture
from review.book.site.html_tree import parse_html
from review.corpus.corpus import Corpus
from review.corpus.tables.project import Project
from review.export.writing import export

PROGRAMS = ("pandas", "R", "DuckDB", "Excel")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the export of the real data where the starts look for it."""
    made = tmp_path_factory.mktemp("clone")
    export(Project(REPOSITORY), made / "build" / "export")
    return made


@pytest.fixture
def here(folder: Path) -> Iterator[Path]:
    with contextlib.chdir(folder):
        yield folder


def start(corpus: Corpus, program: str) -> str:
    """Return the code of the start for a program."""
    return re.findall(rf"\*\*{program}\*\*\n\n```[a-z]+\n(.*?)```", starts(corpus), re.DOTALL)[0]


def shown(corpus: Corpus) -> list[str]:
    """Return the figures that every start shows."""
    return [one.figure_id for one in corpus.figures.values() if one.measure_id == shown_measure(corpus)]


def test_a_start_is_short_and_stands_on_the_page(real: Corpus) -> None:
    assert starts(real) in library_page("data", real)
    for program in PROGRAMS:
        assert len(start(real, program).splitlines()) <= 10


def test_the_start_for_pandas_runs(real: Corpus, here: Path) -> None:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(start(real, "pandas"), {})
    header, *rows = said.getvalue().splitlines()
    assert header.split() == ["source_id", "value", "period_end", "low", "high", "origin_end"]
    assert [row.split()[0] for row in rows] == [real.figures[name].source_id for name in shown(real)]


def test_the_start_for_duckdb_runs(real: Corpus, here: Path) -> None:
    with duckdb.connect() as database:
        rows = database.sql(start(real, "DuckDB")).fetchall()
    assert [(row[0], row[3], row[4]) for row in rows] == [
        (one.source_id, one.low, one.high) for one in map(real.figures.get, shown(real)) if one
    ]


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed here: its start is not run")
def test_the_start_for_r_runs(real: Corpus, here: Path) -> None:
    run = subprocess.run(["Rscript", "-e", start(real, "R")], capture_output=True, text=True, check=True, timeout=60)
    assert len(re.findall(rf"^ *({'|'.join(real.sources)}) ", run.stdout, re.MULTILINE)) >= len(shown(real))


def test_the_start_for_excel_names_what_is_there(real: Corpus, here: Path) -> None:
    """The formula is taken apart: its ranges, the heads above them, and the rows that it would keep."""
    opened, by_hand, _, formula = start(real, "Excel").splitlines()
    found = re.fullmatch(r"Open (\S+) and go to the sheet (\w+)\.", opened)
    assert found
    sheet = openpyxl.load_workbook(found[1])[found[2]]
    cell = re.search(r"in (\w+) \((\w+)\)", by_hand)
    assert cell and sheet[cell[1]].value == cell[2] and sheet.auto_filter.ref
    tokens = [token.value for token in Tokenizer(formula).items]
    assert tokens[0] == "FILTER("
    kept, filtered = (token.removeprefix(f"{found[2]}!") for token in tokens if "!" in token)
    assert (range_boundaries(kept)[1::2], range_boundaries(filtered)[1::2]) == ((2, sheet.max_row),) * 2
    assert sheet.cell(1, range_boundaries(filtered)[0]).value == "measure_id"
    assert [sheet.cell(1, range_boundaries(kept)[place]).value for place in (0, 2)] == ["figure_id", "printed"]
    rows = zip(sheet[kept], sheet[filtered], strict=True)
    assert [row[0].value for row, (one,) in rows if f'"{one.value}"' == tokens[-2]] == shown(real)


def test_the_picture_shows_every_foreign_key_and_no_other(real: Corpus) -> None:
    tables = real.descriptor.tables
    drawn = parse_html(picture(tables).text)
    titles = [element.text for element in drawn.find_all("title")]
    assert sorted(titles) == sorted({f"{table.name} → {key.table}" for table in tables for key in table.foreign_keys})
    names = [element.text for element in drawn.find_all("text")]
    assert names == [table.name for table in tables]
    (said,) = (element.attrs["aria-label"] for element in drawn.find_all("svg"))
    assert "corrections point to figures" in said


def test_every_column_that_may_be_empty_says_what_that_means(real: Corpus) -> None:
    silent = [
        f"{table.name}.{column.name}"
        for table in real.descriptor.tables
        for column in table.columns
        if not column.required and column.name not in table.primary_key and "empty" not in column.description.lower()
    ]
    assert silent == []


@pytest.mark.parametrize("width", [390, 1280])
def test_names_of_columns_are_not_broken(site: Path, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto((site / "data.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    lines = page.eval_on_selector_all(
        ".codebook tbody th code", "(all) => all.map((one) => [one.textContent, one.getClientRects().length])"
    )
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    context.close()
    assert len(lines) > 100
    assert [name for name, rows in lines if rows != 1] == []
    assert not wide
