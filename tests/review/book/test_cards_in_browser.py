"""Cards of numbers in a real browser: opened by mouse, touch and keyboard, read, closed, and done without."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import NARROW, WIDE, brightness, opened, until
from playwright.sync_api import Browser, Locator, Page, expect

from review.corpus.corpus import Corpus
from review.present.words.wording import STATED, value_text
from review.synthesis.conclusions.certainty import certainty

PAGES = ("index.html", "how-many.html", "campaign.html")


def by_mouse(page: Page, link: Locator) -> None:
    link.click()


def by_touch(page: Page, link: Locator) -> None:
    link.tap()


def by_keyboard(page: Page, link: Locator) -> None:
    link.focus()
    page.keyboard.press("Enter")


def fact(card: Locator, name: str) -> str:
    """Return what a card says of the fact *name*."""
    return card.locator("dl.facts > div", has=card.page.locator(f"dt:text-is('{name}')")).locator("dd").inner_text()


@pytest.mark.parametrize(
    ("name", "open_it"),
    # Each page and each way once; the long variants cross them.
    [
        pytest.param(name, way, marks=[pytest.mark.soak] * (PAGES.index(name) != turn))
        for turn, way in enumerate((by_mouse, by_touch, by_keyboard))
        for name in PAGES
    ],
)
def test_a_number_opens_the_card_of_its_row(
    browser: Browser, site: Path, name: str, open_it: Callable[[Page, Locator], None], corpus: Corpus
) -> None:
    view = {"viewport": NARROW, "has_touch": True} if open_it is by_touch else {"viewport": WIDE}
    with opened(browser, **view) as (page, complaints, strangers):
        page.goto((site / name).as_uri())
        link = page.locator("article a.figure-value").nth(1)
        figure = corpus.figures[link.get_attribute("data-figure-id") or ""]
        open_it(page, link)
        card = page.get_by_role("dialog", name=value_text(corpus, figure, STATED).replace("\u00a0", " "))
        expect(card).to_be_visible()
        assert figure.quote in fact(card, "Quoted phrase")
        assert corpus.locator(figure) in fact(card, "Source")
        assert corpus.origin_chain(figure.origin_id)[0].name in fact(card, "Credited to")
        assert corpus.measures[figure.measure_id].definition in fact(card, "What is counted")
        rated = certainty(corpus, figure)
        assert fact(card, "Certainty as a count of what was done or said").startswith(rated.as_count.level)
        assert fact(card, "Second pass") and fact(card, "Checked against the text").startswith("Verified")
        assert f"{figure.source_id}.html#{figure.figure_id}" in fact(card, "To cite it, read here")
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        expect(link).to_be_focused()
        assert page.url.endswith(name)
        assert (complaints, strangers) == ([], [])


def test_a_computed_number_shows_its_formula_and_leads_to_its_inputs(
    browser: Browser, site: Path, real: Corpus
) -> None:
    with opened(browser, viewport=WIDE) as (page, complaints, _):
        page.goto((site / "campaign.html").as_uri())
        link = page.locator("article a.derived-value").first
        link.click()
        card = page.get_by_role("dialog")
        name = (link.get_attribute("data-derivation-id"), fact(card, "Bounds"))
        assert all(name) and "Computed by us" in fact(card, "What it is")
        inner = card.locator(".formula a").first
        figure = real.figures[inner.get_attribute("data-figure-id") or ""]
        inner.click()
        assert fact(card, "Quoted phrase").strip("“”\"'") == figure.quote
        card.get_by_role("button", name="Close").click()
        expect(card).to_be_hidden()
        expect(link).to_be_focused()
        assert complaints == []


@pytest.mark.parametrize("view", [NARROW, WIDE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_card_fits_the_screen_and_is_readable(
    browser: Browser, site: Path, view: dict[str, int], scheme: str
) -> None:
    with opened(browser, viewport=view, color_scheme=scheme) as (page, _, _):
        page.goto((site / "how-many.html").as_uri())
        page.locator("article a.figure-value").first.click()
        card = page.get_by_role("dialog")
        box = card.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= view["width"]
        assert box["y"] >= 0 and box["y"] + box["height"] <= view["height"] + 1
        if view is NARROW:
            assert box["width"] == view["width"] and box["y"] + box["height"] == pytest.approx(view["height"], abs=1)
        for control in (card.get_by_role("button", name="Close"), card.get_by_role("link", name="Go to the row")):
            size = control.bounding_box()
            assert size and size["height"] >= 44 and size["width"] >= 44
        colours = card.locator("dd").first.evaluate(
            "e => [getComputedStyle(e.closest('dialog')).backgroundColor, getComputedStyle(e).color]"
        )
        assert abs(brightness(colours[0]) - brightness(colours[1])) > 120
        page.mouse.click(5, 5)
        expect(card).to_be_hidden()


def test_a_mark_of_a_live_chart_opens_the_card_of_its_figure(browser: Browser, site: Path, corpus: Corpus) -> None:
    with opened(browser, viewport=WIDE) as (page, complaints, _):
        page.goto((site / "at-risk.html").as_uri())
        chart = page.locator("figure.chart").first
        chart.scroll_into_view_if_needed()
        page.mouse.move(1, 1)  # charts are live once somebody moves
        expect(chart).to_have_attribute("data-live", "yes", timeout=20_000)
        chart.locator(".chart-live .mark-symbol path").last.click()
        card = page.get_by_role("dialog")
        expect(card).to_be_visible()
        shown = {row.quote for row in corpus.figures.values()}
        assert fact(card, "Quoted phrase").strip("“”\"'") in shown
        page.keyboard.press("Escape")
        assert complaints == []


def test_without_scripts_a_number_leads_to_its_row_with_the_same_facts(
    browser: Browser, site: Path, corpus: Corpus
) -> None:
    with opened(browser, java_script_enabled=False) as (page, _, _):
        page.goto((site / "index.html").as_uri())
        link = page.locator("article a.figure-value").first
        figure = corpus.figures[link.get_attribute("data-figure-id") or ""]
        link.click()
        page.wait_for_url(f"**/{figure.source_id}.html#{figure.figure_id}")
        row = page.locator(f"[id='{figure.figure_id}']")
        expect(row).to_contain_text(figure.quote)
        proof = page.locator(f"[id='{figure.figure_id}'] + tr.below details")
        proof.locator("summary").click()
        for said in ("Certainty as a count", "Second pass", "Checked against the text", "To cite it"):
            expect(proof).to_contain_text(said)


def test_where_the_cards_do_not_come_the_number_leads_to_its_row(browser: Browser, site: Path) -> None:
    with opened(browser) as (page, _, _):
        page.route("**/cards/figure-*.js", lambda route: route.abort())
        page.goto((site / "index.html").as_uri())
        link = page.locator("article a.figure-value").first
        address = link.get_attribute("href") or ""
        link.click()
        page.wait_for_url(f"**/{address}")


def test_a_modifier_key_keeps_the_link_a_link(browser: Browser, site: Path) -> None:
    with browser.new_context() as context, context.new_page() as page:
        page.goto((site / "index.html").as_uri())
        with context.expect_page() as other:
            page.locator("article a.figure-value").first.click(modifiers=["Control"])
        assert "#" in other.value.url
        assert page.get_by_role("dialog").count() == 0


def test_in_print_the_number_stands_alone(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=WIDE) as (page, _, _):
        page.goto((site / "how-many.html").as_uri())
        link = page.locator("article a.figure-value").first
        link.click()
        card = page.get_by_role("dialog")
        expect(card).to_be_visible()
        page.emulate_media(media="print")
        expect(page.locator(".number-card")).to_be_hidden()
        assert link.evaluate("e => getComputedStyle(e).textDecorationLine") == "none"


def test_the_references_of_a_card_are_copied_as_those_of_a_panel(browser: Browser, served: str) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    with opened(browser, viewport=NARROW, permissions=allowed) as (page, complaints, _):
        page.goto(f"{served}/how-many.html")
        page.locator("article a.figure-value").first.click()
        card = page.get_by_role("dialog")
        entries, in_text = card.locator(".reference-entry"), card.locator(".reference-in-text")
        buttons = card.get_by_role("button", name="Copy the reference")
        expect(buttons).to_have_count(2)
        # By themselves: a name changes when it is copied, and changes back after a while.
        for place, button in enumerate(buttons.element_handles()):
            button.click()
            until(page, "document.activeElement.textContent === 'Copied'")
            expect(entries.nth(place)).to_have_text(str(page.evaluate("navigator.clipboard.readText()")))
        card.get_by_role("button", name="Copy", exact=True).first.click()
        until(page, "document.activeElement.textContent === 'Copied'")
        expect(in_text.first).to_have_text(str(page.evaluate("navigator.clipboard.readText()")))
        assert complaints == []


@pytest.mark.parametrize("home", ["", "https://a.example/book/prices.html"])
def test_what_is_copied_of_a_changed_view_says_so_and_leads_to_no_machine(
    browser: Browser, site: Path, home: str
) -> None:
    seal = "Not the published settings: origins=named"
    with opened(browser, viewport=WIDE) as (page, _, _):
        page.goto(f"{(site / 'prices.html').as_uri()}#run?origins=named")
        page.evaluate(
            """([seal, home]) => {
              document.documentElement.dataset.seal = seal;
              document.querySelectorAll("link[rel=canonical]").forEach(link => link.remove());
              const link = Object.assign(document.createElement("link"), {rel: "canonical", href: home});
              if (home) document.head.append(link);
            }""",
            [seal, home],
        )
        where = f"{home or 'In this book at prices.html'}#run?origins=named"
        for link in ("article a.figure-value", "a.cite-link"):
            page.locator(f"{link}:visible").first.click()
            shown = page.locator("dialog[open]")
            expect(shown.locator(".reference-entry").first).to_have_text(
                re.compile(re.escape(f"[{seal}] {where}") + "$")
            )
            expect(shown.locator(".reference-in-text").first).to_contain_text(f"[{seal}]")
            expect(shown).not_to_contain_text("file:")
            page.keyboard.press("Escape")
