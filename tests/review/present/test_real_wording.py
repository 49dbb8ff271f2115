"""Every value of the review has words."""

from __future__ import annotations

from review.corpus.corpus import Corpus
from review.present.words.wording import (
    value_text,
)


def test_every_real_value_has_words(real: Corpus) -> None:
    for figure in real.figures.values():
        for form in ("qualified", "bare", "unit"):
            assert value_text(real, figure, form).strip(), figure.figure_id
