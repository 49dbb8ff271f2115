"""The page of the register of the review."""

from __future__ import annotations

from library_pages import library_page
from test_disagreements_page import part

from review.corpus.corpus import Corpus


def test_every_unresolved_relation_stands_there_with_what_would_settle_it(corpus: Corpus) -> None:
    page = library_page("disagreements", corpus)
    against = part(page, "inconsistent")
    assert 'id="operation-2012-12-suspects"' in against
    assert "Would settle it:" in against
    assert 'data-figure-id="aljazeera2012-traffickers-arrested"' in against
    assert 'id="campaign-meets-2010-children"' in part(page, "cannot-tell")
    assert 'id="yearly-estimates"' in part(page, "not-comparable")
    assert "settled by the reviewers</div>" in part(page, "consistent")
