"""The words in which a number may be quoted, in a real browser: copied with their reference, folded, done without."""

from __future__ import annotations

import re
from pathlib import Path

from browsing import NARROW, WIDE, opened
from playwright.sync_api import Browser, Page, expect

PAGE = "how-many.html"


def copied(page: Page) -> list[str]:
    """Copy the first number of the page and return the lines that a reader pastes."""
    page.locator(".quotable-copy").first.click()
    expect(page.locator(".quotable [role=status]").first).to_have_text("Copied")
    page.evaluate("document.body.append(document.createElement('textarea'))")
    field = page.locator("body > textarea")
    field.focus()
    page.keyboard.press("Control+v")
    return field.input_value().split("\n")


def is_whole(page: Page, lines: list[str]) -> bool:
    sentence, book, source = lines
    words = page.locator(".quotable-words").first.inner_text()
    whole = "[Coded figure]. In " in book and re.search(r" \(.*\d{4}.*\)\. ", source)
    return bool(whole) and sentence == " ".join(words.split())


def test_a_sentence_is_copied_with_its_reference(browser: Browser, site: Path, served: str) -> None:
    for address in ((site / PAGE).as_uri(), f"{served}/{PAGE}"):
        with opened(browser, viewport=WIDE) as (page, complaints, _):
            page.goto(address)
            assert is_whole(page, copied(page)), address
            assert complaints == []


def test_it_is_copied_where_the_page_may_not_write_to_the_clipboard(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=WIDE) as (page, complaints, _):
        page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
        page.goto((site / PAGE).as_uri())
        assert is_whole(page, copied(page))
        assert complaints == []


def test_without_scripts_there_is_no_button_and_the_words_are_there(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=NARROW, java_script_enabled=False) as (page, _, _):
        page.goto((site / PAGE).as_uri())
        expect(page.locator(".quotable-words").first).to_be_visible()
        assert page.locator(".quotable button").count() == 0


def test_the_first_number_is_unfolded_and_another_where_a_link_leads_to_it(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=NARROW) as (page, _, _):
        page.goto((site / PAGE).as_uri())
        folds = page.locator(".quotables > details")
        for place in range(folds.count()):
            expect(folds.nth(place)).to_have_js_property("open", place == 0)
        place = page.locator(".quotable").last.get_attribute("id")
        page.goto("about:blank")
        page.goto(f"{(site / PAGE).as_uri()}#{place}")
        expect(folds.last).to_have_js_property("open", True)
        expect(page.locator(".quotable").last).to_be_in_viewport()


def test_the_controls_are_large_enough_for_a_finger(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=NARROW, has_touch=True) as (page, _, _):
        page.goto((site / PAGE).as_uri())
        page.locator(".quotables > details > summary").last.tap()
        for control in page.locator(".quotables summary:visible, .quotable-copy:visible").all():
            box = control.bounding_box()
            assert box and box["height"] >= 44 and box["width"] >= 44
