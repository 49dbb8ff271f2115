"""Texts as machines hand them over: what a person sees and pastes is found, and offsets lead back to the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.corpus.text.mapped_text import normal_form
from review.corpus.text.sentences import sentence_spans
from review.corpus.text.source_text import SourceText, count_words

PLAIN = "Señor Sánchez of Zürich said that the traffic officers agreed."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(unicodedata.normalize("NFD", PLAIN), id="decomposed accents"),
        pytest.param(PLAIN.replace("traffic", "traf\u00adfic"), id="soft hyphen"),
        pytest.param(PLAIN.replace("traffic", "traf\u00ad\n  fic"), id="soft hyphen at a line's end"),
        pytest.param(PLAIN.replace("traffic", "traf\u200bfic"), id="zero-width space"),
        pytest.param("\ufeff" + PLAIN, id="byte order mark"),
        pytest.param(PLAIN.replace("ffi", "\ufb03"), id="ligature"),
        pytest.param(PLAIN.replace("traffic", "traf\u2010\nfic"), id="hyphen of typesetters"),
        pytest.param(PLAIN.replace("that the", "that\f\nthe"), id="form feed"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_quote_is_found_once_as_a_person_sees_it(text: str, form: str) -> None:
    quote = unicodedata.normalize(form, "Sánchez of Zürich said that the traffic officers")
    source = SourceText("a", f"One line.\n{text}\n")
    ((start, _),) = source.find(quote)
    assert source.line_at(start) == 2
    assert source.folded[start:].startswith("Sánchez")
    assert count_words(text.replace("\u2010\n", "")) == count_words(PLAIN)


@given(st.text(st.sampled_from("ae\u0301\u0308\u00ad\u200b\ufb03\ufeff \n-1\u0661\u4e07"), max_size=40))
def test_offsets_lead_back_to_where_the_signs_come_from(text: str) -> None:
    made = normal_form(text)
    assert len(made.starts) == len(made.ends) == len(made.text)
    assert all(0 <= start < end <= len(text) for start, end in zip(made.starts, made.ends, strict=True))
    assert list(made.starts) == sorted(made.starts)
    for place, sign in enumerate(made.text):
        start, end = made.span(place, place + 1)
        assert sign in unicodedata.normalize("NFKC", text[start:end]) or sign in normal_form(text[start:end]).text
    assert normal_form(made.text).text == made.text


def test_one_long_line_does_not_make_paragraphs_of_wrapped_lines() -> None:
    wrapped = "The officers counted the bicycles that were reported as stolen in\nthe spring, as they do each year.\n\n"
    text = wrapped * 8 + "A foundation gives money for studies of bicycles, " * 6 + "and for more.\n"
    assert len(SourceText("a", text).paragraphs) == 9


@pytest.mark.parametrize(("quote", "times"), [("解救儿童", 1), ("8660人", 1), ("660人", 0), ("86", 0), ("公安", 2)])
def test_chinese_is_found_and_counted_without_spaces(quote: str, times: int) -> None:
    text = SourceText("a", "2011年,公安机关解救儿童8660人。公安没有说明。")
    assert len(text.find(quote)) == times


def test_chinese_sentences_end_without_a_space() -> None:
    text = "公安解救儿童8660人。妇女没有说明。"
    assert [text[start:end] for start, end in sentence_spans(text)] == ["公安解救儿童8660人。", "妇女没有说明。"]
    assert len(sentence_spans("一。二！三？四")) == 4


def test_two_han_signs_count_as_a_word() -> None:
    assert count_words("公安机关解救儿童8660人") == 6
