"""The statements of the review that two coders coded."""

from __future__ import annotations

from review.corpus.coding.statements import (
    recoded,
    require_claim_settlements,
)
from review.corpus.corpus import Corpus


def test_every_claim_of_the_review_is_recoded_and_every_difference_settled(corpus: Corpus) -> None:
    require_claim_settlements(corpus)
    assert [one.claim.claim_id for one in recoded(corpus)] == list(corpus.claims)
