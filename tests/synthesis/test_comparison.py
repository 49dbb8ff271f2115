"""The gate before figures share an axis, a sum or a ratio."""

from __future__ import annotations

import pytest

from review.corpus.corpus import Corpus
from review.errors import IncomparableFigures
from review.synthesis.comparing.comparison import require_comparable_figures


def test_figures_of_one_group_and_unit_pass(bicycle_corpus: Corpus) -> None:
    require_comparable_figures(bicycle_corpus, bicycle_corpus.figures_where(measure_id="thefts"))


def test_unlike_figures_are_refused_with_what_differs(bicycle_corpus: Corpus) -> None:
    figures = [bicycle_corpus.figures[name] for name in ("ward2014-thefts", "ward2014-found")]
    with pytest.raises(IncomparableFigures) as caught:
        require_comparable_figures(bicycle_corpus, figures)
    assert str(caught.value) == (
        "these figures may not share an axis: ward2014-thefts, ward2014-found "
        "(they differ in group: bicycles-found, thefts; unit: bicycle, case; "
        "also in counted: incident, resource; period: 2013, not stated). "
        "Show them side by side, or give a reason that is printed with the result."
    )


def test_a_price_is_compared_with_no_count(bicycle_corpus: Corpus) -> None:
    figures = [bicycle_corpus.figures[name] for name in ("ward2014-dealer-price", "gazette2014-held")]
    with pytest.raises(IncomparableFigures, match="basis: observed, price"):
        require_comparable_figures(bicycle_corpus, figures)


@pytest.mark.parametrize("names", [(), ("ward2014-found",)])
def test_fewer_than_two_are_always_comparable(bicycle_corpus: Corpus, names: tuple[str, ...]) -> None:
    require_comparable_figures(bicycle_corpus, [bicycle_corpus.figures[name] for name in names])
