"""The page of the attribution graph: its parts, its answer out of the data, and the denial that bears on nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from library_pages import library_page

from review.book.pages import attribution
from review.book.pages.attribution import answer
from review.present.html.markup import plain
from review.synthesis.conclusions.attribution import chains

if TYPE_CHECKING:
    from bicycle_project import Small


def test_the_answer_changes_with_the_data(bicycles: Small) -> None:
    corpus = bicycles.corpus()
    assert "The police stands behind 8 figures of gazette2014 and ward2014." in plain(answer(corpus, chains(corpus)))
    bicycles.change("figures", "ward2014-buyer-price", origin_id="office")
    corpus = bicycles.corpus()
    assert "11 reported figures stands somebody who is named" in plain(answer(corpus, chains(corpus)))
    assert "Every figure has a named origin" in library_page(attribution.PAGE, corpus)


def test_a_denial_of_a_reported_figure_stands_with_it(bicycles: Small) -> None:
    assert "No denial of a figure is known" in library_page(attribution.PAGE, bicycles.corpus())
    bicycles.add("facts", "euro-2012", fact_id="denied", series="denials", value="1204", unit="case")
    page = library_page(attribution.PAGE, bicycles.corpus(), {"rates": "The Bank (2015)"})
    part = page[page.index("(who-says-so-denials)=") :]
    assert attribution.NOT_DENIED not in part
    assert part.count('data-figure-id="ward2014-thefts"') == 1 and "The Bank (2015)" in part
