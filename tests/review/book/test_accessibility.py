"""The built book for everyone: WCAG 2.2 AA as far as a program can tell, on every page and in what opens on pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from axe import found_on
from browsing import SHIFTS, enliven, opened, pages_of, until
from playwright.sync_api import Browser, Page, expect

SETTINGS = [(scheme, width) for scheme in ("light", "dark") for width in (390, 1280)]
#: WCAG 1.4.12: a reader may space text so.
SPACE = """() => {
  const spaced = new CSSStyleSheet();
  spaced.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets.push(spaced);  // which no page's policy forbids
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# The bar says the title once more, for the eye alone, as far as there is room.
CUT = """() => [...document.querySelectorAll("body :not(svg, svg *, [aria-hidden])")].filter(e => {
  const style = getComputedStyle(e), hides = /hidden|clip/;
  if (!e.checkVisibility() || style.clipPath !== "none") return false;
  return (hides.test(style.overflowX) && e.scrollWidth > e.clientWidth + 1)
    || (hides.test(style.overflowY) && e.scrollHeight > e.clientHeight + 1);
}).map(e => e.outerHTML.slice(0, 160))"""
# Lines of text that lie over each other, but in boxes that scroll and in drawings.
OVERLAID = """() => {
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), lines = [];
  while (texts.nextNode()) {
    const text = texts.currentNode, at = text.parentElement, range = document.createRange();
    if (!text.data.trim() || at.closest("svg, math, script, .table-scroll, nav") || !at.checkVisibility()) continue;
    if (parseFloat(getComputedStyle(at).fontSize) < 1) continue;
    // The head of a table whose rows are stacked is there to be heard.
    if (getComputedStyle(at.closest("thead") || at).clipPath !== "none") continue;
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) if (box.width > 2) lines.push([box, text]);
  }
  lines.sort(([one], [other]) => one.top - other.top);
  return lines.flatMap(([box, text], place) => {
    const over = [];
    for (let next = place + 1; next < lines.length && lines[next][0].top < box.bottom - 0.5 * box.height; next += 1) {
      const [other, its] = lines[next];
      const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      if (its !== text && across > 4) over.push(text.data.trim().slice(0, 40) + " / " + its.data.trim().slice(0, 40));
    }
    return over;
  });
}"""
# Nobody measures what is folded away until it is unfolded.
UNFOLD = "() => document.querySelectorAll('article details').forEach(fold => { fold.open = true; })"
SMALL_WORDS = """() => [...document.querySelectorAll("figure svg text")].filter(text => {
  const matrix = text.checkVisibility() && text.getScreenCTM();
  return matrix && text.textContent.trim()
    && parseFloat(getComputedStyle(text).fontSize) * Math.hypot(matrix.a, matrix.b) < 11;
}).map(text => text.textContent)"""
HEADINGS = """() => [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")]
  .filter(e => e.checkVisibility() && !e.closest("nav")).map(e => Number(e.localName[1]))"""
FOREIGN = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), strange = [];
  while (texts.nextNode()) {
    const at = texts.currentNode.parentElement;
    if (/\\p{Script=Han}/u.test(texts.currentNode.data) && !at.closest("script, style, :lang(zh)")) {
      strange.push(texts.currentNode.data.slice(0, 80));
    }
  }
  return strange;
}"""
COVERED = """() => {
  const bar = document.querySelector("header.bar"), at = document.activeElement;
  const box = at.getBoundingClientRect(), below = bar.getBoundingClientRect().bottom;
  return at.closest("main") !== null && box.height < innerHeight - below && box.top < below;
}"""


def live(page: Page) -> None:
    enliven(page)
    page.evaluate("scrollTo(0, 0)")  # elsewhere the bar hides a part of some target


@pytest.mark.parametrize("turn", range(len(SETTINGS)))
def test_axe_finds_nothing_on_any_page(browser: Browser, site: Path, turn: int) -> None:
    pages = [(site / name).as_uri() for name in pages_of(site)[turn :: len(SETTINGS)]]
    found_on(browser, pages, SETTINGS[turn], live)


@pytest.mark.soak
@pytest.mark.parametrize("setting", SETTINGS)
def test_axe_finds_nothing_in_any_setting(browser: Browser, site: Path, setting: tuple[str, int]) -> None:
    found_on(browser, [(site / name).as_uri() for name in pages_of(site)], setting, live, every_row=True)


def made_pages(site: Path) -> list[str]:
    """Return the addresses of a page of references of each kind, and of every ninth page to embed."""
    kinds = {}
    for path in sorted((site / "cite").glob("*.html")):
        kind = re.search('class="cite-kind">([^<]*)<', path.read_text("utf-8"))
        kinds.setdefault(kind and kind[1], path)
    assert len(kinds) > 5
    return [path.as_uri() for path in (*kinds.values(), *sorted((site / "embed").glob("*.html"))[::9])]


@pytest.mark.parametrize("turn", [0, 1])
def test_axe_finds_nothing_on_pages_of_references_and_pages_to_embed(browser: Browser, site: Path, turn: int) -> None:
    found_on(browser, made_pages(site)[turn::2], SETTINGS[1:3][turn], seen)


@pytest.mark.soak
@pytest.mark.parametrize("setting", SETTINGS)
def test_axe_finds_nothing_on_them_in_any_setting(browser: Browser, site: Path, setting: tuple[str, int]) -> None:
    found_on(browser, made_pages(site), setting, seen, every_row=True)


def seen(page: Page) -> None:
    expect(page.locator("h1")).to_be_visible()


def search(page: Page) -> None:
    expect(page.locator("#search-results li").first).to_be_visible()


def open_card(page: Page) -> None:
    page.locator("article a.figure-value").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def open_panel(page: Page) -> None:
    page.locator(".citable > a.cite-link").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def open_contents(page: Page) -> None:
    page.locator(".bar-contents > summary").click()


def show_code(page: Page) -> None:
    page.get_by_role("button", name="Show the code").click()
    expect(page.locator("details.hide pre").first).to_be_visible()


def unfold(page: Page) -> None:
    page.evaluate(UNFOLD)


OPENING: tuple[tuple[str, Callable[[Page], None]], ...] = (
    ("search.html?q=rescued", search),
    ("index.html", open_card),
    ("how-many.html", open_panel),
    ("methods.html", open_contents),
    ("timeline.html", show_code),
    ("shen2012.html", unfold),
)


@pytest.mark.parametrize(
    ("name", "act", "setting"),
    # Each in one of two settings, which have both schemes and both widths; the long variant has all four.
    [
        pytest.param(*each, setting, marks=[] if setting == SETTINGS[::3][turn % 2] else pytest.mark.soak)
        for turn, each in enumerate(OPENING)
        for setting in SETTINGS
    ],
)
def test_axe_finds_nothing_in_what_opens(
    browser: Browser, site: Path, name: str, act: Callable[[Page], None], setting: tuple[str, int]
) -> None:
    found_on(browser, [f"{site.as_uri()}/{name}"], setting, act)


def headings_of(page: Page) -> list[int]:
    """Return the levels of the headings of a page, or nothing where they are as they should be."""
    levels: list[int] = page.evaluate(HEADINGS)
    one = levels[:1] == [1] and levels.count(1) == 1
    return [] if one and all(below <= above + 1 for above, below in pairwise(levels)) else levels


def test_every_page_works_from_a_folder_on_a_telephone_and_all_its_text_is_there(browser: Browser, site: Path) -> None:
    """Narrow, then spaced and large; a page is opened once for all that is asked of it."""
    faults: list[tuple[object, ...]] = []
    charts = 0
    with opened(browser) as (page, complaints, strangers):
        page.add_init_script(SHIFTS)
        for name in pages_of(site):
            page.set_viewport_size({"width": 320, "height": 640})
            page.goto((site / name).as_uri())
            faults += [(name, "sideways")] if page.evaluate(SIDEWAYS) > 0 else []
            faults += [(name, "small", word) for word in page.evaluate(SMALL_WORDS)]
            faults += [(name, "headings", levels)] if (levels := headings_of(page)) else []
            faults += [(name, "no language", words) for words in page.evaluate(FOREIGN)]
            charts += len(enliven(page))
            faults += [(name, "moves while it loads")] if page.evaluate("window.shifted") >= 0.05 else []
            faults += [(name, "sideways, charts live")] if page.evaluate(SIDEWAYS) > 0 else []
            page.evaluate(SPACE)
            # Charts were scrolled to, and heads of tables stay in view; they lie over rows by intent.
            page.evaluate("scrollTo(0, 0)")
            # 640 is what 200 % leave of 1280.
            for width in (320, 640, 1280):
                page.set_viewport_size({"width": width, "height": 640})
                faults += [(name, width, "sideways, spaced")] if page.evaluate(SIDEWAYS) > 0 else []
                faults += [(name, width, "cut", piece) for piece in page.evaluate(CUT)]
                if width != 640:
                    faults += [(name, width, "overlaid", pair) for pair in page.evaluate(OVERLAID)]
            faults += [(name, "complains", told) for told in (*complaints, *strangers)]
            complaints.clear()
            strangers.clear()
    assert not faults
    assert charts >= 5


@pytest.mark.parametrize("name", ["index.html", "how-many.html", "data.html"])
def test_the_keyboard_comes_first_to_the_skip_link_and_never_below_the_bar(
    browser: Browser, site: Path, name: str
) -> None:
    with opened(browser, viewport={"width": 1280, "height": 500}) as (page, _, _):
        page.goto((site / name).as_uri())
        # Until the faces of the text are there, nothing shows, and nothing can be focused.
        until(page, "document.getAnimations().length === 0")
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Skip to the text")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport(ratio=1)
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")
        address = page.get_by_role("link", name="Link", exact=True).first
        address.focus()
        expect(address).to_be_focused()
        for key in ["Tab"] * 60 + ["Shift+Tab"] * 55:
            page.keyboard.press(key)
            assert not page.evaluate(COVERED), page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("name", ["index.html", "how-many.html", "aljazeera2012.html"])
def test_a_reader_of_screens_hears_words_and_none_of_them_for_show(browser: Browser, site: Path, name: str) -> None:
    with opened(browser, viewport={"width": 1280, "height": 900}) as (page, _, _):
        page.goto((site / name).as_uri())
        expect(page.locator("h1")).to_be_visible()  # a page waits a moment for its faces
        heard = page.locator("body").aria_snapshot()
    assert not re.findall("[°#≠∥]", re.sub("/url: .*", "", heard))
    cited = re.findall(r'heading "(.*?) Cite this (?:book|chapter|section)" \[level', heard)
    assert len(cited) > 2 and not [title for title in cited if "Cite" in title], heard
