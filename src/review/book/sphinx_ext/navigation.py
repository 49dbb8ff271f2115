"""What stands around the text of a page: the contents of the book, where one is in it, and whose page it is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from review.book.pages.citer import citer
from review.book.pages.contents import read_yaml
from review.book.sphinx_ext.kept_snapshot import the_snapshot
from review.book.sphinx_ext.page_head import LICENCE
from review.book.sphinx_ext.transforms import AGAIN, FIRST, LABEL
from review.citing.catalogue import Kind
from review.execution.parameters.declared import read_parameters
from review.execution.parameters.leaving_out import values_of
from review.present.words.formula import AGAIN_OVERRIDE, OVERRIDE

# Of a part with more pages than that, each page lists so many before and after itself.
MOST_LISTED, NEAR = 60, 3
#: The link to a place that Sphinx sets beside a heading: a reader of screens hears what it is, not its sign.
SIGN = re.compile(r'(<a class="headerlink")([^>]*>)([^<]*)')


#: The label of an unnamed origin, and what holds several of them.
UNNAMED = re.compile(rf'<span class="({LABEL})">')
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
#: Words that are not shown again; nor are they heard, but for what the style sheet says of the sign.
UNSHOWN = re.compile(rf'(<span class="{LABEL} {AGAIN}">)([^<]*)')


def said_once(table: str) -> str:
    """Return a table that says once why unlike things are computed with, and shows the label of an unnamed origin once.

    Behind later numbers the label is seen as its sign, as in a section.

    >>> said_once('<span class="unnamed">no name</span> <span class="unnamed">no name</span>')
    '<span class="unnamed unnamed-first">no name</span>\\xa0<span class="unnamed unnamed-again">no name</span>'
    """
    before, told, after = table.partition(OVERRIDE)
    table = before + told + after.replace(OVERRIDE, AGAIN_OVERRIDE)
    if len(UNNAMED.findall(table)) < 2:
        return table
    once = UNNAMED.sub(rf'<span class="\1 {FIRST}">', table, count=1)
    # A sign stands on the line of its number.
    return re.sub(rf" ?{UNNAMED.pattern}", f'\u00a0<span class="{LABEL} {AGAIN}">', once)


def surround(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Hand the layout of a page what it shows around the text, and of style sheets and scripts those of the book."""
    cite = citer(the_snapshot())
    book = cite.catalogue.book
    part = next((one for one in cite.catalogue.parts.values() if one.page == pagename and not one.anchor), None)
    name = part.id if part else str(Kind.BOOK)
    parts = _parts(app)
    entries = {page["page"]: page for one in parts for page in one["entries"]}
    for beside in filter(None, (context.get("prev"), context.get("next"))):
        if known := entries.get(beside["link"].removesuffix(".html")):
            beside |= {"title": escape(known["title"]), "number": known["number"]}
    here = entries.get(pagename, {})
    context["book"] = {
        "here": here.get("title", ""),
        "number": here.get("number", ""),
        "short": book.title.partition(":")[0],
        "version": book.shown_version,
        "reference": cite.reference(name).slanted,
        "cite": f"cite/{name}.html",
        "licences": [(licence, LICENCE.format(licence)) for licence in book.licences],
        "notice": app.config.html_context.get("notice", ""),
        "parts": [pages_near(one, pagename, app.config.root_doc) for one in parts],
        "part": here.get("part", ""),
        "has_code": 'class="cell tag_hide-input' in context.get("body", ""),
        "has_view": 'class="row-view"' in context.get("body", ""),
        "settings": _settings(pagename),
        "has_sections": context.get("toc", "").count("<li>") > 2,
    }
    # A reader of screens hears what the sign is.
    body = SIGN.sub(r'\1 aria-label="Link"\2<span aria-hidden="true">\3</span>', context.get("body", ""))
    body = TABLE.sub(lambda table: said_once(table[0]), body)
    context["body"] = UNSHOWN.sub(r'\1<span aria-hidden="true">\2</span>', body)
    own = {"css_files": app.config.html_css_files, "script_files": app.config.html_js_files}
    for kind, given in own.items():
        names = {f"_static/{file[0]}" for file in given}  # Sphinx has made pairs of them
        context[kind] = [file for file in context[kind] if str(getattr(file, "filename", file)) in names]


def _settings(pagename: str) -> str:
    """Return what a reader may change in the notebook of a page, as JSON that may stand in a page; else nothing."""
    now = the_snapshot()
    notebook = now.project.notebooks / f"{pagename}.ipynb"
    known = read_parameters(notebook) if notebook.is_file() else ()
    asked = {
        item.name: {
            **asdict(item),
            "kind": item.kind,
            "optional": item.optional,
            "choices": values_of(now.corpus, item),
        }
        for item in known
    }
    return json.dumps(asked, ensure_ascii=False).replace("<", "\\u003c") if known else ""


def pages_near(part: Mapping[str, Any], pagename: str, root: str) -> Mapping[str, Any]:
    """Return *part* as a page lists it: whole, or of very many pages those around it. The first page lists them all."""
    entries = part["entries"]
    if len(entries) <= MOST_LISTED or pagename == root:
        return part
    at = next((number for number, entry in enumerate(entries) if entry["page"] == pagename), None)
    around = [] if at is None else entries[max(0, at - NEAR) : at + NEAR + 1]
    return {**part, "entries": around, "all": len(entries)}


@lru_cache(maxsize=1)
def _parts(app: Sphinx) -> tuple[Mapping[str, Any], ...]:
    """Return the parts of the book, each with its caption and its pages, by the contents of the stage.

    Chapters are numbered: the pages that conclude something, in a part with a name where all of its pages do.
    """
    titles, contents = app.env.titles, read_yaml(Path(app.confdir) / "_toc.yml")
    concluding = {finding.chapter for finding in the_snapshot().corpus.findings.values()}
    numbers = count(1)
    parts = []
    for position, part in enumerate(contents.get("parts") or [contents], start=1):
        caption, chapters = part.get("caption", ""), part.get("chapters", ())
        is_numbered = not caption or concluding.issuperset(entry["file"] for entry in chapters)
        entries = [
            {
                "page": entry["file"],
                "title": entry.get("title") or titles[entry["file"]].astext(),
                "number": str(next(numbers)) if is_numbered and entry["file"] in concluding else "",
                "part": caption,
            }
            for entry in chapters
        ]
        parts.append({"caption": caption, "entries": entries, "name": f"contents-{position}"})
    return tuple(parts)


def setup(app: Sphinx) -> None:
    """Have every page surrounded."""
    app.config.html_permalinks_icon = "#"
    app.connect("html-page-context", surround, priority=600)
