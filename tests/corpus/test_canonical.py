"""The canonical form: what `fmt` writes, `check` accepts, and `fmt` leaves alone."""

from __future__ import annotations

import csv
import io
import random
import unicodedata
from pathlib import Path

import pytest
from bicycle_project import Small
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review.corpus.tables.csv_format import canonical_bytes, format_tables, parse
from review.corpus.tables.schema import TableSchema
from review.errors import CorpusError, FileFault
from review.files.atomic import write_together

FAST = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


def fmt(bicycles: Small) -> list[str]:
    """Format the small project and return what was rewritten."""
    return format_tables(bicycles.descriptor, "data")


def test_what_is_canonical_is_left_alone(bicycles: Small) -> None:
    before = {path: path.stat().st_mtime_ns for path in bicycles.root.rglob("*.csv")}
    assert fmt(bicycles) == []
    assert {path: path.stat().st_mtime_ns for path in bicycles.root.rglob("*.csv")} == before


@FAST
@given(data=st.data())
def test_fmt_gives_one_form_to_all_ways_of_writing_a_table(bicycles: Small, data: st.DataObject) -> None:
    """Rows and columns in any order, any line ends and quoting, space around cells, blank lines, a BOM."""
    name = data.draw(st.sampled_from(["figures", "claims", "appraisals", "origins", "facts"]))
    table, path = bicycles.descriptor.table(name), bicycles.file(name)
    canonical = path.read_bytes()
    order = data.draw(st.randoms(use_true_random=False))
    path.write_bytes(_written_otherwise(table, bicycles.rows(name), order))
    changed = fmt(bicycles)
    assert path.read_bytes() == canonical
    assert changed in ([], [f"data/{table.path}"])
    assert fmt(bicycles) == []
    assert bicycles.problems() == []


def _written_otherwise(table: TableSchema, rows: list[dict[str, str]], order: random.Random) -> bytes:
    columns = order.sample(table.column_names, len(table.column_names))
    space = order.choice(["", " ", "\t", "\u00a0"])
    out = io.StringIO()
    writer = csv.writer(
        out,
        lineterminator=order.choice(["\n", "\r\n", "\r", "\n\n"]),
        quoting=order.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    )
    writer.writerow(columns)
    writer.writerows([space + row[name] + space for name in columns] for row in order.sample(rows, len(rows)))
    return order.choice([b"", b"\xef\xbb\xbf"]) + out.getvalue().encode("utf-8")


CELLS = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], include_characters='"\n,\t'), max_size=12
)


@FAST
@given(cells=st.lists(st.tuples(CELLS, CELLS), max_size=4))
def test_what_is_written_is_read_back(bicycles: Small, cells: list[tuple[str, str]]) -> None:
    """And a second writing gives the same bytes, whatever the cells hold."""
    table = bicycles.descriptor.table("names")
    rows = [{"name_id": f"name-{n}", "name": name, "reason": why} for n, (name, why) in enumerate(cells)]
    once = parse(table, canonical_bytes(table, rows), "names.csv")
    assert [row["name"].split() for row in once] == [_composed(row["name"]).split() for row in rows]
    again = canonical_bytes(table, once)
    assert canonical_bytes(table, parse(table, again, "names.csv")) == again


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


FAULTS = {
    "short row": (b"office,City Cycle Office,", b"office,", "3: the row has 7 cells (expected 8). Mend it by hand"),
    "long row": (b"The police,", b"The, police,", "4: the row has 9 cells (expected 8). Mend it by hand"),
    "unclosed quote": (b"The police,", b'"The police,', "5: the file is not valid CSV up to this line"),
    "not UTF-8": (b"Gazette", b"Gaz\xe9tte", "5: the line is not UTF-8. Save the file as UTF-8."),
    "header": (b"note\n", b"notes\n", "1: the header is not the declared one. Write: origin_id,name,"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fmt_guesses_nothing_and_then_changes_nothing(bicycles: Small, fault: str) -> None:
    old, new, message = FAULTS[fault]
    bicycles.replace("origins", old, new)
    bicycles.replace("facts", b"\n", b"\r\n")
    before = bicycles.contents()
    with pytest.raises(CorpusError) as caught:
        fmt(bicycles)
    assert str(caught.value).startswith(f"data/vocabulary/origins.csv:{message}")
    assert bicycles.contents() == before


def test_fmt_tells_of_a_table_that_is_gone(bicycles: Small) -> None:
    bicycles.file("origins").unlink()
    with pytest.raises(CorpusError) as caught:
        fmt(bicycles)
    expected = "data/vocabulary/origins.csv: the table cannot be read (No such file or directory). Restore the file."
    assert str(caught.value) == expected


def test_a_cell_over_two_lines_becomes_one(bicycles: Small) -> None:
    bicycles.replace("origins", b"The police,", b'"The\npolice",')
    assert fmt(bicycles) == ["data/vocabulary/origins.csv"]
    assert bicycles.problems() == []


def test_files_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    old, blocked = tmp_path / "old.csv", tmp_path / "no-folder" / "new.csv"
    old.write_bytes(b"old")
    with pytest.raises(FileFault, match=r"new\.csv.*cannot be written \(No such file or directory\)"):
        write_together({old: b"new", blocked: b"new"})
    assert old.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [old]
