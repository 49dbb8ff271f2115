"""Rows on lines under each other: where each text of a chart in rows begins, as long texts take several lines."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from review.present.charts.specification import LINE
from review.present.look.sizes import SIZE, WIDTH, wrap


def in_rows(
    frame: pd.DataFrame, text: str, *, width: float = WIDTH, headings: Sequence[str] = (), size: float = SIZE
) -> tuple[pd.DataFrame, list[int]]:
    """Return *frame* with the line of each row, and all lines: the domain of an axis that takes one step for each.

    The column *text* is wrapped to *width*, and ``at_line`` is where it begins. Each of *headings*, outermost first,
    stands above the first of the rows that share it (``…_at_line``) and is empty for the others; an outermost one
    leaves a line free above it.

    >>> rows, lines = in_rows(chapter.figures().head(2), "of_whom", headings=["source"])
    >>> rows.at_line.tolist(), len(lines)
    ([...], ...)
    """
    made = frame.assign(**{name: frame[name].astype(str) for name in (*headings, text)})
    before: list[str] = []
    line = 0
    placed: list[dict[str, object]] = []
    for row in made[[*headings, text]].itertuples(index=False):
        *above, own = map(str, row)
        cells: dict[str, object] = {}
        for place, (name, words) in enumerate(zip(headings, above, strict=True)):
            is_new = before[: place + 1] != above[: place + 1]
            line += int(is_new and place == 0 and bool(placed))
            lines = wrap(words, size=size) if is_new else []
            cells |= {name: "\n".join(lines), f"{name}_{LINE}": line}
            line += len(lines)
        lines = wrap(own, width, size)
        placed.append({**cells, text: "\n".join(lines), LINE: line})
        before, line = above, line + len(lines)
    columns = pd.DataFrame(placed, index=made.index)
    return made.drop(columns=[*headings, text]).join(columns), list(range(line))
