"""The directives without an argument, each of which prints a table or a list that is made of the corpus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from review.book.pages.agreement import agreement_summary
from review.book.pages.contents import pages_named, read_yaml
from review.book.pages.seeded_errors import seeded_errors_summary
from review.book.sphinx_ext import quoting
from review.book.sphinx_ext.asking import ask, askable, the_corpus
from review.corpus.tables.project import find_project
from review.present.html.markup import Html
from review.present.numbers.certainty import rules_table
from review.present.tables.numerals import numeral_scores
from review.present.tables.passes import disclosure_table
from review.present.words.terms import terms_list


def raw_nodes(html: Html) -> list[nodes.Node]:
    """Return *html* as it reaches the page."""
    return [nodes.raw("", html.text, format="html")]


def summary_of_findings() -> Html:
    """Return the table of what is reported by question, its questions in the order of the contents."""
    return quoting.summary(the_corpus(), pages_named(read_yaml(find_project().book / "_toc.yml"))).unfolded


#: What each directive without an argument prints of the corpus; empty where there is nothing to tell.
TABLES: dict[str, Callable[[], list[nodes.Node]]] = {
    "agreement-summary": lambda: raw_nodes(agreement_summary(the_corpus())),
    # Unfolded: whoever follows a line on certainty comes for it.
    "certainty-rules": lambda: raw_nodes(rules_table(the_corpus()).unfolded),
    "disclosure": lambda: raw_nodes(disclosure_table(the_corpus()).html),
    "numeral-scores": lambda: raw_nodes(numeral_scores().folded),
    "seeded-errors-summary": lambda: raw_nodes(seeded_errors_summary(the_corpus())),
    "summary-of-findings": lambda: raw_nodes(summary_of_findings()),
    "terms": lambda: raw_nodes(terms_list(the_corpus())),
}


#: Those that tell of the library, and of no corpus.
OF_THE_LIBRARY = frozenset({"numeral-scores"})


class TableDirective(SphinxDirective):
    """Print a table or list that is made of the corpus; the directive's name says which."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        # What the library alone tells is as it was wherever the library is.
        return TABLES[self.name]() if self.name in OF_THE_LIBRARY else ask(self.env, printed_table, self.name)


@askable
def printed_table(env: Any, name: str) -> list[nodes.Node]:
    """Return one of the tables."""
    return TABLES[name]()
