"""Phrases are found in texts as typesetters leave them, and paragraphs are counted as a reader counts them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bicycles import GAZETTE, WARD
from hypothesis import given
from hypothesis import strategies as st

from review.corpus.text.mapped_text import fold
from review.corpus.text.phrases import Hindrances, phrase_pattern, phrase_places
from review.corpus.text.source_text import Section, SourceText, count_words, read_text


def found(text: str, quote: str, prefix: str = "", suffix: str = "") -> list[str]:
    """Return what *quote* finds in *text*."""
    return [text[start:end] for start, end in SourceText("a", text).find(quote, prefix, suffix)]


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        pytest.param("the stolen\nbicycles", "stolen bicycles", ["stolen\nbicycles"], id="line end"),
        pytest.param("the stolen \n\n   bicycles", "stolen bicycles", ["stolen \n\n   bicycles"], id="page break"),
        pytest.param("stolen bi-\ncycles", "stolen bicycles", ["stolen bi-\ncycles"], id="typesetter's hyphen"),
        pytest.param("a well-\nknown thief", "well-known", ["well-\nknown"], id="own hyphen at a line end"),
        pytest.param("a well-\nknown thief", "wellknown", ["well-\nknown"], id="the other reading of it"),
        pytest.param("a well-known thief", "wellknown", [], id="a hyphen within a line is the word's own"),
        pytest.param("in 2009-\n2010", "20092010", [], id="no hyphen is taken out of numbers"),
        pytest.param("the \u201cgood lock\u201d", '"good lock"', ["\u201cgood lock\u201d"], id="typographic quotes"),
        pytest.param('the "good lock"', "\u201cgood lock\u201d", ['"good lock"'], id="typographic quotes in the row"),
        pytest.param("the rider\u2019s lock", "rider's", ["rider\u2019s"], id="apostrophe"),
        pytest.param("5\u201310 thefts", "5-10", ["5\u201310"], id="dash"),
        pytest.param("1\u00a0204 thefts", "1 204", ["1\u00a0204"], id="no-break space"),
        pytest.param("Stolen stolen", "stolen", ["stolen"], id="case counts"),
        pytest.param("189 frames, 89 painted", "89", ["89"], id="no part of a number"),
        pytest.param("890 frames", "89", [], id="no start of a number"),
        pytest.param("12,189 frames", "189 frames", [], id="no thousands' end"),
        pytest.param("2,169,000 frames", "2,169", [], id="no thousands' start"),
        pytest.param("1.89 euros", "89", [], id="no decimals"),
        pytest.param("children.15 Police", "children", ["children"], id="a footnote mark is no part of a word"),
        pytest.param("in 2010.22 However", "in 2010", ["in 2010"], id="nor of a year"),
        pytest.param("policemen", "police", [], id="no part of a word"),
        pytest.param("(police)", "(police)", ["(police)"], id="marks at the ends"),
        pytest.param("a.b", "a*b", [], id="no pattern"),
        pytest.param("anything", "", [], id="nothing is found nowhere"),
    ],
)
def test_a_phrase_is_found(text: str, quote: str, expected: list[str]) -> None:
    assert found(text, quote) == expected


_SIGNS = st.text(st.sampled_from("ab1.,- \n\u00e9"), max_size=30)
_PHRASE = st.text(st.sampled_from("ab1.,- \u00e9"), max_size=6)


@given(_SIGNS, _PHRASE, _PHRASE, _PHRASE, st.data())
def test_a_phrase_is_found_without_a_pattern_where_its_pattern_finds_it(
    text: str, quote: str, prefix: str, suffix: str, data: st.DataObject
) -> None:
    at, end = (data.draw(st.integers(0, len(text))) for _ in range(2))
    quote = data.draw(st.sampled_from([quote, text[at:end]]))
    folded = fold(text)
    pattern = phrase_pattern(quote, prefix, suffix, is_broken=False, has_han=False)
    expected = [(match.span("quote"), match.span()) for match in pattern.finditer(folded)]
    plainly = Hindrances(is_broken=False, has_han=False)
    assert [*phrase_places(folded, quote, prefix, suffix, plainly)] == expected


def test_words_around_settle_which_of_two_is_meant() -> None:
    text = "Police found frames. Later police found frames again, and the town found frames."
    assert len(found(text, "found frames")) == 3
    second, third = text.index("found frames again"), text.rindex("found frames")
    assert SourceText("a", text).find("found frames", prefix="Later police") == [(second, second + 12)]
    assert SourceText("a", text).find("found frames", suffix="again") == [(second, second + 12)]
    assert SourceText("a", text).find("found frames", prefix="the town") == [(third, third + 12)]
    assert found(text, "found frames", prefix="nobody") == []
    assert found(text, "found frames", prefix="own") == []


WORDS = st.lists(
    st.sampled_from(["stolen", "well-known", "1,204", "it's", "wheel", "\u201cnow\u201d"]), min_size=1, max_size=6
)


@given(words=WORDS, spaces=st.lists(st.sampled_from([" ", "\n", "  \n", "\n\n    "]), min_size=6, max_size=6))
def test_a_phrase_is_found_however_its_lines_break(words: list[str], spaces: list[str]) -> None:
    text = "x " + "".join(word + space for word, space in zip(words, spaces, strict=False)) + "y"
    assert len(found(text, " ".join(words))) == 1
    assert fold(text) != text or "\u201c" not in text


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_words_are_counted_as_a_reader_counts_them() -> None:
    assert count_words("It's a well-known 1,204-euro \u201clock\u201d \u2013 no?") == 6


def places(text: str, *sections: tuple[str, str]) -> list[tuple[str, int, str]]:
    """Return the section, number and words of each paragraph of *text*."""
    source = SourceText("a", text, tuple(Section(name, name, starts) for name, starts in sections))
    return [(p.section_id, p.number, " ".join(text[p.start : p.end].split())) for p in source.paragraphs]


WARD_SECTIONS = (("head", "City Cycle Office"), ("summary", "Summary"), ("why", "Why it happens"))


def test_headings_in_any_capitals_start_sections_and_are_no_paragraphs() -> None:
    read = places(WARD, *WARD_SECTIONS)
    assert [(section, number) for section, number, _ in read] == [
        ("head", 1), ("summary", 1), ("summary", 2), ("why", 1),
    ]  # fmt: skip
    assert read[0][2] == "A Note on Stolen Bicycles"
    assert read[3][2].startswith("Weak locks")


def test_a_page_break_does_not_end_a_paragraph() -> None:
    _, _, (_, _, words), _ = places(WARD, *WARD_SECTIONS)
    assert "The office holds 3 that nobody counts" in words


def test_a_blank_line_after_a_full_stop_ends_a_paragraph() -> None:
    assert [words for _, _, words in places("One thing.\n\nAnother thing\n\nthat goes on.\n")] == [
        "One thing.", "Another thing that goes on.",
    ]  # fmt: skip


def test_where_lines_are_long_each_is_a_paragraph() -> None:
    read = places(GAZETTE, ("text", "The Police Gazette"))
    assert [(section, number) for section, number, _ in read] == [("text", 1), ("text", 2), ("text", 3)]


def test_paragraphs_before_the_first_section_belong_to_none() -> None:
    assert [(section, number) for section, number, _ in places("Foreword.\n\nBody\n\nText.\n", ("body", "Body"))] == [
        ("", 1), ("body", 1),
    ]  # fmt: skip


def test_a_heading_may_follow_a_heading() -> None:
    source = SourceText(
        "a", "Part One\nChapter One\nText.\n", (Section("p", "P", "Part One"), Section("c", "C", "Chapter One"))
    )
    assert [(p.section_id, p.number) for p in source.paragraphs] == [("c", 1)]
    assert source.missing_sections == ()


def test_sections_that_start_nowhere_are_known() -> None:
    sections = (Section("s", "S", "Summary"), Section("z", "Z", "Zoology"), Section("w", "W", "Why it happens"))
    assert [section.section_id for section in SourceText("a", WARD, sections).missing_sections] == ["z", "w"]


@pytest.mark.parametrize("heading", ["STRASSE UND WEG", "Stra\u00dfe und Weg", "  Strasse   und Weg"])
def test_headings_are_told_by_their_letters(heading: str) -> None:
    assert places(f"{heading}\n\nText.\n", ("s", "Stra\u00dfe und Weg")) == [("s", 1, "Text.")]


def test_marks_before_a_heading_are_passed_over() -> None:
    assert places("== Summary ==\n\nText.\n", ("s", "Summary ==")) == [("s", 1, "Text.")]


def test_an_offset_has_its_paragraph_or_none() -> None:
    source = SourceText("ward2014", WARD, tuple(Section(name, name, starts) for name, starts in WARD_SECTIONS))
    at = source.paragraph_at(WARD.index("Weak"))
    assert at is not None
    assert (at.section_id, at.number) == ("why", 1)
    assert source.paragraph_at(WARD.index("SUMMARY")) is None


def test_a_text_is_read_without_what_its_editor_added(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfOne\r\ntwo.\r\n")
    assert read_text(path, "a").text == "One\ntwo.\n"


PAGED = (Section("p1", "p. 1", "The office", "1"), Section("p2", "p. 2", "The office", "2"))


def paged(text: str, *sections: Section, is_laid_out: bool = False) -> SourceText:
    return SourceText("a", text, sections or PAGED, is_laid_out=is_laid_out)


def test_a_page_begins_its_section_however_others_begin() -> None:
    """The words of a page's beginning stand in the middle of the one before, too, and a sentence runs over both."""
    source = paged("The office\ncounted.\n\nThe office said\n\f\nThe office was asked.\n")
    assert [(p.section_id, p.number) for p in source.paragraphs] == [("p1", 1), ("p1", 2), ("p2", 1)]
    assert (source.missing_sections, source.unsectioned_pages) == ((), ())


def test_a_heading_on_a_page_begins_a_section_of_it() -> None:
    sections = (PAGED[0], Section("m", "Means", "The office", "1"), PAGED[1])
    source = paged("The office counted.\n\nThe office said.\n\n\fThe office was asked.\n", *sections)
    assert [p.section_id for p in source.paragraphs] == ["p1", "m", "p2"]


def test_a_page_that_no_section_begins_is_known() -> None:
    source = paged("The office counted.\n\n\fNobody asked.\n\n\fThe office was asked.\n")
    assert source.unsectioned_pages == (3,)
    assert source.missing_sections == ()


def test_blank_lines_alone_part_what_a_program_laid_out() -> None:
    source = paged("A word\n\nof two lines\nand of three.\n", is_laid_out=True)
    assert [source.text[p.start : p.end] for p in source.paragraphs] == ["A word", "of two lines\nand of three."]
