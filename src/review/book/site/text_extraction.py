"""The text of a built page: its running text, block by block, and what it says in attributes and drawings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from review.book.prose.markdown_text import GAP, NUMBER, Passage
from review.book.prose.quantities import find_quantities, seen
from review.book.site.html_tree import Element

#: What the roles print.
PRINTED = frozenset({"figure-value", "derived-value", "fact-value", "count-value", "date-value", "sighting-value"})
#: Set on what tables and charts write out of coded rows.
CODED = "data-coded"
# The reference of the book, entries of the bibliography, numbers of headings, the signs beside them.
REFERENCES = frozenset({"citation", "headerlink", "reference-text", "section-number"})
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
_CAPTIONS = frozenset({"caption", "figcaption"})
# Of the rows of a chart, these say how its marks look.
LOOKS = frozenset({"colour", "shape"})
_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W0-9_]+")


def blocks_of(element: Element) -> Iterator[tuple[Passage, Element]]:
    """Yield what *element* says, block by block with its element; what is no prose leaves a gap."""
    text: list[str] = []
    line = element.line
    for inner, piece in _pieces(element):
        if piece is not None:
            text.append(piece)
            continue
        if (whole := seen("".join(text))).strip():
            yield Passage(whole, line, _is_title(inner)), inner
        text, line = [], inner.line
    if (whole := seen("".join(text))).strip():
        yield Passage(whole, line), element
    yield from _spoken(element)


def _is_title(element: Element) -> bool:
    """Tell whether *element* is part of a caption or of the titles of a drawing."""
    for around in (element, *element.ancestors()):
        if around.tag in _CAPTIONS or around.classes & (TITLES | NOTES):
            return not around.classes & NOTES
    return False


def _pieces(element: Element) -> Iterator[tuple[Element, str | None]]:
    """Yield the text in *element* piece by piece, and None where a block begins or ends."""
    block = element.tag in BLOCKS or bool(element.classes & (TITLES | NOTES))
    if block:
        yield (element.parent or element), None
    if number := _marker(element):
        yield element, f"{number}. "
    for child in element.children:
        if isinstance(child, str):
            yield element, child
        elif child.tag == "svg":
            yield from _drawing(child)
        elif is_no_prose(child):
            yield element, GAP
        else:
            yield from _pieces(child)
            if child.tag in ("text", "tspan", "br"):
                yield element, " "
    if block:
        yield element, None


def _drawing(svg: Element) -> Iterator[tuple[Element, str | None]]:
    """Yield the words about a drawing as they are, and what is drawn but for what its rows say."""
    rows = _said_by_rows(svg)
    for part in svg.within():
        if CODED in part.attributes:
            continue
        if part.classes & (TITLES | NOTES) or part.tag in ("title", "desc"):
            yield from _pieces(part)
        elif part.tag == "text" and not _is_tick(part):
            yield svg, None
            yield part, _without(rows, part.text)
            yield part, None


def _is_tick(text: Element) -> bool:
    """Tell whether *text* belongs to an axis, which numbers itself, or to a title, which is read as one."""
    return any(around.classes & (TITLES | NOTES | {"role-axis-label"}) for around in text.ancestors())


def _said_by_rows(svg: Element) -> frozenset[str]:
    """Return the words and numbers in the rows of the chart around *svg*, and in what its caption counts of them."""
    figure = next((around for around in svg.ancestors() if around.tag == "figure"), svg)
    texts: list[str] = []
    for part in figure.within():
        if CODED in part.attributes:
            texts.append(part.text)
        elif part.tag == "script" and "chart-spec" in part.classes:
            with suppress(ValueError):  # another gate tells of it
                texts += _texts(json.loads(part.content))
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


def _without(said: frozenset[str], text: str) -> str:
    """Return *text* with a gap for each quantity of which every word is in *said*."""
    for start, end in find_quantities(text):
        if said.issuperset(_tokens(text[start:end])):
            text = text[:start] + GAP * (end - start) + text[end:]
    return text


def _spoken(element: Element) -> Iterator[tuple[Passage, Element]]:
    """Yield what *element* and all in it say in attributes."""
    for name in SPOKEN:
        if text := seen(element.attributes.get(name, "")):
            said = _without(_said_by_rows(element), text) if element.tag == "svg" else text
            yield Passage(said, element.line), element
    for child in element.children:
        if isinstance(child, Element) and not is_no_prose(child):
            yield from _spoken(child)


def is_no_prose(element: Element) -> bool:
    """Tell whether *element* is code, or says what a role, a citation or a coded cell gives."""
    if CODED in element.attributes or element.classes & (PRINTED | REFERENCES):
        return True
    if element.tag == "a" and element.attributes.get("href", "").startswith("references.html#cite-"):
        return True
    if element.tag in CODE:
        return element.tag != "code" or not NUMBER.fullmatch(element.text)
    if "highlight" in element.classes:
        # What a cell printed as plain text looks like code and is none.
        return not any(around.classes & {"text_plain", "stream"} for around in (element, *element.ancestors()))
    return _is_index(element)


def _is_index(element: Element) -> bool:
    """Tell whether *element* is the index or the power of a sign: one sign, below or above another."""
    around = element.parent
    if around is None or around.tag not in ("msub", "msup", "msubsup"):
        return False
    parts = [part for part in around.children if isinstance(part, Element)]
    return parts[0] is not element and parts[0].text.strip().isalpha() and len(element.text.strip()) == 1


def _marker(element: Element) -> str:
    """Return the number that a list is typed to start at, or an item to have, where it does not just count."""
    name = {"ol": "start", "li": "value"}.get(element.tag, "")
    number = element.attributes.get(name, "")
    return "" if number in ("0", "1") else number
