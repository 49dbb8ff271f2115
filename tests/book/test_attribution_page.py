"""The page of the attribution graph: its parts, its answer out of the data, and the denial that bears on nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bicycle_project import REPOSITORY
from library_pages import library_page

from review.book.pages import attribution
from review.book.pages.attribution import answer
from review.book.pages.cards import Citing, figure_card
from review.book.pages.generated import book_pages, data_parts
from review.book.prose.markdown_text import headings
from review.citing.reference import read_citation
from review.corpus.corpus import Corpus, open_corpus
from review.corpus.tables.project import find_project
from review.corpus.verification.receipt import read_receipt
from review.present.html.markup import Html, plain
from review.synthesis.conclusions.attribution import chains

if TYPE_CHECKING:
    from bicycle_project import Small


@pytest.fixture(scope="module")
def real() -> Corpus:
    """Return the real corpus."""
    return open_corpus()


def own_page(corpus: Corpus) -> str:
    """Return this review's own page."""
    return book_pages(REPOSITORY / "book", data_parts(corpus, {}))[attribution.PAGE].text


def test_the_parts_of_the_page_stand_in_order(real: Corpus) -> None:
    page = own_page(real)
    parts = ["", "-graph", "-dead-ends", "-shared", "-depth", "-denials", "-differ", "-limits", "-settle"]
    assert [heading.label for heading in headings(page)] == [f"who-says-so{part}" for part in parts]
    assert all(f"(who-says-so-{source_id})=\n### " in page for source_id in real.sources)


def test_the_page_has_a_chart_of_the_ends_and_one_of_each_source(real: Corpus) -> None:
    page = own_page(real)
    assert page.count('<figure class="chart"') == 1 + len(real.sources)
    assert page.count('<details class="fold credits"><summary>Whom it credits') == len(real.sources)


def test_the_answer_counts_what_the_graph_holds(real: Corpus) -> None:
    said = plain(answer(real, chains(real)))
    unnamed = sum(real.is_unnamed(figure) for figure in real.figures.values())
    assert said.startswith(f"Of the {len(real.figures)} reported figures, {unnamed} have a chain")
    assert "Ministry of Public Security stands behind" in said
    assert said.count(". ") == 2


def test_the_answer_changes_with_the_data(bicycles: Small) -> None:
    corpus = bicycles.corpus()
    assert "The police stands behind 8 figures of gazette2014 and ward2014." in plain(answer(corpus, chains(corpus)))
    bicycles.change("figures", "ward2014-buyer-price", origin_id="office")
    corpus = bicycles.corpus()
    assert "11 reported figures stands somebody who is named" in plain(answer(corpus, chains(corpus)))
    assert "Every figure has a named origin" in library_page(attribution.PAGE, corpus)


def test_the_known_denial_is_attached_to_no_figure(real: Corpus) -> None:
    page = own_page(real)
    part = page[page.index("(who-says-so-denials)=") : page.index("(who-says-so-limits)=")]
    assert attribution.NOT_DENIED in part
    assert 'href="context.html#denial-200000">200,000' in part
    assert "data-figure-id" not in part


def test_a_denial_of_a_reported_figure_stands_with_it(bicycles: Small) -> None:
    assert "No denial of a figure is known" in library_page(attribution.PAGE, bicycles.corpus())
    bicycles.add("facts", "euro-2012", fact_id="denied", series="denials", value="1204", unit="case")
    page = library_page(attribution.PAGE, bicycles.corpus(), {"rates": "The Bank (2015)"})
    part = page[page.index("(who-says-so-denials)=") :]
    assert attribution.NOT_DENIED not in part
    assert part.count('data-figure-id="ward2014-thefts"') == 1 and "The Bank (2015)" in part


def test_a_card_cites_an_unnamed_origin_as_one(real: Corpus) -> None:
    project = find_project()
    cite = Citing(read_citation(project.root / "CITATION.cff"), "", {})
    for figure in real.figures.values():
        card = figure_card(real, figure, read_receipt(project.data), cite).text
        cited = plain(Html(card[card.index("<dt>To cite it</dt>") :]))
        assert ("origin unnamed" in cited) is real.is_uncounted(figure)
