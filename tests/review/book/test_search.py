"""The search in a real browser, from a server and from a folder: numbers as well as words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import opened
from playwright.sync_api import Browser, Page, expect

QUERIES = ("70,000", "30,000", "2,169", "37.7", "3,138", "18,518", "2009", "2,169 children", "12")


@pytest.fixture(params=["folder", "server"])
def search(request: pytest.FixtureRequest, site: Path) -> str:
    """Return the address of the search in a folder and on a server."""
    if request.param == "folder":
        return (site / "search.html").as_uri()
    return f"{request.getfixturevalue('served')}/search.html"


def found(page: Page, search: str, query: str) -> list[str]:
    """Return the names of the pages that the search finds."""
    page.goto(f"{search}?q={query}")
    expect(page.locator("#search-results h2")).to_have_text("Search Results")
    links = page.locator("#search-results ul.search a").all()
    return [(link.get_attribute("href") or "").partition("#")[0] for link in links]


def article(path: Path) -> str:
    """Return the text of a page, without its frame, scripts and tags."""
    own = re.search(r"<article.*</article>", path.read_text("utf-8"), re.DOTALL)
    return re.sub(r"<script.*?</script>|<[^>]*>", " ", own[0], flags=re.DOTALL) if own else ""


def holding(site: Path, number: str) -> set[str]:
    """Return the pages in whose text *number* stands, and not as part of a longer one."""
    form = re.compile(rf"(?<![\w.,]){re.escape(number)}(?!\w|[.,][0-9])")
    texts = {path.name: article(path) for path in site.glob("*.html")}
    return {name for name, text in texts.items() if form.search(text)}


def test_a_number_finds_the_pages_that_print_it_with_and_without_commas(
    browser: Browser, site: Path, search: str
) -> None:
    with opened(browser) as (page, complaints, strangers):
        for query in QUERIES:
            pages = found(page, search, query)
            assert pages and set(pages) <= holding(site, query.split()[0]), query
            assert found(page, search, query.replace(",", "")) == pages, query
        assert set(found(page, search, "70 000")) == holding(site, "70,000")
        assert (complaints, strangers) == ([], [])


def test_part_of_a_number_finds_no_page_that_prints_the_whole(browser: Browser, site: Path, search: str) -> None:
    assert holding(site, "18,518") and not holding(site, "8,518")
    with opened(browser) as (page, _, _):
        assert [found(page, search, query) for query in ("8,518", "8518", "518,518", "18,51")] == [[], [], [], []]


@pytest.mark.parametrize("words", ["left-behind", "rescue", "rescued children", "trafficking"])
def test_words_are_found_by_their_stems(browser: Browser, site: Path, search: str, words: str) -> None:
    with opened(browser) as (page, complaints, _):
        pages = found(page, search, words)
        stems = [word.removesuffix("d")[:5] for word in re.split(r"\W", words)]
        assert pages and all(stem in (site / name).read_text("utf-8").lower() for name in pages for stem in stems)
        assert complaints == []


TERMS = {
    "strike-at-trafficking": ("打拐", "daguai", "dǎguǎi"),
    "public-security-ministry": ("公安部", "gonganbu", "gong'anbu", "Gōng'ānbù"),
    "local-protectionism": ("地方保护主义", "difang baohu zhuyi"),
}


def test_a_term_leads_to_its_entry_however_it_is_typed(browser: Browser, site: Path, search: str) -> None:
    with opened(browser) as (page, complaints, strangers):
        for term_id, queries in TERMS.items():
            for query in queries:
                assert found(page, search, query)[0] == "glossary.html", query
                page.locator("#search-results ul.search a").first.click()
                expect(page.locator(f"dt#term-{term_id}")).to_be_in_viewport()
        assert (complaints, strangers) == ([], [])


@pytest.mark.parametrize("query", ["拐", "拐卖", "妇女儿童", "信息库", "ertong", "fùnǚ"])
def test_part_of_a_term_finds_the_pages_that_print_it(browser: Browser, site: Path, search: str, query: str) -> None:
    with opened(browser) as (page, _, _):
        pages = set(found(page, search, query))
        assert "glossary.html" in pages
        if not query.isascii() and len(query) < 5 and query[0] > "\u4e00":
            printed = {path.name for path in site.glob("*.html") if query in article(path)}
            assert pages == printed


def test_signs_that_stand_together_nowhere_find_nothing(browser: Browser, search: str) -> None:
    with opened(browser) as (page, _, _):
        assert found(page, search, "保护打") == []
