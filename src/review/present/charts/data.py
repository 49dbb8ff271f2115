"""How frames become the data of a chart: with the ids of their rows, and without what JSON cannot hold."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from review.present.charts.specification import IDS
from review.present.look.renderer import NAME as THEME
from review.present.look.renderer import render
from review.present.values.value import Value

# Altair saves charts with what it calls its default, whatever is enabled.
TRANSFORMER, RENDERER = "default", "review"


def to_rows(data: Any, **options: Any) -> Any:
    """Return the data of a chart as Altair embeds them; of a frame, with its index where it names the rows."""
    if not isinstance(data, pd.DataFrame):
        return alt.default_data_transformer(data, **options)
    frame = data.reset_index() if data.index.name in IDS and data.index.name not in data else data
    columns = {str(name): _plain(frame[name]) for name in frame}
    rows = zip(*(values for values in columns.values() if values is not None), strict=True)
    names = [name for name, values in columns.items() if values is not None]
    return {"values": [dict(zip(names, row, strict=True)) for row in rows]}


def _plain(column: pd.Series[Any]) -> list[Any] | None:
    """Return a column as JSON has it, None where it cannot: dates as text, missing ones as null."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype(object)
    if isinstance(column.dtype, pd.PeriodDtype):
        column = column.dt.to_timestamp()
    missing = column.isna()
    if pd.api.types.is_datetime64_any_dtype(column):
        values: list[Any] = column.dt.strftime("%Y-%m-%dT%H:%M:%S").tolist()
    elif column.dtype == object:
        values = [str(one) if isinstance(one, Value) else one for one in column]
    else:
        values = column.astype(object).tolist()
    if not all(gone or isinstance(value, (str, int, float)) for gone, value in zip(missing, values, strict=True)):
        return None
    return [None if gone else value for gone, value in zip(missing, values, strict=True)]


def set_up() -> None:
    """Let Altair make the data of charts in this way, and draw in the look of the book."""
    alt.data_transformers.register(TRANSFORMER, to_rows)
    alt.data_transformers.enable(TRANSFORMER)
    alt.theme.enable(THEME)
    # By its entry point Altair finds it where the library is installed once, and under one name.
    alt.renderers.register(RENDERER, render)
    alt.renderers.enable(RENDERER)
