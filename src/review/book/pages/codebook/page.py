"""The page of the data: every table and column, as `datapackage.json` declares them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from review.book.pages import markdown
from review.book.pages.codebook.bounds import bounds_part
from review.book.pages.codebook.picture import picture
from review.book.pages.codebook.stances import stances_part
from review.book.pages.codebook.starts import starts
from review.citing.flat.columns import flat_table
from review.citing.flat.rows import flat_figures
from review.corpus.corpus import Corpus
from review.corpus.rules.term_rules import not_latin
from review.corpus.tables.descriptor import Column, Table
from review.export.edition import package_name
from review.present.html.markup import Content, Html, coded, element, joined
from review.present.html.tabular import coded_table as draw
from review.present.html.tabular import stacked
from review.present.words.wording import number

LEAD = (
    "Everything that this book shows of its sources is read from these tables. They are plain CSV, declared "
    "as a Frictionless Data Package.\n"
)
START = """\
Whoever wants one table takes [figures_flat](#table-figures-flat): a row a figure, in labels, with keys beside them.
Each start below shows what the sources report of one measure. In a clone of the project, `make export` writes the files
that it reads; the files linked on this page are the same. What differs in population, place or period is not to be
added up.
"""
LONGEST = 48
Rows = Sequence[Mapping[str, Any]]


def data_page(corpus: Corpus) -> str:
    """Return the page of the data: starts, rules, and a section a table with its columns and files."""
    tables = corpus.descriptor.tables
    flat = flat_table(corpus.descriptor)
    held: dict[str, Rows] = {table.name: [vars(row) for row in corpus.tables[table.name].values()] for table in tables}
    held[flat.name] = flat_figures(corpus)
    rows = [
        (element("a", table.name, href=f"#{_anchor(table.name)}"), table.description, len(held[table.name]))
        for table in (flat, *tables)
    ]
    overview = draw(("Table", "What a row is", "Rows"), rows, caption="The tables")
    parts = [
        markdown.heading(1, "Data and codebook", "data"),
        LEAD,
        markdown.raw(joined([_files(corpus), overview.html], "\n")),
        *_starts(corpus),
        *bounds_part(corpus),
        *stances_part(corpus),
        markdown.heading(2, "How the tables hang together", "data-picture"),
        markdown.raw(picture(tables)),
    ]
    for table in (flat, *tables):
        parts += _section(table, held[table.name])
    return markdown.page(*parts)


def _files(corpus: Corpus) -> Html:
    name = f"data/{package_name(corpus.descriptor.folder)}.xlsx"
    sheets = element("a", "a spreadsheet with a sheet a table", href=name, download=True)
    declaration = element("a", "the declaration of the tables", href="data/datapackage.json", download=True)
    references = element("a", "the references", href="data/references.bib", download=True)
    said = ("To take away: ", sheets, " (XLSX), ", declaration, " (JSON), ", references, " (BibTeX), and each table.")
    return element("p", *said)


def _starts(corpus: Corpus) -> list[str]:
    parts = [markdown.heading(2, "Begin with them", "data-starts"), START]
    for start in starts(corpus):
        parts.append(f"**{start.program}**\n\n{markdown.fenced(start.language, start.text.rstrip())}")
    return parts


def _section(table: Table, held: Rows) -> list[str]:
    # One row that says most, so that the examples belong together; what it leaves empty is taken from another.
    fullest = max(held, key=lambda row: sum(bool(str(cell or "")) for cell in row.values()), default={})
    rows = [
        (_name(table, column), _meaning(table, column), _example(column, [fullest, *held])) for column in table.columns
    ]
    link = element("a", table.path, href=f"data/{table.path}", download=True)
    typed = element("a", "Parquet", href=f"data/parquet/{table.name}.parquet", download=True)
    rows_said = coded(f"{number(len(held))} {'row' if len(held) == 1 else 'rows'}")
    lead = element("p", table.description, " ", rows_said, ": ", link, ", or as ", typed, ".")
    drawn = draw(("Column", "What it holds", "For example"), rows, caption=f"Columns of {table.name}")
    return [
        markdown.heading(2, table.name, _anchor(table.name)),
        markdown.raw(joined([lead, element("div", drawn.html, class_="codebook")], "\n")),
    ]


def _anchor(table: str) -> str:
    return f"table-{table.replace('_', '-')}"


def _name(table: Table, column: Column) -> Html:
    part = "key" if column.name in table.primary_key else "" if column.required else "may be empty"
    return stacked(element("code", column.name), ", ".join(filter(None, (column.type, part))))


def _meaning(table: Table, column: Column) -> Html:
    lines: list[Content] = [column.description]
    for foreign in table.foreign_keys:
        if foreign.column == column.name:
            lines.append(joined(["One of ", element("a", foreign.table, href=f"#{_anchor(foreign.table)}"), "."]))
    if column.choices:
        lines.append("; ".join(column.choices))
    return stacked(*lines)


def _example(column: Column, held: Rows) -> Content:
    row = next((row for row in held if row.get(column.name) not in ("", None)), {})
    text = str(row.get(column.name, ""))
    if len(text) > LONGEST:
        cut = text[:LONGEST]
        text = f"{cut.rpartition(' ')[0] or cut}…"
    # A row with words in another script says their language.
    return element("span", text, lang=row.get("tag") or row.get("language")) if not_latin(text) else text
