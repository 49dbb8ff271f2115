"""How the built book reads: the evidence two screens away, heads of tables that stay, and few sheets of paper."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Literal

import pikepdf
import pytest
from browsing import NARROW, WIDE, opened
from playwright.sync_api import Browser, Page

from review.corpus.corpus import Corpus

#: Heights of a screen of 780 pixels that question, answer, chart and words to quote take at most, by its width.
SCREENS = {390: 2.3, 1280: 2.2}
#: More on a telephone for a chart that has to name six tellings, each with whom it credits, before it can compare them.
LONGER = {("operations", 390): 2.6}
BEFORE = "document.querySelector('.evidence').getBoundingClientRect().top + scrollY"
# What stays in view once the middle of the longest table is at the top of the window, and where the bar ends.
STAYS = """() => {
  const tables = [...document.querySelectorAll("article .review-table")];
  const table = tables.sort((one, other) => other.offsetHeight - one.offsetHeight)[0];
  const box = table.closest(".table-scroll[data-fits=false]");
  const rows = table.querySelectorAll("tbody tr:not(.group)");
  rows[Math.floor(rows.length / 2)].scrollIntoView();
  const edge = (box || document.querySelector(".bar")).getBoundingClientRect();
  const heads = [...table.querySelectorAll("thead th, .group")].filter(head => {
    const place = head.getBoundingClientRect();
    const seen = document.elementFromPoint(place.left + 3, place.top + 3);
    return Math.abs(place.top - (box ? edge.top : edge.bottom)) < 2 && seen && head.contains(seen);
  });
  return heads.map(head => getComputedStyle(head).backgroundColor);
}"""


def stays(page: Page) -> list[str]:
    """Return the grounds of the heads that stay in view, every fold open, once each table is known to fit or not."""
    page.evaluate("document.querySelectorAll('article details').forEach(fold => { fold.open = true; })")
    page.wait_for_function("!document.querySelector('article .table-scroll:not([data-fits])')")
    grounds: list[str] = page.evaluate(STAYS)
    return grounds


@pytest.mark.parametrize("width", SCREENS)
def test_the_evidence_of_every_chapter_is_about_two_screens_away(
    browser: Browser, site: Path, real: Corpus, width: int
) -> None:
    found = {}
    with opened(browser, viewport={"width": width, "height": 780}) as (page, _, _):
        for name in sorted({finding.chapter for finding in real.findings.values()} - {"index"}):
            page.goto((site / f"{name}.html").as_uri())
            page.evaluate("document.fonts.ready")
            found[name] = round(page.evaluate(BEFORE) / 780, 2)
    most = {name: LONGER.get((name, width), SCREENS[width]) for name in found}
    assert {name: screens for name, screens in found.items() if screens > most[name]} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["prices", "disagreements", "figures"])
def test_the_head_of_a_long_table_stays_below_the_bar(
    browser: Browser, site: Path, name: str, scheme: Literal["light", "dark"]
) -> None:
    with opened(browser, viewport=WIDE, color_scheme=scheme) as (page, complaints, _):
        page.goto((site / f"{name}.html").as_uri())
        colours = stays(page)
        assert colours and not any(colour.endswith(", 0)") for colour in colours), "what scrolls shows through"
        assert complaints == []
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.querySelector('thead th')).position") == "static"


def test_on_a_telephone_the_name_of_a_group_stays(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=NARROW) as (page, _, _):
        page.goto((site / "how-many.html").as_uri())
        assert stays(page)


def test_a_chapter_takes_few_sheets_and_says_what_stays_folded(browser: Browser, site: Path) -> None:
    with opened(browser) as (page, _, _):
        page.goto((site / "how-many.html").as_uri())
        page.emulate_media(media="print")
        folded = page.locator("details.long")
        assert folded.locator("tbody tr:visible").count() == 0
        said = "fold => getComputedStyle(fold.querySelector('summary'), '::after').content"
        assert "Not printed" in folded.first.evaluate(said)
        assert page.locator("details:not(.long) > summary:visible").count() == 0
        margin = dict.fromkeys(("top", "right", "bottom", "left"), "10mm")
        with pikepdf.open(BytesIO(page.pdf(format="A4", margin=margin))) as sheets:
            assert len(sheets.pages) <= 12
