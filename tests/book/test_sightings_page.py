"""The page of the sightings, and the role that prints one: a number never stands without the page that printed it."""

from __future__ import annotations

from pathlib import Path

import pytest
from bicycle_project import Small
from library_pages import library_page
from sightings_of_bicycles import add_sightings

from review.book.pages.generated import data_parts, library_names
from review.book.prose.roles import PRINTERS
from review.book.site.html_tree import Page, parse_html
from review.book.site.unsourced_numbers import known_texts, unsourced_numbers
from review.corpus.corpus import Corpus
from review.errors import UsageError


@pytest.fixture
def corpus(bicycles: Small) -> Corpus:
    small = add_sightings(bicycles)
    small.add("facts", like="euro-2012", fact_id="seen-thefts", series="seen", reference="letter")
    return small.corpus()


@pytest.mark.parametrize(
    ("argument", "text"),
    [
        ("letter", "about 1,200 (A reader, 4 May 2013)"),
        ("letter;number", "about 1,200"),
        ("letter;page", "A reader, 4 May 2013"),
        ("blog", "1,200 (A blog, undated)"),
        ("ward;page", "ward2014, May 2014"),
    ],
)
def test_the_role_prints_the_number_with_its_page(corpus: Corpus, argument: str, text: str) -> None:
    printed = PRINTERS["sighting"](corpus, argument)
    name = argument.partition(";")[0]
    assert (printed.text, printed.href, printed.css) == (text, f"sightings.html#{name}", "sighting-value")


def test_the_role_names_the_nearest_sighting(corpus: Corpus) -> None:
    with pytest.raises(UsageError, match=r"'leter' is no sighting \(nearest: letter, poster\)"):
        PRINTERS["sighting"](corpus, "leter")


def test_every_sighting_has_a_row_that_says_how_much_was_seen_and_where(corpus: Corpus) -> None:
    page = Page("sightings.html", parse_html(library_page("sightings", corpus)))
    assert set(corpus.sightings) <= page.targets
    rows = {row.attrs["id"]: " ".join(row.text.split()) for row in page.all("tr") if "id" in row.attrs}
    assert "its opening was seen (excerpt) seen as https://example.org/letter" in rows["letter"]
    assert "reviewed here" in rows["ward"] and "credits: nobody, as far as seen" in rows["blog"]
    assert list(unsourced_numbers(page, corpus, known_texts(corpus))) == []


def test_a_fact_of_a_sighting_leads_to_its_row(corpus: Corpus) -> None:
    made = library_page("context", corpus)
    assert '<a href="sightings.html#letter">A reader, 4 May 2013</a>' in made


def test_a_review_without_sightings_has_no_page_of_them(corpus: Corpus, bicycle_corpus: Corpus, tmp_path: Path) -> None:
    assert "sightings" in library_names(tmp_path / "book", data_parts(corpus, {}))
    assert "sightings" not in library_names(tmp_path / "book", data_parts(bicycle_corpus, {}))
