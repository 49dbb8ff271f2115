"""The notebooks that the pages of a site offer: each as its page has it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

import nbformat

from review.book.site.html_tree import Page, attribute
from review.book.taking.files import FOLDER
from review.book.taking.readable import Picture, readable
from review.execution.runs.cache import fingerprint
from review.files.folders import LIBRARY
from review.files.hashing import sha256
from review.files.kept_contents import KeptContents

#: Where the compiler puts what a page was made from.
SOURCES = "_sources"
#: Where the notebooks to take are kept, in the folder ``build``.
KEPT = Path("cache") / "taken"


def write_downloads(pages: Iterable[Page], site: Path, address: str, repository: str, kept: Path) -> None:
    """Write the notebooks of *pages* in place of those that the compiler read.

    The site is at an *address* and the project in a *repository*, or nowhere. What was made of a page as it is, is
    *kept* in a folder, and nothing else.
    """
    made, known = set[Path](), KeptContents(kept, "ipynb")
    maker = [fingerprint([LIBRARY], folder=LIBRARY), version("beautifulsoup4"), version("markdownify"), repository]
    for page in pages:
        place = (site / SOURCES / page.path).with_suffix(".ipynb")
        if place.is_file() and (charts := page.once(charts_on)) is not None:
            drawn = {name: told for name, told in charts.items() if (site / FOLDER / f"{name}.svg").is_file()}
            pictures = {name: _picture(site, name, told) for name, told in drawn.items()}
            there = f"{address}/{page.path}" if address else f"../{page.path}"
            key = _key([*maker, there], (place, site / page.path), pictures)
            content = known.get(key) or _made(place, page, there, pictures, repository)
            page.forget()
            made.add(known.put(key, content))
            place.write_bytes(content)
    for path in set(kept.glob("*")) - made:
        path.unlink(missing_ok=True)


def charts_on(page: Page) -> dict[str, str] | None:
    """Return what is told of each chart that is drawn on a page, by its id; None for a page without a text."""
    article = page.article()
    charts = article.select("[data-kind=chart]:has(svg)") if article else ()
    return (
        {attribute(chart, "id"): attribute(chart.select("svg")[0], "aria-label") for chart in charts}
        if article
        else None
    )


def _made(place: Path, page: Page, there: str, pictures: Mapping[str, Picture], repository: str) -> bytes:
    staged, article = nbformat.read(place, 4), page.article()  # type: ignore[no-untyped-call]
    assert article, "only a page with a text offers a notebook"
    return readable(staged, article, there, pictures, repository)


def _key(told: list[str], files: Iterable[Path], pictures: Mapping[str, Picture]) -> str:
    """Return the hash of all that a notebook to take is made of: what is *told*, what stands in *files*, *pictures*."""
    drawn = {name: [each.told, sha256(each.svg.encode()), sha256(each.png)] for name, each in pictures.items()}
    return sha256(json.dumps([told, [sha256(file.read_bytes()) for file in files], drawn]).encode())


def _picture(site: Path, name: str, told: str) -> Picture:
    files = site / FOLDER
    return Picture(told, (files / f"{name}.svg").read_text("utf-8"), (files / f"{name}.png").read_bytes())
