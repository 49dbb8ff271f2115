"""The built book in a real browser: from a folder, from a server, narrow and wide, with and without scripts."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from browsing import NARROW, SHIFTS, WIDE, brightness, enliven, opened, pages_of
from playwright.sync_api import Browser, expect


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.soak)], ids=["quick", "soak"])
def test_every_page_works_from_a_server(browser: Browser, site: Path, served: str, step: int) -> None:
    """Each third in the quick variant: from a folder, where browsers allow less, each is opened."""
    with opened(browser, viewport=WIDE) as (page, complaints, strangers):
        page.add_init_script(SHIFTS)
        # Whether a copy has Python for browsers is told by asking for it.
        ready = {"content_type": "text/javascript", "body": "postMessage({ ready: true });"}
        page.route("**/live/worker.js", lambda route: route.fulfill(**ready))
        for name in pages_of(site)[::step]:
            page.goto(f"{served}/{name}")
            expect(page.locator("h1")).to_be_visible()
            assert page.evaluate("window.shifted") < 0.05, f"{name} moves while it loads"
        page.goto(f"{served}/timeline.html")
        assert enliven(page)
        assert (complaints, strangers) == ([], [])


def test_charts_are_complete_without_scripts(browser: Browser, site: Path) -> None:
    seen = 0
    with opened(browser, viewport=NARROW, java_script_enabled=False) as (page, _, strangers):
        for name in pages_of(site):
            if '<figure class="chart' not in (site / name).read_text("utf-8"):
                continue
            page.goto((site / name).as_uri())
            for chart in page.locator("figure.chart").all():
                fold = page.locator("details:not([open])", has=chart)
                if fold.count():  # by hand, as a reader without scripts does
                    fold.locator(":scope > summary").click()
                drawing = chart.locator("svg:visible")  # a picture of a line is drawn wide and narrow
                expect(drawing).to_have_count(1)
                assert drawing.locator("path, rect, circle").count() > 3
                assert (drawing.get_attribute("aria-label") or "").strip()
                expect(chart.locator("figcaption")).to_be_visible()
                seen += 1
        assert strangers == []
    assert seen >= 5


def test_a_chart_that_cannot_be_enlivened_keeps_its_drawing(browser: Browser, site: Path) -> None:
    with opened(browser) as (page, _, _):
        page.route("**/vega/vega.js", lambda route: route.abort())
        page.goto((site / "how-many.html").as_uri())
        chart = page.locator("figure.chart").first
        page.mouse.move(1, 1)
        expect(chart).to_have_attribute("data-live", "no")
        expect(chart.locator(".chart-static svg:visible")).to_have_count(1)
        assert page.locator(".chart-live").count() == 0


@pytest.mark.parametrize("name", ["how-many", "prices", "courts"])
def test_a_chapter_is_light_before_anybody_touches_it(browser: Browser, served: str, site: Path, name: str) -> None:
    asked: list[str] = []
    with opened(browser, viewport=NARROW) as (page, _, _):
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{served}/{name}.html", wait_until="domcontentloaded")
        before = [url.removeprefix(f"{served}/").partition("?")[0] for url in asked if "/vega/" not in url]
        assert page.locator("script[src]:not([defer]):not([src*=vega])").count() == 0, "a script holds up the paint"
    assert f"{name}.html" in before and sum(path.endswith(".css") for path in before) == 1
    weight = sum(len(gzip.compress((site / path).read_bytes())) for path in before if not path.startswith("data:"))
    assert weight <= 150_000


def test_the_front_page_says_three_things_and_what_may_be_quoted(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=WIDE) as (page, _, _):
        page.goto((site / "index.html").as_uri())
        keys = page.locator(".rows > .row")
        assert keys.count() == 3
        for key in keys.all():
            expect(key).to_be_in_viewport(ratio=1)
        rows = page.locator(".review-table tbody tr:not(.group)")
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
        page.wait_for_url(f"**.html#{figure}")
        assert complaints == []


def test_the_search_box_of_a_page_leads_to_the_results(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=WIDE) as (page, complaints, _):
        page.goto((site / "index.html").as_uri())
        page.get_by_role("banner").get_by_role("searchbox").fill("rescued")
        page.keyboard.press("Enter")
        expect(page.locator("#search-results li").first).to_be_visible()
        assert complaints == []


def test_one_switch_shows_the_code_of_the_whole_book(browser: Browser, site: Path) -> None:
    with opened(browser) as (page, _, _):
        page.goto((site / "timeline.html").as_uri())
        code = page.locator("details.hide pre").first
        expect(code).to_be_hidden()
        page.get_by_role("button", name="Show the code").click()
        expect(code).to_be_visible()
        page.goto((site / "prices.html").as_uri())
        expect(code).to_be_visible()
    with opened(browser, java_script_enabled=False) as (page, _, _):
        page.goto((site / "timeline.html").as_uri())
        code = page.locator("details.hide pre").first
        page.get_by_text("Show the code").locator("visible=true").first.click()
        expect(code).to_be_visible()


def test_light_and_dark_are_readable(browser: Browser, site: Path) -> None:
    for scheme, dark in (("light", False), ("dark", True)):
        with opened(browser, color_scheme=scheme) as (page, complaints, _):
            page.goto((site / "timeline.html").as_uri())
            cell = page.locator(".review-table tbody td").first
            paper, ink = cell.evaluate(
                "e => [getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(e).color]"
            )
            assert (brightness(paper) < brightness(ink)) is dark
            assert abs(brightness(paper) - brightness(ink)) > 120
            assert complaints == []


def test_controls_are_large_enough_for_a_finger(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=NARROW, has_touch=True) as (page, _, _):
        page.goto((site / "timeline.html").as_uri())
        controls = page.locator("header.bar :is(button, summary, a):visible, article summary:visible")
        assert controls.count() > 3
        for control in controls.all():
            box = control.bounding_box()
            assert box and box["height"] >= 44 and box["width"] >= 44, control.evaluate("e => e.outerHTML")[:120]
