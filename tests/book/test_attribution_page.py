"""The page of the attribution graph: its parts, its answer out of the data, and the denial that bears on nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from review.book.pages import attribution
from review.book.pages.attribution import answer, attribution_page
from review.book.prose.markdown_text import Passage
from review.book.prose.typed_numbers import quantities
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
    assert attribution.NO_DEAD_ENDS in attribution_page(corpus, {})


def test_no_quantity_is_typed_in_the_words_of_the_page() -> None:
    texts = [text for name, text in vars(attribution).items() if name.isupper() and isinstance(text, str)]
    assert len(texts) >= 10
    assert [list(quantities(Passage(text, 1))) for text in texts] == [[] for _ in texts]


def test_a_denial_of_a_reported_figure_stands_with_it(bicycles: Small) -> None:
    assert "No denial of a figure is known" in attribution_page(bicycles.corpus(), {})
    bicycles.add("facts", "euro-2012", fact_id="denied", series="denials", value="1204", unit="case")
    page = attribution_page(bicycles.corpus(), {"rates": "The Bank (2015)"})
    part = page[page.index("(who-says-so-denials)=") : page.index("(who-says-so-limits)=")]
    assert attribution.NOT_DENIED not in part
    assert part.count('data-figure-id="ward2014-thefts"') == 1 and "The Bank (2015)" in part
