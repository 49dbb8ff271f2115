"""The search in a real browser on a telephone, from a server and a folder: what is found, and where a link lands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import NARROW, WIDE, opened, until
from playwright.sync_api import Browser, Locator, Page, expect

from review.book.site import html_tree

SHOWN = (
    "[...(CSS.highlights.get('found') || [])].map(range => [range.toString(), range.getBoundingClientRect().toJSON()])"
)


#: Where a test needs both; the others are run from a server by the long variants.
EVERYWHERE = pytest.mark.parametrize("search", ["folder", "server"], indirect=True)


@pytest.fixture(params=["folder", pytest.param("server", marks=pytest.mark.soak)])
def search(request: pytest.FixtureRequest, site: Path) -> str:
    """Return the address of the search in a folder and on a server."""
    if request.param == "folder":
        return (site / "search.html").as_uri()
    return f"{request.getfixturevalue('served')}/search.html"


def finished(page: Page) -> Locator:
    """Wait until the results are there, and return them."""
    expect(page.locator("#search-results")).to_have_attribute("aria-busy", "false")
    return page.locator("#search-results li")


def found(page: Page, search: str, query: str) -> list[str]:
    """Return where the results lead, the first of each kind and those behind the button, and see the count of all."""
    page.goto(f"{search}?q={quote(query)}")
    results = finished(page)
    while page.locator(".search-more").count():
        shown = results.count()
        page.locator(".search-more").first.click()
        expect(results).not_to_have_count(shown)
    places = "One place has" if results.count() == 1 else f"{results.count() or 'No'} places have"
    expect(page.locator("#search-status")).to_have_text(f"{places} it.")
    return leading(results)


def leading(results: Locator) -> list[str]:
    """Return where results lead, less the query that their links hand on."""
    hrefs = results.locator(":scope > a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [re.sub(r"\?q=[^#]+", "", href) for href in hrefs]


def pages_in(links: list[str]) -> set[str]:
    return {link.partition("#")[0] for link in links}


def anchors(links: list[str]) -> list[str]:
    return [link.partition("#")[2] for link in links]


def article(path: Path) -> str:
    """Return the text of a page, without its frame, scripts and tags."""
    own = re.search(r"<article.*</article>", path.read_text("utf-8"), re.DOTALL)
    return re.sub(r"<script.*?</script>|<[^>]*>", " ", own[0], flags=re.DOTALL) if own else ""


def holding(site: Path, number: str) -> set[str]:
    """Return the pages in whose text *number* stands, and not as part of a longer one."""
    form = re.compile(rf"(?<![\w.,]){re.escape(number)}(?!\w|[.,][0-9])")
    return {path.name for path in site.glob("*.html") if form.search(article(path))}


def test_a_question_with_a_word_that_stands_nowhere_finds_what_has_the_others(browser: Browser, search: str) -> None:
    with opened(browser) as (page, _, _):
        page.goto(f"{search}?q={quote('has the number of rescued children zigzagged')}")
        assert finished(page).count() > 3
        told = page.locator("#search-status")
        expect(told).to_contain_text("No place has all of it. ")
        expect(told).to_contain_text("places have it without “zigzagged”.")
        page.goto(f"{search}?q=zigzagged")
        expect(finished(page)).to_have_count(0)
        expect(told).to_have_text("No places have it.")


NUMBERS = ("70,000", "2,169", "37.7", "12", "30,000", "3,138", "18,518")


@pytest.mark.parametrize("most", [4, pytest.param(len(NUMBERS), marks=pytest.mark.soak)], ids=["quick", "soak"])
def test_a_number_is_found_however_it_is_typed(browser: Browser, site: Path, search: str, most: int) -> None:
    with opened(browser, viewport=NARROW) as (page, complaints, strangers):
        for number in NUMBERS[:most]:
            links = found(page, search, number)
            assert links and pages_in(links) <= holding(site, number), number
            for typed in sorted({number.replace(",", sign) for sign in ("", " ", "\u202f")} - {number}):
                assert found(page, search, typed) == links, typed
        assert (complaints, strangers) == ([], [])


def test_per_cent_is_one_word_however_it_is_written(browser: Browser, search: str) -> None:
    with opened(browser, viewport=NARROW) as (page, _, _):
        links = found(page, search, "40 per cent")
        assert links
        for typed in ("40 %", "40%", "40 percent", "40 Per cent"):
            assert found(page, search, typed) == links, typed
        expect(page.locator("mark").first).to_have_text("40")


@EVERYWHERE
def test_a_number_leads_to_the_answer_the_section_the_row_and_the_table(browser: Browser, search: str) -> None:
    with opened(browser, viewport=NARROW) as (page, _, _):
        links = anchors(found(page, search, "70,000"))
        kinds = ("finding-how-many-2", "sightings-yearly-70000", "aljazeera2012-children-abducted-yearly")
        places = [links.index(anchor) for anchor in (*kinds, "table-yearly-numbers")]
        assert places == sorted(places)
        row = page.locator("li", has=page.locator(f"a[href$='#{kinds[2]}']"))
        expect(row.locator(".search-where")).to_have_text("Al Jazeera 2012")
        expect(row.locator("mark").first).to_have_text("70,000")


def test_part_of_a_number_finds_no_place_of_the_whole(browser: Browser, site: Path, search: str) -> None:
    assert holding(site, "18,518") and not holding(site, "8,518")
    with opened(browser, viewport=NARROW) as (page, _, _):
        assert [found(page, search, query) for query in ("8,518", "8518", "518,518")] == [[], [], []]
        found(page, search, "18,51")  # two numbers of one row may be meant
        assert "18,518" not in (page.locator("#search-results").text_content() or "")


def test_words_that_stand_as_in_the_query_come_first(browser: Browser, search: str) -> None:
    with opened(browser, viewport=NARROW) as (page, _, _):
        expected = "aljazeera2012-children-abducted-yearly"
        for query in ("as many as 70,000 children", '"as many as 70,000 children"', "“as many as 70 000 children”"):
            found(page, search, query)
            rows = page.locator("section", has=page.locator("h2", has_text="Figures")).locator("li > a")
            assert anchors([rows.first.get_attribute("href") or ""]) == [expected], query
        assert found(page, search, '"children 70,000 many"') == []
        assert found(page, search, "children 70,000 many")
        found(page, search, "Article 241")
        assert all("Article 241" in said for said in page.locator("#search-results li").all_text_contents())


def test_all_words_of_a_query_are_in_each_place(browser: Browser, search: str) -> None:
    with opened(browser, viewport=NARROW) as (page, _, _):
        one, other = (set(found(page, search, word)) for word in ("orphanage", "adoption"))
        assert one & other == set(found(page, search, "orphanage adoption"))
        assert one & other


@pytest.mark.parametrize("typed", ["resc", "rescue", "rescued", "rescues", "traffick", "trafficking", "left-behind"])
def test_words_are_found_by_their_beginnings(browser: Browser, search: str, typed: str) -> None:
    with opened(browser, viewport=NARROW) as (page, complaints, _):
        page.goto(search)
        page.locator("main input[name=q]").press_sequentially(typed)
        # What was typed so far is searched for in between, and the address changes first.
        expect(page).to_have_url(f"{search}?q={typed}")
        expect(page.locator("#search-results mark").first).to_be_visible()
        assert finished(page).count()
        marked = {text.lower() for text in page.locator("#search-results mark").all_text_contents()}
        stems = {part.removesuffix("ing").removesuffix("d").removesuffix("e")[:5] for part in typed.split("-")}
        assert all(any(text.startswith(stem[:5]) for stem in stems) for text in marked), marked
        assert complaints == []


def test_letters_are_found_without_their_marks(browser: Browser, site: Path, search: str) -> None:
    with opened(browser, viewport=NARROW) as (page, _, _):
        links = found(page, search, "Sanchez")
        assert links == found(page, search, "Sánchez")
        assert "references.html" in pages_in(links)
        assert pages_in(links) <= {path.name for path in site.glob("*.html") if "Sánchez" in article(path)}


TERMS = {
    "strike-at-trafficking": ("打拐", "daguai", "dǎguǎi"),
    "public-security-ministry": ("公安部", "gonganbu", "gong'anbu", "Gōng'ānbù"),
    "local-protectionism": ("地方保护主义", "difang baohu zhuyi"),
}


def test_a_term_leads_to_its_entry_however_it_is_typed(browser: Browser, search: str) -> None:
    with opened(browser, viewport=NARROW) as (page, complaints, strangers):
        for term_id, queries in TERMS.items():
            for query in queries:
                assert f"term-{term_id}" in anchors(found(page, search, query)), query
        assert (complaints, strangers) == ([], [])


@pytest.mark.parametrize("query", ["拐", "拐卖", "妇女儿童", "信息库"])
def test_part_of_a_term_finds_the_pages_that_print_it(browser: Browser, site: Path, search: str, query: str) -> None:
    with opened(browser, viewport=NARROW) as (page, _, _):
        links = pages_in(found(page, search, query))
        # What stands between the signs is no sign.
        form = re.compile(r"[、，]?".join(query))
        assert "glossary.html" in links
        assert links <= {path.name for path in site.glob("*.html") if form.search(article(path))}


def test_signs_that_stand_together_nowhere_find_nothing(browser: Browser, search: str) -> None:
    with opened(browser, viewport=NARROW) as (page, _, _):
        assert found(page, search, "保护打") == []


def landed(page: Page, search: str, query: str, link: str) -> Iterator[str]:
    """Yield the marked words that are in view after *link* of the results of *query* was followed."""
    page.goto("about:blank")
    page.goto(search.replace("search.html", link.replace("#", f"?q={quote(query)}#")))
    until(page, "CSS.highlights.has('found')")
    size = page.viewport_size
    assert size
    for text, box in page.evaluate(SHOWN):
        if box["height"] and min(box["top"], box["left"]) >= 0 and box["bottom"] <= size["height"]:
            yield text


@pytest.mark.parametrize("most", [2, pytest.param(1000, marks=pytest.mark.soak)], ids=["quick", "soak"])
@pytest.mark.parametrize("query", ["70,000", '"as many as 70,000 children"', "Article 241", "拐卖", "rescued police"])
def test_every_result_leads_to_its_words(
    browser: Browser, pages: tuple[html_tree.Page, ...], search: str, query: str, most: int
) -> None:
    """Of the results on one page so many are followed; where each leads there is a place in any case."""
    targets, followed = {each.path: each.targets for each in pages}, Counter[str]()
    with opened(browser, viewport=NARROW) as (page, complaints, _):
        page.goto(f"{search}?q={quote(query)}")
        links = leading(finished(page))
        for link in links:
            path, _, anchor = link.partition("#")
            assert anchor in targets[path], link
            followed[path] += 1
            assert followed[path] > most or list(landed(page, search, query, link)), link
        assert links and complaints == []


def test_a_fold_around_the_words_opens(browser: Browser, search: str) -> None:
    with opened(browser, viewport=NARROW) as (page, _, _):
        links = [link for link in found(page, search, "Gong'anbu") if link.startswith("cecc2009.html")]
        assert list(landed(page, search, "Gong'anbu", links[0])) == ["Gōng'ānbù"]


@EVERYWHERE
def test_the_search_is_used_by_keyboard(browser: Browser, search: str) -> None:
    with opened(browser, viewport=WIDE) as (page, complaints, _):
        page.goto(search)
        field = page.locator("main input[name=q]")
        expect(field).to_be_focused()
        field.blur()
        page.keyboard.press("/")
        expect(field).to_be_focused()
        expect(field).to_have_value("")
        page.keyboard.type("70,000")
        page.keyboard.press("Enter")
        links = finished(page).locator(":scope > a")
        for at in (0, 1):
            page.keyboard.press("ArrowDown")
            expect(links.nth(at)).to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(field).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/index.html?q=70%2C000#*")
        page.go_back()
        expect(field).to_have_value("70,000")
        assert finished(page).count()
        field.fill("37.7")
        page.keyboard.press("Enter")
        expect(page.locator("mark").first).to_have_text("37.7")
        expect(page.locator("#search-status")).to_have_attribute("aria-live", "polite")
        assert complaints == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("has it risen", "campaign.html#finding-campaign-3"),
        ("How much does a child cost?", "prices.html#quote-jiang2013-price-boy-mps"),
        ("how many children are trafficked", "how-many.html#finding-how-many-1"),
    ],
)
def test_a_question_leads_to_answers_first(browser: Browser, search: str, question: str, answer: str) -> None:
    with opened(browser) as (page, _, _):
        page.goto(f"{search}?q={quote(question)}")
        finished(page)
        first = page.locator("#search-results section").first
        expect(first.locator("h2")).to_contain_text("Answers")
        assert answer in leading(first.locator("li"))


def test_what_no_answer_speaks_of_gets_none(browser: Browser, search: str) -> None:
    with opened(browser) as (page, _, _):
        page.goto(f"{search}?q={quote('did the number of abductions rise')}")
        assert finished(page).count()
        expect(page.locator("#search-results h2").filter(has_text="Answers")).to_have_count(0)


def test_a_key_leads_from_any_page_to_the_field(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=WIDE) as (page, _, _):
        page.goto((site / "index.html").as_uri())
        page.keyboard.press("/")
        page.keyboard.type("70,000")
        page.keyboard.press("Enter")
        assert finished(page).count()


def test_what_is_looked_for_is_text(browser: Browser, search: str) -> None:
    with opened(browser, viewport=NARROW) as (page, complaints, _):
        assert found(page, search, "<img src=x onerror=alert(1)>") == []
        expect(page.locator("main input[name=q]")).to_have_value("<img src=x onerror=alert(1)>")
        for query in ("constructor", '"__proto__"', '"', "the of", "?", "(", "\\"):
            page.goto(f"{search}?q={quote(query)}")
            assert finished(page).count() == 0
        assert complaints == []


@EVERYWHERE
def test_nothing_of_the_index_is_loaded_before_a_search_nor_on_other_pages(browser: Browser, search: str) -> None:
    with opened(browser) as (page, _, _):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(search.replace("search.html", "index.html"))
        assert not [url for url in asked if re.search(r"search/", url.removeprefix(page.url[:-10]))]
        page.goto(search)
        assert not parts_in(asked)
        found(page, search, "37.7")
        assert {"index", "words-3"} == {name for name in parts_in(asked) if not name.startswith("texts-")}


def parts_in(asked: list[str]) -> list[str]:
    """Return the parts of the index among what was asked for."""
    return re.findall(r"/search/(?!search\.js)([\w-]+)\.js", "\n".join(asked))


def test_without_scripts_the_page_says_so_and_leads_on(browser: Browser, site: Path) -> None:
    with opened(browser, viewport=NARROW, java_script_enabled=False) as (page, _, _):
        page.goto((site / "search.html").as_uri())
        expect(page.locator("noscript p")).to_be_visible()
        expect(page.locator("main form")).to_be_hidden()
        links = page.locator("article a")
        assert [link.get_attribute("href") for link in links.all()] == ["index.html", "figures.html"]
