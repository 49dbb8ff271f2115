"""The two depths of a chapter, where one is in the book, and the pages of sources by section, on the built book."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import WIDE, opened
from playwright.sync_api import Browser, expect

from review.book.site.html_tree import Page, attribute, has_class
from review.corpus.corpus import Corpus


def chapters(real: Corpus) -> list[str]:
    return sorted({finding.chapter for finding in real.findings.values()} - {"index"})


def at(page: Page, *names: str, tag: str = "") -> list[int]:
    """Return the places on *page* of the elements of a class."""
    return [n for n, each in enumerate(page.elements) if has_class(each, names) and each.name in (tag or each.name)]


def test_a_chapter_is_first_answer_picture_and_words_to_quote_and_then_its_evidence(
    pages: tuple[Page, ...], real: Corpus
) -> None:
    by_path = {page.path: page for page in pages}
    for name in chapters(real):
        page = by_path[f"{name}.html"]
        (answer,), (parting,) = at(page, "answer"), at(page, "evidence", tag="nav")
        pictures, words = at(page, "citable"), at(page, "quotables")
        assert answer < pictures[0] < parting < pictures[1], name
        assert all(pictures[0] < place < parting for place in words), name
        article = page.article()
        assert article is not None
        sections = [attribute(each, "id") for each in article.select("article > section > section")]
        listed = [attribute(link, "href") for link in page.elements[parting].find_all("a")]
        assert listed == [f"#{section}" for section in sections], name


def test_a_chapter_has_its_number_wherever_it_is_named(pages: tuple[Page, ...], real: Corpus) -> None:
    """Numbered are the parts all of whose pages conclude something: no number stands alone among pages without."""
    by_path = {page.path: page for page in pages}
    page = by_path["index.html"]
    listed = {
        attribute(link, "href").removesuffix(".html"): number.text
        for link in page.all("a")
        if (number := link.find(class_="section-number"))
        if link.find_parent(class_="bar-contents")
    }
    parts = [
        {attribute(link, "href").removesuffix(".html") for link in each.find_all("a")}
        for each in page.all("ul")
        if each.find_parent(class_="bar-contents")
    ]
    of_chapters = [part for part in parts if part & listed.keys()]
    assert all(part <= listed.keys() for part in of_chapters)
    assert {*listed} == {name for part in parts if part and part <= {*chapters(real)} for name in part}
    assert [*listed.values()] == [str(number) for number, _ in enumerate(listed, start=1)]
    for name, number in listed.items():
        where = by_path[f"{name}.html"].root.find(class_="where")
        assert where is not None and f"Chapter {number}" in " ".join(where.get_text().split()), name


@pytest.mark.parametrize("scripts", [True, False])
def test_a_stroke_of_a_text_leads_to_its_figure_in_its_fold(browser: Browser, site: Path, scripts: bool) -> None:
    with opened(browser, viewport=WIDE, java_script_enabled=scripts) as (page, complaints, _):
        page.goto((site / "cecc2009.html").as_uri())
        stroke = page.locator(".text-strip a").last
        row = page.locator((stroke.get_attribute("href") or "").replace("#", "tr#"))
        expect(row).to_be_hidden()
        stroke.locator("path").click(force=True)
        expect(row).to_be_in_viewport()
        assert complaints == []
