"""A chart on a page of its own, which other sites may show in a frame, and the lines of HTML that do so."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from jinja2 import Environment, StrictUndefined

from review.book.site.content_security_policy import POLICY
from review.book.taking.exhibit import Drawing, Exhibit
from review.book.taking.picture import Legend
from review.citing.reference import Citation
from review.files.folders import THEME

FOLDER = "embed"
# Of a frame in a column of text; in a narrower one the page scrolls.
_WIDTH, _PER_LINE, _SIGNS_A_LINE = 640, 22, 80


def embedded() -> Callable[[Exhibit, Drawing, Legend, Citation], str]:
    """Return what makes the page of a chart, which needs no script."""
    text = (THEME / FOLDER / "page.html").read_text("utf-8")
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(text)

    def render(exhibit: Exhibit, drawing: Drawing, legend: Legend, book: Citation) -> str:
        return template.render(
            title=legend.title,
            words=legend.words,
            credit=legend.credit,
            svg=drawing.svg,
            there=f"../{exhibit.part.address}",
            canonical=f"{book.here}/{exhibit.part.address}" if book.url else "",
            policy=POLICY,
        )

    return render


def snippets(name: str, drawing: Drawing, legend: Legend, book: Citation) -> dict[str, str]:
    """Return the HTML that embeds a chart: as it is at any time and, of a release, as it is in this version.

    None without an address.
    """
    if not book.url:
        return {}
    places = {"The latest version": book.newest} | ({"This version": book.here} if book.is_release else {})
    lines = sum(1 + len(text) // _SIGNS_A_LINE for text in (legend.title, *legend.words, *legend.credit))
    height = round(drawing.height * max(1.0, min(drawing.width, _WIDTH) / drawing.width)) + _PER_LINE * (lines + 3)
    return {
        label: f'<iframe src="{escape(f"{place}/{FOLDER}/{name}.html")}" title="{escape(legend.title)}" width="100%" '
        f'height="{height}" loading="lazy" style="border: 0"></iframe>'
        for label, place in places.items()
    }
