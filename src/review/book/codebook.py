"""The codebook: every table and column of the data, as `datapackage.json` declares them."""

from __future__ import annotations

from review.book import markdown
from review.citing.export.edition import package_name
from review.corpus.corpus import Corpus
from review.corpus.descriptor import Column, Table
from review.present.markup import Html, coded, element, joined
from review.present.tabular import coded_table as draw
from review.present.wording import number

LEAD = (
    "Everything that this book shows of its sources is read from these tables. They are plain CSV, declared "
    "as a Frictionless Data Package.\n"
)


def data_page(corpus: Corpus) -> str:
    """Return the page of the data: one section a table, with its columns and a link to its file."""
    tables = corpus.descriptor.tables
    rows = [
        (
            element("a", table.name, href=f"#{_anchor(table.name)}"),
            table.description,
            len(corpus.tables[table.name]),
        )
        for table in tables
    ]
    overview = draw(("Table", "What a row is", "Rows"), rows, caption="The tables")
    parts = [
        markdown.heading(1, "Data and codebook", "data"),
        LEAD,
        markdown.raw(joined([_files(corpus), overview.html], "\n")),
    ]
    for table in tables:
        parts += _section(corpus, table)
    return markdown.page(*parts)


def _files(corpus: Corpus) -> Html:
    name = f"data/{package_name(corpus.descriptor.folder)}.xlsx"
    sheets = element("a", "a spreadsheet with a sheet a table", href=name, download=True)
    declaration = element("a", "the declaration of the tables", href="data/datapackage.json", download=True)
    references = element("a", "the references", href="data/references.bib", download=True)
    said = ("To take away: ", sheets, " (XLSX), ", declaration, " (JSON), ", references, " (BibTeX), and each table.")
    return element("p", *said)


def _section(corpus: Corpus, table: Table) -> list[str]:
    rows = [(element("code", column.name), _type(table, column), column.description) for column in table.columns]
    count = len(corpus.tables[table.name])
    link = element("a", table.path, href=f"data/{table.path}", download=True)
    typed = element("a", "Parquet", href=f"data/parquet/{table.name}.parquet", download=True)
    rows_said = coded(f"{number(count)} {'row' if count == 1 else 'rows'}")
    lead = element("p", table.description, " ", rows_said, ": ", link, ", or as ", typed, ".")
    drawn = draw(("Column", "Type", "What it holds"), rows, caption=f"Columns of {table.name}")
    return [
        markdown.heading(2, table.name, _anchor(table.name)),
        markdown.raw(joined([lead, drawn.html], "\n")),
    ]


def _anchor(table: str) -> str:
    return f"table-{table.replace('_', '-')}"


def _type(table: Table, column: Column) -> Html:
    key = "key" if column.name in table.primary_key else ""
    needed = "required" if column.required and not key else ""
    parts = [element("div", ", ".join(filter(None, (column.type, key, needed))))]
    for foreign in table.foreign_keys:
        if foreign.column == column.name:
            target = element("a", foreign.table, href=f"#{_anchor(foreign.table)}")
            parts.append(element("div", "one of ", target, class_="cell-more"))
    if column.choices:
        parts.append(element("div", "; ".join(column.choices), class_="cell-more"))
    return joined(parts)
