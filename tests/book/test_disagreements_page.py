"""The page of the register: each constraint under its verdict, with arithmetic, reading and grounds."""

from __future__ import annotations

from bicycle_project import Small
from library_pages import library_page


def part(page: str, verdict: str) -> str:
    """Return what stands under the heading of *verdict*."""
    return page.partition(f"(disagreements-{verdict})=")[2].partition("\n(disagreements-")[0]


def test_a_contradiction_that_nobody_read_says_so(bicycles: Small) -> None:
    bicycles.remove("figures", "gazette2014-painted")
    cells = {"quote": "200 frames", "printed": "200", "low": "200", "high": "200"}
    bicycles.add("figures", like="gazette2014-frames", figure_id="gazette2014-again", **cells)
    against = part(library_page("disagreements", bicycles.corpus()), "inconsistent")
    assert "One event, told more than once" in against
    assert "Proposed by the rows; not read yet." in against
    assert [against.count(f">{number}</a>") for number in ("189", "200")] == [1, 1]


def test_a_review_without_constraints_says_so(bicycles: Small) -> None:
    bicycles.write("findings", [])
    bicycles.write("relations", [])
    for row in bicycles.rows("figures"):
        if row["figure_id"] not in ("ward2014-found", "gazette2014-held"):
            bicycles.remove("figures", row["figure_id"])
    bicycles.write("derivations", [])
    assert "No constraint follows" in library_page("disagreements", bicycles.corpus())
