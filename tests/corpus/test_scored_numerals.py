"""The reader of numerals on its scored corpus: how much is right, and that nothing is read by half."""

from __future__ import annotations

import pytest

from review.corpus.text.numerals.languages import language_of, reading_note
from review.corpus.text.numerals.scoring import ScoredPassage, scored_passages

ALL = tuple(scored_passages())
LEAST = {"en": 0.97, "zh": 0.90, "other": 1.0}


def test_the_corpus_is_large_enough_to_say_something() -> None:
    assert len(ALL) >= 150
    assert len({passage.kind for passage in ALL}) > 20


@pytest.mark.parametrize("language", LEAST)
def test_nearly_all_numerals_are_read_right(language: str) -> None:
    scores = [(passage, passage.score) for passage in ALL if passage.language == language]
    wrong = [f"{passage.text}: {passage.read}" for passage, (hits, all_of_them) in scores if hits < all_of_them]
    share = sum(hits for _, (hits, _) in scores) / sum(all_of_them for _, (_, all_of_them) in scores)
    assert share >= LEAST[language], "\n".join(wrong)


@pytest.mark.parametrize("passage", ALL, ids=lambda passage: passage.text[:40])
def test_no_numeral_is_read_by_half(passage: ScoredPassage) -> None:
    """A part that is read as if it were all of a numeral would be certified wrongly."""
    whole = [number for number, _ in passage.expected]
    parts = [printed for printed, value in passage.read if value != "?" and printed not in whole]
    assert not [printed for printed in parts if any(printed in number for number in whole)]


@pytest.mark.parametrize("passage", [each for each in ALL if each.language == "other"], ids=lambda each: each.text[:20])
def test_a_language_without_a_reader_is_said(passage: ScoredPassage) -> None:
    names = {"de": "German", "es": "Spanish", "fr": "French", "it": "Italian"}
    assert f"is in {names[language_of(passage.text)]}, whose" in reading_note(passage.text)


def test_english_is_told_where_nothing_speaks_for_another_language() -> None:
    assert {language_of(passage.text) for passage in ALL if passage.language == "en"} == {"en"}
    assert {language_of(passage.text) for passage in ALL if passage.language == "zh"} == {"zh"}
