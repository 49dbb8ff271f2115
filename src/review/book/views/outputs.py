"""What a cell shows, in one form for a kernel's outputs and a browser's, and the hash by which two are compared."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from review.files.hashing import sha256
from review.present.html.markup import Html, element, joined

#: The drawing of a chart is made of its specification, which stands beside it: the one is compared, not the other.
_DRAWN = re.compile(r'<svg class="marks".*?</svg>', re.DOTALL)
#: What heads a chart, and its caption, which heads it in a run with other parameters.
_HEADED = re.compile(r'<p class="chart-finding">.*?</p>|<figcaption>.*?</figcaption>| aria-label="[^"]*"', re.DOTALL)
#: The kinds of output that a page shows, the best first; what stands beside them in a notebook is for terminals.
SHOWN = ("text/html", "text/markdown", "text/plain")
#: In the place of a drawing, which the page makes of the specification beside it.
UNDRAWN = '<svg width="300" height="100" viewBox="0 0 300 100"></svg>'
_LABEL = re.compile(r"^#\| label: *(\S+)", re.MULTILINE)
Output = dict[str, Any]


@dataclass(frozen=True)
class CellShown:
    """What one code cell showed: its number from 1 over all cells, its source, its outputs as in a notebook file."""

    number: int
    source: str
    outputs: tuple[Output, ...]

    @property
    def label(self) -> str:
        """Return the name by which it is cited; empty where it has none."""
        named = _LABEL.search(self.source)
        return named[1] if named else ""

    @property
    def html(self) -> str:
        """Return what of it is HTML, charts and tables, without drawings."""
        return _DRAWN.sub(UNDRAWN, self._of("text/html"))

    @property
    def markdown(self) -> str:
        """Return what of it is MyST Markdown, such as a chapter's answer."""
        return self._of("text/markdown")

    def _of(self, kind: str) -> str:
        return "".join("".join(output["data"].get(kind, "")) for output in self.outputs if "data" in output)


def output_hash(outputs: Iterable[Mapping[str, Any]]) -> str:
    """Return the hash of what the *outputs* of one cell, in the form of nbformat, show on a page.

    >>> drawn = {"output_type": "execute_result", "data": {"text/html": '<svg class="marks">1</svg>'}}
    >>> empty = {"output_type": "execute_result", "data": {"text/html": '<svg class="marks"></svg>'}}
    >>> output_hash([drawn]) == output_hash([empty])
    True
    """
    return sha256(json.dumps([_shown(output) for output in outputs], ensure_ascii=True).encode())


def unheaded_hash(outputs: Iterable[Mapping[str, Any]]) -> str:
    """Return the hash of what the *outputs* of one cell show below their headings: alike where rows and marks are."""
    return sha256(json.dumps([_HEADED.sub("", text) for output in outputs for text in _shown(output)]).encode())


def output_hashes(
    cells: Iterable[Mapping[str, Any]], hashed: Callable[[Iterable[Mapping[str, Any]]], str] = output_hash
) -> dict[str, str]:
    """Return the hash of what each code cell of an executed notebook shows, by its number from 1."""
    return {
        str(number): hashed(cell["outputs"])
        for number, cell in enumerate(cells, start=1)
        if cell["cell_type"] == "code"
    }


def _shown(output: Mapping[str, Any]) -> list[str]:
    if output["output_type"] == "stream":
        return [output["name"], "".join(output["text"])]
    data = output["data"]
    kind = next((kind for kind in SHOWN if kind in data), "")
    return [kind, _DRAWN.sub("", "".join(data.get(kind, "")))]


_FENCE = re.compile(
    r"^```\{admonition\} *(?P<title>.*)\n(?::class: *(?P<kind>\S+)\n)?(?P<body>(?:.*\n)*?)```$", re.MULTILINE
)
_ROLE = re.compile(r"\{([a-z:]+)\}<code>([^<]*)</code>")


def answer_html(markdown: str) -> str:
    """Return the HTML of MyST *markdown* as a chapter's answer is made of: paragraphs, lists, one kind of box.

    A role becomes an element that names it and its text, for the page to fill with what stands there of it.

    >>> answer_html("*stands*: {finding}`rain-1`")
    '<p><em>stands</em>: <span data-role="finding" data-of="rain-1">rain-1</span></p>\\n'
    """
    if box := _FENCE.search(markdown):
        title = element("p", box["title"], class_="admonition-title")
        inner = joined([title, Html(_rendered(box["body"]))], "\n")
        return element("div", inner, class_=f"admonition {box['kind'] or ''}".strip()).text
    return _rendered(markdown)


def _rendered(markdown: str) -> str:
    # Here, as the core does without it.
    from markdown_it import MarkdownIt

    html: str = MarkdownIt("commonmark", {"html": False}).render(markdown)
    return _ROLE.sub(lambda role: element("span", Html(role[2]), data_role=role[1], data_of=role[2]).text, html)
