"""The page of the sightings: each page outside the sources that prints a number of a line, as it is cited."""

from __future__ import annotations

from collections.abc import Iterator

from review.book.pages import markdown
from review.corpus.corpus import Corpus
from review.corpus.tables.sighting_records import Line
from review.present.html.markup import element
from review.present.numbers.sighted import pages_table

PAGE = "sightings"
TITLE = "Sightings outside the sources"
LEAD = """\
A row is one page that prints a number of a line. Nothing here was searched for systematically, and most pages were seen
by their opening alone: what stands first in a line is the earliest *found*, and no origin. *Seen as* gives the address
at which the text was read, which may be that of a copy; an address of a copy is not a link, as nobody vouches for its
host. All of it is context from outside the reviewed sources, at second hand. Cite the paper and its day, and say
*excerpt* where the whole was not seen. Rows of reviewed sources are here so that a line can be followed to its end.
"""


def sightings_page(corpus: Corpus) -> str:
    """Return the page of the sightings, line by line in their order; each row's anchor is its id."""
    return markdown.page(markdown.heading(1, TITLE, PAGE), LEAD, *_lines(corpus))


def _lines(corpus: Corpus) -> Iterator[str]:
    lines: list[Line] = sorted(corpus.tables["lines"].values(), key=lambda line: line.position)
    for line in lines:
        rows = [seen for seen in corpus.sightings.values() if seen.line_id == line.line_id]
        if not rows:
            continue
        rows.sort(key=lambda seen: (seen.page_date or "9999", seen.sighting_id))
        caption = f"{line.label}: pages by their day, undated ones last"
        yield markdown.heading(2, markdown.plain(line.label), f"{PAGE}-{line.line_id}")
        yield markdown.raw(element("p", line.definition))
        yield markdown.raw(pages_table(corpus, rows, caption=caption, anchors=True).html)
