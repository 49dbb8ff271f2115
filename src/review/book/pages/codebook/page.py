"""The page of the data: every table and column, as `datapackage.json` declares them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from review.book.pages.codebook.examples import example_parts
from review.book.pages.codebook.picture import picture
from review.book.pages.codebook.starts import starts
from review.book.pages.markdown import Parts, Piece, heading
from review.citing.flat import flat_figures, flat_table
from review.corpus.corpus import Corpus
from review.corpus.rules.term_rules import not_latin
from review.corpus.tables.schema import Column, TableSchema
from review.export.edition import package_name
from review.present.html.markup import Content, Html, coded, element, joined
from review.present.html.tabular import coded_table as draw
from review.present.html.tabular import stacked
from review.present.words.wording import number

LONGEST = 48
Rows = Sequence[Mapping[str, Any]]


def codebook_parts(corpus: Corpus) -> Parts:
    """Return the parts on the data: files and tables, starts, examples, and a section a table with its columns."""

    return {
        "data-tables": lambda: joined([_files(corpus), _overview(corpus)], "\n"),
        "data-starts": lambda: starts(corpus),
        **example_parts(corpus),
        "data-picture": lambda: picture(corpus.descriptor.tables),
        "data-columns": lambda: _sections(corpus),
    }


def _all(corpus: Corpus) -> list[TableSchema]:
    return [flat_table(corpus.descriptor), *corpus.descriptor.tables]


# A corpus equals itself alone.
@lru_cache(maxsize=1)
def _held(corpus: Corpus) -> dict[str, Rows]:
    rows: dict[str, Rows] = {
        table.name: [vars(row) for row in corpus.tables[table.name].values()] for table in corpus.descriptor.tables
    }
    return {**rows, flat_table(corpus.descriptor).name: flat_figures(corpus)}


def _overview(corpus: Corpus) -> Html:
    held = _held(corpus)
    rows = [
        (element("a", table.name, href=f"#{_anchor(table.name)}"), table.description, len(held[table.name]))
        for table in _all(corpus)
    ]
    return draw(("Table", "What a row is", "Rows"), rows, caption="The tables").html


def _files(corpus: Corpus) -> Html:
    name = f"data/{package_name(corpus.descriptor)}.xlsx"
    sheets = element("a", "a spreadsheet with a sheet a table", href=name, download=True)
    declaration = element("a", "the declaration of the tables", href="data/datapackage.json", download=True)
    references = element("a", "the references", href="data/references.bib", download=True)
    line = ("To take away: ", sheets, " (XLSX), ", declaration, " (JSON), ", references, " (BibTeX), and each table.")
    return element("p", *line)


def _sections(corpus: Corpus) -> Iterator[Piece]:
    held = _held(corpus)
    for table in _all(corpus):
        yield heading(2, table.name, _anchor(table.name))
        yield _section(table, held[table.name])


def _section(table: TableSchema, held: Rows) -> Html:
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
    return joined([lead, element("div", drawn.html, class_="codebook")], "\n")


def _anchor(table: str) -> str:
    return f"table-{table.replace('_', '-')}"


def _name(table: TableSchema, column: Column) -> Html:
    part = "key" if column.name in table.primary_key else "" if column.required else "may be empty"
    return stacked(element("code", column.name), ", ".join(filter(None, (column.type, part))))


def _meaning(table: TableSchema, column: Column) -> Html:
    lines: list[Content] = [column.description]
    for key in table.foreign_keys:
        if key.column == column.name:
            lines.append(joined(["One of ", element("a", key.table, href=f"#{_anchor(key.table)}"), "."]))
    if any(column.meanings):
        lines += map(_told, column.choices, column.meanings)
    elif column.choices:
        lines.append("; ".join(column.choices))
    return stacked(*lines)


def _told(word: str, meaning: str) -> Html:
    return joined([element("em", word), f": {meaning}" if meaning else ""])


def _example(column: Column, held: Rows) -> Content:
    row = next((row for row in held if row.get(column.name) not in ("", None)), {})
    text = str(row.get(column.name, ""))
    if len(text) > LONGEST:
        cut = text[:LONGEST]
        text = f"{cut.rpartition(' ')[0] or cut}…"
    # A row with words in another script says their language.
    return element("span", text, lang=row.get("tag") or row.get("language")) if not_latin(text) else text
