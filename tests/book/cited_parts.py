"""A made-up book with a chart, a table and a number that are cited, with and without an address."""

from __future__ import annotations

from dataclasses import replace

from review.book.pages.citer import Citer
from review.citing.catalogue import Catalogue, Citable, Kind, by_id
from review.citing.reference import Citation
from review.citing.styles import KeptReferences
from review.corpus.corpus import Corpus
from review.corpus.tables.records import ReleasedId

HOME = "https://a.example/book"
BOOK = Citation("Locks & keys: A review", ("The contributors",), "1.2.0", "2020-05-04", ("CC-BY-4.0",))
CHART = Citable("chart-found", Kind.CHART, "Few <were> found", "question", "chart-found")
TABLE = Citable("table-found", Kind.TABLE, "Persons found", "question", "table-found")
FIGURE = Citable(
    *("alpha2001-found", Kind.FIGURE, "Persons found: 89", "alpha2001", "alpha2001-found"),
    works=("alpha2001",),
    caution="no period is stated",
)
WORK = {"id": "alpha2001", "type": "report", "title": "What was found", "author": [{"family": "Ward", "given": "A."}]}


def citer_of(corpus: Corpus) -> Citer:
    """Return who cites the made-up parts beside the rows of *corpus*; the book has no address."""
    return Citer(corpus, Catalogue(BOOK, "locks", by_id([CHART, TABLE, FIGURE]), {"alpha2001": WORK}), KeptReferences())


def with_ids(cite: Citer, *rows: ReleasedId) -> Citer:
    """Return the same beside these ids of releases."""
    tables = {**cite.corpus.tables, "ids": {(row.kind, row.id): row for row in rows}}
    return replace(cite, corpus=replace(cite.corpus, tables=tables))


def published(cite: Citer, url: str = HOME, version: str = BOOK.version) -> Citer:
    """Return the same for a book at an address."""
    return replace(cite, catalogue=replace(cite.catalogue, book=replace(BOOK, url=url, version=version)))
