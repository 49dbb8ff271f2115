"""The gate on what was built: no quantity stands on a page unless it came from where quantities come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from review.book.nearest import nearest_figures
from review.book.prose import USE, quantities
from review.book.reading import GAP, Passage
from review.book.site_pages import Element, Page
from review.corpus.corpus import Corpus
from review.corpus.numerals import find_numerals
from review.errors import Problem
from review.present.wording import date_text

#: What the roles print.
PRINTED = frozenset({"figure-value", "derived-value", "fact-value", "count-value", "date-value"})
#: Set on what tables and charts write out of coded rows.
CODED = "data-coded"
# The reference of the book, entries of the bibliography, numbers of headings, the signs beside them.
REFERENCES = frozenset({"citation", "headerlink", "reference-text", "section-number"})
# In mathematics, what stands below or above another sign is its index or its power.
CODE = frozenset({"code", "kbd", "samp", "script", "style", "template", "msub", "msup", "msubsup"})
BLOCKS = frozenset(
    {"article", "blockquote", "button", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "li"}
    | {"ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Of a drawing, these are words about it; labels of axes and marks are drawn from its rows.
TITLES = frozenset({"role-title-text", "role-title-subtitle", "role-axis-title"})
_DATED = {
    "sources": ("published", "covers_start", "covers_end"),
    "figures": ("period_start", "period_end"),
    "events": ("start", "end"),
    "origins": ("date",),
    "facts": ("period",),
}
_WORDED = {
    "sources": ("title", "dated"),
    "measures": ("label", "definition"),
    "populations": ("label",),
    "events": ("label",),
    "origins": ("name",),
    "themes": ("label", "definition"),
    "names": ("name",),
}


def orphans(page: Page, corpus: Corpus, known: re.Pattern[str]) -> Iterator[Problem]:
    """Yield a problem for each quantity on *page* that no role, citation or coded cell gives, nor is *known*."""
    article = page.article()
    if article is None:
        return
    for passage in passages_of(article):
        blanked = Passage(known.sub(lambda found: GAP * len(found[0]), passage.text), passage.line, passage.is_heading)
        for numeral, at in quantities(blanked):
            near = ", ".join(nearest_figures(corpus, numeral))
            message = f"{numeral!r} comes from nowhere: “{passage.around(at)}” (nearest figures: {near or 'none'})"
            yield Problem(page.path, passage.line, "", message, USE)


def known_texts(corpus: Corpus, names: Iterable[str] = ()) -> re.Pattern[str]:
    """Return the pattern of what may stand anywhere: dates that *corpus* knows, its names and vocabularies, *names*.

    Within a longer number it does not match.
    """
    texts = sorted({*_known(corpus), *names} - {""}, key=len, reverse=True)
    spaced = (r"\s+".join(map(re.escape, text.split())) for text in texts)
    return re.compile(rf"(?<![\w.,])(?:{'|'.join(spaced)})(?!\w)(?![.,][0-9])" if texts else r"(?!)")


def _known(corpus: Corpus) -> Iterator[str]:
    """Yield the dates that the corpus knows, as precise as they are and less so, and what its vocabularies say."""
    yield from corpus.sources
    for table, columns in _DATED.items():
        for row in corpus.tables[table].values():
            for column in columns:
                parts = getattr(row, column).split("-")
                yield from (date_text("-".join(parts[:length])) for length in range(1, len(parts) + 1) if parts[0])
    for table, columns in _WORDED.items():
        for row in corpus.tables[table].values():
            yield from (text for name in columns if any(find_numerals(text := getattr(row, name))))


def passages_of(element: Element) -> Iterator[Passage]:
    """Yield the running text in *element*, block by block; what is no prose leaves a gap."""
    text: list[str] = []
    line = element.line
    for inner, piece in _pieces(element):
        if piece is not None:
            text.append(piece)
        else:
            if "".join(text).strip():
                yield Passage("".join(text), line, inner.tag in HEADINGS)
            text, line = [], inner.line
    if "".join(text).strip():
        yield Passage("".join(text), line)


def _pieces(element: Element) -> Iterator[tuple[Element, str | None]]:
    """Yield the text in *element* piece by piece, and None where a block begins or ends."""
    block = element.tag in BLOCKS | HEADINGS or bool(TITLES & element.classes)
    if block:
        yield (element.parent or element), None
    for child in element.children:
        if isinstance(child, str):
            yield element, child
        elif child.tag == "svg":
            for title in (inner for inner in child.within() if TITLES & inner.classes):
                yield from _pieces(title)
        elif _is_no_prose(child):
            yield element, GAP
        else:
            yield from _pieces(child)
            if child.tag in ("text", "tspan", "br"):
                yield element, " "
    if block:
        yield element, None


def _is_no_prose(element: Element) -> bool:
    if CODED in element.attributes or element.classes & (PRINTED | REFERENCES):
        return True
    if element.tag == "a" and element.attributes.get("href", "").startswith("references.html#cite-"):
        return True
    # What a cell printed as plain text looks like code and is none.
    shown = any(around.classes & {"text_plain", "stream"} for around in (element, *element.ancestors()))
    return element.tag in CODE or ("highlight" in element.classes and not shown)
