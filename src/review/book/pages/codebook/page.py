"""The page of the data: every table and column, as `datapackage.json` declares them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from review.book.pages.codebook.picture import picture
from review.book.pages.markdown import Parts, Piece, heading
from review.citing.flat import flat_figures, flat_table
from review.corpus.corpus import Corpus
from review.corpus.rules.vocabulary_rules import not_latin
from review.corpus.tables.records import Figure
from review.corpus.tables.schema import Column, TableSchema
from review.corpus.vocabulary import Stance
from review.export.edition import package_name
from review.files.folders import THEME
from review.present.html.markup import Content, Html, coded, element, joined
from review.present.html.tabular import Table, Typed, coded_table, stacked
from review.present.html.tabular import coded_table as draw
from review.present.words.wording import href, number, sentence_case, value_link

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


#: A start a program, each of which shows the figures of one measure. Names in capitals are filled in from the corpus.
STARTS = THEME / "starts.md"


def starts(corpus: Corpus) -> str:
    """Return a start for each program as Markdown, all of which show the figures of one measure of *corpus*."""
    from xlsxwriter.utility import xl_col_to_name

    names = flat_table(corpus.descriptor).column_names
    column, end = xl_col_to_name(names.index("measure_id")), len(corpus.figures) + 1
    filled = {
        "WORKBOOK": package_name(corpus.descriptor),
        "LAST": f"{xl_col_to_name(names.index('printed'))}{end}",
        "FILTEREDEND": f"{column}{end}",
        "FILTERED": column,
        "MEASURE": shown_measure(corpus),
    }
    text = STARTS.read_text("utf-8")
    for name, value in filled.items():
        text = text.replace(name, value)
    return text


def shown_measure(corpus: Corpus) -> str:
    """Return the measure that most sources report, of those the one with most figures; empty where there is none."""
    figures = corpus.figures.values()
    sources = Counter(measure for measure, _ in {(figure.measure_id, figure.source_id) for figure in figures})
    rows = Counter(figure.measure_id for figure in figures)
    return max(sorted(rows), key=lambda measure: (sources[measure], rows[measure]), default="")


#: The stances in the order in which a coder asks for them.
ORDER = (Stance.IMPLIES, Stance.DISPUTES, Stance.MENTIONS, Stance.ARGUES)


def example_parts(corpus: Corpus) -> Parts:
    """Return a figure with an open end as it is kept, examples of each stance, and what is in each theme."""
    bounded = next((each for each in corpus.figures.values() if (each.low is None) != (each.high is None)), None)
    return {
        "data-bounds": lambda: _bounds(corpus, bounded) if bounded else "",
        "stance-examples": lambda: _stances(corpus),
        "themes": lambda: _themes(corpus),
    }


def _bounds(corpus: Corpus, figure: Figure) -> Table:
    rows: list[tuple[Content, Content]] = [(Typed("The source prints"), f"“{figure.quote}”")]
    for name in ("printed", "low", "high", "qualifier"):
        value = getattr(figure, name)
        rows.append((element("code", name), Typed("empty") if value is None else str(value)))
    rows.append((Typed("The book prints"), value_link(corpus, figure)))
    return coded_table(("Where", "What"), rows, caption="A figure with an open end")


def _stances(corpus: Corpus) -> Table:
    pairs = [(corpus.claims[row.claim_id], row.why) for row in corpus.stance_examples.values()]
    pairs.sort(key=lambda one: ORDER.index(one[0].stance))
    rows: list[tuple[Content, ...]] = [
        (element("a", claim.paraphrase, href=href(claim)), corpus.sources[claim.source_id].title, why)
        for claim, why in pairs
    ]
    groups = [sentence_case(claim.stance) for claim, _ in pairs]
    return coded_table(("Claim", "Source", "Why"), rows, caption="Examples of each stance", groups=groups)


def _themes(corpus: Corpus) -> Table:
    themes = sorted(corpus.themes.values(), key=lambda theme: theme.kind)
    rows: list[tuple[Content, ...]] = [(theme.label, theme.definition, theme.excludes) for theme in themes]
    groups = [sentence_case(theme.kind.replace("-", " ")) for theme in themes]
    return coded_table(("Theme", "What is in it", "What is not"), rows, caption="The themes", groups=groups)
