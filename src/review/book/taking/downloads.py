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
        if place.is_file() and (article := page.article()):
            staged = nbformat.read(place, 4)  # type: ignore[no-untyped-call]
            charts = {attribute(chart, "id"): chart for chart in article.select("[data-kind=chart]:has(svg)")}
            drawn = {name: chart for name, chart in charts.items() if (site / FOLDER / f"{name}.svg").is_file()}
            pictures = {
                name: _picture(site, name, attribute(each.select("svg")[0], "aria-label"))
                for name, each in drawn.items()
            }
            there = f"{address}/{page.path}" if address else f"../{page.path}"
            key = _key([*maker, there], (place, site / page.path), pictures)
            content = known.get(key) or readable(staged, article, there, pictures, repository)
            made.add(known.put(key, content))
            place.write_bytes(content)
    for path in set(kept.glob("*")) - made:
        path.unlink(missing_ok=True)


def _key(told: list[str], files: Iterable[Path], pictures: Mapping[str, Picture]) -> str:
    """Return the hash of all that a notebook to take is made of: what is *told*, what stands in *files*, *pictures*."""
    drawn = {name: [each.told, sha256(each.svg.encode()), sha256(each.png)] for name, each in pictures.items()}
    return sha256(json.dumps([told, [sha256(file.read_bytes()) for file in files], drawn]).encode())


def _picture(site: Path, name: str, told: str) -> Picture:
    files = site / FOLDER
    return Picture(told, (files / f"{name}.svg").read_text("utf-8"), (files / f"{name}.png").read_bytes())
