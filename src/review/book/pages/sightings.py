"""The page of the sightings: each page outside the sources that prints a number of a line, as it is cited."""

from __future__ import annotations

from collections.abc import Iterator

from review.book.pages.markdown import Parts, Piece, escape_markdown, heading
from review.corpus.corpus import Corpus
from review.corpus.tables.sighting_records import Line
from review.present.html.markup import element
from review.present.numbers.sighted import pages_table

PAGE = "sightings"


def sighting_parts(corpus: Corpus) -> Parts:
    """Return the part of the sightings, to unfold line by line in their order; each row's anchor is its id."""
    return {"sightings": lambda: _lines(corpus)}


def _lines(corpus: Corpus) -> Iterator[Piece]:
    lines: list[Line] = sorted(corpus.tables["lines"].values(), key=lambda line: line.position)
    for line in lines:
        rows = [seen for seen in corpus.sightings.values() if seen.line_id == line.line_id]
        if not rows:
            continue
        rows.sort(key=lambda seen: (seen.page_date or "9999", seen.sighting_id))
        caption = f"{line.label}: pages by their day, undated ones last"
        yield heading(2, escape_markdown(line.label), f"{PAGE}-{line.line_id}")
        yield element("p", line.definition)
        yield pages_table(corpus, rows, caption=caption, anchors=True).folded
