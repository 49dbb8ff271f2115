"""The Sphinx extension: roles that print numbers, dates and conclusions from the corpus.

Nothing in it is particular to one version of Sphinx; of Jupyter Book it knows that it may be called too early.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from review.book.pages.agreement import agreement_summary
from review.book.pages.cards import citing
from review.book.pages.contents import pages_named
from review.book.pages.seeded_errors import seeded_errors_summary
from review.book.prose.roles import PRINTERS, Printed, answer_of, sentence_of
from review.book.sphinx_ext import (
    accessibility,
    certainty,
    disabled_markup,
    mathml,
    quoting,
    references,
    terms,
)
from review.book.sphinx_ext.kept_snapshot import the_corpus, the_snapshot
from review.book.sphinx_ext.label_once import OnceAParagraph
from review.book.sphinx_ext.overrides import Overrides
from review.book.sphinx_ext.search import SearchWithNumbers, Spaces
from review.book.sphinx_ext.stable_ids import LabelsFirst
from review.corpus.tables.project import find_project
from review.errors import UsageError
from review.present.numbers.certainty import rules_table
from review.present.tables.passes import disclosure_table
from review.synthesis.conclusions.findings import findings_of

logger = logging.getLogger(__name__)

Result = tuple[list[nodes.Node], list[nodes.system_message]]


class QuantityLink(nodes.Inline, nodes.TextElement):
    """A quantity that leads to its row. Builders without links print its text."""


class QuantityRole(SphinxRole):
    """Print a quantity; the role's name says of which kind."""

    def run(self) -> Result:
        """Return the link, or a warning that names the nearest ids."""
        try:
            printed = PRINTERS[self.name](the_corpus(), self.text.strip())
        except UsageError as error:
            return _refused(self, error)
        return quantity_nodes(printed), []


def quantity_nodes(printed: Printed) -> list[nodes.Node]:
    """Return the nodes of a printed quantity: the link, and its remark beside it."""
    if not printed.href:
        return [nodes.inline("", printed.text, classes=[printed.css])]
    attributes = {"figure_id": printed.figure_id, "derivation_id": printed.derivation_id, "reason": printed.reason}
    link = QuantityLink("", printed.text, href=printed.href, classes=[printed.css], **attributes)
    if not printed.remark:
        return [link]
    return [link, nodes.Text(" "), nodes.inline("", f"({printed.remark})", classes=["unnamed"])]


class FindingRole(SphinxRole):
    """Print the sentence of a finding, and how certain its numbers are."""

    def run(self) -> Result:
        """Return the parsed sentence, its own roles included, and the line beside it."""
        finding_id = self.text.strip()
        try:
            sentence = sentence_of(the_corpus(), finding_id)
        except UsageError as error:
            return _refused(self, error)
        inner: Any = self.inliner
        parsed, messages = inner.parse(sentence, self.lineno, None, nodes.inline())
        said = certainty.line_nodes(the_corpus(), [the_corpus().findings[finding_id]])
        line = nodes.inline("", "", *said, classes=["certainty"])
        return [nodes.inline("", "", *parsed, classes=["finding"]), nodes.Text(" "), line], messages


class AnswerDirective(SphinxDirective):
    """Print a chapter's findings as one paragraph, and how certain their numbers are."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the paragraphs, or a warning that names the nearest chapters."""
        try:
            sentences = answer_of(the_corpus(), self.arguments[0])
        except UsageError as error:
            logger.warning("%s", error, location=(self.env.docname, self.lineno), type="review", subtype="id")
            return []
        parsed, messages = self.state.inline_text(" ".join(sentences), self.lineno)
        answer = nodes.paragraph("", "", *parsed, classes=["answer"])
        said = certainty.line_nodes(the_corpus(), findings_of(the_corpus(), self.arguments[0]))
        line = nodes.paragraph("", "", *said, classes=["certainty"])
        return [answer, line, *messages]


class QuotableDirective(SphinxDirective):
    """Print in which words the numbers of a chapter may be quoted, and in which not."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the box, nothing where no number has words; or a warning that names the nearest chapters."""
        cite = citing(the_snapshot(), self.config.html_baseurl)
        try:
            made = quoting.box(the_corpus(), self.arguments[0], cite)
        except UsageError as error:
            logger.warning("%s", error, location=(self.env.docname, self.lineno), type="review", subtype="id")
            return []
        return [nodes.raw("", made.text, format="html")]


def summary_of_findings() -> str:
    """Return the table of what is reported by question, its questions in the order of the contents."""
    contents = (find_project().book / "_toc.yml").read_text(encoding="utf-8")
    return quoting.summary(the_corpus(), pages_named(yaml.safe_load(contents))).unfolded.text


#: The HTML of each directive that prints a table made of the corpus; empty where there is nothing to tell.
TABLES: dict[str, Callable[[], str]] = {
    "agreement-summary": lambda: agreement_summary(the_corpus()).text,
    # Unfolded: whoever follows a line on certainty comes for it.
    "certainty-rules": lambda: rules_table(the_corpus()).unfolded.text,
    "disclosure": lambda: disclosure_table(the_corpus()).html.text,
    "seeded-errors-summary": lambda: seeded_errors_summary(the_corpus()).text,
    "summary-of-findings": summary_of_findings,
}


class TableDirective(SphinxDirective):
    """Print a table that is made of the corpus; the directive's name says which."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        return [nodes.raw("", TABLES[self.name](), format="html")]


class OriginalRole(SphinxRole):
    """Print a term as its own language writes it, with its reading."""

    def run(self) -> Result:
        """Return the term, or a warning that names the nearest ids."""
        try:
            return terms.term_nodes(the_corpus(), self.text.strip()), []
        except UsageError as error:
            return _refused(self, error)


class TermsList(SphinxDirective):
    """Print the list of all terms of other languages."""

    def run(self) -> list[nodes.Node]:
        """Return the list, and the entries by which the search leads into it."""
        return terms.list_nodes(the_corpus())


def _refused(role: SphinxRole, error: UsageError) -> Result:
    # docutils' own reporter would put the message into the page as well.
    where = (role.env.docname, role.lineno)
    logger.warning("{%s}: %s", role.name, error, location=where, type="review", subtype="id")
    return [nodes.problematic(role.rawtext, role.rawtext)], []


def visit_html(translator: Any, node: QuantityLink) -> None:
    """Open the link."""
    data = {f"data-{name.replace('_', '-')}": node[name] for name in ("figure_id", "derivation_id") if node[name]}
    translator.body.append(translator.starttag(node, "a", "", href=node["href"], **data))


def depart_html(translator: Any, node: QuantityLink) -> None:
    """Close the link."""
    translator.body.append("</a>")


def pass_by(translator: Any, node: nodes.Element) -> None:
    """Print the text alone."""


def require_stage(app: Sphinx) -> None:
    """End the process where `jupyter-book build book/` was called, on a folder without the pages that are made."""
    if not (Path(app.confdir) / "conf.py").is_file():
        # Of an error, Jupyter Book would show the traceback.
        sys.exit("book/ is no book yet: run `make book`, which makes the missing pages and builds it.")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register roles, directives and nodes."""
    require_stage(app)
    bare: dict[str, Any] = dict.fromkeys(("latex", "text", "man", "texinfo"), (pass_by, pass_by))
    app.add_node(QuantityLink, html=(visit_html, depart_html), **bare)
    app.add_node(terms.Spoken, html=(terms.visit_html, terms.depart_html), **bare)
    for name in PRINTERS:
        app.add_role(name, QuantityRole())
    for name in TABLES:
        app.add_directive(name, TableDirective)
    app.add_role("finding", FindingRole())
    app.add_role("original", OriginalRole())
    app.add_directive("terms", TermsList)
    app.add_directive("answer", AnswerDirective)
    app.add_directive("quotable", QuotableDirective)
    for transform in (LabelsFirst, OnceAParagraph, Overrides):
        app.add_transform(transform)
    app.add_post_transform(Spaces)
    app.add_search_language(SearchWithNumbers)
    for part in (accessibility, certainty, disabled_markup, references):
        part.setup(app)
    app.add_html_math_renderer("mathml", mathml.INLINE, mathml.DISPLAYED)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
