"""How references are printed: those of works, and that of the book or a section of it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from operator import itemgetter
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from review.book.sphinx_ext.asking import ask, askable, the_snapshot
from review.citing.items import Item, mark_of, work_name
from review.citing.styles import reference
from review.citing.works import works
from review.present.html.markup import element

logger = logging.getLogger(__name__)

#: The files of *site*/cite that programs read, with what each is called.
FILES = {
    "bibtex": ("BibTeX", "book.bib"),
    "ris": ("RIS", "book.ris"),
    "csl-json": ("CSL-JSON", "book.json"),
    "works-bibtex": ("BibTeX", "references.bib"),
    "works-ris": ("RIS", "references.ris"),
    "works-csl-json": ("CSL-JSON", "references.json"),
}
# An address, without the full stop of the sentence that it ends.
_ADDRESS = re.compile(r"(https?://[^\s<>]*[^\s<>.,;])")
_SLANTED = re.compile(r"<i>(.*?)</i>")


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


class CitedRole(SphinxRole):
    """Name works of the bibliography, by their keys with commas between them, each with a link to its reference."""

    def __init__(self, form: Callable[[list[Item]], list[nodes.Node]]) -> None:
        """Print them in a *form*: as words of a sentence, or in brackets."""
        super().__init__()
        self.form = form

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the links; a key without an entry is a warning that names the nearest."""
        keys = [key.strip() for key in self.text.split(",")]
        cited = {key: ask(self.env, cited_work, key) for key in keys}
        for key in (key for key, work in cited.items() if work is None):
            known = works(the_snapshot())
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else "Add it to data/references.bib."
            place = (self.env.docname, self.lineno)
            logger.warning("%r is the key of no reference. %s", key, hint, location=place, type="review", subtype="id")
        found = [work for work in map(cited.get, keys) if work is not None]
        if len(found) < len(keys):
            return [nodes.problematic(self.rawtext, self.rawtext)], []
        # In brackets they stand in the order of the list, in a sentence as it is written.
        ordered = found if self.form is _in_sentence else sorted(found, key=itemgetter(0))
        return self.form([item for _, item in ordered]), []


@askable
def cited_work(env: Any, key: str) -> tuple[int, Item] | None:
    """Return the work with a key, and its place in the list; None for none."""
    return next(
        ((place, item) for place, (name, item) in enumerate(works(the_snapshot()).items()) if name == key), None
    )


def _in_sentence(items: list[Item]) -> list[nodes.Node]:
    links = [_link(item, work_name(item)) for item in items]
    signs = [*[", "] * (len(links) - 2), " and "] if len(links) > 1 else []
    return _woven(links, signs)


def _in_brackets(items: list[Item]) -> list[nodes.Node]:
    links = [_link(item, reference(item).in_text.removeprefix("(").removesuffix(")")) for item in items]
    return [nodes.Text("("), *_woven(links, ["; "] * (len(links) - 1)), nodes.Text(")")]


def _link(item: Item, text: str) -> nodes.Node:
    return nodes.reference("", text, refuri=f"references.html#cite-{item['id']}", internal=True)


def _woven(links: list[nodes.Node], signs: list[str]) -> list[nodes.Node]:
    return [node for link, sign in zip(links, [*signs, ""], strict=True) for node in (link, nodes.Text(sign))]


class CitationDomain(Domain):
    """The roles that name works: ``cite:t`` in a sentence, ``cite:p`` in brackets."""

    name = "cite"
    label = "Works"
    roles = {"t": CitedRole(_in_sentence), "p": CitedRole(_in_brackets)}  # noqa: RUF012

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take over nothing from a process beside this one: the works are known from the start."""

    def resolve_any_xref(self, *asked: Any) -> list[tuple[str, nodes.Element]]:
        """Return nothing: a work is named by its roles alone."""
        return []


@askable
def all_works(env: Any) -> Mapping[str, Item]:
    """Return all works in their order."""
    return works(the_snapshot())


class BibliographyDirective(SphinxDirective):
    """Print the list of all works, in the order of their authors."""

    option_spec: ClassVar = {"all": directives.flag}

    def run(self) -> list[nodes.Node]:
        """Return the list; each entry has an id, by which the roles and other pages link to it."""
        listed = nodes.bullet_list("", classes=["references-list"])
        for key, item in ask(self.env, all_works).items():
            # What the note says beyond the mark, which the reference ends with already.
            note = item.get("note", "").removeprefix(mark_of(item)).strip()
            entry = nodes.paragraph("", "", *_entry_nodes(reference(item).slanted))
            entry += [nodes.Text(f" {note.rstrip('.')}.")] if note else []
            listed += nodes.list_item("", entry, ids=[f"cite-{key}"], classes=["citation"])
        return [listed]


def _entry_nodes(slanted: str) -> Iterator[nodes.Node]:
    for place, piece in enumerate(_SLANTED.split(slanted)):
        if place % 2:
            yield nodes.emphasis("", unescape(piece))
            continue
        for at, text in enumerate(_ADDRESS.split(unescape(piece))):
            yield nodes.reference("", text, refuri=text) if at % 2 else nodes.Text(text)


def setup(app: Sphinx) -> None:
    """Register roles and directives."""
    app.add_directive("bibliography", BibliographyDirective)
    app.add_domain(CitationDomain)
    app.add_role("reference", ReferenceRole())
