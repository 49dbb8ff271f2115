"""What is exported of the rich project, read back, is to the letter what was approved."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as parquet
import pytest
from approving import Approved, Outputs
from bicycle_project import Small
from openpyxl.worksheet.worksheet import Worksheet
from outlines import json_lines, outline

from review.corpus.snapshot import Snapshot
from review.export.edition import Edition, meaning, open_edition, package_name, part
from review.export.package import data_package
from review.export.writing import Form, write_forms

#: Tables that are approved cell by cell: the flat one, one with open cells, and one with a key of two parts.
WHOLE = ("figures_flat", "relations", "appraisals")
Made = tuple[Edition, Path]


def declared(made: Made) -> dict[str, Any]:
    """Return the declaration of the package without what it says of each table."""
    package = json.loads((made[1] / "package" / "datapackage.json").read_text("utf-8"))
    return {name: said for name, said in package.items() if name != "resources"}


def resources(made: Made) -> Iterator[str]:
    package = json.loads((made[1] / "package" / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        schema = resource.pop("schema")
        fields = schema.pop("fields")
        keys = [f"{key['fields']} is {key['reference']}" for key in schema.pop("foreignKeys", [])]
        yield f"== {resource.pop('path')}: {resource.pop('bytes')} bytes, {resource.pop('hash')}"
        yield "; ".join([str(schema), *keys])
        if resource["name"] in WHOLE:
            yield from map(json_lines, (resource, *fields))


def edition(made: Made) -> Iterator[object]:
    of = made[0]
    yield from (of.name, of.released, of.licences, of.notices)
    yield from (f"{heading}: {text}" for heading, text in of.statements)
    yield [table.name for table in of.tables]
    yield package_name(of.corpus.descriptor)
    yield json_lines({name: said for name, said in data_package(of.corpus.descriptor).items() if name != "resources"})
    for table in of.tables:
        if table.name in WHOLE:
            yield from (f"{table.name}.{one.name} ({part(table, one)}): {meaning(table, one)}" for one in table.columns)


def from_parquet(made: Made) -> Iterator[str]:
    for path in sorted((made[1] / "parquet").iterdir()):
        table = parquet.read_table(path)
        yield f"== {path.name}: {table.num_rows} rows"
        for field in table.schema if path.stem in WHOLE else list(table.schema)[:1]:
            yield f"{field.name}: {field.type}{'' if field.nullable else ', never null'}, {field.metadata}"
        if path.stem in WHOLE:
            yield from (f"{name.decode()}: {text.decode()}" for name, text in table.schema.metadata.items())
            yield from (
                " | ".join("–" if cell is None else str(cell) for cell in row.values()) for row in table.to_pylist()
            )


def workbook(made: Made) -> Any:
    return openpyxl.load_workbook(made[1] / f"{made[0].name}.xlsx")


def row_lines(sheet: Worksheet) -> Iterator[str]:
    """Yield the rows of a sheet: of each cell its text, and its type and its look where they are not plain."""
    for row in sheet.iter_rows():
        cells = [f"{cell.value}{look(cell)}" for cell in row if cell.value is not None]
        yield f"{row[0].row}: {' | '.join(cells)}"


def look(cell: Any) -> str:
    bold, wrap = cell.font.b, cell.alignment.wrap_text
    said = [cell.data_type * (cell.data_type != "s"), "bold" * bool(bold), "wrapped" * bool(wrap)]
    said.append("" if cell.alignment.vertical == "top" else "not at the top")
    return f" [{' '.join(filter(None, said))}]" if any(said) else ""


def sheets(made: Made) -> Iterator[str]:
    book = workbook(made)
    yield f"{book.properties.title} | {book.properties.creator} | {book.properties.created}"
    for sheet in book:
        widths = {name: round(column.width, 1) for name, column in sheet.column_dimensions.items()}
        yield f"{sheet.title} {sheet.dimensions} {sheet.freeze_panes} {sheet.auto_filter.ref} {widths}"
    yield from (line for name in WHOLE for line in (f"== {name}", *row_lines(book[name])))


def about(made: Made) -> Iterator[str]:
    """Yield the first sheet; of the columns of tables, those of the tables that are approved whole."""
    of_others = {table.name for table in made[0].tables} - {*WHOLE}
    for row in workbook(made)["about"].iter_rows():
        if not (row[3].value and row[0].value in of_others):
            yield " | ".join(f"{cell.value}{look(cell)}" for cell in row if cell.value is not None)


OUTPUTS: dict[str, Callable[[Made], object]] = {
    "files.txt": lambda made: sorted(
        path.relative_to(made[1]).as_posix() for path in made[1].rglob("*") if path.is_file()
    ),
    "declaration.txt": lambda made: json_lines(declared(made)),
    "resources.txt": resources,
    "flat.csv": lambda made: (made[1] / "package" / "figures_flat.csv").read_text("utf-8"),
    "edition.txt": edition,
    "parquet.txt": from_parquet,
    "sheets.txt": sheets,
    "about-sheet.txt": about,
}


@pytest.fixture(scope="module")
def outputs(rich: Small, tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    made: list[Made] = []

    def shown(make: Callable[[Made], object]) -> str:
        if not made:
            of, folder = open_edition(Snapshot(rich.project)), tmp_path_factory.mktemp("export") / "made"
            write_forms(of, folder, Form.ALL)
            made.append((of, folder))
        return outline(make(made[0]))

    return Outputs("export", {name: partial(shown, make) for name, make in OUTPUTS.items()})


@pytest.mark.parametrize("name", OUTPUTS)
def test_what_is_exported_is_what_was_approved(name: str, outputs: Outputs, approved: Approved) -> None:
    approved(name, outputs.text(name))


def test_everything_exported_is_approved(outputs: Outputs, approved: Approved) -> None:
    assert outputs.never_called() == ["review.export.writing.export"]  # `test_export` calls it, which writes to a place
    assert approved.names() == {*OUTPUTS}
