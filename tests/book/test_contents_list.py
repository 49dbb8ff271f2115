"""What a page lists of the contents: all of it in a book of a usual size, in a very large one what is around it."""

from __future__ import annotations

from typing import Any

from review.book.sphinx_ext.navigation import MOST_LISTED, NEAR, pages_near


def part(number: int) -> dict[str, Any]:
    return {"caption": "Sources", "name": "contents-1", "entries": [{"page": f"page-{n}"} for n in range(number)]}


def listed(number: int, page: str) -> list[str]:
    return [entry["page"] for entry in pages_near(part(number), page, "index")["entries"]]


def test_a_part_of_a_usual_size_is_listed_whole() -> None:
    assert pages_near(part(MOST_LISTED), "page-0", "index") == part(MOST_LISTED)


def test_a_page_of_a_large_part_lists_those_around_it_and_how_many_there_are() -> None:
    assert listed(1000, "page-500") == [f"page-{n}" for n in range(500 - NEAR, 501 + NEAR)]
    assert listed(1000, "page-0") == [f"page-{n}" for n in range(NEAR + 1)]
    assert pages_near(part(1000), "page-500", "index")["all"] == 1000


def test_a_page_of_another_part_lists_none_of_a_large_one_and_the_first_page_all() -> None:
    assert listed(1000, "other") == []
    assert len(listed(1000, "index")) == 1000
