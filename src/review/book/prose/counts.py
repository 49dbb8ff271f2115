"""Statistics of the corpus: how many rows of a kind there are, in all or for one source."""

from __future__ import annotations

from review.corpus.corpus import Corpus

#: What can be counted, with the words that say what it is.
COUNTABLE = {
    "sources": "reviewed texts",
    "figures": "reported numbers",
    "claims": "statements without a number",
    "events": "dated events",
    "origins": "whom the sources credit",
    "exclusions": "numerals that are not figures",
    "themes": "themes of the claims",
    "measures": "what is counted",
    "findings": "what the review concludes",
    "derivations": "numbers computed from figures",
    "facts": "facts from outside the sources",
    "sightings": "pages that print a number of a line",
    "lineages": "what ties one such page to another",
}

# The column by which a figure or claim names a row of the table.
NAMED_BY = {"events": "event_id", "origins": "origin_id", "themes": "theme_id", "measures": "measure_id"}


def count(corpus: Corpus, table: str, source_id: str = "") -> int:
    """Return how many rows of *table* there are, for one source those that it has or uses.

    An event, an origin or a theme is a source's where one of its figures or claims names it.
    """
    if not source_id:
        return len(corpus.tables[table])
    rows = [*corpus.figures_where(source_id=source_id), *corpus.claims_where(source_id=source_id)]
    if column := NAMED_BY.get(table):
        return len({getattr(row, column, "") for row in rows} - {""})
    if table == "sources":
        return 1
    return sum(1 for row in corpus.tables[table].values() if getattr(row, "source_id", "") == source_id)
