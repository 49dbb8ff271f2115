"""The flat table: a row a figure, whose labels are those of the vocabularies."""

from __future__ import annotations

from typing import Any

from bicycle_project import Small

from review.citing.flat import flat_figures


def row_of(small: Small, figure_id: str) -> dict[str, Any]:
    return next(row for row in flat_figures(small.corpus()) if row["figure_id"] == figure_id)


def test_the_end_of_the_chain_is_whom_all_the_others_rely_on(bicycles: Small) -> None:
    """The gazette has it from the police."""
    found = row_of(bicycles, "ward2014-thefts")
    assert (found["origin_id"], found["origin_end_id"], found["unnamed"]) == ("police-gazette", "police", "no")
    bicycles.change("origins", "police", kind="unnamed")
    found = row_of(bicycles, "ward2014-thefts")
    assert (found["origin_kind"], found["origin_end_kind"], found["unnamed"]) == ("medium", "unnamed", "yes")


def test_figures_stand_as_used(bicycles: Small) -> None:
    bicycles.add(
        "corrections",
        correction_id="frames",
        figure_id="gazette2014-frames",
        field="qualifier",
        found="exact",
        used="about",
        reason="It says so elsewhere.",
    )
    found = row_of(bicycles, "gazette2014-frames")
    assert (found["printed"], found["qualifier"], found["value"]) == ("189", "about", "about 189")


def test_what_a_figure_does_not_have_is_empty(bicycles: Small) -> None:
    found = row_of(bicycles, "ward2014-found")
    assert (found["population"], found["sex"], found["event"], found["high"]) == ("", "", "", None)
