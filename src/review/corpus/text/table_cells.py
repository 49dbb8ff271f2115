"""Cells of tables in a text: lines whose cells stand between bars or tabs, found by the heads of row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from review.corpus.text.mapped_text import Span, normal_form
from review.corpus.text.source_text import Paragraph, SourceText

#: A line of a table. What fills its cells are the facts, not somebody's prose.
TABLE_LINE = re.compile(r"^.*\S *\t+ *\S.*$|^.*\|.*\|.*$", re.MULTILINE)
_BETWEEN_HEADS = " | "
_OPENS, _BETWEEN = re.compile(r"[ \t]*\|?"), re.compile(r"[|\t]")


class TableCell(NamedTuple):
    """A cell: where it stands, its words, and the words of the cells left of it and above it, evenly spaced."""

    span: Span
    words: str
    left: frozenset[str]
    above: frozenset[str]


def heads(cell: str) -> tuple[str, str]:
    """Return the heads of row and column by which *cell* is named; the second is empty where it names one alone.

    >>> heads("Elmford | 2009")
    ('Elmford', '2009')
    """
    row, _, column = cell.partition(_BETWEEN_HEADS)
    return row.strip(), column.strip()


def named_cell(cell: str) -> str:
    """Return for a reader which cell is meant.

    >>> named_cell("Elmford | 2009")
    'row “Elmford”, column “2009”'
    """
    row, column = heads(cell)
    return f"row “{row}”, column “{column}”"


def cell_spans(text: SourceText, paragraph: Paragraph, cell: str) -> list[Span]:
    """Return the cells of a paragraph of *text* with the head of *cell* left of them and that of its column above."""
    row, column = map(even_words, heads(cell))
    cells = table_cells(text, paragraph) if row and column else ()
    return [one.span for one in cells if row in one.left and column in one.above]


def table_cells(text: SourceText, paragraph: Paragraph) -> Iterator[TableCell]:
    """Yield the cells of the tables in a paragraph of *text*, line by line."""
    above: list[list[str]] = []
    for spans in _lines(text.folded, paragraph):
        words = [even_words(text.folded[start:end]) for start, end in spans]
        for place, span in enumerate(spans):
            over = frozenset(line[place] for line in above if place < len(line))
            yield TableCell(span, words[place], frozenset(words[:place]), over)
        above.append(words)


def _lines(text: str, paragraph: Paragraph) -> Iterator[list[Span]]:
    """Yield the cells of each line of a table, in order, as (start, end); empty ones as well."""
    for line in TABLE_LINE.finditer(text, paragraph.start, paragraph.end):
        # Bars at both ends of a line close it, and part nothing.
        opened = _OPENS.match(text, *line.span())
        start = opened.end() if opened else line.start()
        end = start + len(text[start : line.end()].rstrip().removesuffix("|"))
        cuts = [start - 1, *(cut.start() for cut in _BETWEEN.finditer(text, start, end)), end]
        yield [(after + 1, before) for after, before in pairwise(cuts)]


def even_words(words: str) -> str:
    """Return *words* as heads are compared: evenly spaced, in lower case.

    >>> even_words("Elm  Ford ")
    'elm ford'
    """
    return " ".join(normal_form(words).text.casefold().split())
