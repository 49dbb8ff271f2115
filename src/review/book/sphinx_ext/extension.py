"""The Sphinx extension: roles that print numbers, dates and conclusions from the corpus.

Nothing in it is particular to one version of Sphinx; of Jupyter Book it knows that it may be called too early.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from review.book.pages.agreement import agreement_summary
from review.book.pages.citables import catalogue
from review.book.pages.citer import citer
from review.book.pages.contents import pages_named, read_yaml
from review.book.pages.seeded_errors import seeded_errors_summary
from review.book.prose.outputs import cite_link
from review.book.prose.roles import PRINTERS, Printed, answer_of, sentence_of
from review.book.sphinx_ext import citing, disabled_markup, mathml, navigation, quoting, references, terms
from review.book.sphinx_ext.complaints import write_complaints
from review.book.sphinx_ext.kept_snapshot import the_corpus, the_snapshot
from review.book.sphinx_ext.transforms import LabelsFirst, OnceASection, Overrides, TwoDepths
from review.corpus.corpus import Corpus
from review.corpus.tables.project import find_project
from review.corpus.tables.records import Finding
from review.errors import UsageError
from review.present.html.markup import Html
from review.present.numbers.certainty import certainty_line, rules_table
from review.present.tables.numerals import numeral_scores
from review.present.tables.passes import disclosure_table
from review.synthesis.conclusions.findings import findings_of

logger = logging.getLogger(__name__)

Result = tuple[list[nodes.Node], list[nodes.system_message]]
#: The label of the section in which a book explains its ratings. Where it has none, the lines on them lead nowhere.
RATINGS = "methods-certainty"
#: Markup of other extensions that hinders readers of screens, and what it becomes on its way into the page.
MENDED = {
    # "Show the code" is what the control says; another name would be read out in its place.
    '<summary aria-label="Toggle hidden content">': "<summary>",
}


#: By which of its attributes the link of a quantity says what it prints, beside its address.
IDENTITIES = ("figure_id", "derivation_id", "counted")


class QuantityLink(nodes.Inline, nodes.TextElement):
    """A quantity that leads to its row. Builders without links print its text."""


class CorpusRole(SphinxRole):
    """Print something of the corpus by its id; one that is not there is a warning that names the nearest."""

    def run(self) -> Result:
        """Return what the role prints."""
        try:
            return self.printed(the_corpus(), self.text.strip())
        except UsageError as error:
            # docutils' own reporter would put the message into the page as well.
            where = (self.env.docname, self.lineno)
            logger.warning("{%s}: %s", self.name, error, location=where, type="review", subtype="id")
            return [nodes.problematic(self.rawtext, self.rawtext)], []

    def printed(self, corpus: Corpus, key: str) -> Result:
        """Return what stands for *key*. Raises UsageError."""
        raise NotImplementedError


class QuantityRole(CorpusRole):
    """Print a quantity; the role's name says of which kind."""

    def printed(self, corpus: Corpus, key: str) -> Result:
        """Return the link."""
        return quantity_nodes(PRINTERS[self.name](corpus, key)), []


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

    def printed(self, corpus: Corpus, key: str) -> Result:
        """Return the term."""
        return terms.term_nodes(corpus, key), []


class FindingRole(CorpusRole):
    """Print the sentence of a finding, and how certain its numbers are."""

    def printed(self, corpus: Corpus, key: str) -> Result:
        """Return the parsed sentence, its own roles included, and the line beside it."""
        sentence = sentence_of(corpus, key)
        inner: Any = self.inliner
        parsed, messages = inner.parse(sentence, self.lineno, None, nodes.inline())
        line = nodes.inline("", "", *certainty_nodes(corpus, [corpus.findings[key]]), classes=["certainty"])
        return [*citable(self.env.docname, key, parsed, ["finding"]), nodes.Text(" "), line], messages


def citable(page: str, finding_id: str, parsed: list[nodes.Node], classes: list[str]) -> list[nodes.Node]:
    """Return the sentence of a finding; on the page of its chapter with its address, and the link that cites it."""
    sentence = nodes.inline("", "", *parsed, classes=classes)
    part = catalogue(the_snapshot()).parts[finding_id]
    if part.page != page:
        return [sentence]
    sentence["ids"] = [part.anchor]
    return [sentence, nodes.raw("", cite_link(part.id, page, f"this {part.kind}").text, format="html")]


def certainty_nodes(corpus: Corpus, findings: Iterable[Finding]) -> list[nodes.Node]:
    """Return the line on the certainty of what *findings* rest on, its word a link to the rules."""
    before, word, after = certainty_line(corpus, findings)
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
            return self.printed(the_corpus(), self.arguments[0])
        except UsageError as error:
            logger.warning("%s", error, location=(self.env.docname, self.lineno), type="review", subtype="id")
            return []

    def printed(self, corpus: Corpus, chapter: str) -> list[nodes.Node]:
        """Return what stands for *chapter*. Raises UsageError."""
        raise NotImplementedError


class AnswerDirective(ChapterDirective):
    """Print a chapter's findings as one paragraph, and how certain their numbers are."""

    def printed(self, corpus: Corpus, chapter: str) -> list[nodes.Node]:
        """Return the paragraphs."""
        answer, findings = nodes.paragraph("", "", classes=["answer"]), findings_of(corpus, chapter)
        problems: list[nodes.system_message] = []
        for finding, sentence in zip(findings, answer_of(corpus, chapter), strict=True):
            parsed, messages = self.state.inline_text(sentence, self.lineno)
            answer += [*citable(self.env.docname, finding.finding_id, parsed, []), nodes.Text(" ")]
            problems += messages
        line = nodes.paragraph("", "", *certainty_nodes(corpus, findings), classes=["certainty"])
        return [nodes.container("", answer, line, classes=["answered"]), *problems]


class QuotableDirective(ChapterDirective):
    """Print in which words the numbers of a chapter may be quoted, and in which not."""

    def printed(self, corpus: Corpus, chapter: str) -> list[nodes.Node]:
        """Return the box, empty where no number has words."""
        return raw_nodes(quoting.box(corpus, chapter, citer(the_snapshot())))


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
    "terms": lambda: terms.list_nodes(the_corpus()),
}


class TableDirective(SphinxDirective):
    """Print a table or list that is made of the corpus; the directive's name says which."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        return TABLES[self.name]()


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


def search_page(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Return the page of the search, which the compiler makes only for its own index."""
    return [("search", {}, "search.html")]


def mend_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Replace in the body of a page what hinders readers of screens."""
    for hindering, wanted in MENDED.items():
        if "body" in context:
            context["body"] = context["body"].replace(hindering, wanted)


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
    app.connect("html-collect-pages", search_page)
    app.connect("html-page-context", mend_page)
    app.connect("missing-reference", without_rules)
    for part in (citing, disabled_markup, navigation, references):
        part.setup(app)
    app.add_html_math_renderer("mathml", mathml.INLINE, mathml.DISPLAYED)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
