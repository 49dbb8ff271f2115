"""Chinese is marked as such on every page of the built book."""

from __future__ import annotations

import re

from test_terms_on_pages import languages

from review.book.site.html_tree import Page

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def test_chinese_is_marked_as_such_on_every_page(pages: tuple[Page, ...]) -> None:
    marked = set()
    for page in pages:
        for text, language in languages(page.root):
            if HAN.search(text):
                assert language in ("zh-Hans", "zh-Hant"), (page.path, text)
                marked.add(page.path)
    assert {"glossary.html", "law.html", "sightings.html"} <= marked
