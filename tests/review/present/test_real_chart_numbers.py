"""Every number of every kind of chart names its row."""

from __future__ import annotations

from collections.abc import Callable

import altair as alt
import pytest
from chart_numbers import names_of, unmarked, unresolved
from drawing import data, shown

from review.corpus.corpus import Corpus
from review.present.charts.intervals import interval_chart
from review.present.frames.rows import claims_frame, computed_frame, events_frame, figures_frame


def _counts(c: Corpus) -> alt.Chart:
    frame = figures_frame(c, c.figures.values())
    counts = frame.groupby(["source_id", "basis"], observed=True).size().rename("figures").reset_index()
    drawn: alt.Chart = alt.Chart(counts).mark_text().encode(x="source_id", y="basis", text="figures")
    return drawn


DRAWN: dict[str, Callable[[Corpus], alt.TopLevelMixin]] = {
    "figures": lambda c: interval_chart(figures_frame(c, c.figures_where(measure_id=tuple(c.measures)[:9]))),
    "computed": lambda c: interval_chart(computed_frame(c, {name: [name] for name in list(c.derivations)[:9]})),
    "claims": lambda c: alt.Chart(claims_frame(c, c.claims.values())).mark_point().encode(y="theme", tooltip="quote"),
    "events": lambda c: alt.Chart(events_frame(c, c.events.values())).mark_bar().encode(x="start", text="when"),
    "counts": _counts,
}


@pytest.mark.parametrize("name", DRAWN)
def test_every_number_of_every_kind_of_chart_names_its_row(name: str, real_cells: Corpus) -> None:
    rows = list(data(shown(DRAWN[name](real_cells))))
    assert rows
    assert list(unmarked(rows, names_of(real_cells))) == []
    assert list(unresolved(rows, real_cells)) == []
