"""The statements of the review that two coders coded."""

from __future__ import annotations

from bicycle_project import hold

from review.corpus.coding.statements import (
    claim_settlement_problems,
    recoded,
)
from review.corpus.corpus import Corpus


def test_every_claim_of_the_review_is_recoded_and_every_difference_settled(corpus: Corpus) -> None:
    hold(claim_settlement_problems(corpus))
    assert [one.claim.claim_id for one in recoded(corpus)] == list(corpus.claims)
