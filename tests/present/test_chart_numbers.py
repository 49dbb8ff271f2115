"""Every number that a chart prints, beside its marks or to a pointer over them, names its row."""

from __future__ import annotations

from typing import Any

import pytest
from chart_numbers import unmarked

from review.present.charts.scales import TIPS


@pytest.mark.parametrize(
    "row",
    [
        {"text": "365 to 410", "y": 8},
        {"text": "36.0\u00a0%", "y": 8},
        {"text": "2,169", "x": 1, "y": 2},
        {"which": "89\u00a0persons: Persons seen", "figures": "3", "count_of": "figures"},
        {"text": "up to 2010 persons", "count_of": "figures", "figures": "12 or more"},
    ],
)
def test_a_number_of_nobodys_is_found(row: dict[str, Any]) -> None:
    assert len(list(unmarked([row]))) == 1


@pytest.mark.parametrize(
    "row",
    [
        {"text": "2,169", "figure_id": "found"},
        {"text": "36.0\u00a0%", "derivation_id": "share"},
        {"text": "6", "count_of": "figures"},
        {"coded": "disputes (1 claim)", "column": "wang2011", "count_of": "claims"},
        {"which": "government: 14; court: 4", "count_of": "figures"},
        {"text": "2009"},
    ],
)
def test_ids_counts_and_years_are_marks_enough(row: dict[str, Any]) -> None:
    assert list(unmarked([row])) == []


def test_what_a_pointer_is_told_of_a_number_says_who_is_not_named() -> None:
    assert {"value", "credit", "quote", "origin"} <= {tip.to_dict()["title"] for tip in TIPS}
