"""The rows of a table or of a chart as CSV: its columns, and beside them addresses and plain numbers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bs4 import Tag
from bs4.element import NavigableString

from review.book.site.html_tree import attribute, has_class, pieces
from review.corpus.corpus import Corpus
from review.present.words.formula import rounded_ends
from review.synthesis.comparing.derivations import evaluate
from review.synthesis.money.money import conversion

TABLE, GROUP, AS_PRINTED = "Table", "Group", "As the book prints it."
_LINES = frozenset({"div", "dd", "dt", "li", "ol", "p", "tr", "ul"})
_WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SPANNED = ("group", "below")


@dataclass(frozen=True)
class GridColumn:
    """A column of the file: its *name*, and in a sentence what it *holds*."""

    name: str
    holds: str


@dataclass(frozen=True)
class Grid:
    """Columns and rows of texts."""

    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def csv(self) -> str:
        """Return the file: one row of names, then the rows, each in a line that ends as everywhere.

        It is for spreadsheets, which take it for another encoding without the mark that it begins with.
        """
        out = io.StringIO()
        out.write("\ufeff")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(column.name for column in self.columns)
        writer.writerows(self.rows)
        return out.getvalue()


@dataclass(frozen=True)
class Cell:
    """A cell: its text, where its links to rows lead, and the number that it prints, in three columns."""

    text: str
    links: tuple[str, ...] = ()
    numbers: tuple[str, str, str] | None = None


#: For the id of a row the ends of its number and its unit; None where it has no number.
Numbers = Callable[[str], tuple[str, str, str] | None]
#: What else a column may have at its side, with what it holds.
_BESIDE: Mapping[str, str] = {
    "address": "Where in the book the rows stand that “{}” comes from, separated by spaces.",
    "low": "The lower bound of the number in “{}”, without separators; empty where it is open, or the cell has no one.",
    "high": "The upper bound of the number in “{}”, in the same way. Quote it with the words of “{}”, such as *about*.",
    "unit": "The unit of the number in “{}”.",
}


@dataclass(frozen=True)
class ShownTable:
    """A table as its page shows it: the names of its columns, and its rows.

    Of a row there are caption and heading where these part the rows, and of each cell the text and its links to rows.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], tuple[tuple[str, tuple[str, ...]], ...]], ...]


def shown_tables(element: Tag) -> tuple[ShownTable, ...]:
    """Return the tables in *element* that name their columns."""
    tables = [table for table in element.find_all("table") if table.find("thead")]
    return tuple(
        ShownTable(tuple(_text(head) for head in table.select("thead th")), tuple(_rows(table))) for table in tables
    )


def grid_of(tables: Sequence[ShownTable], numbers: Numbers, base: str = "") -> Grid | None:
    """Return the rows of *tables*, led by caption and heading where these part them; None without any.

    *base* is the address of the book, before those of its rows. Tables of one element have the same columns.
    """
    read = [
        (where, [_cell(text, links, numbers, base) for text, links in cells])
        for table in tables
        for where, cells in table.rows
    ]
    if not read:
        return None
    names = tables[0].names
    leading = [(TABLE, "The caption of the table in which the row stands.")] if len(tables) > 1 else []
    leading += [(GROUP, "The heading under which the row stands.")] if any(where[1] for where, _ in read) else []
    columns = [GridColumn(*one) for one in leading]
    picked = [_where(where, [name for name, _ in leading]) for where, _ in read]
    for place, name in enumerate(names):
        column = [cells[place] for _, cells in read]
        for added, texts in _columns(name, column):
            columns.append(added)
            picked = [(*before, text) for before, text in zip(picked, texts, strict=True)]
    return Grid(tuple(columns), tuple(picked))


def row_numbers(corpus: Corpus) -> Numbers:
    """Return what tells the ends and the unit of a row that has a number: a figure, a computed number or a fact."""

    def numbers(name: str) -> tuple[str, str, str] | None:
        if name in corpus.facts:
            fact = corpus.facts[name]
            return None if fact.value is None else (_plain(fact.value), _plain(fact.value), fact.unit)
        if name in corpus.derivations:
            row, bounds = corpus.derivations[name], evaluate(corpus, name).bounds
            low, high = rounded_ends(bounds, row.decimals)
            return _plain(low), _plain(high), row.unit
        converted = conversion(corpus, name)
        if figure := corpus.figures.get(name) or (converted.shown if converted else None):
            return _plain(figure.low), _plain(figure.high), figure.unit
        return None

    return numbers


def _plain(end: Decimal | None) -> str:
    return "" if end is None else format(end, "f")


def _where(where: tuple[str, str], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for name, text in zip((TABLE, GROUP), where, strict=True) if name in names)


def _columns(name: str, cells: Sequence[Cell]) -> Iterator[tuple[GridColumn, list[str]]]:
    """Yield a column of the table, and what its cells have beside their texts."""
    yield GridColumn(name, AS_PRINTED), [cell.text for cell in cells]
    beside: dict[str, list[str]] = {}
    if any(cell.links for cell in cells):
        beside["address"] = [" ".join(cell.links) for cell in cells]
    if any(cell.numbers for cell in cells):
        for place, kind in enumerate(("low", "high", "unit")):
            beside[kind] = [cell.numbers[place] if cell.numbers else "" for cell in cells]
    for kind, texts in beside.items():
        yield GridColumn(f"{name}: {kind}", _BESIDE[kind].format(name, name)), texts


def _rows(table: Tag) -> Iterator[tuple[tuple[str, str], tuple[tuple[str, tuple[str, ...]], ...]]]:
    caption = table.find("caption", recursive=False)
    title = _text(caption) if isinstance(caption, Tag) else ""
    for body in table.find_all("tbody", recursive=False):
        group = ""
        for row in body.find_all("tr", recursive=False):
            if has_class(row, _SPANNED):
                group = _text(row) if has_class(row, ("group",)) else group
                continue
            yield (
                (title, group),
                tuple((_text(cell), _links(cell)) for cell in row.find_all(["th", "td"], recursive=False)),
            )


def _links(cell: Tag) -> tuple[str, ...]:
    addresses = [attribute(link, "href") for link in cell.find_all("a")]
    return tuple(dict.fromkeys(one for one in addresses if "#" in one and ":" not in one))


def _cell(text: str, links: tuple[str, ...], numbers: Numbers, base: str) -> Cell:
    found = [made for link in links if (made := numbers(link.partition("#")[2]))]
    plain = text.replace(",", "") if _WHOLE.fullmatch(text) else text
    return Cell(plain, tuple(f"{base}{link}" for link in links), found[0] if len(found) == 1 else None)


def _text(element: Tag) -> str:
    """Return the text of an element on one line, a semicolon between those that stand on lines of their own."""
    lines = (" ".join(line.split()) for line in "".join(_words(element)).split("\n"))
    return "; ".join(filter(None, lines))


def _words(element: Tag) -> Iterator[str]:
    for piece in pieces(element):
        if isinstance(piece, NavigableString):
            yield str(piece).replace("\n", " ")
        elif piece.name in ("svg", "script"):
            continue
        elif piece.name in _LINES:
            yield from ("\n", *_words(piece), "\n")
        elif has_class(piece, ("unnamed",)):
            yield from (" (", *_words(piece), ")")
        elif piece.name == "br":
            yield "\n"
        elif piece.name == "q":
            yield from ("“", *_words(piece), "”")
        else:
            yield from _words(piece)
