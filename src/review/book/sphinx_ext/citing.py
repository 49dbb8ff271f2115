"""What each page says of how it is cited: a link beside every heading, references in the text, and its head."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from review.book.pages.citables import FRONT
from review.book.pages.citer import Citer, citer
from review.book.prose.outputs import cite_link
from review.book.sphinx_ext.kept_snapshot import the_snapshot
from review.book.sphinx_ext.page_head import page_head
from review.citing.catalogue import Kind
from review.citing.interchange import bibtex, csl_json, ris
from review.citing.styles import STYLES
from review.errors import UsageError
from review.present.html.markup import Html, element, joined

#: A paragraph of fewer says nothing of a page.
FEWEST_WORDS = 8
logger = logging.getLogger(__name__)

CODE = {"bibtex": ("bibtex", bibtex), "ris": ("text", ris), "csl": ("json", lambda item: csl_json([item]))}
_HEADING = re.compile(
    r'(<h([12])>(?:(?!</h\2>).)*?<a class="headerlink" href="#([^"]+)"[^>]*>[^<]*</a>)(?=</h\2>)', re.DOTALL
)


class ReferenceDirective(SphinxDirective):
    """Print the reference of the thing with an id, the book without one, in a style or a format for programs."""

    optional_arguments = 1
    option_spec: ClassVar = {"format": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the reference; an unknown id or format is a warning."""
        name, form = (self.arguments or [str(Kind.BOOK)])[0], self.options.get("format", "apa")
        place = (self.env.docname, self.lineno)
        if form not in {*STYLES, *CODE}:
            known = ", ".join((*STYLES, *CODE))
            logger.warning("%r is no format of a reference. Use one of: %s.", form, known, location=place)
            return []
        try:
            cite = citer(the_snapshot())
            if form in CODE:
                language, write = CODE[form]
                text = write(cite.catalogue.item(name))
                return [nodes.literal_block(text, text, language=language)]
            entry = joined([Html(cite.reference(name, form).slanted), _link(cite, name)])
            slanted = element("p", entry, class_="reference-text")
        except UsageError as error:
            logger.warning("%s", error, location=place, type="review", subtype="id")
            return []
        return [nodes.raw("", slanted.text, format="html")]


def complete(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the links beside the headings of a page, and into its head what programs read of it."""
    if doctree is None:
        return
    cite = citer(the_snapshot())
    # The heading of the front page is that of the book.
    others = str(Kind.BOOK) if pagename == FRONT else ""

    def beside(heading: re.Match[str]) -> str:
        return f"{heading[1]}{_link(cite, heading[3]) or _link(cite, others)}"

    context["body"] = _HEADING.sub(beside, context["body"])
    page = next((part for part in cite.catalogue.parts.values() if part.page == pagename and not part.anchor), None)
    paragraphs = (one.astext() for one in doctree.findall(nodes.paragraph))
    first = next((text for text in paragraphs if len(text.split()) > FEWEST_WORDS), "")
    context["metatags"] = "\n".join([context.get("metatags", ""), *page_head(cite, page, first)])


def _link(cite: Citer, name: str) -> Html | str:
    """Return the link that tells how the book or a part of it is cited; empty for anything else."""
    if name == Kind.BOOK:
        return cite_link(name, FRONT, "this book")
    part = cite.catalogue.parts.get(name)
    return cite_link(part.id, part.page, f"this {part.kind}") if part else ""


def setup(app: Sphinx) -> None:
    """Register the directive, and what completes the pages."""
    app.add_directive("reference", ReferenceDirective)
    app.connect("html-page-context", complete)
