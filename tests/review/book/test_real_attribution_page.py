"""The page of the attribution graph of the review: its parts, its answer, and the denial that bears on nothing."""

from __future__ import annotations

from bicycle_project import REPOSITORY

from review.book.pages import attribution
from review.book.pages.attribution import answer
from review.book.pages.cards import figure_card
from review.book.pages.citer import citer
from review.book.pages.generated import book_pages, data_parts
from review.book.prose.markdown_text import headings
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import find_project
from review.corpus.verification.receipt import read_receipt
from review.present.html.markup import Html, plain
from review.synthesis.conclusions.attribution import chains


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
    unnamed = sum(real.origin_chain(figure.origin_id)[-1].kind == "unnamed" for figure in real.figures.values())
    assert said.startswith(f"Of the {len(real.figures)} reported figures, {unnamed} have a chain")
    assert "Ministry of Public Security stands behind" in said
    assert said.count(". ") == 2


def test_the_known_denial_is_attached_to_no_figure(real: Corpus) -> None:
    page = own_page(real)
    part = page[page.index("(who-says-so-denials)=") : page.index("(who-says-so-limits)=")]
    assert attribution.NOT_DENIED in part
    assert 'href="context.html#denial-200000">200,000' in part
    assert "data-figure-id" not in part


def test_a_card_cites_an_unnamed_origin_as_one(real: Corpus) -> None:
    project = find_project()
    cite = citer(Snapshot(project))
    for figure in real.figures.values():
        card = figure_card(real, figure, read_receipt(project.data), cite).text
        cited = plain(Html(card[card.index("<dt>To cite it, read here</dt>") :]))
        assert ("origin unnamed" in cited) is real.is_unnamed(figure)
