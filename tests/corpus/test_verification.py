"""Rows against their texts: each of the laws broken once, with its message."""

from __future__ import annotations

import pytest
from bicycle_project import Small

from review.corpus.verification.verification import verify
from review.errors import FileFault

FIGURES = "data/evidence/figures.csv"
CLAIM, STATION = "ward2014-unreported", "ward2014-station"


def place(bicycles: Small, table: str, key: str) -> str:
    """Return how a message starts that is about the row *key*."""
    return f"data/{bicycles.descriptor.table(table).path}:{bicycles.line(table, key)}"


def test_every_numeral_is_accounted_for(bicycles: Small) -> None:
    found = verify(bicycles.corpus(), bicycles.texts)
    assert found.problems == ()
    counts = {
        source_id: (
            sum(bool(entry.figure_id) for entry in source.entries),
            sum(bool(entry.exclusion_id) for entry in source.entries),
        )
        for source_id, source in found.sources.items()
    }
    assert counts == {"gazette2014": (5, 5), "ward2014": (6, 6)}
    assert all(entry.accounted for source in found.sources.values() for entry in source.entries)
    assert all(0.1 < source.coverage < 0.3 for source in found.sources.values())


def test_a_quote_that_is_not_there(bicycles: Small) -> None:
    bicycles.change("claims", CLAIM, quote="everybody counts what")
    assert bicycles.verification_problems() == [
        f"{place(bicycles, 'claims', CLAIM)}:quote: the quote stands 0 times in ward2014 "
        "('everybody counts what', expected once). Copy it again from the text. "
        f"Nearest for {CLAIM}: 'nobody counts what'."
    ]


def test_a_quote_that_is_there_twice(bicycles: Small) -> None:
    bicycles.change("claims", CLAIM, quote="euros")
    assert bicycles.verification_problems() == [
        f"{place(bicycles, 'claims', CLAIM)}:quote: the quote stands 2 times in ward2014 ('euros', expected once). "
        "Add a prefix or suffix."
    ]
    bicycles.change("claims", CLAIM, paragraph="1", suffix="for a stolen")
    assert bicycles.verification_problems() == []


@pytest.mark.parametrize("cells", [{"paragraph": "1"}, {"section_id": "ward2014-why"}])
def test_a_quote_that_stands_elsewhere(bicycles: Small, cells: dict[str, str]) -> None:
    bicycles.change("claims", CLAIM, **cells)
    row = bicycles.row("claims", CLAIM, bicycles.rows("claims"))
    assert bicycles.verification_problems() == [
        f"{place(bicycles, 'claims', CLAIM)}:paragraph: the quote stands elsewhere "
        f"(got {row['section_id']} {row['paragraph']}, expected ward2014-summary 2). "
        "Mend the section and the paragraph."
    ]


def test_an_appraisal_that_quotes_is_verified_too(bicycles: Small) -> None:
    rows = bicycles.rows("appraisals")
    rows[0] |= {"quote": "no such words", "section_id": "gazette2014-text", "paragraph": "1", "basis": ""}
    bicycles.write("appraisals", rows)
    (problem,) = bicycles.verification_problems()
    assert problem.startswith("data/evidence/appraisals.csv:2:quote: the quote stands 0 times in gazette2014")


@pytest.mark.parametrize(
    ("planted", "printed"),
    [("412 locks were sold.", "412"), ("Dozens of locks.", "Dozens"), ("It fell by one per cent.", "one")],
)
def test_a_numeral_that_nobody_accounted_for(bicycles: Small, planted: str, printed: str) -> None:
    bicycles.change_text("ward2014", "Weak locks are", f"{planted} Weak locks are")
    (problem,) = bicycles.verification_problems()
    assert problem.startswith(
        f"ward2014.txt:21: the numeral {printed!r} is not accounted for (ward2014-why, paragraph 1, occurrence 1). "
        "Code it as a figure, or exclude it. Fill in and paste one of these rows:\n"
    )


def test_a_numeral_in_a_heading_is_accounted_for_by_an_exclusion_without_a_paragraph(bicycles: Small) -> None:
    bicycles.change_text("ward2014", "why it happens", "3 reasons")
    bicycles.change("sections", "ward2014-why", starts="3 reasons")
    (problem,) = bicycles.verification_problems()
    assert problem.startswith("ward2014.txt:19: the numeral '3' is not accounted for (in a heading, occurrence 1). ")
    bicycles.add("exclusions", like="ward2014-x6", exclusion_id="ward2014-x7", section_id="", paragraph="", printed="3")
    assert bicycles.verification_problems() == []


def test_a_second_occurrence_is_another_numeral(bicycles: Small) -> None:
    bicycles.change_text("ward2014", "in 2012;", "in 2012, or 2012;")
    (problem,) = bicycles.verification_problems()
    assert problem.startswith(
        "ward2014.txt:9: the numeral '2012' is not accounted for (ward2014-summary, paragraph 1, occurrence 2). "
    )


def test_a_numeral_that_is_coded_and_excluded(bicycles: Small) -> None:
    bicycles.add("exclusions", like="ward2014-x1", exclusion_id="ward2014-x7", printed="310", reason="vague")
    assert bicycles.verification_problems() == [
        f"{place(bicycles, 'exclusions', 'ward2014-x7')}: the numeral is coded as ward2014-station and excluded "
        "as well. Remove one of the rows."
    ]


def test_an_exclusion_of_nothing(bicycles: Small) -> None:
    bicycles.change("exclusions", "ward2014-x3", occurrence="2")
    first, second = bicycles.verification_problems()
    assert first == (
        f"{place(bicycles, 'exclusions', 'ward2014-x3')}:printed: no numeral '14' stands there. "
        "Mend the place, or remove the row."
    )
    assert second.startswith("ward2014.txt:12: the numeral '14' is not accounted for")


def test_a_text_that_is_not_the_coded_one(bicycles: Small) -> None:
    path = bicycles.texts / "ward2014.txt"
    path.write_text(path.read_text("utf-8") + "It ends here.\n", "utf-8")
    first, second = bicycles.verification_problems()
    assert first.startswith(
        "data/evidence/sources.csv:3:text_sha256: the text is not the one that was coded (got sha256 "
    )
    assert first.endswith("…). Use the same copy, or code the new one.")
    assert second == "data/evidence/sources.csv:3:text_words: the text has 155 words (expected 152). Mend the length."


def test_a_section_that_starts_nowhere(bicycles: Small) -> None:
    bicycles.change("sections", "ward2014-why", starts="Why it hurts")
    problems = bicycles.verification_problems()
    assert (
        f"{place(bicycles, 'sections', 'ward2014-why')}:starts: no paragraph starts with 'Why it hurts' "
        "after the section before. Copy the first words of the section."
    ) in problems


def test_a_qualifier_outside_what_is_printed(bicycles: Small) -> None:
    bicycles.change_text("ward2014", "main station 310", "main station nearly 310")
    assert bicycles.verification_problems() == [
        f"{place(bicycles, 'figures', STATION)}:printed: the text reads 'nearly 310' here "
        "(expected Interval(low=310, high=310, qualifier='about'), got '310'). "
        "Take the qualifying words into the quote."
    ]


def test_a_numeral_that_is_the_end_of_another(bicycles: Small) -> None:
    bicycles.change_text("gazette2014", "held nine persons", "held twenty-nine persons")
    bicycles.change("figures", "gazette2014-held", quote="nine persons")
    problems = bicycles.verification_problems()
    assert (
        f"{place(bicycles, 'figures', 'gazette2014-held')}:printed: 'nine' is a part of what the text prints "
        "(got 'nine', expected 'twenty-nine'). Copy the numeral whole."
    ) in problems


def test_a_numeral_that_its_quote_has_twice(bicycles: Small) -> None:
    bicycles.change_text("ward2014", "310 were taken", "310 of 310 were taken")
    bicycles.change("figures", STATION, quote="310 of 310 were taken")
    assert bicycles.verification_problems()[0] == (
        f"{place(bicycles, 'figures', STATION)}:printed: '310' stands 2 times in its quote (expected once). "
        "Quote so that the numeral is unique."
    )


@pytest.mark.parametrize(
    ("column", "phrase", "forms"),
    [
        ("measure_basis", "in the old town", ("same as FIGURE",)),
        ("place_basis", "in the old main station", ("source", "same as FIGURE")),
        ("period_basis", "in the year 2013", ("published", "event", "same as FIGURE")),
        ("origin_basis", "the old Police Gazette", ("footnote NUMBER", "same as FIGURE")),
    ],
)
def test_a_basis_that_is_not_in_the_text(bicycles: Small, column: str, phrase: str, forms: tuple[str, ...]) -> None:
    """What the cell takes instead of a phrase is named."""
    bicycles.change("figures", STATION, **{column: phrase})
    assert bicycles.verification_problems() == [
        f"{place(bicycles, 'figures', STATION)}:{column}: the phrase does not stand in ward2014 "
        f"(got {phrase!r}). Copy it again, or write {' or '.join(f'implied: {form}; WHY' for form in forms)}."
    ]


def test_a_text_that_is_missing(bicycles: Small) -> None:
    (bicycles.texts / "ward2014.txt").unlink()
    with pytest.raises(FileFault, match=r"ward2014\.txt: the text of ward2014 cannot be read \(.*\)\. Put it there\."):
        bicycles.verification_problems()


def test_a_text_that_is_not_utf_8(bicycles: Small) -> None:
    (bicycles.texts / "ward2014.txt").write_bytes(b"Caf\xe9")
    with pytest.raises(FileFault, match="the text of ward2014 cannot be read"):
        bicycles.verification_problems()
