"""Docstrings as pieces of a page: what they say as HTML, their examples as code."""

from __future__ import annotations

import re
from inspect import cleandoc

from review.book.pages.markdown import Piece, fenced
from review.present.html.markup import Html, element, joined

# What reST and Markdown mark alike, or nearly so: ``code``, `code`, *emphasis*.
_MARKED = re.compile(r"``(.+?)``|`(.+?)`|(?<![\w*])\*(\w[\w ]*)\*(?![\w*])")
_EXAMPLE = ">>>"
_ITEM = "- "


def docstring_blocks(docstring: str | None) -> list[Piece]:
    """Return the blocks of a docstring as pieces of a page: paragraphs, lists and examples.

    What stands there is said of code and counts nothing in the sources, so it is marked as coded.
    """
    blocks = re.split(r"\n\s*\n", cleandoc(docstring or "").strip())
    return [_block(block) for block in blocks if block]


def _block(block: str) -> Piece:
    if block.lstrip().startswith(_EXAMPLE):
        return fenced("pycon", block.strip())
    if block.startswith(_ITEM):
        items = re.split(r"^- ", block, flags=re.MULTILINE)[1:]
        return element("ul", *(element("li", prose(item)) for item in items), data_coded=True)
    return element("p", prose(block), data_coded=True)


def prose(text: str) -> Html:
    """Return running text with its marks as elements.

    >>> str(prose("Read *path*: ``a < b`` or `c`."))
    'Read <em>path</em>: <code>a &lt; b</code> or <code>c</code>.'
    """
    parts: list[Html | str] = []
    at = 0
    text = " ".join(text.split())
    for mark in _MARKED.finditer(text):
        parts.append(text[at : mark.start()])
        parts.append(element("em", mark[3]) if mark[3] else element("code", mark[1] or mark[2]))
        at = mark.end()
    return joined([*parts, text[at:]])
