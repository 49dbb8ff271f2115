"""How references are printed: those of works, and that of the book or a section of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

import pybtex.plugin
import sphinxcontrib.bibtex.plugin
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinxcontrib.bibtex.style.referencing import BracketStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

from review.book.pages.names import AsPrinted
from review.book.sphinx_ext.kept_snapshot import the_snapshot
from review.citing.reference import Citation, Part, bibtex, citation, csl_json, plain_reference, ris
from review.present.html.markup import element

logger = logging.getLogger(__name__)

STYLE, REFERENCING = "review", "review_author_year"


def _round() -> BracketStyle:
    return BracketStyle(left="(", right=")")


@dataclass
class RoundAuthorYear(AuthorYearReferenceStyle):
    """Citations as Author (year) and (Author, year)."""

    bracket_textual: BracketStyle = field(default_factory=_round)
    bracket_parenthetical: BracketStyle = field(default_factory=_round)
    bracket_year: BracketStyle = field(default_factory=_round)


FORMATS: dict[str, Callable[[Citation, Part | None, str], str]] = {
    "plain": plain_reference,
    "bibtex": bibtex,
    "ris": ris,
    "csl-json": csl_json,
}


#: The files of *site*/cite that programs read, with what each is called.
FILES = {"bibtex": ("BibTeX", "book.bib"), "ris": ("RIS", "book.ris"), "csl-json": ("CSL-JSON", "book.json")}


class PendingReference(nodes.Element):
    """Stands for a reference until the titles of all sections are known."""


class ReferenceDirective(SphinxDirective):
    """Print the reference of the book, or of the section with a label, in one of the formats."""

    optional_arguments = 1
    option_spec: ClassVar = {"section": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return a placeholder; an unknown format is a warning."""
        form = self.arguments[0] if self.arguments else "plain"
        if form not in FORMATS:
            known = ", ".join(FORMATS)
            place = (self.env.docname, self.lineno)
            logger.warning("%r is no format of a reference. Use one of: %s.", form, known, location=place)
            return []
        pending = PendingReference(form=form, section=self.options.get("section", ""))
        self.set_source_info(pending)
        return [pending]


class ReferenceRole(SphinxRole):
    """Link the reference of the book as a file, in one of the formats that programs read."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link; an unknown format is a warning."""
        if self.text not in FILES:
            place = (self.env.docname, self.lineno)
            logger.warning("%r is no file of a reference. Use one of: %s.", self.text, ", ".join(FILES), location=place)
            return [nodes.problematic(self.rawtext, self.rawtext)], []
        name, file = FILES[self.text]
        return [nodes.raw("", str(element("a", name, href=f"cite/{file}", download=True)), format="html")], []


def resolve(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Print the references of a page; a label that no section has is a warning."""
    labels = app.env.get_domain("std").data["labels"]
    for pending in list(doctree.findall(PendingReference)):
        part, section = None, pending["section"]
        if section:
            if section not in labels:
                message = "%r is the label of no section. Use the one above its heading."
                logger.warning(message, section, location=pending, type="review", subtype="label")
                pending.parent.remove(pending)
                continue
            page, label, title = labels[section]
            part = Part(title, page, label)
        text = FORMATS[pending["form"]](citation(the_snapshot()), part, app.config.html_baseurl)
        pending.replace_self(printed(pending["form"], text))


def printed(form: str, text: str) -> nodes.Element:
    """Return a reference as a paragraph, or as code where a program reads it."""
    if form == "plain":
        return nodes.paragraph("", text, classes=["reference-text"])
    language = {"bibtex": "bibtex", "csl-json": "json"}.get(form, "text")
    return nodes.literal_block(text, text, language=language)


def setup(app: Sphinx) -> None:
    """Register styles, directive and node."""
    pybtex.plugin.register_plugin("pybtex.style.formatting", STYLE, AsPrinted)
    sphinxcontrib.bibtex.plugin.register_plugin("sphinxcontrib.bibtex.style.referencing", REFERENCING, RoundAuthorYear)
    app.add_node(PendingReference)
    app.add_directive("reference", ReferenceDirective)
    app.add_role("reference", ReferenceRole())
    app.connect("doctree-resolved", resolve)
