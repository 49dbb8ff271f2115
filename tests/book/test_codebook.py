"""The page of the data: what its starts print, what its picture shows, and what it says of every column."""

from __future__ import annotations

import re

from bicycle_project import REPOSITORY, Small
from library_pages import library_page

from review.book.pages.codebook.page import ORDER, shown_measure
from review.book.site.html_tree import parse_html


def test_the_measure_shown_is_the_one_that_most_sources_report(bicycles: Small) -> None:
    assert shown_measure(bicycles.corpus()) == "thefts"


def test_an_open_end_is_shown_by_a_figure_that_has_one(bicycles: Small) -> None:
    page = library_page("data", bicycles.corpus())
    part = parse_html(page[page.index("(data-bounds)=") : page.index("(data-stances)=")])
    cells = [element.text.strip() for element in part.find_all(["th", "td"])][2:]
    assert dict(zip(cells[::2], cells[1::2], strict=True)) == {
        "The source prints": "“up to 40 euros”",
        "printed": "up to 40",
        "low": "empty",
        "high": "40",
        "qualifier": "at most",
        "The book prints": "up to €40",
    }


# --- stances and themes ----------------------------------------------------------------------------


def stances_of(small: Small) -> str:
    page = library_page("data", small.corpus())
    return page[page.index("(data-stances)=") : page.index("(data-picture)=")]


def test_the_rule_asks_for_the_stances_in_the_order_of_its_examples(bicycles: Small) -> None:
    rule = (REPOSITORY / "book" / "data.md").read_text("utf-8")
    assert re.findall(r"^[0-9]\. \*\*(\w+)\*\*", rule, re.MULTILINE) == list(ORDER)
    assert "Examples of each stance" not in stances_of(bicycles)
    for claim_id in ("gazette2014-plague", "ward2014-unreported", "ward2014-good-lock"):
        bicycles.add("stance_examples", claim_id=claim_id, why=f"So says {claim_id}.")
    bicycles.change("claims", "gazette2014-plague", stance="implies")
    rows = [element.text for element in parse_html(stances_of(bicycles)).find_all("tr")]
    told = [row for row in rows if "So says" in row]
    assert [re.findall(r"So says ([\w-]+)", row)[0] for row in told] == [
        "gazette2014-plague",
        "ward2014-good-lock",
        "ward2014-unreported",
    ]
    assert "The council finds the state of things bad." in told[0] and "Bicycles" in told[0]


def test_every_theme_says_what_is_in_it_and_what_is_not(bicycles: Small) -> None:
    rows = [element.text.split("\n") for element in parse_html(stances_of(bicycles)).find_all("tr")]
    told = [[cell for cell in row if cell] for row in rows]
    assert ["Locks", "What the label says.", "What the other theme says."] in told
