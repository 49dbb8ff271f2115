"""The directive that prints how the book, or a section of it, is cited."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from review.citing.reference import Citation, Part, bibtex, csl_json, plain, read_citation, ris
from review.corpus.tables.project import find_project
from review.present.html.markup import element

logger = logging.getLogger(__name__)

FORMATS: dict[str, Callable[[Citation, Part | None, str], str]] = {
    "plain": plain,
    "bibtex": bibtex,
    "ris": ris,
    "csl-json": csl_json,
}


#: The files of *site*/cite that programs read, with what each is called.
FILES = {"bibtex": ("BibTeX", "book.bib"), "ris": ("RIS", "book.ris"), "csl-json": ("CSL-JSON", "book.json")}


class PendingReference(nodes.Element):
    """Stands for a reference until the titles of all sections are known."""


@lru_cache(maxsize=1)
def the_citation() -> Citation:
    """Return what the project's citation file says, read once a process."""
    return read_citation(find_project().root / "CITATION.cff")


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
        text = FORMATS[pending["form"]](the_citation(), part, app.config.html_baseurl)
        pending.replace_self(printed(pending["form"], text))


def printed(form: str, text: str) -> nodes.Element:
    """Return a reference as a paragraph, or as code where a program reads it."""
    if form == "plain":
        return nodes.paragraph("", text, classes=["reference-text"])
    language = {"bibtex": "bibtex", "csl-json": "json"}.get(form, "text")
    return nodes.literal_block(text, text, language=language)


def setup(app: Sphinx) -> None:
    """Register directive and node."""
    app.add_node(PendingReference)
    app.add_directive("reference", ReferenceDirective)
    app.add_role("reference", ReferenceRole())
    app.connect("doctree-resolved", resolve)
