"""How something is cited, in a real browser: the panel by mouse, touch and keyboard, and the page without scripts."""

from __future__ import annotations

import json
import re
from pathlib import Path

from browsing import NARROW, WIDE, opened
from playwright.sync_api import Browser, Locator, Page, expect

PAGE = "prices.html"
#: One thing of each kind that has a link beside it.
THINGS = ("prices", "prices-chain", "chart-prices-by-link", "table-prices-by-link", "prices-1")


def link(page: Page, name: str) -> Locator:
    return page.locator(f"a[data-cite='{name}']").first


def opened_panel(page: Page) -> Locator:
    panel = page.get_by_role("dialog")
    expect(panel).to_be_visible()
    return panel


def entry(site: Path, name: str, style: str) -> str:
    """Return the reference that the page of *name* has in a style, which is there without scripts."""
    script = (site / "cite" / f"of-{PAGE.removesuffix('.html')}.js").read_text("utf-8")
    things = json.loads(script[script.index("] = ") + 4 : script.rindex(";")])
    return re.sub(r"<[^>]*>", "", things[name]["forms"][style][0])


def pasted(page: Page) -> str:
    """Return what stands on the clipboard, as somebody finds it who pastes it."""
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_click_opens_the_reference_and_leaves_the_page_where_it_stands(
    browser: Browser, served: str, site: Path
) -> None:
    with opened(browser, viewport=WIDE) as (page, complaints, strangers):
        page.goto(f"{served}/{PAGE}")
        for name in THINGS:
            beside = link(page, name)
            beside.scroll_into_view_if_needed()
            before = page.evaluate("scrollY")
            beside.click()
            panel = opened_panel(page)
            expect(panel.locator(".reference-entry")).to_have_text(entry(site, name, "apa").strip())
            assert page.evaluate("scrollY") == before
            files = panel.get_by_role("link").evaluate_all("links => links.map(link => link.getAttribute('href'))")
            ends = [f"/cite/{name}.{form}" for form in ("bib", "ris", "json", "html")]
            assert all(any(href.endswith(end) for href in filter(None, files)) for end in ends), name
            page.keyboard.press("Escape")
            expect(panel).to_be_hidden()
            assert page.evaluate("scrollY") == before
        assert complaints == [] and strangers == []


def test_the_style_stands_in_the_address_and_is_the_next_ones_too(browser: Browser, served: str, site: Path) -> None:
    with opened(browser, viewport=WIDE) as (page, _, _):
        page.goto(f"{served}/{PAGE}")
        link(page, "prices").click()
        opened_panel(page).get_by_label("Style").select_option("mla")
        assert page.url == f"{served}/{PAGE}?style=mla"
        page.reload()
        link(page, "chart-prices-by-link").click()
        said = opened_panel(page).locator(".reference-entry")
        expect(said).to_have_text(entry(site, "chart-prices-by-link", "mla").strip())
        page.get_by_label("Style").select_option("apa")
        assert page.url == f"{served}/{PAGE}"


def test_what_is_copied_is_the_reference_and_the_button_says_so(browser: Browser, served: str, site: Path) -> None:
    with opened(browser, viewport=WIDE, permissions=["clipboard-read", "clipboard-write"]) as (page, complaints, _):
        page.goto(f"{served}/{PAGE}")
        link(page, "chart-prices-by-link").click()
        panel = opened_panel(page)
        panel.get_by_role("button", name="Copy the reference").click()
        expect(panel.get_by_role("button", name="Copied")).to_be_visible()
        assert pasted(page) == entry(site, "chart-prices-by-link", "apa").strip()
        panel.get_by_role("button", name="Copy", exact=True).first.click()
        expect(panel.locator(".reference-in-text")).to_have_text(pasted(page))
        assert pasted(page).startswith("(") and complaints == []


def test_it_opens_at_a_touch_and_fits_a_telephone(browser: Browser, served: str) -> None:
    with opened(browser, viewport=NARROW, has_touch=True, is_mobile=True) as (page, complaints, _):
        page.goto(f"{served}/{PAGE}")
        beside = link(page, "chart-prices-by-link")
        beside.scroll_into_view_if_needed()
        size = beside.bounding_box()
        assert size and min(size["width"], size["height"]) >= 24
        beside.tap()
        panel = opened_panel(page)
        shape = panel.bounding_box()
        assert shape and shape["x"] >= 0 and shape["x"] + shape["width"] <= NARROW["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        panel.get_by_role("button", name="Close").tap()
        expect(panel).to_be_hidden()
        assert complaints == []


def test_it_is_opened_read_and_closed_by_keys(browser: Browser, served: str) -> None:
    with opened(browser, viewport=WIDE) as (page, _, _):
        page.goto(f"{served}/{PAGE}")
        beside = link(page, "prices")
        beside.focus()
        page.keyboard.press("Enter")
        panel = opened_panel(page)
        expect(panel.get_by_role("button", name="Close")).to_be_focused()
        page.keyboard.press("Tab")
        expect(panel.get_by_label("Style")).to_be_focused()
        page.keyboard.press("Tab")
        expect(panel.get_by_role("button", name="Copy the reference")).to_be_focused()
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(beside).to_be_focused()


def test_without_scripts_the_link_leads_to_a_page_with_the_same_reference(
    browser: Browser, served: str, site: Path
) -> None:
    with opened(browser, viewport=NARROW, java_script_enabled=False) as (page, complaints, _):
        for name in THINGS:
            page.goto(f"{served}/{PAGE}")
            link(page, name).click()
            expect(page).to_have_url(f"{served}/cite/{name}.html")
            said = " ".join((page.locator("body").text_content() or "").split())
            assert " ".join(entry(site, name, "apa").split()) in said
            for form in ("bib", "ris", "json"):
                assert page.request.get(f"{served}/cite/{name}.{form}").ok
        assert complaints == []


def test_the_sign_of_a_heading_is_seen_when_it_has_the_focus_and_is_its_address(browser: Browser, served: str) -> None:
    with opened(browser, viewport=WIDE) as (page, _, _):
        page.goto(f"{served}/{PAGE}")
        sign = page.locator("h2 a.headerlink").first
        sign.focus()
        expect(sign).to_be_visible()
        assert float(sign.evaluate("sign => getComputedStyle(sign).opacity")) == 1
        page.keyboard.press("Enter")
        assert page.url == f"{served}/{PAGE}{sign.get_attribute('href')}"
