"""A drawing that is taller than a sheet, cut into pieces where nothing is written, so that its words stay legible."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from itertools import pairwise

from bs4 import Tag

#: How high a piece may be, and how high a drawing may be that is made smaller instead, as parts of its width.
PIECE, WHOLE = 1.2, 1.5
_MOVED = re.compile(r"translate\(\s*[-\d.]+[,\s]+([-\d.]+)\s*\)")
# A line of a drawing, from above its letters to below them.
_ABOVE, _BELOW, _LINE = 14.0, 5.0, 15.0


def slice_drawings(article: Tag) -> None:
    """Put pieces in the place of each drawing of *article* that a sheet cannot hold; the first says what it shows."""
    for drawing in article.select("figure svg[viewbox]"):
        _, _, width, height = (float(each) for each in str(drawing["viewbox"]).split())
        if height <= WHOLE * width:
            continue
        if figure := drawing.find_parent("figure"):
            figure["class"] = "chart sliced"
        bounds = [0.0, *_cuts(drawing, height, PIECE * width), height]
        for number, (top, bottom) in enumerate(pairwise(bounds)):
            piece = copy.copy(drawing)
            piece["viewbox"] = f"0 {top:g} {width:g} {bottom - top:g}"
            if number:
                del piece["role"], piece["aria-label"]
                piece["aria-hidden"] = "true"
            drawing.insert_before(piece)
        drawing.decompose()


def _cuts(drawing: Tag, height: float, most: float) -> Iterator[float]:
    """Yield where to cut, each at the widest gap between words in the lower half of what a sheet holds."""
    words = sorted(_written(drawing))
    gaps, low = [], 0.0
    for top, bottom in words:
        if top > low:
            gaps.append((low, top))
        low = max(low, bottom)
    start = 0.0
    while height - start > most:
        near = [(low, top) for low, top in gaps if start + most / 2 < (low + top) / 2 <= start + most]
        # Where gaps are alike, the lowest leaves the fewest pieces.
        low, top = max(near, key=lambda gap: (round(gap[1] - gap[0]), gap[0]), default=(start + most, start + most))
        start = (low + top) / 2 if top - low < 2 * _ABOVE else top - _ABOVE / 2
        yield start


def _written(drawing: Tag) -> Iterator[tuple[float, float]]:
    for text in drawing.find_all("text"):
        moved = [_MOVED.search(str(each.get("transform", ""))) for each in (text, *text.parents)]
        y = sum(float(found[1]) for found in moved if found)
        lines = max(len([line for line in text.find_all("tspan") if line.get_text(strip=True)]), 1)
        yield y - _ABOVE, y + _BELOW + _LINE * (lines - 1)
