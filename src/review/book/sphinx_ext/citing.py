"""What each page says of how it is cited: a link beside every heading, references in the text, and its head."""

from __future__ import annotations

import re
from html import escape
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from review.book.pages.citer import Citer, citer
from review.book.sphinx_ext.kept_snapshot import the_snapshot
from review.citing.catalogue import Citable, Kind
from review.citing.interchange import bibtex, csl_json, ris
from review.citing.items import Item
from review.citing.styles import STYLES
from review.errors import UsageError
from review.present.html.markup import Html, element

logger = logging.getLogger(__name__)

CODE = {"bibtex": ("bibtex", bibtex), "ris": ("text", ris), "csl": ("json", lambda item: csl_json([item]))}
_HEADING = re.compile(
    r'(<h([12])>(?:(?!</h\2>).)*?<a class="headerlink" href="#([^"]+)"[^>]*>[^<]*</a>)(?=</h\2>)', re.DOTALL
)


def cite_link(name: str, page: str, title: str) -> Html:
    """Return the link that opens how a thing is cited: its page, or its panel where scripts run."""
    return element(
        "a",
        "Cite",
        class_="cite-link",
        href=f"cite/{name}.html",
        data_cite=name,
        data_cite_page=page,
        aria_label=f"Cite: {title}",
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
            slanted = element("p", Html(cite.reference(name, form).slanted), class_="reference-text")
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
    context["body"] = _HEADING.sub(lambda found: f"{found[1]}{_beside(cite, found[3])}", context["body"])
    page = next((part for part in cite.catalogue.parts.values() if part.page == pagename and not part.anchor), None)
    context["metatags"] = "\n".join([context.get("metatags", ""), *_head(cite, page)])


def _beside(cite: Citer, label: str) -> str:
    part = cite.catalogue.parts.get(label)
    return cite_link(part.id, part.page, part.title).text if part else ""


def _head(cite: Citer, page: Citable | None) -> list[str]:
    """Return the tags of a page: what Zotero and other programs read as a chapter of the book."""
    book = cite.catalogue.book
    item: Item = cite.catalogue.item(page.id if page else str(Kind.BOOK))
    named = {"citation_title": item["title"], "citation_publication_date": book.released.replace("-", "/")}
    named |= {"citation_inbook_title": book.title} if page else {}
    named |= {"citation_language": "en", "citation_public_url": item.get("URL", ""), "description": ""}
    authors = [
        (
            "citation_author",
            f"{name['literal']}," if "literal" in name else f"{name['family']}, {name.get('given', '')}",
        )
        for name in book.names
    ]
    return [
        f'<meta name="{name}" content="{escape(str(text))}" />' for name, text in (*authors, *named.items()) if text
    ]


def setup(app: Sphinx) -> None:
    """Register the directive, and what completes the pages."""
    app.add_directive("reference", ReferenceDirective)
    app.connect("html-page-context", complete)
