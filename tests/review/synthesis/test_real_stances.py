"""Every stance of the review has its rank."""

from __future__ import annotations

from review.corpus.corpus import Corpus
from review.corpus.vocabulary import TAKEN, Stance
from review.synthesis.conclusions.stances import positions, themes_of_kind


def test_every_stance_of_the_data_has_its_rank(real: Corpus) -> None:
    column = next(c for c in real.descriptor.table("claims").columns if c.name == "stance")
    assert set(column.choices) == set(TAKEN)
    for theme in themes_of_kind(real, ""):
        assert all(p.stance in Stance for p in positions(real, theme))
