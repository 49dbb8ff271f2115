"""A DataFrame as a table of the book: numbers of rows as links, counts as counts, typed texts left for the gate."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from review.corpus.corpus import Corpus
from review.errors import UsageError
from review.present.charts.specification import IDS, require_together
from review.present.html.markup import Content, Html, coded, joined
from review.present.html.tabular import Table, Typed, coded_table, in_lines, listed
from review.present.numbers.counts import is_count
from review.present.values.making import COLUMNS, TEXTS
from review.present.values.value import Value
from review.present.words.wording import date_text, list_text, number, sentence_case


def framed_table(corpus: Corpus, frame: pd.DataFrame, *, caption: str) -> Table:
    """Return *frame* as a table: its index first, unless that names rows by their ids.

    The first level of an index of several makes the headings. Where a run leaves no row, the caption says so. Raises
    IncomparableFigures for numbers computed of unlike figures, UsageError for others that no row proves.
    """
    frame = _bounded(corpus, frame)
    # By place: of columns and of levels, two may have one name.
    levels = [(name, frame.index.get_level_values(place)) for place, name in enumerate(frame.index.names)]
    if frame.index.name in IDS or (isinstance(frame.index, pd.RangeIndex) and frame.index.name is None):
        levels = []
    groups = [_cell(corpus, frame, value) for value in levels[0][1]] if len(levels) > 1 else None
    filled = [*levels[1 if groups else 0 :], *frame.items()]
    columns = [_title(name) for name, _ in filled]
    rows = [tuple(_cell(corpus, frame, value) for value in row) for row in zip(*(of for _, of in filled), strict=True)]
    title = caption if rows else f"{caption}: none is shown with these parameters"
    return coded_table(columns, rows, caption=title, groups=groups)


def _bounded(corpus: Corpus, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a copy of *frame* in which bounds of figures, where they are the rows' own, are exact texts."""
    frame = frame.copy(deep=False)
    if frame.index.name != "figure_id":
        return frame
    for place, name in enumerate(frame.columns):
        if name in ("low", "high", "low_exact", "high_exact"):
            exact = [getattr(corpus.figures[key], name.removesuffix("_exact")) for key in frame.index]
            floats = [None if pd.isna(end) else float(end) for end in frame.iloc[:, place]]
            if floats == [None if end is None else float(end) for end in exact]:
                texts = [None if end is None else number(end) for end in exact]
                TEXTS.update(text for text in texts if text)
                frame.isetitem(place, np.array(texts, dtype=object))
    return frame


def empty_cells(counts: pd.DataFrame, caption: str = "") -> Html:
    """Return a caption that ends in how many cells of a table of counts are empty.

    >>> empty_cells(pd.DataFrame({"a": [0, 2], "b": [1, 3]}), "Rows by source.").text
    'Rows by source. <span data-coded>1 of 4 cells are empty.</span>'
    """
    empty = int((~counts.fillna(0).astype(bool)).to_numpy().sum())
    lead = f"{caption.removesuffix('.')}. " if caption else ""
    return joined([lead, coded(f"{number(empty)} of {number(counts.size)} cells are empty.")])


def _title(name: object) -> str:
    if name is None:
        return ""
    text = ", ".join(str(part) for part in name if str(part)) if isinstance(name, tuple) else str(name)
    return text if text in TEXTS and text not in COLUMNS else sentence_case(text.replace("_", " "))


def _cell(corpus: Corpus, frame: pd.DataFrame, value: Any) -> Content:
    if isinstance(value, Value):
        return value.html
    if pd.api.types.is_list_like(value):
        return _several(corpus, frame, value)
    if pd.isna(value):
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if isinstance(value, (int, np.integer)) and is_count(corpus, int(value)):
        return int(value)
    if isinstance(value, date):
        return date_text(value.isoformat()[: len("2010-01-31")])
    if isinstance(value, str):
        # What no row says was written in the cell: it is read for typed quantities, as prose is.
        return value if value in TEXTS else Typed(value)
    require_together(corpus, {str(name): ids for name, ids in frame.attrs.items()}, "a sum")
    raise UsageError(
        f"the table has a number that no row proves ({value}). Show `value` of the rows, count them (whole numbers: "
        "`fill_value=0`), or show a derivation with `chapter.computed`."
    )


def _several(corpus: Corpus, frame: pd.DataFrame, values: Iterable[Any]) -> Content:
    values = list(values)
    cells = [_cell(corpus, frame, value) for value in values]
    if all(isinstance(cell, str) for cell in cells):
        texts = list(dict.fromkeys(str(cell) for cell in cells))
        whole = list_text(texts)
        return Typed(whole) if any(isinstance(cell, Typed) for cell in cells) else whole
    if all(isinstance(value, Value) and value.of == "claims" for value in values):
        return listed(cells)
    return in_lines(cells)
