"""How the built book reads: the evidence two screens away, heads of tables that stay, and few sheets of paper."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Literal

import pikepdf
import pytest
from browsing import NARROW, WIDE, enliven, opened, until
from playwright.sync_api import Browser, Page, expect

from review.corpus.corpus import Corpus

#: The height of a screen; question, answer, chart and words to quote take two of them at most.
SCREEN, SCREENS = 844, 2
#: Sheets of A4 that a chapter takes at most: of text and charts, of maps, of lists of statements.
SHEETS = {"how-many": 11, "evidence-map": 13, "how-and-fates": 16}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
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

# The places that stand folded, or have one table folded below them and nothing else, and stay unseen once led to.
UNSEEN = """async () => {
  const folds = [...document.querySelectorAll("article details:not([open])")];
  const hidden = place => folds.some(fold => fold !== place && fold.contains(place) && !place.closest("summary"));
  const only = place => place.matches(".citable, section") && place.querySelectorAll("details.fold").length === 1
    && !place.querySelector("figure.chart, section, .table-scroll:not(details *)");
  const places = [...document.querySelectorAll("article [id]")].filter(place => hidden(place) || only(place));
  const unseen = [];
  for (const place of places.filter((_, at) => at % Math.ceil(places.length / 40) === 0)) {
    folds.forEach(fold => { fold.open = false; });
    const heard = new Promise(done => addEventListener("hashchange", done, { once: true }));
    location.hash = place.id;
    await heard;
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    const table = only(place) ? place.querySelector("table") : place;
    if (!table.checkVisibility({ contentVisibilityAuto: true })) unseen.push(place.id);
  }
  return [places.length, unseen];
}"""
# Controls that are smaller than a finger's tip, and those of one quotable number that lie over each other.
CROWDED = """() => [...document.querySelectorAll(".quotables > details[open] .quotable")].flatMap(item => {
  const marks = [...item.querySelectorAll("summary, button, .quotable-reference a")].filter(mark => mark.offsetParent);
  const boxes = marks.map(mark => [mark.textContent.slice(0, 30), mark.getBoundingClientRect()]);
  return boxes.flatMap(([name, box], at) => [
    ...(box.height < 24 || box.width < 24 ? [name] : []),
    ...boxes.slice(at + 1).filter(([, other]) => box.left < other.right - 1 && other.left < box.right - 1
      && box.top < other.bottom - 1 && other.top < box.bottom - 1).map(([other]) => name + " / " + other),
  ]);
})"""
# Of the drawings in view: words that run together where a line ends, values that are none, what leaves the page, and
# words that a line of an axis strikes out, since they have no ground of their own.
DRAWN = r"""() => {
  const tidy = words => words.replace(/\s+/g, " ").trim();
  const figures = [...document.querySelectorAll("figure.chart")].filter(figure => figure.getClientRects().length);
  return figures.flatMap(figure => {
    const lines = [...figure.querySelectorAll(".role-axis-grid line")].map(line => line.getBoundingClientRect());
    getSelection().selectAllChildren(figure);
    const copied = tidy(getSelection().toString());
    return [...figure.querySelectorAll("svg text")].filter(text => text.getClientRects().length).filter(text => {
      const [said, box] = [tidy(text.textContent), text.getBoundingClientRect()];
      const parts = [...text.querySelectorAll("tspan")].map(part => part.textContent).filter(tidy);
      const isCut = box.left < 0 || box.right > document.documentElement.clientWidth;
      const isGlued = parts.length > 1 && !copied.includes(tidy(parts.join(" ")));
      const isStruck = getComputedStyle(text).paintOrder === "normal" && lines.some(line => line.height < 2
        && line.left < box.right && line.right > box.left && line.top > box.top + 4 && line.top < box.bottom - 4);
      return isGlued || isCut || isStruck || ["null", "NaN", "undefined", "None"].includes(said);
    }).map(text => tidy(text.textContent));
  });
}"""


def stays(page: Page) -> list[str]:
    """Return the grounds of the heads that stay in view, every fold open, once each table is known to fit or not."""
    page.evaluate("document.querySelectorAll('article details').forEach(fold => { fold.open = true; })")
    until(page, "!document.querySelector('article .table-scroll:not([data-fits])')")
    grounds: list[str] = page.evaluate(STAYS)
    return grounds


def test_the_evidence_of_every_chapter_is_two_screens_away_at_most(browser: Browser, site: Path, real: Corpus) -> None:
    found = {}
    with opened(browser) as (page, _, _):
        for name in sorted({finding.chapter for finding in real.findings.values()} - {"index"}):
            page.goto((site / f"{name}.html").as_uri())
            page.evaluate("document.fonts.ready")
            for width in (390, 1280):
                page.set_viewport_size({"width": width, "height": SCREEN})
                found[name, width] = round(page.evaluate(BEFORE) / SCREEN, 2)
    assert {place: screens for place, screens in found.items() if screens > SCREENS} == {}


def test_the_head_of_a_long_table_stays_below_the_bar(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=WIDE) as (page, complaints, _):
        for name in ("prices", "disagreements", "figures"):
            page.goto((site / f"{name}.html").as_uri())
            for scheme in SCHEMES:
                page.emulate_media(media="screen", color_scheme=scheme)
                colours = stays(page)
                assert colours and not any(colour.endswith(", 0)") for colour in colours), f"{name}: what scrolls shows"
            assert complaints == []
            page.emulate_media(media="print")
            assert page.evaluate("getComputedStyle(document.querySelector('thead th')).position") == "static"


def test_on_a_telephone_the_name_of_a_group_stays(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=NARROW) as (page, _, _):
        page.goto((site / "how-many.html").as_uri())
        assert stays(page)


def test_without_scripts_no_name_of_a_group_covers_the_row_led_to(browser: Browser, site: Path) -> None:
    edges = """() => {
      const row = document.querySelector("tr:target"), group = row.parentElement.querySelector(".group");
      return [group.getBoundingClientRect().bottom, row.getBoundingClientRect().top];
    }"""
    with opened(browser, viewport=NARROW, java_script_enabled=False) as (page, _, _):
        page.goto(f"{site.as_uri()}/aljazeera2012.html#aljazeera2012-children-abducted-yearly")
        bottom, top = page.evaluate(edges)
        assert bottom <= top + 1


def test_without_scripts_nothing_is_parted_from_nothing(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=NARROW, java_script_enabled=False) as (page, _, _):
        for name in ("search", "prices"):
            page.goto(f"{site.as_uri()}/{name}.html")
            assert not page.locator(".foot p").last.inner_text().strip().endswith("·"), name


def test_on_a_telephone_parameters_stand_one_below_the_other(browser: Browser, site: Path) -> None:
    broken = """() => [...document.querySelectorAll("table.parameters td:not(:last-child) .pre")]
      .filter(code => code.getClientRects().length > 1).map(code => code.textContent)"""
    with opened(browser, viewport=NARROW) as (page, _, _):
        page.goto((site / "prices.html").as_uri())
        table = page.locator("table.parameters")
        assert (
            table.locator("tbody td").first.evaluate("cell => cell.offsetWidth / cell.closest('table').offsetWidth")
            > 0.9
        )
        told = "cell => getComputedStyle(cell, '::before').content"
        assert table.locator("td:nth-child(3)").first.evaluate(told) == '"Default: "'
        assert page.evaluate(broken) == []


def test_on_a_telephone_the_bar_leads_to_the_book(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=NARROW) as (page, _, _):
        page.goto((site / "prices.html").as_uri())
        page.evaluate("scrollTo(0, 3000)")
        book = page.get_by_role("banner").get_by_role("link", name=re.compile("^Book: "))
        assert book.evaluate("e => e.innerText + getComputedStyle(e, '::before').content") == '"Book"'
        book.click()
        expect(page).to_have_url((site / "index.html").as_uri())


def test_a_chapter_takes_few_sheets_and_says_what_stays_folded(browser: Browser, site: Path) -> None:
    with opened(browser) as (page, _, _):
        page.goto((site / "how-many.html").as_uri())
        page.emulate_media(media="print")
        folded = page.locator("details.long")
        assert folded.locator("tbody tr:visible").count() == 0
        said = "fold => getComputedStyle(fold.querySelector('summary'), '::after').content"
        assert "Not printed" in folded.first.evaluate(said)
        quoted = page.locator("details:has(> .quotable) > summary")
        assert quoted.count() == page.locator("details:has(> .quotable) > summary:visible").count() > 0
        assert page.locator("details:not(.long, :has(> .quotable)) > summary:visible").count() == 0
        assert page.locator("a:text-is('Cite'):visible, button:visible").count() == 0, "what does nothing on paper"
        margin = dict.fromkeys(("top", "right", "bottom", "left"), "15mm")
        for name, most in SHEETS.items():
            page.goto((site / f"{name}.html").as_uri())
            with pikepdf.open(BytesIO(page.pdf(format="A4", margin=margin))) as sheets:
                assert len(sheets.pages) <= most, name


@pytest.mark.parametrize("name", ["sightings", "prices", "jiang2013", "lineage", "who-says-so"])
def test_what_a_link_leads_to_is_unfolded(browser: Browser, site: Path, name: str) -> None:
    with opened(browser, viewport=NARROW) as (page, complaints, _):
        page.goto((site / f"{name}.html").as_uri())
        places, unseen = page.evaluate(UNSEEN)
        assert places and unseen == [] and complaints == []


def test_a_link_that_is_followed_again_unfolds_again(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=WIDE) as (page, _, _):
        page.goto((site / "sightings.html").as_uri())
        link = page.locator("nav.on-page a[href*='#sightings-']").first
        table = page.locator(f"{link.get_attribute('href')} table")
        for _ in range(2):
            link.click()
            expect(table).to_be_visible()
            page.locator(f"{link.get_attribute('href')} summary").first.click()
            expect(table).to_be_hidden()


def test_controls_of_a_quotable_number_lie_apart(browser: Browser, site: Path, real: Corpus) -> None:
    with opened(browser, viewport=NARROW) as (page, _, _):
        for name in sorted({row.chapter for row in real.tables["quotables"].values()}):
            page.goto((site / f"{name}.html").as_uri())
            expect(page.locator(".quotable button").first).to_be_visible()
            assert page.evaluate(CROWDED) == [], name


@pytest.mark.parametrize("view", [NARROW, WIDE])
def test_words_of_a_drawing_are_copied_apart_and_stand_on_the_page(
    browser: Browser, site: Path, view: dict[str, int]
) -> None:
    with opened(browser, viewport=view) as (page, _, _):
        for name in ("prices", "jiang2013", "humantrafficking2011", "at-risk", "timeline", "evidence-map"):
            page.goto((site / f"{name}.html").as_uri())
            page.evaluate("document.fonts.ready")
            expect(page.locator("body")).to_be_visible()
            assert page.evaluate(DRAWN) == [], name
        enliven(page)
        assert page.evaluate(DRAWN) == []


def test_who_listens_hears_a_mark_in_full_once_a_section_or_table(browser: Browser, site: Path) -> None:
    heard = """() => [...document.querySelectorAll("article section, article table")].map(part =>
      [...part.querySelectorAll(".unnamed-first, .unnamed-again")].filter(mark =>
        mark.parentElement.closest("section, table") === part && !mark.firstElementChild).length)"""
    with opened(browser, viewport=WIDE) as (page, _, _):
        for name in ("prices", "jiang2013", "index", "operations"):
            page.goto((site / f"{name}.html").as_uri())
            assert max(page.evaluate(heard)) == 1, name
            again = page.locator(".unnamed-again").first
            expect(again.locator("[aria-hidden=true]")).to_have_text(
                "(origin unnamed)" if name == "index" else re.compile("unnamed")
            )
            assert "unnamed" in again.evaluate("mark => getComputedStyle(mark, '::before').content")


def test_an_address_in_a_reference_leads_to_what_it_names(site: Path) -> None:
    link = re.compile(r'<a [^>]*?href=\\?"([^"\\]*)\\?"[^>]*>(.*?)</a>', re.DOTALL)
    told = [path.read_text("utf-8") for path in (*site.glob("*.html"), *site.glob("cards/*.js"))]
    named = [(found[1], found[2]) for text in told for found in link.finditer(text) if "http" in found[2]]
    assert named and [(there, said) for there, said in named if not there.startswith("http")] == []
