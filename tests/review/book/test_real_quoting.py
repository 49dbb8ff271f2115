"""In which words the numbers of the review may be quoted."""

from __future__ import annotations

from pathlib import Path

from review.book.site.html_tree import classes, read_page
from review.book.sphinx_ext.quoting import sentence, summary
from review.corpus.corpus import Corpus
from review.corpus.rules.conclusion_rules import MOST_WORDS
from review.present.html.markup import plain
from review.present.words.wording import value_text


def test_the_words_of_every_row_print_its_number_with_what_the_source_says(real: Corpus) -> None:
    rows = real.tables["quotables"]
    assert rows
    for name, row in rows.items():
        said = plain(sentence(real, row.may))
        figure = real.figures[name]
        assert any(value_text(real, figure, form) in said for form in ("qualified", "unit")), name


def test_no_sentence_is_long_as_it_is_printed(real: Corpus) -> None:
    for name, row in real.tables["quotables"].items():
        for text in (row.may, row.may_not):
            assert len(plain(sentence(real, text)).split(" ")) <= MOST_WORDS, name


def test_the_summary_asks_every_question_once_and_answers_with_every_row_that_has_one(real: Corpus) -> None:
    asked = {row.question for row in real.tables["quotables"].values()} - {""}
    chapters = sorted({row.chapter for row in real.tables["quotables"].values()})
    table = summary(real, ["index", *chapters, "no-such-page"])
    assert table.html.text.count('class="group"') == len(asked)
    assert set(table.groups) == asked
    assert len(table.rows) == sum(1 for row in real.tables["quotables"].values() if row.question)


def test_the_front_page_asks_every_question_once(site: Path, corpus: Corpus) -> None:
    page = read_page(site / "index.html", site)
    groups = [element.text.strip() for element in page.all("tr") if "group" in classes(element)]
    assert sorted(groups) == sorted({row.question for row in corpus.tables["quotables"].values()} - {""})


def test_every_row_stands_in_the_box_of_its_chapter(site: Path, corpus: Corpus) -> None:
    for name, row in corpus.tables["quotables"].items():
        assert f"quote-{name}" in read_page(site / f"{row.chapter}.html", site).targets
