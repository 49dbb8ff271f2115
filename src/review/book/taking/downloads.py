"""The notebooks that the pages of a site offer: each as its page has it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import nbformat

from review.book.site.html_tree import Page, attribute
from review.book.taking.files import FOLDER
from review.book.taking.readable import Picture, readable

#: Where the compiler puts what a page was made from.
SOURCES = "_sources"


def write_downloads(pages: Iterable[Page], site: Path, address: str, repository: str) -> None:
    """Write the notebooks of *pages* in place of those that the compiler read.

    The site is at an *address* and the project in a *repository*, or nowhere.
    """
    for page in pages:
        place = (site / SOURCES / page.path).with_suffix(".ipynb")
        if place.is_file() and (article := page.article()):
            staged = nbformat.read(place, 4)  # type: ignore[no-untyped-call]
            charts = {attribute(chart, "id"): chart for chart in article.select("[data-kind=chart]:has(svg)")}
            drawn = {name: chart for name, chart in charts.items() if (site / FOLDER / f"{name}.svg").is_file()}
            pictures = {
                name: _picture(site, name, attribute(each.select("svg")[0], "aria-label"))
                for name, each in drawn.items()
            }
            there = f"{address}/{page.path}" if address else f"../{page.path}"
            place.write_bytes(readable(staged, article, there, pictures, repository))


def _picture(site: Path, name: str, told: str) -> Picture:
    files = site / FOLDER
    return Picture(told, (files / f"{name}.svg").read_text("utf-8"), (files / f"{name}.png").read_bytes())
