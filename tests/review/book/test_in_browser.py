"""The built book in a real browser: from a folder, from a server, narrow and wide, with and without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import NARROW, WIDE, brightness, enliven, opened, pages_of
from playwright.sync_api import Browser, expect


def test_every_page_works_from_a_folder_on_a_telephone(browser: Browser, site: Path) -> None:
    charts = 0
    with opened(browser, viewport=NARROW) as (page, complaints, strangers):
        for name in pages_of(site):
            page.goto((site / name).as_uri())
            charts += len(enliven(page))
            assert (complaints, strangers) == ([], []), name
            wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wider <= 0, f"{name} scrolls sideways"
    assert charts >= 5


def test_every_page_works_from_a_server(browser: Browser, site: Path, served: str) -> None:
    with opened(browser, viewport=WIDE) as (page, complaints, strangers):
        for name in pages_of(site):
            page.goto(f"{served}/{name}")
            expect(page.locator("h1")).to_be_visible()
        page.goto(f"{served}/timeline.html")
        assert enliven(page)
        assert (complaints, strangers) == ([], [])


def test_charts_are_complete_without_scripts(browser: Browser, site: Path) -> None:
    seen = 0
    with opened(browser, viewport=NARROW, java_script_enabled=False) as (page, _, strangers):
        for name in pages_of(site):
            page.goto((site / name).as_uri())
            for chart in page.locator("figure.chart").all():
                drawing = chart.locator("svg:visible")  # a picture of a line is drawn wide and narrow
                expect(drawing).to_have_count(1)
                assert drawing.locator("path, rect, circle").count() > 3
                assert (drawing.get_attribute("aria-label") or "").strip()
                expect(chart.locator("figcaption")).to_be_visible()
                seen += 1
        assert strangers == []
    assert seen >= 5


def test_a_chart_that_cannot_be_enlivened_keeps_its_drawing(browser: Browser, site: Path) -> None:
    name = next(name for name in pages_of(site) if "data-chart" in (site / name).read_text(encoding="utf-8"))
    with opened(browser) as (page, _, _):
        page.route("**/vega/vega.js", lambda route: route.abort())
        page.goto((site / name).as_uri())
        chart = page.locator("figure.chart").first
        chart.scroll_into_view_if_needed()
        expect(chart).to_have_attribute("data-live", "no")
        expect(chart.locator(".chart-static svg:visible")).to_have_count(1)
        assert page.locator(".chart-live").count() == 0


def test_the_front_page_shows_its_summary_of_findings_at_once(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=WIDE) as (page, _, _):
        page.goto((site / "index.html").as_uri())
        rows = page.locator(".review-table tbody tr:not(.group)")
        expect(rows.first).to_be_in_viewport(ratio=1)
        for row in rows.all():
            assert row.locator("th a.figure-value").count() == 1
            assert row.locator("td a[href*='.html#quote-']").count() == 1


def test_a_value_leads_to_its_row(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=NARROW) as (page, complaints, _):
        page.goto((site / "index.html").as_uri())
        link = page.locator("article a.figure-value").first
        figure = link.get_attribute("data-figure-id")
        link.click()
        page.locator(".number-card").get_by_role("link", name="Go to the row").click()
        row = page.locator(f"[id='{figure}']")
        expect(row).to_be_in_viewport()
        plain = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert row.evaluate("row => getComputedStyle(row).backgroundColor") != plain
        assert page.url.endswith(f".html#{figure}")
        assert complaints == []


@pytest.mark.parametrize("word", ["left-behind"])
def test_the_search_finds_a_word_from_a_folder(browser: Browser, site: Path, word: str) -> None:
    with opened(browser) as (page, complaints, _):
        page.goto(f"{(site / 'search.html').as_uri()}?q={word}")
        results = page.locator("#search-results ul.search li")
        # Until then the results move under the pointer, as their number above them grows by a line.
        expect(page.locator(".search-summary")).to_contain_text("Search finished")
        results.first.locator("a").first.click()
        expect(page.locator("article")).to_contain_text(word, ignore_case=True)
        assert complaints == []


def test_the_search_box_of_a_page_leads_to_the_results(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=WIDE) as (page, complaints, _):
        page.goto((site / "index.html").as_uri())
        page.keyboard.press("Control+k")
        page.locator("#pst-search-dialog input[type=search]").fill("rescued")
        page.keyboard.press("Enter")
        expect(page.locator("#search-results ul.search li").first).to_be_visible()
        assert complaints == []


def test_code_unfolds(browser: Browser, site: Path) -> None:
    with opened(browser) as (page, _, _):
        page.goto((site / "timeline.html").as_uri())
        folded = page.locator("details.hide").first
        code = folded.locator("pre").first
        expect(code).to_be_hidden()
        folded.locator("summary").click()
        expect(code).to_be_visible()


def test_light_and_dark_are_readable(browser: Browser, site: Path) -> None:
    for scheme, dark in (("light", False), ("dark", True)):
        with opened(browser, color_scheme=scheme) as (page, complaints, _):
            page.goto((site / "timeline.html").as_uri())
            expect(page.locator("html")).to_have_attribute("data-theme", scheme)
            cell = page.locator(".review-table tbody td").first
            paper, ink = cell.evaluate(
                "e => [getComputedStyle(document.body).backgroundColor, getComputedStyle(e).color]"
            )
            assert (brightness(paper) < brightness(ink)) is dark
            assert abs(brightness(paper) - brightness(ink)) > 120
            assert complaints == []


def test_controls_are_large_enough_for_a_finger(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=NARROW, has_touch=True) as (page, _, _):
        page.goto((site / "timeline.html").as_uri())
        controls = page.locator(".bd-header-article button:visible, details.hide > summary:visible")
        assert controls.count() > 3
        for control in controls.all():
            box = control.bounding_box()
            assert box and box["height"] >= 44 and box["width"] >= 44, control.evaluate("e => e.outerHTML")[:120]
