"""The export: the same evidence in every form, the same bytes every time, and no cell that acts."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pyarrow as arrow
import pyarrow.parquet as parquet
import pytest
from bicycle_project import Small, make_bicycles
from frictionless import Package

from review.corpus.snapshot import Snapshot
from review.errors import Busy, CorpusError, FileFault, UsageError
from review.export import writing
from review.export.edition import Edition, open_edition
from review.export.package import require_valid, write_package
from review.export.spreadsheet import ABOUT, write_spreadsheet
from review.export.writing import Form, export
from review.files.folders import held

CFF = """cff-version: 1.2.0
title: "Stolen Bicycles"
authors:
  - name: The contributors
version: 1.2.0
date-released: 2020-05-04
license: CC-BY-4.0
"""
# Each would run, fetch or turn into something else in some spreadsheet, if it were more than text.
HOSTILE = (
    "=cmd|'/C calc'!A1", '=HYPERLINK("http://a.example")', "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "{=1+1}",
    'DDE("cmd")', '=DDE("cmd","/C calc")', "http://a.example/", "mailto:a@b.example", "internal:about!A1", "1204",
    "1e5", "TRUE", "#REF!", " =1", "'=1", "％＝１",
)  # fmt: skip


def cite(small: Small) -> Small:
    """Give the small project a citation file and the licence of its data."""
    (small.root / "CITATION.cff").write_text(CFF, "utf-8")
    (small.root / "LICENSE-content").write_text("CC BY 4.0. Quoted phrases are not covered.\n", "utf-8")
    return small


@pytest.fixture
def cited(bicycles: Small) -> Small:
    """Return a citable small project of the test's own."""
    return cite(bicycles)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Return a citable small project that was exported in every form, for tests that only read it."""
    small = cite(make_bicycles(tmp_path_factory.mktemp("whole") / "project"))
    export(small.project)
    return small


@pytest.fixture(scope="module")
def made(whole: Small) -> Path:
    """Return the folder of its export."""
    return whole.project.build / "export"


@pytest.fixture
def own(whole: Small, tmp_path: Path) -> Small:
    """Return a project of the test's own that was exported in every form."""
    return Small(Path(shutil.copytree(whole.root, tmp_path / "own")))


def edition_of(small: Small) -> Edition:
    return open_edition(Snapshot(small.project))


def exported(small: Small, form: Form = Form.ALL) -> Path:
    export(small.project, None, form)
    return small.project.build / "export"


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def planted(small: Small, **names: str) -> Edition:
    """Return an edition whose table of names has other texts than a reader of the tables would let pass."""
    edition = edition_of(small)
    row = next(iter(edition.corpus.tables["names"].values()))
    rows = {name_id: replace(row, name_id=name_id, name=text) for name_id, text in names.items()}
    tables = MappingProxyType({**edition.corpus.tables, "names": MappingProxyType(rows)})
    return replace(edition, corpus=replace(edition.corpus, tables=tables))


# --- package ---------------------------------------------------------------------------------------


def test_the_package_is_valid_and_holds_the_data(whole: Small, made: Path) -> None:
    folder = made / "package"
    package = Package(str(folder / "datapackage.json"))
    assert package.validate().valid
    edition = edition_of(whole)
    for table in edition.corpus.descriptor.tables:
        assert (folder / table.path).read_bytes() == whole.file(table.name).read_bytes()
    for table in edition.tables:
        read = [list(row.to_dict().values()) for row in package.get_resource(table.name).read_rows()]
        assert read == edition.rows(table)
    assert (folder / "references.bib").read_bytes() == (whole.root / "data" / "references.bib").read_bytes()


def test_the_package_says_what_a_stranger_needs(cited: Small) -> None:
    cited.change("sources", "ward2014", dated="[2014]")
    folder = exported(cited, Form.PACKAGE) / "package"
    declared = Package(str(folder / "datapackage.json")).to_descriptor()
    assert (declared["title"], declared["version"]) == ("Stolen Bicycles", "1.2.0")
    assert declared["created"] == "2020-05-04T00:00:00Z"
    assert declared["licenses"][0]["name"] == "CC-BY-4.0"
    assert "Quoted phrases" in (folder / declared["licenses"][0]["path"]).read_text("utf-8")
    assert [source["title"] for source in declared["sources"]] == [
        "The Police Gazette. (2014). Bicycles.",
        "City Cycle Office. (2014). A note on stolen bicycles.",
    ]
    assert declared["citation"].startswith("The contributors. (2020). Stolen Bicycles (Version 1.2.0).")
    assert any("not verified since they changed" in notice for notice in declared["notices"])
    assert all(resource["hash"].startswith("sha256:") and resource["bytes"] for resource in declared["resources"])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"police,", b"polise,", "package/vocabulary/origins.csv: the data package is not valid: "),
        (b"},", b"}", "package/datapackage.json: the data package is not valid"),
    ],
)
def test_a_package_that_frictionless_refuses_is_told(own: Small, old: bytes, new: bytes, told: str) -> None:
    folder = own.project.build / "export" / "package"
    path = folder / ("vocabulary/origins.csv" if b"police" in old else "datapackage.json")
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    with pytest.raises(CorpusError) as fault:
        require_valid(folder)
    assert told in str(fault.value)


def test_no_package_is_written_that_frictionless_refuses(cited: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    exported(cited, Form.PACKAGE)
    before = cited.contents()

    def lame(edition: Edition, folder: Path) -> None:
        write_package(edition, folder)
        (folder / "vocabulary" / "origins.csv").write_text("origin_id\n", "utf-8")

    monkeypatch.setattr(writing, "write_package", lame)
    with pytest.raises(CorpusError, match="the data package is not valid"):
        exported(cited, Form.PACKAGE)
    assert cited.contents() == before


# --- parquet ---------------------------------------------------------------------------------------


def test_parquet_gives_back_every_value(cited: Small) -> None:
    cited.change("facts", "euro-2012", value="0.1234567890123456")
    cited.change("facts", "euro-2013", value="123456789012345678.5")
    folder = exported(cited, Form.PARQUET) / "parquet"
    edition = edition_of(cited)
    for table in edition.tables:
        read = parquet.read_table(folder / f"{table.name}.parquet")
        assert read.column_names == list(table.column_names)
        assert [list(row.values()) for row in read.to_pylist()] == edition.rows(table)


def test_parquet_has_types_and_descriptions(made: Path) -> None:
    schema = parquet.read_schema(made / "parquet" / "figures.parquet")
    assert schema.field("low").type == arrow.decimal128(35, 17)
    assert schema.field("paragraph").type == arrow.int64()
    assert schema.field("period_start").type == arrow.string()
    assert schema.field("low").nullable and not schema.field("quote").nullable
    described = schema.field("qualifier").metadata[b"description"].decode()
    assert "One of: exact, about, at least" in described
    assert schema.metadata[b"version"] == b"1.2.0, released on 2020-05-04"
    assert b"not verified" in schema.metadata[b"still to do"]


# --- the flat table --------------------------------------------------------------------------------


def test_the_flat_table_is_declared_like_the_others(made: Path) -> None:
    package = Package(str(made / "package" / "datapackage.json"))
    resource = package.get_resource("figures_flat")
    declared = {field["name"]: field for field in resource.to_descriptor()["schema"]["fields"]}
    assert all(field["description"] for field in declared.values())
    assert (declared["low"]["type"], declared["paragraph"]["type"]) == ("number", "integer")
    assert declared["qualifier"]["constraints"]["enum"][0] == "exact"
    assert "corrections applied" in resource.description
    assert {
        "fields": ["origin_end_id"],
        "reference": {"resource": "origins", "fields": ["origin_id"]},
    } in resource.schema.foreign_keys
    # Every id leads to the table that it is a key of, so that a join needs no guess.
    led = [(key["fields"], key["reference"]["resource"]) for key in resource.schema.foreign_keys]
    assert {name for name in declared if name.endswith("_id")} <= {name for fields, _ in led for name in fields}
    assert (["measure_id"], "measures") in led and (["event_id"], "events") in led
    count, extent = (declared[f"certainty_as_{use}"]["description"] for use in ("count", "extent"))
    assert "certain" in count and "as a count" in count
    assert "certain" in extent and "how much" in extent


def test_the_flat_table_comes_back_through_other_programs(cited: Small) -> None:
    """Every value through DuckDB and pandas: exact from Parquet, letter by letter from CSV."""
    for field, found, used in (("low", "189", "37.7"), ("high", "189", "5000"), ("qualifier", "exact", "range")):
        given = {"figure_id": "gazette2014-frames", "field": field, "found": found, "used": used, "reason": "So."}
        cited.add("corrections", correction_id=f"frames-{field}", **given)
    edition = edition_of(cited)
    folder, names, rows = exported(cited), list(edition.flat.column_names), edition.rows(edition.flat)
    typed, text = folder / "parquet" / "figures_flat.parquet", folder / "package" / "figures_flat.csv"
    written = [["" if cell is None else str(cell) for cell in row] for row in rows]
    assert len(rows) == len(edition.corpus.figures)
    assert ["37.7", "5000"] in [row[names.index("low") : names.index("low") + 2] for row in written]
    with duckdb.connect() as database:
        found = database.sql(f"SELECT * FROM '{typed}'")
        assert (found.columns, [list(row) for row in found.fetchall()]) == (names, rows)
        found = database.sql(f"SELECT * FROM read_csv('{text}', all_varchar = true)")
        assert [["" if cell is None else cell for cell in row] for row in found.fetchall()] == written
    frame = pd.read_parquet(typed).astype(object)
    assert (list(frame), frame.where(frame.notna(), None).to_numpy().tolist()) == (names, rows)
    assert pd.read_csv(text, dtype=str, keep_default_na=False).to_numpy().tolist() == written


# --- spreadsheet -----------------------------------------------------------------------------------


def cells_of(path: Path) -> dict[str, list[list[Any]]]:
    """Return the sheets with their cells, having looked at each: text or number, no formula, no link."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type == "s" or (cell.data_type == "n" and not isinstance(cell.value, str))
                assert cell.hyperlink is None
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/"):
                assert not re.search(rb"<f[ >/]|<hyperlink|t=\"(str|b|e)\"", parts.read(name)), name
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


def test_the_spreadsheet_has_a_sheet_a_table(whole: Small, made: Path) -> None:
    sheets = cells_of(made / "stolen-bicycles.xlsx")
    edition = edition_of(whole)
    assert list(sheets) == [ABOUT, *(table.name for table in edition.tables)]
    for table in edition.tables:
        header, *rows = sheets[table.name]
        assert header == list(table.column_names)
        # Spreadsheets know one kind of number.
        assert [[float(v) if isinstance(v, int | float) else v for v in row] for row in rows] == [
            [float(v) if isinstance(v, int | Decimal) else v for v in row] for row in edition.rows(table)
        ]


def test_the_first_sheet_says_what_it_is_and_what_the_columns_hold(whole: Small, made: Path) -> None:
    about = cells_of(made / "stolen-bicycles.xlsx")[ABOUT]
    told = {row[0]: row[1] for row in about[:8]}
    assert told["Title"] == "Stolen Bicycles"
    assert "(Version 1.2.0)" in told["How to cite it"]
    assert "not verified since they changed" in told["Still to do"]
    coded = {(row[0], row[1]): row for row in about}
    edition = edition_of(whole)
    for table in edition.tables:
        assert coded[table.name, len(edition.rows(table))][2] == table.description
        for column in table.columns:
            assert coded[table.name, column.name][4].startswith(column.description)
            keys = [key.table for key in table.foreign_keys if key.column == column.name]
            told_keys = re.findall(r"A key of (\w+)\.", coded[table.name, column.name][4])
            assert told_keys == keys, f"{table.name}.{column.name}"


def test_the_header_stays_in_sight(made: Path) -> None:
    book = openpyxl.load_workbook(made / "stolen-bicycles.xlsx")
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        # Every column can be filtered, and every row; where there is none yet, one is left to write in.
        last = f"{openpyxl.utils.get_column_letter(sheet.max_column)}{max(sheet.max_row, 2)}"
        assert sheet.auto_filter.ref == f"A1:{last}"
        widths = [dimension.width for dimension in sheet.column_dimensions.values()]
        assert all(9 <= width <= 63 for width in widths)


def test_a_hostile_text_stays_text(cited: Small, tmp_path: Path) -> None:
    edition = planted(cited, **{f"n{place:02}": text for place, text in enumerate(HOSTILE)})
    write_spreadsheet(edition, tmp_path / "hostile.xlsx")
    rows = cells_of(tmp_path / "hostile.xlsx")["names"][1:]
    assert [row[1].replace("_x000D_", "\r") for row in rows] == list(HOSTILE)


def test_a_number_that_a_spreadsheet_would_change_is_written_as_text(cited: Small) -> None:
    cited.change("facts", "euro-2012", value="0.12345678901234567")
    cited.change("facts", "euro-2013", value="123456789012345678")
    cited.change("facts", "euro-2014", value="37.7")
    rows = {row[0]: row[3] for row in cells_of(exported(cited, Form.SPREADSHEET) / "stolen-bicycles.xlsx")["facts"]}
    assert rows["euro-2012"] == "0.12345678901234567"
    assert rows["euro-2013"] == "123456789012345678"
    assert rows["euro-2014"] == 37.7


# --- the folder ------------------------------------------------------------------------------------


def test_two_exports_have_the_same_bytes(cited: Small, tmp_path: Path) -> None:
    """In other folders, time zones, locales and umasks, with other users and other seeds."""
    code = (
        "import os, sys; os.umask(int(sys.argv[3], 8)); from pathlib import Path\n"
        "from review.export.writing import export; from review.corpus.tables.project import Project\n"
        "export(Project(Path(sys.argv[1])), Path(sys.argv[2]))"
    )
    others = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LC_ALL": "C", "USER": "a-stranger", "LOGNAME": "a-stranger"}
    runs = (("one", tmp_path, "022", {"TZ": "UTC", "PYTHONHASHSEED": "1"}), ("two", Path("/"), "077", others))
    for name, cwd, umask, environment in runs:
        command = [sys.executable, "-c", code, str(cited.root), str(tmp_path / name), umask]
        subprocess.run(command, cwd=cwd, env={**os.environ, **environment}, check=True, timeout=120)
    assert contents(tmp_path / "one") == contents(tmp_path / "two") != {}
    everything = b"".join(contents(tmp_path / "two").values())
    assert b"a-stranger" not in everything and str(tmp_path).encode() not in everything


def test_a_failure_leaves_the_last_good_export(own: Small) -> None:
    """The spreadsheet is made last: a cell is longer than it can hold."""
    before = contents(own.project.build / "export")
    own.change("names", "plan-2030", reason="long " * 8000 + "end")
    with pytest.raises(FileFault, match=r"names: row 2 is more than a spreadsheet can hold .* Export a package"):
        export(own.project)
    assert contents(own.project.build / "export") == before
    assert [path.name for path in own.project.build.iterdir()] == ["export"]


def test_an_export_that_was_stopped_half_way_is_mended(own: Small) -> None:
    """Between the two steps of the swap, the last good export stands aside."""
    folder = own.project.build / "export"
    folder.rename(folder.with_name(".export.replaced"))
    own.change("names", "plan-2030", reason="long " * 8000 + "end")
    with pytest.raises(FileFault):
        export(own.project)
    assert (folder / "package" / "datapackage.json").is_file()


def test_what_a_killed_export_leaves_is_gone_with_the_next(own: Small) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from review.export import writing\n"
        "from review.corpus.tables.project import Project\n"
        "writing.write_spreadsheet = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "writing.export(Project(Path(sys.argv[1])))"
    )
    before = contents(own.project.build / "export")
    neighbour = own.project.build / "export.old"
    neighbour.mkdir()
    killed = subprocess.run([sys.executable, "-c", code, str(own.root)], check=False, timeout=120)
    assert killed.returncode == -signal.SIGKILL
    assert contents(own.project.build / "export") == before
    assert contents(exported(own)) == before
    assert {path.name for path in own.project.build.iterdir()} == {"export", neighbour.name}, "and nothing of others"


def test_the_folder_holds_what_was_asked_for_only(own: Small) -> None:
    assert {path.name for path in (own.project.build / "export").iterdir()} == {
        "package",
        "parquet",
        "stolen-bicycles.xlsx",
    }
    assert {path.name for path in exported(own, Form.SPREADSHEET).iterdir()} == {"stolen-bicycles.xlsx"}


def test_a_folder_with_other_things_is_refused(cited: Small) -> None:
    with pytest.raises(UsageError, match=r"the folder holds other things \(CITATION.cff\).* Choose a folder of"):
        export(cited.project, cited.root)
    with pytest.raises(UsageError, match=r"CITATION.cff: it is a file \(expected a folder\). Choose another place."):
        export(cited.project, cited.root / "CITATION.cff")
    assert cited.corpus()


def test_a_place_that_cannot_be_written_is_told(cited: Small) -> None:
    with pytest.raises(FileFault, match=r"CITATION.cff.*: cannot be written \(.*\). Choose a place that you may write"):
        export(cited.project, cited.root / "CITATION.cff" / "export")


def test_one_export_at_a_time(cited: Small) -> None:
    cited.project.build.mkdir()
    with (
        held(cited.project.build, cited.project.build, "export"),
        pytest.raises(Busy, match="build/export: another export is under way"),
    ):
        export(cited.project)
    exported(cited, Form.PARQUET)


def test_a_release_date_that_is_none_is_told(cited: Small) -> None:
    (cited.root / "CITATION.cff").write_text(CFF.replace("2020-05-04", "last May"), "utf-8")
    with pytest.raises(FileFault, match=r"CITATION.cff: date-released is no date"):
        export(cited.project)
