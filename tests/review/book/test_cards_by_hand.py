"""Cards by keyboard and by finger in a real browser: order of focus, the numbers of charts, targets for fingers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from browsing import NARROW, WIDE, opened
from playwright.sync_api import Browser, Locator, Page, expect

from review.corpus.corpus import Corpus
from review.present.numbers.computed import derived_text
from review.synthesis.comparing.derivations import evaluate

TOUCH = {"viewport": NARROW, "has_touch": True}


def live(page: Page, address: Path, number: int = 0) -> Locator:
    """Open a page and return one of its charts, made live."""
    page.goto(address.as_uri())
    chart = page.locator("figure.chart").nth(number)
    chart.scroll_into_view_if_needed()
    page.mouse.move(1, 1)  # charts are live once somebody moves
    expect(chart).to_have_attribute("data-live", "yes", timeout=20_000)
    return chart


def flows(page: Page, site: Path) -> Locator:
    """Open the page of the graph of credit and return the chart of its first source."""
    page.goto((site / "who-says-so.html").as_uri())
    return page.locator("figure.chart").nth(1)


def drawn_as(chart: Locator, field: str) -> Locator:
    """Return what the chart draws whose data have *field*, marked so that it can be pointed at."""
    chart.evaluate(
        """(chart, field) => chart.querySelectorAll(".chart-live path, .chart-live text").forEach(function (drawn) {
          const datum = drawn.__data__ && drawn.__data__.datum;
          const named = datum && drawn.__data__.mark.marktype !== "line" && datum[field];
          if (named) drawn.setAttribute("data-row", [].concat(named).join(" "));
        })""",
        field,
    )
    return chart.locator("[data-row]")


def middle_of(drawn: Locator) -> tuple[float, float]:
    """Return the place on the screen of the middle of what is drawn."""
    box = drawn.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def point(page: Page, drawn: Locator, *, touch: bool) -> None:
    """Point at the middle of what is drawn, whatever lies above it."""
    drawn.scroll_into_view_if_needed()
    x, y = middle_of(drawn)
    page.touchscreen.tap(x, y) if touch else page.mouse.click(x, y)


def test_tab_walks_through_a_card_and_escape_leads_back_to_the_number(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=WIDE) as (page, complaints, _):
        page.goto((site / "how-many.html").as_uri())
        number = page.locator("article a.figure-value").nth(1)
        number.focus()
        page.keyboard.press("Enter")
        card = page.get_by_role("dialog")
        expect(card).to_be_visible()
        order = [card.get_by_role("button", name="Close"), *card.locator(".card-body :is(a, button)").all()]
        assert len(order) > 2
        expect(order[0]).to_be_focused()
        for control in order[1:]:
            page.keyboard.press("Tab")
            expect(control).to_be_focused()
        for control in reversed(order[:-1]):
            page.keyboard.press("Shift+Tab")
            expect(control).to_be_focused()
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        expect(number).to_be_focused()
        assert complaints == []


def test_an_open_card_keeps_tab_from_what_lies_behind_it(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=WIDE) as (page, _, _):
        page.goto((site / "how-many.html").as_uri())
        page.locator("article a.figure-value").nth(1).press("Enter")
        card = page.get_by_role("dialog")
        expect(card).to_be_visible()
        for key in ("Shift+Tab", *["Tab"] * (card.locator("a").count() + 3)):
            page.keyboard.press(key)
            assert page.locator(":focus:not(dialog *)").count() == 0


@pytest.mark.parametrize("name", ["how-many.html", "who-says-so.html"])
def test_by_keyboard_the_numbers_of_a_chart_are_reached_below_it(
    browser: Browser, site: Path, name: str, real: Corpus
) -> None:
    with opened(browser, viewport=WIDE) as (page, complaints, _):
        chart = flows(page, site) if name.startswith("who") else live(page, site / name)
        assert chart.locator("svg a, svg [tabindex]").count() == 0
        expect(chart.locator("svg:visible")).to_have_attribute("role", "img")
        holder = chart if chart.locator("details").count() else chart.locator("xpath=..")
        page.locator("article h1 a, article h2 a").first.focus()
        for _ in range(300):
            page.keyboard.press("Tab")
            focused = holder.locator(":focus")
            if focused.count() and focused.evaluate("e => e.matches('summary') && !e.parentElement.open"):
                page.keyboard.press("Enter")
            elif focused.count() and focused.get_attribute("data-figure-id"):
                break
        number = holder.locator("a[data-figure-id]:focus")
        figure = real.figures[number.get_attribute("data-figure-id") or ""]
        page.keyboard.press("Enter")
        card = page.get_by_role("dialog")
        expect(card.locator("dl > div").filter(has_text="Quoted phrase").locator("q").first).to_have_text(figure.quote)
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        expect(number).to_be_focused()
        assert complaints == []


@pytest.mark.parametrize("touch", [False, True])
def test_a_computed_number_of_a_chart_opens_its_card(browser: Browser, site: Path, touch: bool, corpus: Corpus) -> None:
    with opened(browser, **(TOUCH if touch else {"viewport": WIDE})) as (page, complaints, _):
        chart = live(page, site / "campaign.html", 1)
        text = drawn_as(chart, "derivation_id").and_(chart.locator("text")).first
        key = text.get_attribute("data-row") or ""
        point(page, text, touch=touch)
        title = page.get_by_role("dialog").locator(".card-title")
        expect(title).to_have_text(derived_text(corpus, evaluate(corpus, key)))
        assert complaints == []


@pytest.mark.parametrize("touch", [False, True])
def test_a_value_beside_a_mark_opens_the_card_of_its_figure(
    browser: Browser, site: Path, touch: bool, corpus: Corpus
) -> None:
    with opened(browser, **(TOUCH if touch else {"viewport": WIDE})) as (page, complaints, _):
        chart = live(page, site / "campaign.html")
        text = drawn_as(chart, "figure_id").and_(chart.locator("text")).first
        key = text.get_attribute("data-row") or ""
        point(page, text, touch=touch)
        expect(
            page.get_by_role("dialog").locator("dl > div").filter(has_text="Quoted phrase").locator("q").first
        ).to_have_text(corpus.figures[key].quote)
        assert complaints == []


@pytest.mark.parametrize("touch", [False, True])
def test_a_mark_of_several_figures_offers_each_of_them(
    browser: Browser, site: Path, touch: bool, corpus: Corpus
) -> None:
    with opened(browser, **(TOUCH if touch else {"viewport": WIDE})) as (page, complaints, _):
        several = flows(page, site).locator("[data-figure-ids*=' ']").first
        keys = (several.get_attribute("data-figure-ids") or "").split()
        point(page, several, touch=touch)
        card = page.get_by_role("dialog")
        links = card.locator(".card-choice a[data-figure-id]")
        expect(links).to_have_count(len(keys))
        assert [link.get_attribute("data-figure-id") for link in links.all()] == keys
        links.last.click()
        expect(card.locator("dl > div").filter(has_text="Quoted phrase").locator("q").first).to_have_text(
            corpus.figures[keys[-1]].quote
        )
        assert complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_pointer_over_an_origin_fades_what_does_not_pass_through_it(browser: Browser, site: Path, theme: str) -> None:
    with opened(browser, viewport=WIDE) as (page, complaints, _):
        chart = flows(page, site)
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
        spot = chart.locator("[data-key]").first
        key = spot.get_attribute("data-key") or ""
        drawn = chart.locator("[data-passes]").all()
        pieces = [(piece, json.loads(piece.get_attribute("data-passes") or "")) for piece in drawn]
        shown = [piece.evaluate("e => getComputedStyle(e).opacity") for piece, _ in pieces]
        spot.hover()
        for (piece, passes), before in zip(pieces, shown, strict=True):
            expect(piece).to_have_css("opacity", before if key in passes else "0.08")
        page.mouse.move(0, 0)
        expect(chart.locator(".faded")).to_have_count(0)
        assert complaints == []


@pytest.mark.parametrize("number", ["a.figure-value", "a.derived-value"])
def test_every_link_of_a_card_is_large_enough_for_a_finger(browser: Browser, site: Path, number: str) -> None:
    with opened(browser, **TOUCH) as (page, _, _):
        page.goto((site / "campaign.html").as_uri())
        page.locator(f"article {number}").first.tap()
        links = page.get_by_role("dialog").locator("a")
        expect(links.first).to_be_visible()
        boxes = [link.bounding_box() for link in links.all()]
        assert len(boxes) > 2
        for link, box in zip(links.all(), boxes, strict=True):
            assert box and box["height"] >= 44 and box["width"] >= 44, link.inner_text()
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def scrolled(page: Page) -> float:
    return float(page.evaluate("window.scrollY"))


def lies_beside(page: Page, card: Locator, x: float, y: float) -> bool:
    """Say whether the whole card is on the screen, close to a place on it and not over that where there is room."""
    box, size = card.bounding_box(), page.viewport_size
    assert box and size
    right, bottom = box["x"] + box["width"], box["y"] + box["height"]
    if box["x"] < 0 or box["y"] < 0 or right > size["width"] or bottom > size["height"] + 1:
        return False
    if size["width"] < 720:
        return bottom == pytest.approx(size["height"], abs=1)
    away = max(box["x"] - x, x - right, box["y"] - y, y - bottom)
    return away < 100 and (away >= 0 or size["width"] < 1000)


@pytest.mark.parametrize("width", [390, 720, 1280])
def test_the_page_stays_where_it_is_while_a_card_is_read(browser: Browser, site: Path, width: int) -> None:
    with opened(browser, viewport={"width": width, "height": 844}) as (page, complaints, _):
        page.goto((site / "campaign.html").as_uri())
        number = page.locator("article a.derived-value:visible").last
        number.evaluate("e => e.scrollIntoView({ block: 'center', behavior: 'instant' })")
        far, middle = scrolled(page), middle_of(number)
        assert far > 1000
        number.click()
        card = page.get_by_role("dialog")
        expect(card).to_be_visible()
        assert scrolled(page) == far and lies_beside(page, card, *middle)
        card.locator("a[data-figure-id]").first.click()
        expect(card.locator("q").first).to_be_visible()
        assert scrolled(page) == far and lies_beside(page, card, *middle)
        card.get_by_role("button", name="Close").click()
        expect(card).to_be_hidden()
        assert scrolled(page) == far
        assert complaints == []


def test_the_page_stays_where_it_is_while_the_card_of_a_mark_is_read(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=WIDE) as (page, complaints, _):
        mark = drawn_as(live(page, site / "campaign.html"), "figure_id").first
        mark.evaluate("e => e.scrollIntoView({ block: 'center', behavior: 'instant' })")
        far, middle = scrolled(page), middle_of(mark)
        assert far > 300
        point(page, mark, touch=False)
        card = page.get_by_role("dialog")
        expect(card).to_be_visible()
        assert scrolled(page) == far and lies_beside(page, card, *middle)
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        assert scrolled(page) == far
        assert complaints == []
