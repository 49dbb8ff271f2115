"""The slips that are made in rows, and what catches each: an approved text of all in a few rows."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from approving import approve
from bicycle_project import Small

from review.corpus.seeded_errors.bench import Bench

# A figure of a year, one of a day with its event, one of two months, one with a stage, and a claim.
ROWS = ("ward2014-thefts", "gazette2014-painted", "ward2014-found", "ward2014-dealer-price", "ward2014-unreported")
#: So many slips of a kind are listed: the digits of a number give dozens.
MOST = 12


@pytest.fixture
def rich(bicycles: Small) -> Small:
    """Return the small project with a figure of two days, and populations of both sexes."""
    days = {"period_start": "2014-03-07", "period_end": "2014-03-07", "period_basis": "7 March 2014"}
    bicycles.change("figures", "gazette2014-painted", population_id="women", **days)
    bicycles.change("populations", "adults", sex="male")
    bicycles.add("populations", "adults", population_id="women", label="Women", sex="female")
    bicycles.change("figures", "ward2014-found", period_start="2011-12", period_end="2012-01")
    bicycles.change("figures", "ward2014-found", period_basis="December 2011 | January 2012")
    bicycles.add("origins", origin_id="gazette-of-may", name="May 2014", kind="medium")
    return bicycles


def listed(bench: Bench) -> Iterable[str]:
    """Yield the slips in some rows, each with what caught it."""
    told: dict[tuple[str, str], int] = {}
    for slip in bench.slips():
        number = told[slip.row_id, slip.kind] = told.get((slip.row_id, slip.kind), 0) + 1
        if slip.row_id in ROWS and number <= MOST:
            yield f"{slip.row_id}: {slip.kind}: {dict(slip.cells)}: {bench.outcome(slip).caught_by or 'escapes'}\n"


def test_the_slips_in_a_few_rows(rich: Small, request: pytest.FixtureRequest) -> None:
    approve("corpus/slips.txt", "".join(listed(Bench(rich.corpus(), rich.texts))), request)
