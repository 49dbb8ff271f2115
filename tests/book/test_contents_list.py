"""What a page lists of the contents: all of it in a book of a usual size, in a very large one what is around it."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

from browsing import opened
from building import build_site
from playwright.sync_api import Browser, expect
from small_project import make_project, write_notebooks

from review.book.sphinx_ext.navigation import MOST_LISTED, NEAR, pages_near


def part(number: int) -> dict[str, Any]:
    return {"caption": "Sources", "name": "contents-1", "entries": [{"page": f"page-{n}"} for n in range(number)]}


def listed(number: int, page: str) -> list[str]:
    return [entry["page"] for entry in pages_near(part(number), page, "index")["entries"]]


def test_a_part_of_a_usual_size_is_listed_whole() -> None:
    assert pages_near(part(MOST_LISTED), "page-0", "index") == part(MOST_LISTED)


def test_a_page_of_a_large_part_lists_those_around_it() -> None:
    assert listed(1000, "page-500") == [f"page-{n}" for n in range(500 - NEAR, 501 + NEAR)]
    assert listed(1000, "page-0") == [f"page-{n}" for n in range(NEAR + 1)]
    assert pages_near(part(1000), "page-500", "index")["is_cut"]


def test_a_page_of_another_part_lists_none_of_a_large_one_and_the_first_page_all() -> None:
    assert listed(1000, "other") == []
    assert len(listed(1000, "index")) == 1000


def test_a_book_of_very_many_pages_passes_its_gates_and_lists_them_all_once(tmp_path: Path, browser: Browser) -> None:
    """Its number, which no row proves, once stood beside the pages and stopped the build."""
    project = make_project(tmp_path / "project")
    names = ["".join(letters) for letters in product("abcdefg", repeat=2)]
    for name in names:
        (project.book / f"{name}.md").write_text(
            f"(of-{name})=\n# Of {name}\n\nNothing at all is counted here.\n", "utf-8"
        )
    with (project.book / "_toc.yml").open("a", encoding="utf-8") as contents:
        contents.writelines(f"  - file: {name}\n" for name in names)
    site = build_site(project, write_notebooks(project.root / "finished"))
    page = (site / "cd.html").read_text("utf-8")
    assert page.count(">Of ce</a>") and not page.count(">Of ga</a>") and page.count("All of this part") == 1
    for width in (390, 1280):
        with opened(browser) as (shown, _, _):
            shown.set_viewport_size({"width": width, "height": 640})
            shown.goto((site / "cd.html").as_uri())
            shown.locator(".bar-contents > summary").click()
            shown.get_by_text("All of this part").click()
            expect(shown.get_by_role("link", name="Of ga")).to_be_visible()
            assert shown.locator(".bar-contents > nav").evaluate("nav => nav.scrollWidth <= nav.clientWidth"), width
