"""The page of the register: each constraint under its verdict, with arithmetic, reading and grounds."""

from __future__ import annotations

import re

from bicycle_project import Small
from library_pages import library_page


def part(page: str, verdict: str) -> str:
    """Return what stands under the heading of *verdict*."""
    return page.partition(f"(disagreements-{verdict})=")[2].partition("\n(disagreements-")[0]


def test_a_contradiction_that_nobody_read_says_so(bicycles: Small) -> None:
    bicycles.remove("figures", "gazette2014-painted")
    cells = {"quote": "200 frames", "printed": "200", "low": "200", "high": "200"}
    bicycles.add("figures", like="gazette2014-frames", figure_id="gazette2014-again", **cells)
    page = library_page("disagreements", bicycles.corpus())
    assert "One event, told more than once" not in part(page, "inconsistent"), "nobody has said that it contradicts"
    against = part(page, "unread")
    assert "One event, told more than once" in against
    assert "Proposed by the rows; not read yet." in against
    assert [against.count(f">{number}</a>") for number in ("189", "200")] == [1, 1]


def test_the_bar_counts_what_was_read_and_each_part_leads_to_its_rows(bicycles: Small) -> None:
    page = library_page("disagreements", bicycles.corpus())
    bar = page.partition("chart-narrow")[2].partition("</svg>")[0]
    assert bar.count("<a ") == bar.count("<rect ") > 0
    counts = sum(int(count) for count in re.findall(r'font-weight="bold"[^>]*>(\d+)<', bar))
    assert f"Of <span data-coded>{counts}</span> pairs" in page or f">{counts}</span> pairs" in page
    for place in re.findall(r'href="#([a-z-]+)"', bar):
        assert "<table" in part(page, place.removeprefix("disagreements-"))


def test_a_review_without_constraints_says_so(bicycles: Small) -> None:
    bicycles.write("findings", [])
    bicycles.write("relations", [])
    for row in bicycles.rows("figures"):
        if row["figure_id"] not in ("ward2014-found", "gazette2014-held"):
            bicycles.remove("figures", row["figure_id"])
    bicycles.write("derivations", [])
    assert "No constraint follows" in library_page("disagreements", bicycles.corpus())
