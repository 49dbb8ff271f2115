"""Totals at successive dates: which of them one line may join."""

from __future__ import annotations

from dataclasses import replace

import pytest

from review.corpus.corpus import Corpus
from review.errors import IncomparableFigures
from review.present.charts.cumulative import cumulative_chart


@pytest.mark.parametrize(
    ("field", "cells"),
    [("place", {"place": "There"}), ("start", {"period_start": "2007"}), ("start", {"period_start": ""})],
)
def test_a_line_joins_totals_of_one_start_and_place(small: Corpus, field: str, cells: dict[str, str]) -> None:
    first, last = small.figures_where(figure_id=("alpha-exact", "alpha-over"))
    elsewhere = replace(last, section_id="beta-body", **cells)
    with pytest.raises(IncomparableFigures, match=f"may not share a difference: .*{field}: "):
        cumulative_chart(small, [first, elsewhere], caption="Totals")


def test_a_period_of_its_own_is_held_to_the_axis_alone(small: Corpus) -> None:
    totals = small.figures_where(figure_id=("alpha-exact", "alpha-over"))
    year = replace(small.figures["alpha-year"], place="There", section_id="beta-body")
    assert cumulative_chart(small, totals, [year], caption="Totals").spec["vconcat"]
