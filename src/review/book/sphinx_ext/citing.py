"""What each page says of how it is cited: a link beside every heading, references in the text, and its head."""

from __future__ import annotations

import re
from functools import partial
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from review.book.pages.citables import FRONT
from review.book.pages.citer import citer
from review.book.prose.outputs import cite_link
from review.book.sphinx_ext.asking import ask, ask_writing, askable, the_snapshot
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
            return ask(self.env, printed_reference, name, form)
        except UsageError as error:
            logger.warning("%s", error, location=place, type="review", subtype="id")
            return []


@askable
def printed_reference(env: Any, name: str, form: str) -> list[nodes.Node]:
    """Return the reference of the thing with an id in a style, or in a format for programs. Raises UsageError."""
    cite = citer(the_snapshot())
    if form in CODE:
        language, write = CODE[form]
        text = write(cite.catalogue.item(name))
        return [nodes.literal_block(text, text, language=language)]
    entry = joined([Html(cite.reference(name, form).slanted), link_to_cite(env, name)])
    return [nodes.raw("", element("p", entry, class_="reference-text").text, format="html")]


def complete(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the links beside the headings of a page, and into its head what programs read of it."""
    if doctree is None:
        return
    link = partial(ask_writing, app.env, pagename, link_to_cite)
    # The heading of the front page is that of the book.
    others = str(Kind.BOOK) if pagename == FRONT else ""
    context["body"] = _HEADING.sub(lambda found: f"{found[1]}{link(found[3]) or link(others)}", context["body"])
    paragraphs = (one.astext() for one in doctree.findall(nodes.paragraph))
    first = next((text for text in paragraphs if len(text.split()) > FEWEST_WORDS), "")
    tags = ask_writing(app.env, pagename, head_of, pagename, first)
    context["metatags"] = "\n".join([context.get("metatags", ""), *tags])


@askable
def head_of(env: Any, page: str, said: str) -> list[str]:
    """Return the tags of a page, of which *said* is the first paragraph."""
    return page_head(cite := citer(the_snapshot()), cite.page(page), said)


@askable
def link_to_cite(env: Any, name: str) -> Html | str:
    """Return the link that tells how the book or a part of it is cited; empty for anything else."""
    if name == Kind.BOOK:
        return cite_link(name, FRONT, "this book")
    part = citer(the_snapshot()).catalogue.parts.get(name)
    return cite_link(part.id, part.page, f"this {part.kind}") if part else ""


def setup(app: Sphinx) -> None:
    """Register the directive, and what completes the pages."""
    app.add_directive("reference", ReferenceDirective)
    app.connect("html-page-context", complete)
