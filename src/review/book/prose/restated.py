"""What a number of the published text is in a run that leaves rows out: the same, another, or none."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from review.book.prose.roles import WORD_FORMS, count, in_words
from review.corpus.corpus import Corpus

#: By the class of a number's link the table of its row.
TABLES: Mapping[str, str] = MappingProxyType(
    {
        "figure-value": "figures",
        "date-value": "figures",
        "derived-value": "derivations",
        "fact-value": "facts",
        "sighting-value": "sightings",
    }
)
COUNTS = "count-value"


def text_without(whole: Corpus, left: Corpus, css: str, key: str, text: str) -> str:
    """Return what a number of the class *css* that prints *text* for *key* is in *left*, a part of the *whole*.

    Empty is one that rests on what is left out. *key* is the id of its row; of a count, what is counted. What is
    neither stays as it is.
    """
    if table := TABLES.get(css):
        return "" if key in whole.tables[table] and key not in left.tables[table] else text
    table, _, source_id = key.partition(":")
    if css != COUNTS:
        return text
    if source_id and source_id not in left.sources:
        return ""
    was, now = count(whole, table, source_id), count(left, table, source_id)
    return next((in_words(now, form) for form in WORD_FORMS if in_words(was, form) == text), text)
