"""Terms of other languages on the built pages: printed by role and list, and always marked with their language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bs4 import Tag

from review.book.site.html_tree import classes, read_page
from review.book.sphinx_ext.terms import term_nodes
from review.corpus.corpus import Corpus
from review.corpus.tables.project import Project
from review.errors import UsageError


def languages(element: Tag, language: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of *element* with the language that it is marked with."""
    language = element.attrs.get("lang", language)
    for child in element.children:
        if isinstance(child, Tag):
            yield from languages(child, language)
        elif element.name not in ("script", "style"):
            yield child, language


def test_a_role_prints_the_term_and_its_reading(small: Project) -> None:
    page = read_page(small.site / "index.html", small.site)
    (sentence,) = (e for e in page.all("p") if e.text.startswith("In Greek"))
    assert sentence.text == "In Greek απογραφή (apografí); to lose is not confirmed."
    assert {("απογραφή", "el"), ("apografí", "el-Latn")} <= set(languages(sentence, "en"))


def test_a_list_says_where_each_was_seen(small: Project) -> None:
    page = read_page(small.site / "index.html", small.site)
    (terms,) = (e for e in page.all("dl") if "terms" in classes(e))
    assert "Seen second hand: a handbook, at example.org/a-handbook." in terms.text
    assert [" ".join(e.text.split()) for e in terms.find_all(["dt", "dd"])][2:] == [
        "To lose somebody",
        "not confirmed",
    ]


def test_a_term_that_nobody_knows_is_told_with_the_nearest(small_corpus: Corpus) -> None:
    with pytest.raises(UsageError, match=r"'census-wort' is no term \(nearest: census-word\)"):
        term_nodes(small_corpus, "census-wort")
