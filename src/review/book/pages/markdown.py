"""Pieces of MyST Markdown for generated pages: escaped text, labelled headings, tables, raw HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from review.present.html.markup import Html
from review.present.html.tabular import Table

#: Markdown, HTML, a table (nothing where it has no rows), or several of these.
Piece = str | Html | Table
Pieces = Piece | Iterable[Piece]
#: Parts of pages that are made from the data, by the name by which a page asks for each; empty where there is nothing.
Parts = Mapping[str, Callable[[], Pieces]]
_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#|$~&@^:+%=!.-])")


def escape_markdown(text: str) -> str:
    """Return *text* so that MyST prints it as it is, on one line.

    >>> escape_markdown("a *b* {c}")
    'a \\\\*b\\\\* \\\\{c\\\\}'
    """
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def heading(level: int, title: str, label: str) -> str:
    """Return a heading under its fixed label."""
    return f"({label})=\n{'#' * level} {title}\n"


def raw(html: Html) -> str:
    """Return *html* as a block that reaches the page unchanged."""
    if html.text.lstrip().startswith((":", "---")):
        raise ValueError("a block that starts so would give options to its directive: one of them reads files")
    return fenced("{raw} html", html.text)


def fenced(info: str, text: str) -> str:
    """Return *text* between fences that it cannot close: code in a language, or what a directive takes."""
    fence = "`" * (1 + max((len(run) for run in re.findall(r"`{3,}", text)), default=2))
    return f"{fence}{info}\n{text}\n{fence}\n"


def markdown(content: Pieces) -> str:
    """Return *content* as Markdown; empty where there is nothing in it."""
    match content:
        case str():
            return content
        case Html():
            return raw(content) if content.text else ""
        case Table():
            return raw(content.html) if content.rows else ""
    return "\n".join(map(markdown, content))
