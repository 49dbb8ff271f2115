"""Where a sentence ends, and where a point is no end."""

from __future__ import annotations

import doctest

import pytest

from review.corpus.text import sentences
from review.corpus.text.sentences import sentence_spans


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Li said so.|It was late.",
        "The U.S. Department counted.|Nobody else did.",
        "H. Zhang and J. R. Smith wrote it.|Both did.",
        "See No. 5 and Nos. 6 to 8.|They differ.",
        "Some goods, e.g. Bicycles, i.e. Wheels, were lost.|None came back.",
        "It rose by 1.5 per cent.|It fell by 2.25.",
        "Lee et al. Counted them, cf. Smith, p. 4, pp. 5.|So it is.",
        'He asked "why?"|She left.',
        "It ended so.12 |Then it went on.",
        "It ended (in 2010).|• A list began.",
        "what is small.does not begin",
    ],
)
def test_sentences_are_told_apart(text: str) -> None:
    told = [part.strip() for part in text.split("|")]
    whole = " ".join(told)
    assert [whole[start:end].strip() for start, end in sentence_spans(whole)] == told


def test_nothing_of_a_text_is_left_out() -> None:
    assert sentence_spans("") == ((0, 0),)
    whole = "One. Two.  Three"
    assert "".join(whole[start:end] for start, end in sentence_spans(whole)) == whole


def test_the_example_holds() -> None:
    results = doctest.testmod(sentences)
    assert results.attempted and not results.failed
