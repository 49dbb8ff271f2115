"""Every figure of the review is rated, with its reasons."""

from __future__ import annotations

import pytest

from review.corpus.corpus import Corpus
from review.corpus.rules.corrections import LEVELS
from review.synthesis.conclusions.certainty import certainty

#: Of each pair the first can be traced to somebody who counted, on a day that is sure, and the other cannot.
TRACED = [
    ("humantrafficking2011-offenders-convicted-in-2010", "jiang2013-campaign-2011-12-children-rescued"),
    ("cecc2009-children-rescued", "jiang2013-operation-2012-12-children-rescued"),
    ("cecc2009-children-rescued", "aljazeera2012-children-rescued"),
    ("jiang2013-operation-2011-07-children-rescued", "jiang2013-operation-2012-03-children-rescued"),
    ("humantrafficking2011-children-rescued-in-2010", "jiang2013-campaign-2010-09-children-rescued"),
    ("cecc2009-photos-unidentified-children", "jiang2013-kunming-missing-children"),
    ("humantrafficking2011-cases-prosecuted-in-2010", "jiang2013-courts-2009-cases-heard"),
]


@pytest.mark.parametrize(("traced", "other"), TRACED)
def test_what_can_be_traced_is_not_rated_below_what_cannot(traced: str, other: str, corpus: Corpus) -> None:
    levels = [LEVELS.index(certainty(corpus, corpus.figures[name]).as_count.level) for name in (traced, other)]
    assert levels[0] > levels[1]


def test_every_figure_is_rated_with_its_reasons(real: Corpus) -> None:
    for figure in real.figures.values():
        found = certainty(real, figure)
        assert found.as_count.reasons and found.as_extent.reasons
        # Nothing is better evidence of how much there is than it is a count.
        assert LEVELS.index(found.as_extent.level) <= LEVELS.index(found.as_count.level)
        if real.measures[figure.measure_id].basis == "estimated":
            assert found.as_count.level == "very low"
