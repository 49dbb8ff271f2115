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
from review.book.sphinx_ext.asking import ask_writing, askable, the_snapshot
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


#: Markup of other extensions that hinders readers of screens, and what it becomes on its way into the page.
MENDED = {
    # "Show the code" is what the control says; another name would be read out in its place.
    '<summary aria-label="Toggle hidden content">': "<summary>",
}


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
    for beside in filter(None, (context.get("prev"), context.get("next"))):
        page = beside["link"].removesuffix(".html")
        if known := ask_writing(app.env, pagename, entry_of, page):
            beside |= {"title": escape(known["title"]), "number": known["number"]}
    context["book"] = {
        **ask_writing(app.env, pagename, around, pagename),
        "notice": app.config.html_context.get("notice", ""),
        "has_code": 'class="cell tag_hide-input' in context.get("body", ""),
        "has_view": 'class="row-view"' in context.get("body", ""),
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


@askable
def entry_of(env: Any, page: str) -> Mapping[str, str] | None:
    """Return how the contents list a page; None for one that they do not."""
    return next((entry for part in _parts(env) for entry in part["entries"] if entry["page"] == page), None)


@askable
def around(env: Any, page: str) -> Mapping[str, Any]:
    """Return what the layout of a page shows around the text."""
    cite = citer(the_snapshot())
    book, part, here = cite.catalogue.book, cite.page(page), entry_of(env, page) or {}
    name = part.id if part else str(Kind.BOOK)
    return {
        "here": here.get("title", ""),
        "number": here.get("number", ""),
        "short": book.title.partition(":")[0],
        "version": book.shown_version,
        "reference": cite.reference(name).slanted,
        "cite": f"cite/{name}.html",
        "licences": [(licence, LICENCE.format(licence)) for licence in book.licences],
        "parts": [pages_near(one, page, env.config.root_doc) for one in _parts(env)],
        "part": here.get("part", ""),
        "settings": _settings(page),
    }


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
    return {**part, "entries": around, "is_cut": True}


@lru_cache(maxsize=1)
def _parts(env: Any) -> tuple[Mapping[str, Any], ...]:
    """Return the parts of the book, each with its caption and its pages, by the contents of the stage.

    Chapters are numbered: the pages that conclude something, in a part with a name where all of its pages do.
    """
    titles, contents = env.titles, read_yaml(Path(env.app.confdir) / "_toc.yml")
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


def search_page(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Return the page of the search, which the compiler makes only for its own index."""
    return [("search", {}, "search.html")]


def mend_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Replace in the body of a page what hinders readers of screens."""
    for hindering, wanted in MENDED.items():
        if "body" in context:
            context["body"] = context["body"].replace(hindering, wanted)


def setup(app: Sphinx) -> None:
    """Have every page surrounded."""
    app.connect("html-collect-pages", search_page)
    app.connect("html-page-context", mend_page)
    app.config.html_permalinks_icon = "#"
    app.connect("html-page-context", surround, priority=600)
