"""All figures in one table, all claims in another, to be sorted, filtered and searched; and what chapters show each.

The tables stand complete on their pages. The script of the pages (``theme/view``) reads what it shows from the cells:
values of filters from their text or list, what sorts a column from the ``<data>`` in it, as least/most.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from review.book.prose.roles import spelled_out
from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Figure
from review.files.notebooks import read_notebook
from review.present.html.markup import Content, Html, coded, element, joined
from review.present.html.tabular import Cells, listed, stacked, table_of
from review.present.tables.coded_rows import Coded, place_in_source
from review.present.words.cells import beside, interval_text, population_text, source_link
from review.present.words.units import said_in_table
from review.present.words.wording import (
    NOT_STATED,
    OWN_WORD,
    claim_link,
    figure_part,
    number,
    period_text,
    row_id,
    unnamed_mark,
    value_text,
)
from review.synthesis.conclusions.certainty import certainty

#: Above so many rows a table is divided by source.
DIVIDED = 2000


def all_figures(corpus: Corpus, shown: Shown) -> Html:
    """Return every figure in the order of its source, with what it may be filtered by and the chapters that show it."""
    columns: Cells[Figure] = {
        "Value": lambda f: _value(corpus, f),
        "What is counted": lambda f: corpus.measures[f.measure_id].label,
        "Of whom": lambda f: population_text(corpus, f),
        "Place": lambda f: f.place or f"place {NOT_STATED}",
        "Period": _period,
        "Who says so in the end": lambda f: corpus.origin_chain(f.origin_id)[-1].name,
        "Origin": lambda f: "unnamed" if corpus.is_unnamed(f) else "named",
        "Certainty as a count": lambda f: certainty(corpus, f).as_count.level,
        "Source": lambda f: source_link(corpus, f.source_id),
        "Basis": lambda f: corpus.measures[f.measure_id].basis,
        "Chapters": lambda f: _chapters(shown, f),
    }
    return _view(corpus, corpus.figures.values(), columns, "figures", data_years="Period", data_named="Place")


def all_claims(corpus: Corpus, shown: Shown) -> Html:
    """Return every claim in the order of its source, with what it may be filtered by and the chapters that show it."""
    columns: Cells[Claim] = {
        "Statement, in our words": claim_link,
        "Kind of theme": lambda c: corpus.themes[c.theme_id].kind,
        "Theme": lambda c: corpus.themes[c.theme_id].label,
        "Stance": lambda c: c.stance,
        "Source": lambda c: source_link(corpus, c.source_id),
        "Who says so in the end": lambda c: (
            OWN_WORD if corpus.is_uncredited(c) else corpus.origin_chain(c.origin_id)[-1].name
        ),
        "Origin": lambda c: "unnamed" if unnamed_mark(corpus, c).text else "named",
        "Chapters": lambda c: _chapters(shown, c),
    }
    return _view(corpus, corpus.claims.values(), columns, "claims")


def _own(corpus: Corpus, table: str) -> dict[str, Callable[[Any], Content]]:
    """Return the columns that the review has added to a table, by what they are called."""
    own = corpus.descriptor.table(table).own_columns
    return {called: partial(_own_cell, name) for name, called in own.items()}


def _own_cell(name: str, row: Figure | Claim) -> Content:
    text = getattr(row, name)
    return coded(text) if text else "not given"


def _view(corpus: Corpus, rows: Iterable[Coded], columns: Cells[Coded], name: str, **data: str) -> Html:
    """Return the table of *rows*, whose first column says what each is and is no filter; *data* name others."""
    columns = beside(columns, _own(corpus, name))
    ordered = sorted(rows, key=lambda row: place_in_source(corpus, row))
    if not ordered:
        return Html("")
    tables: list[Html] = [table_of(ordered, columns, caption=f"All {name}").unfolded]
    if len(ordered) > DIVIDED:
        by_source = groupby(ordered, key=lambda row: row.source_id)
        tables = [_folded(corpus.sources[source].name, list(own), columns) for source, own in by_source]
    filters = [column for column in [*columns][1:] if column != data.get("data_years")]
    view = {"data_view": name, "data_filters": "|".join(filters), **data}
    return element("div", joined(["", *tables, ""], "\n"), class_="row-view", **view)


def _folded(source: str, rows: list[Coded], columns: Cells[Coded]) -> Html:
    summary = element("summary", coded(f"{source} ({number(len(rows))} rows)"))
    return element("details", summary, table_of(rows, columns, caption=source).unfolded, class_="fold")


def _value(corpus: Corpus, figure: Figure) -> Html:
    text = figure_part(figure, value_text(corpus, figure, said_in_table(corpus, figure)))
    value = element("data", text, value=f"{_digits(figure.low)}/{_digits(figure.high)}", data_unit=figure.unit)
    return stacked(value, interval_text(corpus, figure))


def _digits(bound: Decimal | None) -> str:
    return "" if bound is None else format(bound, "f")


def _period(figure: Figure) -> Content:
    start, end = figure.period_start, figure.period_end
    return element("data", period_text(start, end), value=f"{start}/{end}") if start or end else f"period {NOT_STATED}"


def _chapters(shown: Shown, row: Figure | Claim) -> Html:
    links = [element("a", title, href=f"{page}.html") for page, title in shown.get(row_id(row), {}).items()]
    return listed(links) if links else Html("")


#: For each row the chapters that show it: their titles, by the names of their pages.
Shown = Mapping[str, Mapping[str, str]]
_ID = re.compile(r"[\w-]+")
_TITLE = re.compile(r"^# +(.+?) *$", re.MULTILINE)
_SIGNS = re.compile(r"\\(.)|[*`]")


def chapters_of(corpus: Corpus, notebooks: Path, named: Iterable[str]) -> Shown:
    """Return by the ids of figures and claims the chapters that show them, in the order of the pages *named*.

    A chapter shows what its finished notebook prints, and what its findings and quotable sentences are made of.
    """
    rows = corpus.figures.keys() | corpus.claims.keys()
    shown: dict[str, dict[str, str]] = {}
    written = _sentences(corpus)
    for name in named:
        path = notebooks / f"{name}.ipynb"
        if name in corpus.sources or not path.is_file():
            continue
        title, text = _read(path)
        for row in rows.intersection(_ID.findall(f"{text} {written[name]}")):
            shown.setdefault(row, {})[name] = title
    return shown


def _sentences(corpus: Corpus) -> defaultdict[str, str]:
    """Return by chapter what its page prints out of the tables."""
    written: defaultdict[str, str] = defaultdict(str)
    for finding in corpus.findings.values():
        written[finding.chapter] += f" {spelled_out(corpus, finding.sentence)}"
    for quotable in corpus.tables["quotables"].values():
        written[quotable.chapter] += f" {quotable.may} {quotable.may_not}"
    return written


def _read(path: Path) -> tuple[str, str]:
    """Return the main heading of a notebook (or else its name), and its prose and outputs without its code."""
    cells = read_notebook(path).cells
    prose = [cell.source for cell in cells if cell.cell_type == "markdown"]
    title = next((_SIGNS.sub(r"\1", found[1]) for text in prose if (found := _TITLE.search(text))), path.stem)
    return title, "\n".join([*prose, *(str(cell.outputs) for cell in cells if cell.cell_type == "code")])
