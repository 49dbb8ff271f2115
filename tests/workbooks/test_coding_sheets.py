"""A coding sheet goes out and comes back: what was coded is written, what is at fault is told by its cell."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from bicycle_project import Run, Small
from openpyxl import load_workbook

from review.corpus.proposing.passes import begin_pass
from review.corpus.tables.schema import schema
from review.errors import FileFault
from review.workbooks.extent import extent_of
from review.workbooks.reading import read_workbook
from review.workbooks.taking_in import import_workbook
from review.workbooks.writing import write_workbook

#: A text with a numeral that waits, and what a coder makes of it.
PLANTED = "Of 412 frames found in May 2014 at the main station some were sold. Weak locks are"
FRAMES = {
    "section_id": "ward2014-why", "paragraph": "1", "quote": "412 frames", "printed": "412", "low": "412",
    "high": "412", "qualifier": "exact", "unit": "frame", "measure_id": "frames-found", "origin_id": "office",
    "period_start": "2014-05", "period_end": "2014-05", "period_basis": "May 2014", "place": "Main station",
    "place_basis": "main station", "coding_pass": "first",
}  # fmt: skip


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """Yield a workbook to change, as a person does in a spreadsheet, and save it."""
    book = load_workbook(path)
    yield book
    book.save(path)


def fill(sheet: Any, line: int, **cells: Any) -> dict[str, str]:
    """Fill in cells of a line by the names of their columns; return where each stands."""
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    for name, value in cells.items():
        sheet[f"{letters[name]}{line}"] = value
    return {name: f"{sheet.title}!{letter}{line}" for name, letter in letters.items()}


def line_of(sheet: Any, key: str) -> int:
    return next(cell.row for cell in sheet["A"] if cell.value == key)


@pytest.fixture
def sheet(review: Run, bicycles: Small, tmp_path: Path) -> Path:
    """Return the workbook of a source in which one numeral waits, as an exclusion."""
    bicycles.change_text("ward2014", "Weak locks are", PLANTED)
    place = {"source_id": "ward2014", "section_id": "ward2014-why", "paragraph": "1", "occurrence": "1"}
    bicycles.add("exclusions", exclusion_id="ward2014-x008", printed="412", reason="not yet coded", **place)
    bicycles.add("exclusions", exclusion_id="ward2014-x009", printed="2014", reason="date", **place)
    path = tmp_path / "ward.xlsx"
    assert review("sheet", "export", "ward2014", "-o", str(path), "--texts", "texts") == (0, f"written: {path}\n", "")
    return path


def test_a_round_trip_changes_no_byte(rich: Small, tmp_path: Path) -> None:
    """Of every table, of every source, and of a pass, without the text and with it."""
    corpus, before = rich.corpus(), rich.contents()
    extents = [extent_of(corpus, name) for name in corpus.sources]
    extents += [extent_of(corpus, table.name) for table in schema().tables if not table.name.startswith("pass_")]
    extents += [extent_of(corpus, name, next(iter(corpus.passes))) for name in corpus.sources]
    for extent in extents:
        path = tmp_path / "sheet.xlsx"
        write_workbook(corpus, extent, path)
        made = import_workbook(corpus, path, rich.texts if extent.pass_id else None)
        assert (made.changes, made.files, made.mends) == ((), (), ()), extent
    assert rich.contents() == before


def test_what_is_typed_comes_back_as_it_was_typed(bicycles: Small, tmp_path: Path) -> None:
    odd = [
        "007",
        "1e5",
        "TRUE",
        "2014-05",
        "Apr-09",
        "1,204",
        "5000.0",
        "’tis",
        "_x000D_ left",
        "50 %",
        "ＡＢ 万",
        "N/A",
    ]
    keys = [row["figure_id"] for row in bicycles.rows("figures")]
    for key, note in zip(keys, odd, strict=False):
        bicycles.change("figures", key, note=note)
    corpus = bicycles.corpus()
    write_workbook(corpus, extent_of(corpus, "figures"), tmp_path / "sheet.xlsx")
    with opened(tmp_path / "sheet.xlsx"):
        pass  # another program has saved it
    (read,) = read_workbook(corpus, tmp_path / "sheet.xlsx").sheets
    assert {cells["figure_id"]: cells["note"] for cells in read.lines.values()} == {
        row["figure_id"]: row["note"] for row in bicycles.rows("figures")
    }


def test_rows_filled_in_changed_and_taken_out_stand_in_the_tables(review: Run, bicycles: Small, sheet: Path) -> None:
    with opened(sheet) as book:
        figures, claims = book["figures"], book["claims"]
        fill(figures, figures.max_row + 1, **FRAMES)
        fill(figures, line_of(figures, "ward2014-found"), note="  By  their owners. ")
        claims.delete_rows(line_of(claims, "ward2014-good-lock"))
    before = bicycles.contents()
    asked = ("sheet", "import", str(sheet), "--texts", "texts")
    status, told, _ = review(*asked, "--dry-run")
    assert (status, bicycles.contents()) == (0, before)
    assert "changed: ward2014-found in figures\n  note: By their owners.\n" in told
    assert "added: ward2014-frames-found in figures\n  figure_id: ward2014-frames-found\n" in told
    assert "removed: ward2014-good-lock in claims\n" in told
    assert "removed: ward2014-x008 in exclusions\n" in told, "the numeral waits no more"
    assert told.endswith("would change: data/evidence/exclusions.csv\n")
    assert review(*asked)[0] == 0
    assert bicycles.problems() == []
    assert [p for p in bicycles.verification_problems() if "exclusions" in p or "frames-found" in p] == []
    found = bicycles.row("figures", "ward2014-frames-found", bicycles.rows("figures"))
    assert {name: found[name] for name in FRAMES} == FRAMES and found["source_id"] == "ward2014"
    assert review(*asked)[1].endswith("nothing was coded that is not in the tables.\n"), "once is enough"
    assert len(bicycles.rows("figures")) == 12


def test_each_fault_has_the_address_of_its_cell_and_nothing_is_written(
    review: Run, bicycles: Small, sheet: Path
) -> None:
    with opened(sheet) as book:
        figures = book["figures"]
        at = fill(figures, figures.max_row + 1, **FRAMES | {"unit": "frmae", "qualifier": ""})
        also = fill(figures, line_of(figures, "ward2014-found"), low="401")
    before = bicycles.contents()
    status, out, err = review("sheet", "import", str(sheet))
    assert (status, out, bicycles.contents()) == (1, "", before)
    assert f"{sheet}:{at['qualifier']} (qualifier): the cell is empty (expected a value)." in err
    with opened(sheet) as book:
        fill(book["figures"], book["figures"].max_row, qualifier="exact")
    err = review("sheet", "import", str(sheet))[2]
    assert f"{sheet}:{at['unit']} (unit): 'frmae' is not in units (expected a key of that table). Did you mean" in err
    with opened(sheet) as book:
        fill(book["figures"], book["figures"].max_row, unit="frame", quote="412 frames seen")
    err = review("sheet", "import", str(sheet))[2]
    assert f"{sheet}:{also['low']} (low): 401 is not what the quote says ('more than 400', expected 400)." in err
    with opened(sheet) as book:
        fill(book["figures"], line_of(book["figures"], "ward2014-found"), low="400")
    err = review("sheet", "import", str(sheet), "--texts", "texts")[2]
    assert f"{sheet}:{at['quote']} (quote): the quote stands 0 times in ward2014" in err
    assert bicycles.contents() == before


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("period_start", datetime(2014, 5, 1), "a spreadsheet made a date of it"),
        ("period_start", "Apr-09", "a spreadsheet made a date of it"),
        ("low", "=400+12", "it is a formula"),
        ("low", True, "a spreadsheet made a truth value of it"),
        ("low", 4.12e15, "a spreadsheet wrote it in powers of ten"),
        ("note", "#N/A", "it is an error of a spreadsheet"),
    ],
)
def test_what_a_spreadsheet_made_of_a_cell_is_named(
    review: Run, sheet: Path, column: str, value: object, told: str
) -> None:
    with opened(sheet) as book:
        at = fill(book["figures"], 2, **{column: value})
    status, _, err = review("sheet", "import", str(sheet))
    assert status == 1
    assert err.startswith(f"{sheet}:{at[column]} ({column}): ") and told in err


def test_a_fault_in_the_first_row_of_a_table_has_its_cell_too(review: Run, bicycles: Small, tmp_path: Path) -> None:
    first, path = bicycles.rows("figures")[0], tmp_path / "first.xlsx"
    assert review("sheet", "export", first["source_id"], "-o", str(path), "--texts", "texts")[0] == 0
    with opened(path) as book:
        at = fill(book["figures"], line_of(book["figures"], first["figure_id"]), origin_id="nobody-known")
    assert f"{path}:{at['origin_id']} (origin_id): 'nobody-known'" in review("sheet", "import", str(path))[2]


def test_a_column_that_stands_twice_is_named(review: Run, bicycles: Small, sheet: Path) -> None:
    before = bicycles.contents()
    with opened(sheet) as book:
        book["figures"].cell(1, book["figures"].max_column + 1, "quote")
    status, _, err = review("sheet", "import", str(sheet))
    assert status == 1 and "its first line has other columns (quote)" in err
    assert bicycles.contents() == before


def test_a_pass_that_nobody_began_is_told_how_to_begin(review: Run, bicycles: Small, tmp_path: Path) -> None:
    status, _, err = review("sheet", "export", "ward2014", "--pass", "third", "-o", str(tmp_path / "third.xlsx"))
    assert status == 2 and "begin it: review pass begin" in err


def test_numbers_are_numbers_however_they_are_kept_and_shares_are_asked_for(
    review: Run, bicycles: Small, sheet: Path
) -> None:
    with opened(sheet) as book:
        figures = book["figures"]
        line = line_of(figures, "ward2014-thefts")
        fill(figures, line, low=1204, high="1,204")
    status, told, _ = review("sheet", "import", str(sheet))
    assert status == 0
    assert "(high): '1,204' is '1204'." in told and told.endswith("nothing was coded that is not in the tables.\n")
    with opened(sheet) as book:
        at = fill(book["figures"], line, low=0.5)
        book["figures"][at["low"].partition("!")[2]].number_format = "0%"
    assert "it is a number to the spreadsheet, which shows it otherwise" in review("sheet", "import", str(sheet))[2]


def test_a_row_that_changed_since_is_not_overwritten(review: Run, bicycles: Small, sheet: Path) -> None:
    with opened(sheet) as book:
        at = fill(book["figures"], line_of(book["figures"], "ward2014-found"), note="Mine.")
    bicycles.change("figures", "ward2014-found", note="Read again.")
    bicycles.change("figures", "ward2014-thefts", note="Read again.")
    before = bicycles.contents()
    status, _, err = review("sheet", "import", str(sheet))
    assert (status, bicycles.contents()) == (1, before)
    assert err.startswith(f"{sheet}:{at['figure_id']} (figure_id): the row was changed since the workbook was written.")
    assert len(err.splitlines()) == 1, "what its coder left alone is no matter"


def test_a_line_without_an_id_is_not_taken_in_twice(review: Run, bicycles: Small, sheet: Path) -> None:
    with opened(sheet) as book:
        fill(book["figures"], book["figures"].max_row + 1, **FRAMES)
    assert review("sheet", "import", str(sheet))[0] == 0
    with opened(sheet) as book:
        line = book["figures"].max_row
        at = fill(book["figures"], line, note="Some were sold.")
    status, _, err = review("sheet", "import", str(sheet))
    assert status == 1
    assert f"{sheet}:{at['figure_id']} (figure_id): it has no id, and rows were added since" in err
    assert len(bicycles.rows("figures")) == 12


def test_columns_have_their_meanings_as_notes_and_their_legal_values_as_lists(sheet: Path) -> None:
    book = load_workbook(sheet)
    figures, lists = book["figures"], book["lists"]
    head = {cell.value: cell for cell in figures[1]}
    assert [cell.font.b for cell in lists["A"][:3]] == [True, False, False], "the head of a list is no value of it"
    assert all(cell.font.b for cell in head.values()) and figures.freeze_panes and lists.freeze_panes == "A2"
    assert set(head) == set(next(t for t in schema().tables if t.name == "figures").column_names) - {
        "interval_low", "interval_high", "interval_level", "interval_basis", "cell",
    }  # fmt: skip
    assert "What is counted." in head["measure_id"].comment.text
    assert "May be empty." in head["note"].comment.text and "May be empty." not in head["quote"].comment.text
    ruled = {str(one.sqref).partition("2:")[0]: one.formula1 for one in figures.data_validations.dataValidation}
    first, last = ruled[head["measure_id"].column_letter].removeprefix("lists!").replace("$", "").split(":")
    listed = {
        value.value: meaning.value for value, meaning in lists[first : last.replace(first[0], chr(ord(first[0]) + 1))]
    }
    assert listed["thefts"].startswith("Thefts") and len(listed) == len({*listed})
    assert head["quote"].column_letter not in ruled
    assert {cell.value for cell in book["text"]["A"]} >= {"ward2014-summary", "ward2014-why"}


def test_a_spreadsheet_marks_no_number_that_is_kept_as_text(sheet: Path) -> None:
    tables = [each for each in load_workbook(sheet) if each.auto_filter.ref]
    assert "figures" in {each.title for each in tables}
    with zipfile.ZipFile(sheet) as packed:
        for number, table in enumerate(tables, start=1):
            part = packed.read(f"xl/worksheets/sheet{number}.xml").decode()
            last = table[1][-1].column_letter
            assert re.search(f'<ignoredError sqref="A1:{last}[0-9]+" numberStoredAsText="1"/>', part), table.title


def test_a_blind_workbook_has_a_line_for_each_numeral_and_no_row_of_anybody(
    review: Run, bicycles: Small, tmp_path: Path
) -> None:
    begin_pass(bicycles.corpus(), "second", by="R. Miller", today="2015-01-02")
    path = tmp_path / "blind.xlsx"
    assert review("sheet", "export", "ward2014", "--pass", "second", "-o", str(path))[0] == 2
    asked = ("--texts", "texts")
    assert review("sheet", "export", "ward2014", "--pass", "second", "-o", str(path), *asked)[0] == 0
    told = {str(cell.value) for one in load_workbook(path) for row in one.rows for cell in row}
    assert not told & {
        next(iter(row.values())) for t in ("figures", "claims", "exclusions") for row in bicycles.rows(t)
    }
    thefts = {
        "printed": "1,204", "low": "1204", "high": "1204", "qualifier": "exact", "unit": "case",
        "measure_id": "thefts", "origin": "Police Gazette",
    }  # fmt: skip
    with opened(path) as book:
        sheet = book["pass_figures"]
        assert [cell.value for cell in sheet["D"]][:2] == ["numeral", "1,204"]
        fill(sheet, 2, **thefts)
        fill(book["pass_claims"], 2, section_id="ward2014-why", paragraph="1", sentence="2", theme_id="locks",
             stance="mentions")  # fmt: skip
    assert review("sheet", "import", str(path), *asked)[0] == 0
    (figure,), (claim,) = bicycles.rows("pass_figures"), bicycles.rows("pass_claims")
    assert (figure["pass_id"], figure["figure_id"], figure["coded_id"]) == (
        "second", "ward2014-thefts", "second-ward2014-thefts",
    )  # fmt: skip
    assert (claim["pass_id"], claim["sentence"]) == ("second", "2")
    assert bicycles.problems() == []
    # What was settled of a row since stays, though no coder sees it; an emptied line is no figure any more.
    bicycles.change("pass_claims", claim["coded_id"], claim_id="ward2014-good-lock")
    assert review("sheet", "export", "ward2014", "--pass", "second", "-o", str(path), "--force", *asked)[0] == 0
    with opened(path) as book:
        fill(book["pass_claims"], 2, stance="argues")
        fill(book["pass_figures"], 2, **dict.fromkeys(thefts))
    assert review("sheet", "import", str(path), *asked)[0] == 0
    assert bicycles.rows("pass_figures") == []
    (claim,) = bicycles.rows("pass_claims")
    assert (claim["stance"], claim["claim_id"]) == ("argues", "ward2014-good-lock")


def test_a_workbook_that_somebody_may_have_filled_in_is_not_replaced(review: Run, sheet: Path) -> None:
    before = sheet.read_bytes()
    status, _, err = review("sheet", "export", "ward2014", "-o", str(sheet))
    assert (status, "is there already" in err, sheet.read_bytes()) == (2, True, before)


def test_equal_rows_give_equal_bytes(bicycle_corpus: Any, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_workbook(bicycle_corpus, extent_of(bicycle_corpus, "ward2014"), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_what_is_no_coding_sheet_is_refused_by_name(review: Run, sheet: Path, tmp_path: Path) -> None:
    def told(change: str) -> str:
        path = tmp_path / "copy.xlsx"
        shutil.copy(sheet, path)
        if change == "cut":
            path.write_bytes(sheet.read_bytes()[:4000])
        elif change == "csv":
            path.write_text("figure_id,source_id\n", "utf-8")
        else:
            with opened(path) as book:
                if change == "column":
                    book["figures"]["B1"] = "source"
                elif change == "beyond":
                    book["figures"]["AZ3"] = "Ask Ann."
                elif change == "before":
                    book["before"]["A1"] = "{}"
                elif change in ("table", "source"):
                    cell = book["before"]["A1"]
                    was, now = ('"figures"', '"weather"') if change == "table" else ('"ward2014"', '"smith2015"')
                    cell.value = cell.value.replace(was, now)
                else:
                    del book[change.removeprefix("no ")]
        status, _, err = review("sheet", "import", str(path))
        assert status in (1, 2, 6)
        return err.removeprefix(str(path))

    assert told("cut").startswith(": it cannot be read as a workbook (BadZipFile). Save it as a workbook of Excel")
    assert told("csv").startswith(": it cannot be read as a workbook")
    assert told("no figures").startswith(": the sheet 'figures' is missing. Write the workbook anew")
    assert told("no before").startswith(": it has no sheet 'before'")
    assert told("before").startswith(": its sheet 'before' was changed.")
    assert told("table").startswith(": the columns of weather are others since it was written. Write the workbook anew")
    assert told("source").startswith("'smith2015' is no source (known: gazette2014, ward2014).")
    assert told("column").startswith(
        ":figures!1: its first line has other columns (source, source_id). Write: figure_id"
    )
    assert told("beyond").startswith(":figures!AZ3: the column has no name (got 'Ask Ann.').")
    with pytest.raises(FileFault, match=r"nowhere\.xlsx"):
        import_workbook(None, tmp_path / "nowhere.xlsx")  # type: ignore[arg-type]
