"""What a notebook publishes: a chart or a table with all that a reader needs, refused where it would mislead."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any, overload

import altair as alt
import pandas as pd

from review.errors import UsageError
from review.present.charts.proof import require_proven
from review.present.charts.specification import ids_drawn, narrow_and_wide, require_alike, used_only, with_titles
from review.present.charts.words import caption_of, data_of, key_of, notes_of
from review.present.frames.framed import framed_table
from review.present.html.markup import Content, plain
from review.present.html.tabular import Table
from review.present.look.chart import Chart, heading_of, nothing_to_draw, told_in_a_sentence
from review.present.values.opened import opened


@overload
def publish(shown: pd.DataFrame, *, caption: Content) -> Table: ...
@overload
def publish(
    shown: alt.TopLevelMixin | None,
    *,
    caption: Content,
    finding: str = "",
    notes: Sequence[Content] = (),
    wide: alt.TopLevelMixin | None = None,
) -> Chart: ...
def publish(
    shown: alt.TopLevelMixin | pd.DataFrame | None,
    *,
    caption: Content,
    finding: str = "",
    notes: Sequence[Content] = (),
    wide: alt.TopLevelMixin | None = None,
) -> Chart | Table:
    """Return a chart or a frame as the book shows it; the last line of a cell.

    A chart gets its sources, what its marks mean, an alternative text and the table of its data from the rows that
    its data name (``figure_id``, …), and its marks open their cards. *finding* heads it in the published run, in
    another what its caption begins with. *wide* draws the same rows for a wide page, where that asks for another chart.
    None stands for a chart without rows, and in its place stands a sentence. A frame becomes a table: a `Value` is a
    link to its row, a whole number counts rows. Raises IncomparableFigures where unlike figures share an axis or are
    added up, UsageError for a number that no row proves.

    >>> publish(chapter.figures()[["value", "quote"]].head(2), caption="Two figures")
    Table: Two figures (2 rows)
    """
    if caption is None or not str(caption).strip():
        raise UsageError("a chart or a table needs a caption (got an empty one).")
    now = opened()
    if shown is None:
        return nothing_to_draw(str(caption))
    if isinstance(shown, pd.DataFrame):
        if finding or notes:
            raise UsageError("a table has a caption alone: finding and notes are for charts.")
        return framed_table(now.corpus, shown, caption=str(caption))
    if not isinstance(shown, alt.TopLevelMixin):
        raise UsageError(f"publish takes an Altair chart or a DataFrame (got a {type(shown).__name__}).")
    drawn: list[Any] = [one for one in (shown, wide) if one is not None]
    return _published(drawn, caption, finding, notes)


def _specified(chart: Any) -> dict[str, Any]:
    """Return the specification of a chart, which may have no rows in a run that leaves some out."""
    with warnings.catch_warnings():
        # Of an empty column Altair cannot tell what scale it would have, and nothing is drawn on it.
        warnings.filterwarnings("ignore", "I don't know how to infer vegalite type from 'empty'")
        return with_titles(used_only(chart.to_dict()))


def _published(drawn: Sequence[Any], caption: Content, finding: str, notes: Sequence[Content]) -> Chart:
    """Return a chart that may be shown, and the one for a wide page if any, with what its rows say of it."""
    chart = drawn[0] if len(drawn) == 1 else alt.vconcat(*drawn)
    corpus, spec = opened().corpus, _specified(chart)
    if not any(spec.get("datasets", {}).values()):
        return nothing_to_draw(str(caption))
    require_alike(corpus, spec)
    require_proven(corpus, spec)
    ids = ids_drawn(spec)
    heading, left = heading_of(finding, caption, is_changed=opened().is_changed)
    data = data_of(corpus, ids, spec)
    narrow, broad = (spec, None) if len(drawn) == 1 else narrow_and_wide(spec)
    return Chart(
        narrow,
        caption_of(corpus, ids, spec, left),
        told_in_a_sentence(plain(caption), tabled=data is not None),
        heading,
        (*notes, *notes_of(corpus, ids, spec)),
        data,
        broad,
        key_of(corpus, ids, spec),
    )
