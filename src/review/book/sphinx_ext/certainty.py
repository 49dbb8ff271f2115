"""Certainty on the pages: a line beside every finding and every answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Finding
from review.present.numbers.certainty import certainty_line

#: The label of the section in which a book explains its ratings. Where it has none, the lines lead nowhere.
LABEL = "methods-certainty"


def line_nodes(corpus: Corpus, findings: Iterable[Finding]) -> list[nodes.Node]:
    """Return the line on the certainty of what *findings* rest on, its word a link to the rules."""
    before, word, after = certainty_line(corpus, findings)
    link = addnodes.pending_xref(
        "", nodes.inline("", word), refdomain="std", reftype="ref", reftarget=LABEL, refexplicit=True, refwarn=False
    )
    return [nodes.Text(before), link, nodes.Text(after)]


def setup(app: Sphinx) -> None:
    """Let books without a section on the rules build."""
    app.connect("missing-reference", _without_section)


def _without_section(app: Sphinx, env: Any, node: addnodes.pending_xref, inner: nodes.Element) -> nodes.Element | None:
    return inner if node.get("reftarget") == LABEL and not node.get("refwarn") else None
