"""The text of a built page: its running text, block by block, and what it says in attributes and drawings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bs4 import Tag
from bs4.element import NavigableString

from review.book.prose.markdown_text import GAP, NUMBER, Passage
from review.book.prose.quantities import find_quantities, seen
from review.book.site.html_tree import attribute, has_class, pieces
from review.book.site.row_ids import specification

#: What the roles print.
PRINTED = frozenset({"figure-value", "derived-value", "fact-value", "count-value", "date-value", "sighting-value"})
#: Set on what tables and charts write out of coded rows.
CODED = "data-coded"
# The reference of the book, entries of the bibliography, numbers of headings, the signs beside them.
REFERENCES = frozenset({"citation", "cite-link", "headerlink", "reference-text", "section-number"})
CODE = frozenset({"code", "kbd", "samp", "script", "style", "template"})
BLOCKS = frozenset(
    {"article", "aside", "blockquote", "body", "button", "caption", "dd", "desc", "details", "div", "dl", "dt"}
    | {"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "html", "label"}
    | {"legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "th"}
    | {"thead", "title", "tr", "ul"}
)
#: Attributes that are shown or read aloud.
SPOKEN = ("alt", "aria-description", "aria-label", "data-bs-title", "placeholder", "title")
# Of a drawing, these are words about it; what marks and legends say is drawn from its rows.
TITLES = frozenset({"role-title-text", "role-axis-title", "role-legend-title", "chart-finding"})
TITLES |= {f"role-{part}-title" for part in ("header", "row", "column")}
# Sentences below a title or after a caption: running text of its own.
NOTES = frozenset({"role-title-subtitle", "chart-note"})
WORDS = TITLES | NOTES
_CAPTIONS = frozenset({"caption", "figcaption"})
# Of the rows of a chart, these say how its marks look.
LOOKS = frozenset({"colour", "shape"})
_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W0-9_]+")


def blocks_of(element: Tag) -> Iterator[tuple[Passage, Tag]]:
    """Yield what *element* says, block by block with its element; what is no prose leaves a gap."""
    text: list[str] = []
    line = element.sourceline or 0
    for inner, piece in _pieces(element):
        if piece is not None:
            text.append(piece)
            continue
        if (whole := seen("".join(text))).strip():
            yield Passage(whole, line, _is_title(inner)), inner
        text, line = [], inner.sourceline or 0
    if (whole := seen("".join(text))).strip():
        yield Passage(whole, line), element
    yield from _spoken(element)


def _is_title(element: Tag) -> bool:
    """Tell whether *element* is part of a caption or of the titles of a drawing."""
    for around in (element, *element.parents):
        if around.name in _CAPTIONS or has_class(around, WORDS):
            return not has_class(around, NOTES)
    return False


def _pieces(element: Tag) -> Iterator[tuple[Tag, str | None]]:
    """Yield the text in *element* piece by piece, and None where a block begins or ends."""
    block = element.name in BLOCKS or has_class(element, WORDS)
    if block:
        yield (element.parent or element), None
    if number := _marker(element):
        yield element, f"{number}. "
    for child in pieces(element):
        if isinstance(child, NavigableString):
            yield element, child
        elif child.name == "svg":
            yield from _drawing(child)
        elif is_no_prose(child):
            yield element, GAP
        else:
            yield from _pieces(child)
            if child.name in ("text", "tspan", "br"):
                yield element, " "
    if block:
        yield element, None


def _drawing(svg: Tag) -> Iterator[tuple[Tag, str | None]]:
    """Yield the words about a drawing as they are, and what is drawn but for what its rows say."""
    rows = _said_by_rows(svg)
    for part in (svg, *svg.find_all(True)):
        if CODED in part.attrs:
            continue
        if has_class(part, WORDS) or part.name in ("title", "desc"):
            yield from _pieces(part)
        elif part.name == "text" and not _is_tick(part):
            yield svg, None
            yield part, _without(rows, part.text)
            yield part, None


def _is_tick(text: Tag) -> bool:
    """Tell whether *text* belongs to an axis, which numbers itself, or to a title, which is read as one."""
    return any(has_class(around, WORDS | {"role-axis-label"}) for around in text.parents)


def _said_by_rows(svg: Tag) -> frozenset[str]:
    """Return the words and numbers in the rows of the chart around *svg*, and in what its caption counts of them."""
    figure = svg.find_parent("figure") or svg
    texts: list[str] = []
    for part in (figure, *figure.find_all(True)):
        if CODED in part.attrs:
            texts.append(part.text)
        elif part.name == "script" and has_class(part, {"chart-spec"}):
            texts += _texts(specification(part))
    return frozenset(token for text in texts for token in _tokens(text))


def _texts(node: Any, in_rows: bool = False) -> Iterator[str]:
    """Yield the texts in the rows of a chart. Their numbers are the places of marks."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in LOOKS:
                yield from _texts(value, in_rows or key in ("datasets", "values"))
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value, in_rows)
    elif in_rows and isinstance(node, str):
        yield node


def _tokens(text: str) -> Iterator[str]:
    return (token.replace(",", "") for token in _TOKEN.findall(text.lower()))


def _without(known: frozenset[str], text: str) -> str:
    """Return *text* with a gap for each quantity of which every word is in *known*."""
    for start, end in find_quantities(text):
        if known.issuperset(_tokens(text[start:end])):
            text = text[:start] + GAP * (end - start) + text[end:]
    return text


def _spoken(element: Tag) -> Iterator[tuple[Passage, Tag]]:
    """Yield what *element* and all in it say in attributes."""
    for name in SPOKEN:
        if text := seen(attribute(element, name)):
            spoken = _without(_said_by_rows(element), text) if element.name == "svg" else text
            yield Passage(spoken, element.sourceline or 0), element
    for child in pieces(element):
        if isinstance(child, Tag) and not is_no_prose(child):
            yield from _spoken(child)


def is_no_prose(element: Tag) -> bool:
    """Tell whether *element* is code, or says what a role, a citation or a coded cell gives."""
    if CODED in element.attrs or has_class(element, PRINTED | REFERENCES):
        return True
    if element.name == "a" and attribute(element, "href").startswith("references.html#cite-"):
        return True
    if element.name in CODE:
        return element.name != "code" or not NUMBER.fullmatch(element.text)
    if has_class(element, {"highlight"}):
        # What a cell printed as plain text looks like code and is none.
        return not any(has_class(around, {"text_plain", "stream"}) for around in (element, *element.parents))
    return _is_index(element)


def _is_index(element: Tag) -> bool:
    """Tell whether *element* is the index or the power of a sign: one sign, below or above another."""
    around = element.parent
    if around is None or around.name not in ("msub", "msup", "msubsup"):
        return False
    parts = around.find_all(True, recursive=False)
    return parts[0] is not element and parts[0].text.strip().isalpha() and len(element.text.strip()) == 1


def _marker(element: Tag) -> str:
    """Return the number that a list is typed to start at, or an item to have, where it does not just count."""
    number = attribute(element, {"ol": "start", "li": "value"}.get(element.name, ""))
    return "" if number in ("0", "1") else number
