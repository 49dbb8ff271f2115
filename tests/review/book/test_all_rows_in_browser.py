"""The pages of all figures and all claims in a real browser: sorted, filtered, searched, saved, and without scripts."""

from __future__ import annotations

import csv
import gzip
import re
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from bicycle_project import REPOSITORY
from browsing import NARROW, WIDE, opened
from playwright.sync_api import Browser, Locator, Page, expect

from review.book.site import html_tree
from review.book.site.html_tree import attribute
from review.book.site.row_ids import traced_numbers
from review.book.site.unshown_rows import chapters
from review.corpus.corpus import Corpus
from review.corpus.tables.project import Project

#: From a folder narrow, from a server wide; the long variants cross them.
PLACES = pytest.mark.parametrize(
    ("book", "view"),
    [
        pytest.param(*each, id=f"{each[0]}-{each[1]['width']}", marks=[pytest.mark.soak] * long)
        for each, long in [
            *((("folder", NARROW), False), (("server", WIDE), False)),
            *((("folder", WIDE), True), (("server", NARROW), True)),
        ]
    ],
    indirect=["book"],
)


@pytest.fixture(params=["folder", pytest.param("server", marks=pytest.mark.soak)])
def book(request: pytest.FixtureRequest, site: Path) -> str:
    """Return the address of the book in a folder and on a server."""
    return site.as_uri() if request.param == "folder" else str(request.getfixturevalue("served"))


def field(page: Page, name: str) -> Locator:
    """Return the field of the form that has the *name*, its filters unfolded."""
    page.locator(".view-form details").evaluate("fold => { fold.open = true; }")
    return page.locator(f".view-{name} :is(input, select)")


def rows(page: Page) -> list[str]:
    """Return the ids of the figures that are shown, in their order."""
    return page.locator(".row-view tbody th a").evaluate_all("all => all.map(link => link.dataset.figureId)")


def told(page: Page) -> Locator:
    return page.get_by_role("status").filter(has_text="rows")


def shown(corpus: Corpus, **wanted: str) -> set[str]:
    return {figure.figure_id for figure in corpus.figures_where(**wanted)}


@PLACES
def test_rows_are_filtered_and_the_address_and_the_way_back_hold_the_view(
    browser: Browser, book: str, view: dict[str, int], real: Corpus
) -> None:
    with opened(browser, viewport=view) as (page, complaints, strangers):
        page.goto(f"{book}/figures.html")
        whole, mine = rows(page), shown(real, source_id="jiang2013")
        assert sorted(whole) == sorted(real.figures)
        name = real.sources["jiang2013"].name
        field(page, "source").select_option(name)
        assert set(rows(page)) == mine
        expect(told(page)).to_have_text(f"{len(mine)} of {len(whole)} rows.")
        expect(page).to_have_url(f"{book}/figures.html?source={name.replace(' ', '+')}")
        field(page, "origin").select_option("named")
        named = {key for key in mine if not real.is_unnamed(real.figures[key])}
        assert set(rows(page)) == named < mine
        page.reload()
        assert set(rows(page)) == named
        page.go_back()
        assert set(rows(page)) == mine
        page.go_back()
        assert rows(page) == whole
        assert page.evaluate("document.documentElement.scrollWidth") <= view["width"]
        assert (complaints, strangers) == ([], [])


def test_a_number_is_found_however_it_is_typed(browser: Browser, book: str, real: Corpus) -> None:
    expected = {key for key, row in real.figures.items() if 70_000 in (row.low, row.high)}
    assert "aljazeera2012-children-abducted-yearly" in expected
    with opened(browser, viewport=WIDE) as (page, complaints, _):
        for typed in ("70,000", "70 000", "70000"):
            page.goto(f"{book}/figures.html")
            field(page, "q").press_sequentially(typed)
            # What was typed so far is looked for in between, and the address changes first.
            expect(page).to_have_url(re.compile(rf"\?q={re.escape(quote_plus(typed))}$"))
            assert set(rows(page)) == expected, typed
            expect(told(page)).to_contain_text(" of ")
        assert complaints == []


def test_a_head_sorts_its_column_and_says_so(browser: Browser, site: Path, real: Corpus) -> None:
    with opened(browser, viewport=WIDE) as (page, complaints, _):
        page.goto((site / "figures.html").as_uri())
        head = page.get_by_role("columnheader", name="Value")
        head.get_by_role("button").focus()
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", "ascending")
        values = [row.high if row.low is None else row.low for row in map(real.figures.__getitem__, rows(page))]
        assert values == sorted(values, key=float)
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", "descending")
        expect(page).to_have_url(re.compile(r"\?sort=-value$"))
        page.get_by_role("columnheader", name="Period").get_by_role("button").click()
        expect(head).not_to_have_attribute("aria-sort", re.compile("."))
        starts = [row.period_start or row.period_end for row in map(real.figures.__getitem__, rows(page))]
        dated = [start for start in starts if start]
        assert dated == sorted(dated) and starts[: len(dated)] == dated
        assert complaints == []


def test_a_chapter_and_years_choose_rows(browser: Browser, site: Path, real: Corpus) -> None:
    with opened(browser, viewport=WIDE) as (page, _, _):
        page.goto((site / "campaign.html").as_uri())
        here = set(page.locator("article [data-figure-id]").evaluate_all("all => all.map(e => e.dataset.figureId)"))
        title = page.locator("h1").evaluate("head => head.firstChild.textContent")
        page.goto((site / "figures.html").as_uri())
        field(page, "chapters").select_option(title)
        assert here <= set(rows(page))
        page.get_by_role("button", name="Show all rows").click()
        field(page, "from").fill("2011")
        field(page, "to").fill("2011")
        expect(page).to_have_url(re.compile(r"from=2011&to=2011$"))
        years = {
            key: range(int((row.period_start or row.period_end)[:4]), int((row.period_end or row.period_start)[:4]) + 1)
            for key, row in real.figures.items()
            if row.period_start or row.period_end
        }
        assert set(rows(page)) == {key for key, held in years.items() if 2011 in held}


def test_a_place_is_chosen_with_the_places_that_name_it(browser: Browser, site: Path, real: Corpus) -> None:
    naming = {key for key, row in real.figures.items() if re.search(r"\bHenan\b", row.place)}
    with opened(browser, viewport=WIDE) as (page, complaints, _):
        page.goto(f"{site.as_uri()}/figures.html?place=Henan")
        assert set(rows(page)) == naming > shown(real, place="Henan")
        expect(field(page, "place").locator("option:checked")).to_have_text("Henan, and what names it")
        field(page, "place").select_option("Yunnan to Henan")
        assert set(rows(page)) == shown(real, place="Yunnan to Henan")
        expect(field(page, "place").locator("option:checked")).to_have_text("Yunnan to Henan")
        assert complaints == []


def test_what_is_in_view_is_saved_as_csv(browser: Browser, book: str, tmp_path: Path, real: Corpus) -> None:
    with opened(browser, viewport=WIDE, accept_downloads=True) as (page, complaints, _):
        page.goto(f"{book}/figures.html?source=CECC+2009&sort=-value")
        published = '<link rel="canonical" href="https://example.org/book/figures.html" />'
        page.evaluate("document.querySelectorAll('link[rel=canonical]').forEach(link => link.remove())")
        near = saved_as(page, tmp_path / "figures-cecc-2009.csv")
        page.evaluate("link => document.head.insertAdjacentHTML('beforeend', link)", published)
        saved = saved_as(page, tmp_path / "figures-cecc-2009.csv")
        assert [row["id"] for row in saved] == rows(page)
        assert {row["id"] for row in saved} == shown(real, source_id="cecc2009")
        for row in saved:
            figure = real.figures[row["id"]]
            bounds = tuple("" if bound is None else format(bound, "f") for bound in (figure.low, figure.high))
            assert (row["Value: least"], row["Value: most"]) == bounds
            assert row["Value: unit"] == figure.unit
            assert row["address"] == f"https://example.org/book/cecc2009.html#{row['id']}"
            assert row["What is counted"] == real.measures[figure.measure_id].label
            assert "unnamed" not in row["Value"]
        assert [row["address"] for row in near] == [f"cecc2009.html#{row['id']}" for row in saved]
        page.goto(f"{book}/figures.html?q={'long+' * 30}")
        assert saved_as(page, tmp_path / "figures.csv") == []
        assert complaints == []


def saved_as(page: Page, path: Path) -> list[dict[str, str]]:
    """Save what is in view under the name that it is given, which is that of *path*, and return its rows."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as CSV").click()
    assert waiting.value.suggested_filename == path.name
    waiting.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_row_opens_its_card(browser: Browser, site: Path, real: Corpus) -> None:
    with opened(browser, viewport=NARROW, has_touch=True) as (page, complaints, _):
        page.goto((site / "figures.html").as_uri())
        figure = real.figures[rows(page)[3]]
        page.locator(".row-view tbody tr").nth(3).locator("td").first.tap()
        expect(
            page.get_by_role("dialog").locator("dl > div").filter(has_text="Quoted phrase").locator("q").first
        ).to_have_text(figure.quote)
        assert complaints == []


def test_claims_are_searched_and_more_are_shown_when_asked(browser: Browser, site: Path, real: Corpus) -> None:
    with opened(browser, viewport=WIDE) as (page, complaints, _):
        page.goto((site / "claims.html").as_uri())
        seen = page.locator(".row-view tbody tr")
        if page.get_by_role("button", name="Show more").is_visible():
            page.get_by_role("button", name="Show more").click()
        expect(seen).to_have_count(len(real.claims))
        field(page, "stance").select_option("disputes")
        expect(seen).to_have_count(len(real.claims_where(stance="disputes")))
        assert complaints == []


@pytest.mark.parametrize("name", ["figures", "claims"])
def test_on_a_telephone_a_point_stands_between_the_parts_of_a_row_alone(
    browser: Browser, site: Path, name: str
) -> None:
    points = """() => [...document.querySelectorAll(".row-view tbody tr")].map(row =>
      [...row.cells].slice(1).filter(cell => cell.offsetParent && cell.textContent).map(cell =>
        getComputedStyle(cell, "::after").content))"""
    with opened(browser, viewport=NARROW) as (page, _, _):
        page.goto((site / f"{name}.html").as_uri())
        expect(page.locator(".row-view[data-ready]")).to_be_visible()
        for row in page.evaluate(points):
            assert row == ['" · "'] * (len(row) - 1) + ["none"]


@PLACES
def test_without_scripts_the_whole_table_stands_there(
    browser: Browser, book: str, view: dict[str, int], real: Corpus
) -> None:
    with opened(browser, viewport=view, java_script_enabled=False) as (page, complaints, _):
        for name, held in (("figures", real.figures), ("claims", real.claims)):
            page.goto(f"{book}/{name}.html")
            expect(page.locator(".row-view tbody tr")).to_have_count(len(held))
            expect(page.locator(".view-form")).to_have_count(0)
        page.goto(f"{book}/search.html")
        expect(page.locator("noscript a[href='figures.html']")).to_have_count(1)
        assert complaints == []


def test_a_row_lists_each_chapter_that_shows_its_figure(pages: tuple[html_tree.Page, ...], real: Corpus) -> None:
    by_path = {page.path: page for page in pages}
    page = by_path["figures.html"]
    listed = {
        attribute(row.select_one("a[data-figure-id]"), "data-figure-id"): {
            attribute(link, "href").removesuffix(".html") for link in row.select("td li a")
        }
        for row in page.all("tr")
        if row.select_one("a[data-figure-id]")
    }
    assert set(listed) == set(real.figures)
    for name in chapters(Project(REPOSITORY)):
        shows = {key for table, key, _ in traced_numbers(by_path[f"{name}.html"]) if table == "figures"}
        assert shows <= {key for key, names in listed.items() if name in names}, name


def test_the_page_of_figures_weighs_little(site: Path) -> None:
    text = (site / "figures.html").read_text("utf-8")
    names = re.findall(r'<(?:script[^>]* src|link rel="stylesheet"[^>]* href)="([^"?]+)', text)
    weight = sum(len(gzip.compress((site / name).read_bytes())) for name in {"figures.html", *names})
    assert "view/view.js" in names and weight <= 150_000
