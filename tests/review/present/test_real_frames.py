"""The frames of the facts of the review."""

from __future__ import annotations

from review.corpus.corpus import Corpus
from review.present.frames.rows import facts_frame


def test_the_frame_of_facts_names_its_rows(real: Corpus) -> None:
    frame = facts_frame(real, real.facts.values())
    assert frame.index.name == "fact_id" and list(frame.index) == list(real.facts)
