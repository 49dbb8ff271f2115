"""A page as a notebook that every program shows whole: words where roles stood, pictures where drawings stood."""

from __future__ import annotations

import base64
import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bs4 import Tag
from bs4.element import PageElement
from markdownify import markdownify

from review.book.site.html_tree import attribute, classes, parse_html, pieces
from review.execution.runs.normalise import to_bytes
from review.files.notebooks import number_cells

if TYPE_CHECKING:
    from nbformat import NotebookNode

# Of a page alone: what its scripts and style sheets make something of.
_ALONE = "button, script, style, svg, .cite-link, .chart-static, .headerlink"
# Markdown has neither pairs of a name and what it means, nor what is folded.
_AS = {"dl > div": "li", "dl dt": "strong", "dl dd": "span", "dl": "ul", "summary": "strong"}
_KEPT = frozenset({"colspan", "href", "lang", "rowspan", "scope"})
_PARAMETERS = frozenset({"injected-parameters", "parameters"})
# What the code of a chapter needs, in the first cell that runs.
_FETCHED = """\
# To run this again: the project, with its data and its library. What is shown stands here without it.
import importlib.util, os

if importlib.util.find_spec("review") is None:
    !git clone --quiet --depth 1 {repository} review-project
    %pip install --quiet ./review-project
    os.environ["REVIEW_PROJECT"] = os.path.abspath("review-project")"""
_CLONED = (
    "*To run this again, open it in a clone of the project, by the Python of its `.venv`; this copy names no address "
    "of one. What is shown stands here without it.*"
)
# What may hold a dollar that is none of money, and where one of money may stand.
_CODE, _TAG = re.compile(r"(```.*?```|`[^`]*`)", re.DOTALL), re.compile(r"(<[^>]*>)")
# Programs that know formulas look for them between two dollar signs of one text: here each is a text of its own.
_DOLLAR = "<span>&#36;</span>"


@dataclass(frozen=True)
class Picture:
    """A chart as pictures: what it shows in a sentence, its *svg*, and its *png*."""

    told: str
    svg: str
    png: bytes


def readable(
    staged: NotebookNode, article: Tag, page: str, pictures: Mapping[str, Picture], repository: str = ""
) -> bytes:
    """Return the notebook *staged* as *article* has it, which is what became of it on its page, and is used up.

    *page* is the address of the page, by which links become whole; *pictures* are its charts by their ids. The code
    stays; before it stands what it needs, fetched from the *repository* where there is one.
    """
    made = copy.deepcopy(staged)
    parts = list(_parts(article))
    shown = iter([part for part in parts if isinstance(part, Tag)])
    texts = iter([part for part in parts if not isinstance(part, Tag)])
    cells = _markdown(next(texts), page)
    for cell in made.cells:
        if cell.cell_type == "code":
            tags = set(cell.metadata.pop("tags", []))
            if "parameters" in tags:
                cells.append(_needed(repository))
            cell.metadata |= {"tags": sorted(_PARAMETERS & tags)} if _PARAMETERS & tags else {}
            cells.append(cell)
            if "remove-cell" not in tags:
                cell.outputs = list(_outputs(cell.outputs, next(shown), page, pictures))
                cells += _markdown(next(texts), page)
    made.cells = cells
    made.metadata.pop("myst", None)
    number_cells(made)
    return to_bytes(made)


def _needed(repository: str) -> NotebookNode:
    from nbformat.v4 import new_code_cell, new_markdown_cell

    if repository:
        cell: NotebookNode = new_code_cell(_FETCHED.format(repository=repository))  # type: ignore[no-untyped-call]
    else:
        cell = new_markdown_cell(_CLONED)  # type: ignore[no-untyped-call]
    return cell


def _parts(article: Tag) -> Iterator[Tag | list[PageElement]]:
    """Yield the cells of code in their order, and before, between and behind them what stands there, as lists."""
    text: list[PageElement] = []
    for piece in _flat(article):
        if isinstance(piece, Tag) and "cell" in classes(piece):
            yield text
            yield piece
            text = []
        else:
            text.append(piece)
    yield text


def _flat(element: Tag) -> Iterator[PageElement]:
    for piece in pieces(element):
        if isinstance(piece, Tag) and "cell" not in classes(piece) and piece.select_one("div.cell"):
            yield from _flat(piece)
        else:
            yield piece


def _markdown(pieces_of_text: Iterable[PageElement], page: str) -> list[NotebookNode]:
    """Return a cell with what stands on the page; none where nothing does."""
    from nbformat.v4 import new_markdown_cell

    text = _as_markdown("".join(_plain(piece, page) for piece in pieces_of_text))
    return [new_markdown_cell(text)] if text else []  # type: ignore[no-untyped-call]


def _as_markdown(html: str) -> str:
    made = parse_html(html)
    for term in made.select("dl dt"):
        term.insert_after(" ")
    for code in made.select("td code"):  # a bar would end the cell
        code.string = code.get_text().replace("|", r"\|")
    for rule, name in _AS.items():
        for element in made.select(rule):
            element.name = name
    text = markdownify(str(made), heading_style="ATX", bullets="-", strip=["span"])
    tight = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)).strip()
    return "".join(part if part.startswith("`") else part.replace("$", _DOLLAR) for part in _CODE.split(tight))


def _outputs(
    outputs: Sequence[NotebookNode], cell: Tag, page: str, pictures: Mapping[str, Picture]
) -> Iterator[NotebookNode]:
    """Yield what a cell of the page shows: its charts as pictures, then the rest; what is plain text as it was."""
    from nbformat.v4 import new_output

    kinds = {kind for output in outputs for kind in output.get("data", {})}
    place = cell.select_one(".cell_output")
    if place is None or not kinds & {"text/html", "text/markdown"}:
        yield from outputs
        return
    told = " ".join(output.data["text/plain"] for output in outputs if "text/plain" in output.get("data", {}))
    for chart in place.select("[data-kind=chart]"):
        if picture := pictures.get(attribute(chart, "id")):
            encoded = base64.b64encode(picture.png).decode()
            data = {"image/svg+xml": picture.svg, "image/png": encoded, "text/plain": picture.told}
            yield new_output("display_data", data)  # type: ignore[no-untyped-call]
            for said in chart.select(".chart-finding, figcaption"):  # the picture says it too
                said.decompose()
    html = _plain(place, page)
    form, text = (
        ("text/html", _with_own_dollars(html)) if "text/html" in kinds else ("text/markdown", _as_markdown(html))
    )
    yield new_output("display_data", {form: text, "text/plain": told})  # type: ignore[no-untyped-call]


def _plain(piece: PageElement, page: str) -> str:
    """Return HTML that needs no style sheet, its links whole."""
    if not isinstance(piece, Tag):
        return str(piece)
    if piece.css.match(_ALONE):
        return ""
    for alone in piece.select(_ALONE):
        alone.decompose()
    for element in (piece, *piece.find_all(True)):
        kept = {name: value for name, value in element.attrs.items() if name in _KEPT}
        element.attrs = kept | ({"href": whole_address(attribute(element, "href"), page)} if "href" in kept else {})
    return str(piece)


def whole_address(href: str, page: str) -> str:
    """Return the address to which a link on the page at the address *page* leads; one that is whole stays.

    >>> [whole_address(href, "../site/b.html") for href in ("#a", "c.html#d", "https://e.example")]
    ['../site/b.html#a', '../site/c.html#d', 'https://e.example']
    """
    folder = page[: page.rfind("/") + 1]
    if urlsplit(href).scheme or (folder and href.startswith(folder)):
        return href
    return f"{page}{href}" if href.startswith("#") else f"{folder}{href}"


def _with_own_dollars(html: str) -> str:
    return "".join(part if part.startswith("<") else part.replace("$", _DOLLAR) for part in _TAG.split(html))
