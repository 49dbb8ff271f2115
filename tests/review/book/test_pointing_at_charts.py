"""What a pointer is told at the middle of every mark of every chart: words, and no names of rows or columns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import WIDE, enliven, opened, pages_of
from playwright.sync_api import Browser, Page

from review.corpus.corpus import Corpus

# A line joins several figures, and words tell of themselves.
MARKS = ".chart-live .role-mark:not(.mark-text):not(.mark-group):not(.mark-line) > *"
MIDDLE = """mark => {
  mark.scrollIntoView({ block: "center", behavior: "instant" });
  const box = mark.getBoundingClientRect();
  return box.width + box.height ? [box.x + box.width / 2, box.y + box.height / 2] : null;
}"""
TIP = """() => {
  const tip = document.getElementById("vg-tooltip-element");
  return tip && tip.classList.contains("visible") ? tip.innerText : "";
}"""


@pytest.mark.parametrize("name", ["how-many.html", "operations.html", "prices.html", "timeline.html", "jiang2013.html"])
def test_every_mark_tells_of_itself(browser: Browser, site: Path, real: Corpus, name: str) -> None:
    assert name in pages_of(site)
    ids = {key for table in real.tables.values() for key in map(str, table) if re.search("[0-9]-|-[a-z]+-", key)}
    with opened(browser, viewport=WIDE) as (page, _, _):
        page.goto((site / name).as_uri())
        enliven(page)
        tips = list(_tips(page))
    assert tips and "" not in tips
    shown = {line.strip() for tip in tips for line in re.split(r"[\n\t]", tip)}
    assert not shown & ids
    assert not [line for line in shown if re.fullmatch(r"[a-z]+_[a-z_]+:?|null|undefined", line)]


def _tips(page: Page) -> list[str]:
    told = []
    # Held, not sought among all others each time.
    for mark in page.locator(MARKS).element_handles():
        if middle := mark.evaluate(MIDDLE):
            page.mouse.move(1, 1)
            page.mouse.move(*middle)
            told.append(page.evaluate(TIP))
    return told
