"""How frames are made: what their columns hold, which of them are categories, bounds, and dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

import pandas as pd

from review.corpus.rules.corrections import LEVELS
from review.corpus.vocabulary import TAKEN
from review.present.values.value import Value
from review.synthesis.arithmetic.spans import years

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*")
#: Every text that frames have handed out: what stands in a cell of a table and is none of them was typed.
TEXTS: set[str] = set()
#: Every number that stands in one of them, or in a value.
KNOWN_NUMBERS: set[str] = set()
#: Every column that they have, by its name in code.
COLUMNS: set[str] = set()
_Record = TypeVar("_Record")
Columns = Mapping[str, Callable[[_Record], object]]

#: Columns that hold one of few values; groups come in the order in which the rows were asked for.
CATEGORIES = (
    *("source", "measure", "of_whom", "stage", "place", "origin", "credit", "basis", "act", "counted"),
    *("event", "theme", "kind", "heading", "unit", "unit_id", "source_id", "measure_id", "population_id", "origin_id"),
    *("event_id", "theme_id", "group"),
)
#: Columns that hold numbers: the ends of a value, and of the interval printed with it.
NUMBERS = ("low", "high", "interval_low", "interval_high", "interval_level")
#: Columns whose values have an order of their own, lowest first.
ORDERED: Mapping[str, Sequence[str]] = {"as_count": LEVELS, "as_extent": LEVELS, "stance": TAKEN}


def column(name: str) -> Callable[[Any], object]:
    """Return a function that reads a column of a record."""
    return lambda row: getattr(row, name)


def as_coded(*names: str) -> Columns[Any]:
    """Return columns that hold what those of a record hold."""
    return {name: column(name) for name in names}


def framed(key: str, rows: Sequence[_Record], columns: Columns[_Record]) -> pd.DataFrame:
    """Return a frame by *key*, with a column for each function; `attrs` hold the ids of all its rows."""
    data = {name: [read(row) for row in rows] for name, read in columns.items()}
    ids = data.pop(key, None) or [getattr(row, key) for row in rows]
    frame = pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in data.items()})
    frame.index = pd.Index(ids, name=key, dtype="str")
    for name in frame.columns:
        if name in ORDERED:
            frame[name] = pd.Categorical(frame[name], categories=list(ORDERED[name]), ordered=True)
        elif name in CATEGORIES:
            frame[name] = pd.Categorical(frame[name], categories=list(dict.fromkeys(frame[name])))
        elif name == "paragraph":
            frame[name] = frame[name].astype("Int64")
        elif name not in ("value", "said", "in_source", "cited", *NUMBERS):
            frame[name] = frame[name].astype("str")
    frame.attrs[key] = list(ids)
    COLUMNS.update(data)
    TEXTS.update(text for values in data.values() for text in values if isinstance(text, str))
    remember(value for values in data.values() for value in values if isinstance(value, (str, Value)))
    return frame


def remember(values: Iterable[object]) -> None:
    """Let the numbers in the texts of *values* be such as come out of rows."""
    for value in values:
        KNOWN_NUMBERS.update(numbers_in(str(value)))


def numbers_in(text: str) -> list[str]:
    """Return the numbers in *text* as they are written: "6,785 in 2010" has two."""
    return _NUMBER.findall(text)


def bounded(frame: pd.DataFrame) -> pd.DataFrame:
    """Let ``low``, ``high`` and what there is of an interval be nullable floats, the exact decimals beside them."""
    for name in filter(frame.columns.__contains__, NUMBERS):
        exact: list[Decimal | None] = list(frame[name])
        frame[f"{name}_exact"] = pd.Series(exact, index=frame.index, dtype=object)
        floats = [None if value is None else float(value) for value in exact]
        frame[name] = pd.array(floats, dtype="Float64")
    return frame


def dated(frame: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """Add ``start`` and ``end``, the first and last day that the stated dates allow, and all ``years`` between.

    Of a period with one end, the year of that end counts: where the other lies is not known.
    """
    starts = [pd.Period(text).start_time if text else pd.NaT for text in frame[first]]
    ends = [pd.Period(text).end_time.normalize() if text else pd.NaT for text in frame[last]]
    frame["start"] = pd.Series(starts, index=frame.index, dtype="datetime64[s]")
    frame["end"] = pd.Series(ends, index=frame.index, dtype="datetime64[s]")
    spans = [tuple(years(*row)) for row in zip(frame[first], frame[last], strict=True)]
    remember(year for span in spans for year in span)
    frame["years"] = pd.Series(spans, index=frame.index, dtype=object)
    COLUMNS.update(("start", "end", "years"))  # "years" is the word of a unit, too
    return frame
