"""The Sphinx extension: roles that print numbers, dates and conclusions from the corpus.

Nothing in it is particular to one version of Sphinx; of Jupyter Book it knows that it may be called too early.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from review.book.pages.citables import catalogue
from review.book.pages.citer import citer
from review.book.prose.outputs import cite_link
from review.book.prose.roles import PRINTERS, Printed, known_chapter, sentence_of
from review.book.sphinx_ext import asking, citing, disabled_markup, mathml, navigation, quoting, references, terms
from review.book.sphinx_ext.asking import ask, askable, the_corpus, the_snapshot
from review.book.sphinx_ext.complaints import write_complaints
from review.book.sphinx_ext.corpus_tables import TABLES, TableDirective, raw_nodes
from review.book.sphinx_ext.transforms import LabelsFirst, OnceASection, Overrides, TwoDepths
from review.citing.catalogue import Citable
from review.errors import UsageError
from review.present.numbers.certainty import certainty_line
from review.synthesis.conclusions.findings import findings_of

logger = logging.getLogger(__name__)

Result = tuple[list[nodes.Node], list[nodes.system_message]]
#: The label of the section in which a book explains its ratings. Where it has none, the lines on them lead nowhere.
RATINGS = "methods-certainty"

#: By which of its attributes the link of a quantity says what it prints, beside its address.
IDENTITIES = ("figure_id", "derivation_id", "counted")


class QuantityLink(nodes.Inline, nodes.TextElement):
    """A quantity that leads to its row. Builders without links print its text."""


class CorpusRole(SphinxRole):
    """Print something of the corpus by its id; one that is not there is a warning that names the nearest."""

    def run(self) -> Result:
        """Return what the role prints."""
        try:
            return self.printed(self.text.strip())
        except UsageError as error:
            # docutils' own reporter would put the message into the page as well.
            where = (self.env.docname, self.lineno)
            logger.warning("{%s}: %s", self.name, error, location=where, type="review", subtype="id")
            return [nodes.problematic(self.rawtext, self.rawtext)], []

    def printed(self, key: str) -> Result:
        """Return what stands for *key*. Raises UsageError."""
        raise NotImplementedError


@askable
def printed_quantity(env: Any, role: str, key: str) -> Printed:
    """Return what a role prints for *key*. Raises UsageError."""
    return PRINTERS[role](the_corpus(), key)


class QuantityRole(CorpusRole):
    """Print a quantity; the role's name says of which kind."""

    def printed(self, key: str) -> Result:
        """Return the link."""
        return quantity_nodes(ask(self.env, printed_quantity, self.name, key)), []


def quantity_nodes(printed: Printed) -> list[nodes.Node]:
    """Return the nodes of a printed quantity: the link, and its remark beside it."""
    if not printed.href:
        return [nodes.inline("", printed.text, classes=[printed.css])]
    attributes = {name: getattr(printed, name) for name in (*IDENTITIES, "reason")}
    link = QuantityLink("", printed.text, href=printed.href, classes=[printed.css], **attributes)
    if not printed.remark:
        return [link]
    return [link, nodes.Text(" "), nodes.inline("", f"({printed.remark})", classes=["unnamed"])]


class OriginalRole(CorpusRole):
    """Print a term as its own language writes it, with its reading."""

    def printed(self, key: str) -> Result:
        """Return the term."""
        return ask(self.env, printed_term, key), []


@askable
def printed_term(env: Any, key: str) -> list[nodes.Node]:
    """Return a term as it stands in a sentence. Raises UsageError."""
    return terms.term_nodes(the_corpus(), key)


class FindingRole(CorpusRole):
    """Print the sentence of a finding, and how certain its numbers are."""

    def printed(self, key: str) -> Result:
        """Return the parsed sentence, its own roles included, and the line beside it."""
        found = ask(self.env, stated_finding, key)
        inner: Any = self.inliner
        parsed, messages = inner.parse(found.sentence, self.lineno, None, nodes.inline())
        line = nodes.inline("", "", *certainty_nodes(found.certainty), classes=["certainty"])
        return [*citable(self.env.docname, found.part, parsed, ["finding"]), nodes.Text(" "), line], messages


@dataclass(frozen=True)
class Stated:
    """A finding: its sentence as MyST, how it is cited, and the line on its certainty in three parts."""

    sentence: str
    part: Citable
    certainty: tuple[str, str, str]


@askable
def stated_finding(env: Any, finding_id: str) -> Stated:
    """Return a finding as it is printed. Raises UsageError."""
    corpus = the_corpus()
    sentence = sentence_of(corpus, finding_id)
    line = certainty_line(corpus, [corpus.findings[finding_id]])
    return Stated(sentence, catalogue(the_snapshot()).parts[finding_id], line)


@askable
def stated_answer(env: Any, chapter: str) -> tuple[list[str], tuple[str, str, str]]:
    """Return the ids of a chapter's findings, and the line on their certainty. Raises UsageError."""
    known_chapter(the_corpus(), chapter)
    findings = findings_of(the_corpus(), chapter)
    return [finding.finding_id for finding in findings], certainty_line(the_corpus(), findings)


def citable(page: str, part: Citable, parsed: list[nodes.Node], classes: list[str]) -> list[nodes.Node]:
    """Return the sentence of a finding; on the page of its chapter with its address, and the link that cites it."""
    sentence = nodes.inline("", "", *parsed, classes=classes)
    if part.page != page:
        return [sentence]
    sentence["ids"] = [part.anchor]
    return [sentence, nodes.raw("", cite_link(part.id, page, f"this {part.kind}").text, format="html")]


def certainty_nodes(line: tuple[str, str, str]) -> list[nodes.Node]:
    """Return the *line* on the certainty of what findings rest on, its word a link to the rules."""
    before, word, after = line
    link = addnodes.pending_xref(
        "", nodes.inline("", word), refdomain="std", reftype="ref", reftarget=RATINGS, refexplicit=True, refwarn=False
    )
    return [nodes.Text(before), link, nodes.Text(after)]


class ChapterDirective(SphinxDirective):
    """Print something of a chapter; one without findings is a warning that names the nearest."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return what the directive prints."""
        try:
            return self.printed(self.arguments[0])
        except UsageError as error:
            logger.warning("%s", error, location=(self.env.docname, self.lineno), type="review", subtype="id")
            return []

    def printed(self, chapter: str) -> list[nodes.Node]:
        """Return what stands for *chapter*. Raises UsageError."""
        raise NotImplementedError


class AnswerDirective(ChapterDirective):
    """Print a chapter's findings as one paragraph, and how certain their numbers are."""

    def printed(self, chapter: str) -> list[nodes.Node]:
        """Return the paragraphs."""
        answer = nodes.paragraph("", "", classes=["answer"])
        names, certainty = ask(self.env, stated_answer, chapter)
        problems: list[nodes.system_message] = []
        for name in names:
            found = ask(self.env, stated_finding, name)
            parsed, messages = self.state.inline_text(found.sentence, self.lineno)
            answer += [*citable(self.env.docname, found.part, parsed, []), nodes.Text(" ")]
            problems += messages
        line = nodes.paragraph("", "", *certainty_nodes(certainty), classes=["certainty"])
        return [nodes.container("", answer, line, classes=["answered"]), *problems]


class QuotableDirective(ChapterDirective):
    """Print in which words the numbers of a chapter may be quoted, and in which not."""

    def printed(self, chapter: str) -> list[nodes.Node]:
        """Return the box, empty where no number has words."""
        return ask(self.env, quotable_box, chapter)


@askable
def quotable_box(env: Any, chapter: str) -> list[nodes.Node]:
    """Return the box of a chapter. Raises UsageError."""
    return raw_nodes(quoting.box(the_corpus(), chapter, citer(the_snapshot())))


def visit_html(translator: Any, node: QuantityLink) -> None:
    """Open the link."""
    data = {f"data-{name.replace('_', '-')}": node[name] for name in IDENTITIES if node[name]}
    translator.body.append(translator.starttag(node, "a", "", href=node["href"], **data))


def depart_html(translator: Any, node: QuantityLink) -> None:
    """Close the link."""
    translator.body.append("</a>")


def pass_by(translator: Any, node: nodes.Element) -> None:
    """Print the text alone."""


def leave_search(app: Sphinx) -> None:
    """Have the compiler make no index: that of the site's own search is made of the finished pages."""
    vars(app.builder)["search"] = False


def without_rules(app: Sphinx, env: Any, node: addnodes.pending_xref, inner: nodes.Element) -> nodes.Element | None:
    """Let a book build that has no section on its ratings: the word of a line on them then is no link."""
    return inner if node.get("reftarget") == RATINGS and not node.get("refwarn") else None


def require_stage(app: Sphinx) -> None:
    """End the process where `jupyter-book build book/` was called, on a folder without the pages that are made."""
    if not (Path(app.confdir) / "conf.py").is_file():
        # Of an error, Jupyter Book would show the traceback.
        sys.exit("book/ is no book yet: run `review book`, which makes the missing pages and builds it.")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register roles, directives and nodes."""
    require_stage(app)
    write_complaints(app)
    bare: dict[str, Any] = dict.fromkeys(("latex", "text", "man", "texinfo"), (pass_by, pass_by))
    app.add_node(QuantityLink, html=(visit_html, depart_html), **bare)
    app.add_node(terms.Spoken, html=(terms.visit_html, terms.depart_html), **bare)
    for name in PRINTERS:
        app.add_role(name, QuantityRole())
    tables = dict.fromkeys(TABLES, TableDirective)
    for name, directive in {**tables, "answer": AnswerDirective, "quotable": QuotableDirective}.items():
        app.add_directive(name, directive)
    app.add_role("finding", FindingRole())
    app.add_role("original", OriginalRole())
    for transform in (LabelsFirst, OnceASection, Overrides, TwoDepths):
        app.add_transform(transform)
    app.connect("builder-inited", leave_search)
    app.connect("missing-reference", without_rules)
    for part in (asking, citing, disabled_markup, navigation, references):
        part.setup(app)
    app.add_html_math_renderer("mathml", mathml.INLINE, mathml.DISPLAYED)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
