"""A chart or a table as it stands on a built page: its words, its drawing, its rows, and where these come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from bs4 import Tag

from review.book.pages.citer import Citer
from review.book.site.external_resources import external_in_css
from review.book.site.html_tree import attribute, has_class
from review.book.taking.grid import ShownTable, shown_tables
from review.citing.catalogue import WITH_PAGE, Citable
from review.citing.items import mark_of, work_name
from review.corpus.tables.records import Claim, Figure
from review.errors import FileFault
from review.present.look.chart import GAP
from review.present.numbers.sighted import page_text
from review.present.tables.calculations import calculation
from review.present.words.wording import UNNAMED_LABEL, unnamed_mark

_SOURCES = " Sources: "
_TAG = re.compile(r'<([A-Za-z]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(/?)>')
_ATTRIBUTE = re.compile(r'\s+([\w:-]+)(?:="[^"]*")?')
_VIEW = re.compile(r'viewBox="([^" ]+) ([^" ]+) ([^" ]+) ([^" ]+)"')
# A page forbids scripts; a picture that is opened by itself has no page around it, and must have none.
_DRAWN = frozenset(
    {
        "circle",
        "clipPath",
        "defs",
        "desc",
        "ellipse",
        "g",
        "line",
        "linearGradient",
        "marker",
        "mask",
        "path",
        "pattern",
    }
    | {"polygon", "polyline", "radialGradient", "rect", "stop", "svg", "symbol", "text", "title", "tspan", "use"}
)
# Of the signs that the library draws, the one that the font of all drawings has not.
_NOT_IN_FONT = {"↳": "→"}


@dataclass(frozen=True)
class Drawing:
    """The SVG of a chart, well-formed and without what only its page knows; *corner* is where its view begins."""

    svg: str
    corner: tuple[float, float]
    width: float
    height: float


@dataclass(frozen=True)
class ShownExhibit:
    """What a chart or a table shows, as far as its page alone tells.

    *drawing* is the first one, which is the widest; None where none stands there. *specification* is Vega-Lite as JSON,
    empty for a chart that is drawn by hand. *words* are the caption without its sources, and notes. *rows* are the ids
    of rows that it leads to or draws, in their order (some may be of no row), *pages* those to which it links as a
    whole, *tables* those in it.
    """

    drawing: Drawing | None
    specification: str
    words: tuple[str, ...]
    rows: tuple[str, ...]
    pages: tuple[str, ...]
    tables: tuple[ShownTable, ...]


@dataclass(frozen=True)
class Exhibit:
    """The chart or table *part*, and what it shows; *hash* is that of its words."""

    part: Citable
    shown: ShownExhibit
    hash: str


def what_it_shows(kind: str, element: Tag, page: str, html: str) -> ShownExhibit:
    """Return what *element* shows, a chart or a table on a *page*, which is *html*.

    Raises FileFault for a drawing that would load or run something where it is opened by itself.
    """
    script = element.find("script", class_="chart-spec")
    links = [attribute(link, "href").partition("#") for link in element.find_all("a")]
    drawn = (attribute(group, "data-key") for group in element.find_all("g"))
    return ShownExhibit(
        _drawing(element, page, html) if kind == "chart" else None,
        script.get_text() if isinstance(script, Tag) else "",
        _words(element),
        tuple(dict.fromkeys(filter(None, (*(row for _, _, row in links), *drawn)))),
        tuple(page.removesuffix(".html") for page, _, row in links if not row),
        shown_tables(element),
    )


def _drawing(element: Tag, page: str, html: str) -> Drawing | None:
    svg = element.find("svg")
    if not isinstance(svg, Tag) or svg.sourceline is None:
        return None
    text = "\n".join(html.split("\n")[svg.sourceline - 1 :])[svg.sourcepos or 0 :]
    drawing = _standing_alone(text[: text.index("</svg>") + len("</svg>")].replace(GAP, ""))
    if drawing is None:
        message = f"the drawing of {attribute(element, 'id')} is no SVG that can stand alone"
        raise FileFault(f"{page}: {message}. Give it a viewBox, and nothing that loads or runs.")
    return drawing


def _words(element: Tag) -> tuple[str, ...]:
    caption = element.find("figcaption")
    if not isinstance(caption, Tag):
        return ()
    notes = [_even(note.get_text()) for note in element.find_all(class_="chart-note")]
    lead = [str(child.get_text()) for child in caption.children if not _is_note(child)]
    said = f"{_even(' '.join(lead))} "
    # The line of sources says more of them.
    before, found, _ = said.rpartition(_SOURCES)
    return tuple(filter(None, [(before if found else said).strip().replace(" .", "."), *notes]))


def row_parts(cite: Citer, exhibit: Exhibit) -> Iterator[Citable]:
    """Yield the rows that a chart or a table leads to, as they are cited."""
    for name in exhibit.shown.rows:
        part = cite.catalogue.parts.get(name) or cite.catalogue.made(name)
        if part and part.kind not in WITH_PAGE:
            yield part


def works_of(cite: Citer, exhibit: Exhibit) -> tuple[str, ...]:
    """Return the keys of the works that a chart or a table reports, in the order met."""
    keys = [key for part in row_parts(cite, exhibit) for key in part.works]
    keys += [page for page in exhibit.shown.pages if page in cite.corpus.sources]
    return tuple(key for key in dict.fromkeys([*keys, *exhibit.part.works]) if key in cite.catalogue.works)


def source_line(cite: Citer, exhibit: Exhibit) -> str:
    """Return the sources by name, *origin unnamed* where it is so of all or some rows; pages that print a number too.

    What is counted or computed from the rows of the review itself says so.
    """
    marks = _marks(cite, exhibit)
    told = []
    for key in works_of(cite, exhibit):
        work, unnamed = cite.catalogue.works[key], marks.get(key, set())
        of_it = {(True,): f"({UNNAMED_LABEL})", (False, True): f"({UNNAMED_LABEL} in part)"}
        told.append(" ".join(filter(None, [work_name(work), mark_of(work), of_it.get(tuple(sorted(unnamed)), "")])))
    seen = [cite.corpus.sightings[part.id] for part in row_parts(cite, exhibit) if part.id in cite.corpus.sightings]
    told += [page_text(cite.corpus, row) for row in seen if not row.source_id]
    if not told:
        return "Source: the coded rows of this review."
    return f"Source{'s' if len(told) > 1 else ''}: {'; '.join(dict.fromkeys(told))}."


def _marks(cite: Citer, exhibit: Exhibit) -> dict[str, set[bool]]:
    """Return for each source whether the origins of its rows are unnamed: of all, of none, or of some."""
    corpus, marks = cite.corpus, dict[str, set[bool]]()
    for part in row_parts(cite, exhibit):
        computed = None if part.id in corpus.figures else calculation(corpus, part.id)
        coded = corpus.figures.get(part.id) or corpus.claims.get(part.id)
        rows: list[Figure | Claim] = [*(computed.figures if computed else ()), *([coded] if coded else ())]
        for row in rows:
            marks.setdefault(row.source_id, set()).add(bool(unnamed_mark(corpus, row).text))
    return marks


def _is_note(child: object) -> bool:
    return isinstance(child, Tag) and has_class(child, ("chart-note",))


def _even(text: str) -> str:
    return " ".join(text.split())


def _standing_alone(svg: str) -> Drawing | None:
    plain = _TAG.sub(_without_data, svg).replace("</a>", "")
    for sign, instead in _NOT_IN_FONT.items():
        plain = plain.replace(sign, instead)
    view = _VIEW.search(plain)
    if view is None or not _is_harmless(plain):
        return None
    left, top, width, height = map(float, view.groups())
    return Drawing(plain, (left, top), width, height)


def _without_data(tag: re.Match[str]) -> str:
    """Return a tag without the attributes that scripts of the page read; nothing for that of a link."""
    kept = _ATTRIBUTE.sub(lambda one: "" if one[1].startswith("data-") else one[0], tag[2])
    return f"<{tag[1]}{kept}{tag[3]}>" if tag[1] != "a" else ""


def _is_harmless(svg: str) -> bool:
    """Say whether an SVG is well-formed, and does nothing but draw."""
    if "<!" in svg or "<?" in svg:
        return False
    try:
        elements = list(ElementTree.fromstring(svg).iter())
    except ElementTree.ParseError:
        return False
    given = [(name.rpartition("}")[2], value) for element in elements for name, value in element.attrib.items()]
    return {element.tag.rpartition("}")[2] for element in elements} <= _DRAWN and not any(
        name.startswith("on") or (name == "href" and not value.startswith("#")) or [*external_in_css(value)]
        for name, value in given
    )
