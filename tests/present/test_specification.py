"""Which rows a chart draws, by the ids in its data."""

from __future__ import annotations

from review.present.specification import ids_drawn


def test_a_figure_that_has_an_event_draws_no_event() -> None:
    figure = {"figure_id": "alpha2001-lost", "event_id": "theft"}
    claim = {"claim_id": "alpha2001-many", "event_id": "theft"}
    drawn = ids_drawn({"datasets": {"d": [figure, claim, {"event_id": "raid"}]}})
    assert drawn == {"figure_id": ["alpha2001-lost"], "claim_id": ["alpha2001-many"], "event_id": ["raid"]}
