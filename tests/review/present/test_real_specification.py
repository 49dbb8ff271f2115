"""What the gate on charts says of the review's computed numbers."""

from __future__ import annotations

import altair as alt
import pandas as pd
import pytest
from drawing import shown

from review.corpus.corpus import Corpus
from review.errors import IncomparableFigures
from review.present.frames.rows import computed_frame, figures_frame


def test_computed_numbers_share_an_axis_with_their_like_alone(real_cells: Corpus) -> None:
    rates = computed_frame(real_cells, ["campaign-children-start-rate", "campaign-children-first-rate"])
    shares = computed_frame(real_cells, ["share-children-2009-11"])
    assert shown(alt.Chart(rates).mark_point().encode(x="low", y="label"))
    with pytest.raises(IncomparableFigures, match="computed numbers may not share an axis"):
        shown(alt.Chart(pd.concat([rates, shares])).mark_point().encode(x="low", y="label"))


def test_reported_and_computed_numbers_share_none(real_cells: Corpus) -> None:
    stated = figures_frame(real_cells, real_cells.figures_where(measure_id="victim-share"))
    shares = computed_frame(real_cells, ["share-children-2009-11"])
    layers = [alt.Chart(frame).mark_point().encode(x="low:Q") for frame in (stated, shares)]
    with pytest.raises(IncomparableFigures, match="kind: computed, reported"):
        shown(alt.layer(*layers))
