"""In which words numbers may be quoted, on built pages: the box below an answer, and the summary of findings."""

from __future__ import annotations

import pytest
from bs4 import Tag

from review.book.site.html_tree import Page, classes, read_page
from review.book.sphinx_ext.quoting import quotables_of, sentence, summary
from review.corpus.corpus import Corpus
from review.corpus.tables.project import Project
from review.errors import UsageError
from review.present.html.markup import plain
from review.synthesis.conclusions.certainty import certainty


def of_class(page: Page, name: str) -> list[Tag]:
    return [element for element in page.elements if name in classes(element)]


def test_a_sentence_is_escaped(small_corpus: Corpus) -> None:
    assert sentence(small_corpus, "A & B: {value}`alpha2001-found`").text == (
        'A &amp; B: <a class="figure-value" href="alpha2001.html#alpha2001-found"'
        ' data-figure-id="alpha2001-found">2,169</a>'
    )


def test_the_box_stands_below_the_answer_in_the_order_of_its_rows(small: Project) -> None:
    page = read_page(small.site / "question.html", small.site)
    (answer,), (box,) = of_class(page, "answer"), of_class(page, "quotables")
    assert answer.sourceline < box.sourceline
    assert [item.attrs["id"] for item in of_class(page, "quotable")] == [
        "quote-alpha2001-lost",
        "quote-alpha2001-found",
    ]
    words = [" ".join(item.text.split()) for item in of_class(page, "quotable-words")]
    assert words == ["The memo counts more than 600 persons.", "The memo counts 2,169 persons."]


def test_the_reference_names_the_source_and_then_the_row_in_this_book(small: Project) -> None:
    page = read_page(small.site / "question.html", small.site)
    reference = " ".join(of_class(page, "quotable-reference")[0].get_text(" ").replace(" .", ".").split())
    book, _, source = reference.partition(" To cite it, source checked ")
    assert book.startswith("To cite it, read here ") and "[Coded figure]. In A Small Review (Version 0.1.0)." in book
    assert "(An Office, 2001, as cited in The project's contributors, " in book
    assert source.startswith("An Office. (2001). Alpha. In the text: (An Office, 2001, ")


def test_the_label_of_an_unnamed_origin_stands_beside_the_words_and_not_in_them(small: Project) -> None:
    page = read_page(small.site / "question.html", small.site)
    lost, found = of_class(page, "quotable")
    assert [element.text for element in lost.find_all(True) if "unnamed" in classes(element)] == ["origin unnamed"]
    assert not [element for element in found.find_all(True) if "unnamed" in classes(element)]
    assert not any(
        "unnamed" in classes(inner) for words in of_class(page, "quotable-words") for inner in words.find_all(True)
    )


def test_a_chapter_that_nobody_knows_is_told_with_the_nearest(small_corpus: Corpus) -> None:
    with pytest.raises(UsageError, match=r"'questoin' is no chapter with findings \(nearest: question\)"):
        quotables_of(small_corpus, "questoin")


def test_the_summary_says_who_says_so_in_the_end_and_how_certain_it_is(small_corpus: Corpus) -> None:
    lost, found = summary(small_corpus, ["question"]).rows
    assert "nobody" in plain(lost[1]) and plain(found[1]) == "The agency"
    rated = certainty(small_corpus, small_corpus.figures["alpha2001-found"])
    assert plain(found[2]) == f"{rated.as_count.level} as a count, {rated.as_extent.level} as extent"
