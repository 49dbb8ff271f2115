"""Terms of other languages on pages: the role that prints one, and the list of all."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from review.book.prose.roles import known_row
from review.corpus.corpus import Corpus
from review.corpus.tables.records import Term
from review.present.words.terms import NOT_CONFIRMED, in_latin


class Spoken(nodes.Inline, nodes.TextElement):
    """Words of another language. Builders that mark no languages print their text."""


def term_nodes(corpus: Corpus, term_id: str) -> list[nodes.Node]:
    """Return a term as it stands in a sentence, its reading in brackets. Raises UsageError that names the nearest."""
    term: Term = known_row(corpus.tables["terms"], term_id, "term", "data/vocabulary/terms.csv")
    if not term.written:
        return [nodes.Text(NOT_CONFIRMED)]
    romanised = Spoken("", term.romanised, lang=in_latin(term), classes=["romanised"])
    written = Spoken("", term.written, lang=term.tag)
    return [written, nodes.Text(" ("), romanised, nodes.Text(")")]


def visit_html(translator: Any, node: Spoken) -> None:
    """Open the words, which say their language."""
    translator.body.append(translator.starttag(node, "span", "", lang=node["lang"], **{"data-coded": ""}))


def depart_html(translator: Any, node: Spoken) -> None:
    """Close the words."""
    translator.body.append("</span>")
