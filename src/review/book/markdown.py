"""Pieces of MyST Markdown for generated pages: escaped text, labelled headings, tables, raw HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from review.present.markup import Html

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#|$~&@^:+-])")


def plain(text: str) -> str:
    """Return *text* so that MyST prints it as it is, on one line.

    >>> plain("a *b* {c}")
    'a \\\\*b\\\\* \\\\{c\\\\}'
    """
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def heading(level: int, title: str, label: str) -> str:
    """Return a heading under its fixed label."""
    return f"({label})=\n{'#' * level} {title}\n"


def raw(html: Html) -> str:
    """Return *html* as a block that reaches the page unchanged."""
    fence = "`" * (1 + max((len(run) for run in re.findall(r"`{3,}", html.text)), default=2))
    return f"{fence}{{raw}} html\n{html.text}\n{fence}\n"


def list_table(columns: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    """Return a table whose cells are MyST on one line each."""
    lines = [f"```{{list-table}} {caption}", ":header-rows: 1", ":class: plain-table", ""]
    for row in [columns, *rows]:
        lines += [f"{'*' if position == 0 else ' '} - {cell}" for position, cell in enumerate(row)]
    return "\n".join([*lines, "```", ""])


def page(*parts: str) -> str:
    """Return the parts as a page."""
    return "\n".join(parts)
