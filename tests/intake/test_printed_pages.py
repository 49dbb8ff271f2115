"""PDFs: their pages, paragraphs, columns and tables, what stands on each page, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pdfs import make_pdf, paragraph, ruled

from review.errors import FileFault
from review.intake.copies import SourceCopy
from review.intake.page_lines import PrintedLine
from review.intake.printed_pages import copy_of_pdf, edge_lines

FIRST = """
In 2009 the office of the town of Elmford counted 2,169 bicycles that some-
body had lost, more than in any year of which it kept a record at all.
"""
SECOND = """
Nobody had asked for them, said the office, and nobody had looked for
them in the yard behind the station.
"""


def copy(tmp_path: Path, *pages: list[tuple[float, float, float, str]], labels: str = "") -> SourceCopy:
    return copy_of_pdf(make_pdf(tmp_path / "a.pdf", pages, labels=labels))


def test_lines_make_paragraphs_and_form_feeds_part_pages(tmp_path: Path) -> None:
    made = copy(tmp_path, paragraph(FIRST, 700) + paragraph(SECOND, 650), paragraph(SECOND, 700), labels="233")
    assert made.text == f"{FIRST.strip()}\n\n{SECOND.strip()}\n\f{SECOND.strip()}\n"
    assert made.pages == ("233", "234"), "as the file numbers them"
    assert made.doubts == ()
    assert made.converter.startswith("pdfplumber ")


@pytest.mark.parametrize("left", [60.0, 310.0])
def test_a_short_line_ends_a_paragraph_wherever_its_column_stands(tmp_path: Path, left: float) -> None:
    above = "The office counted all of the bicycles that\nsomebody had lost in that year."
    below = "Nobody had asked for them, said the office."
    assert copy(tmp_path, paragraph(f"{above}\n{below}", 700, left)).text == f"{above}\n\n{below}\n"


def test_heads_and_feet_go_and_printed_numbers_name_the_pages(tmp_path: Path) -> None:
    texts = (FIRST, SECOND, "\n".join(COLUMNS[:3]))
    pages = [
        [
            (60, 770, 8, "Yearly report of the office"), (500, 770, 8, str(number)),
            *paragraph(text, 700), (60, 30, 8, "All rights reserved, 2010"),
        ]
        for number, text in enumerate(texts, start=41)
    ]  # fmt: skip
    made = copy(tmp_path, *pages)
    assert made.text == "\f".join(f"{text.strip()}\n" for text in texts)
    assert made.pages == ("41", "42", "43")
    shown = "'All rights reserved, #', 'Yearly report of the office #'"
    assert made.doubts == (f"Left out as head or foot of the pages: {shown} (#: a number).",)


def test_two_lines_at_an_end_of_a_page_may_be_its_head_or_foot_and_no_third() -> None:
    lines = [PrintedLine(text, 60, 200, 10 * top, 10 * top + 8, 8) for top, text in enumerate("abcdef")]
    assert "".join(line.text for line in edge_lines(lines)) == "abef"
    assert "".join(line.text for line in edge_lines(lines[:3])) == "abc"


def test_a_great_word_below_stands_below(tmp_path: Path) -> None:
    made = copy(tmp_path, [(60, 700, 10, "Of the town of Elmford"), (60, 660, 24, "Bicycles"), (60, 620, 10, "End")])
    assert made.text.split() == ["Of", "the", "town", "of", "Elmford", "Bicycles", "End"]


def test_what_stands_on_one_page_alone_stays(tmp_path: Path) -> None:
    made = copy(tmp_path, [(60, 770, 8, "First of all"), *paragraph(FIRST, 700)], paragraph(SECOND, 700))
    assert made.text.startswith("First of all\n\nIn 2009")


COLUMNS = [
    f"{word} column has a line of words" for word in ("This", "Its", "Each", "Every", "No", "Our", "Any", "That")
]


def test_columns_are_read_one_after_the_other_and_that_is_said(tmp_path: Path) -> None:
    heading = [(60.0, 740.0, 18.0, "A heading that runs over both of the columns")]
    left = paragraph("\n".join(f"{line} here" for line in COLUMNS), 700, 50)
    right = paragraph("\n".join(f"{line} there" for line in COLUMNS), 700, 310)
    made = copy(tmp_path, heading + left + right)
    assert made.text.startswith("A heading that runs over both of the columns\n\nThis column")
    assert made.text.index("That column has a line of words here") < made.text.index(
        "This column has a line of words there"
    )
    assert made.doubts == (TWO,)


def test_a_table_with_rules_is_cells_between_bars_below_its_caption(tmp_path: Path) -> None:
    table = ruled([["Town", "2008", "2009"], ["Elmford", "12", "345"], ["Oakham", "", "1,204"]], 600)
    made = copy(tmp_path, [*paragraph(FIRST, 700), (60, 610, 11, "Table 1. Lost bicycles"), *table])
    assert made.text == (
        f"{FIRST.strip()}\n\nTable 1. Lost bicycles\n"
        "| Town | 2008 | 2009 |\n| Elmford | 12 | 345 |\n| Oakham |  | 1,204 |\n"
    )


def test_words_in_a_box_are_words(tmp_path: Path) -> None:
    made = copy(
        tmp_path, [*paragraph(FIRST, 700), *ruled([["Nobody had asked."], ["Nobody had looked."]], 600, 60, 200)]
    )
    assert "|" not in made.text and "Nobody had asked." in made.text


WIDE = "p. 1: lines with wide gaps, perhaps a table without rules, read line by line and not as cells."
TWO = "p. 1: two columns, read one after the other; see that no sentence is torn."


def test_cells_without_rules_are_parted_and_doubted(tmp_path: Path) -> None:
    """With a space between them, 12 and 345 would be read as twelve thousand."""
    rows = [(60.0, 600.0 - 14 * n, 11.0, text) for n, text in enumerate(("Elmford", "Oakham", "Ashby"))]
    rows += [(200.0 + 60 * c, 600.0 - 14 * n, 11.0, t) for n in range(3) for c, t in enumerate(("12", "345"))]
    made = copy(tmp_path, paragraph(FIRST, 700) + rows)
    assert "Elmford\t12\t345\nOakham\t12\t345" in made.text
    assert made.doubts == (WIDE,)


def in_two_columns(below: float) -> list[tuple[float, float, float, str]]:
    """Return a page of two columns of prose from *below* downwards."""
    left = paragraph("\n".join(f"{line} here" for line in COLUMNS), below, 50)
    return left + paragraph("\n".join(f"{line} there" for line in COLUMNS), below, 310)


def test_a_table_without_rules_that_runs_over_two_columns_is_named(tmp_path: Path) -> None:
    """It is torn: the left half of each line is read with the left column."""
    places = (50, 160, 310, 420)
    rows = [("Elmford", "12", "345", "6"), ("Oakham", "7", "89", "10"), ("Ashby", "11", "213", "14")]
    table = [
        (float(x), 700.0 - 14 * n, 11.0, t) for n, row in enumerate(rows) for x, t in zip(places, row, strict=True)
    ]
    caption = [(50.0, 720.0, 11.0, "Table 2. Lost bicycles")]
    made = copy(tmp_path, caption + table + in_two_columns(600))
    assert made.doubts == (TWO, WIDE, "p. 1: Table 2 was not read as cells.")


def test_a_table_with_rules_over_two_columns_is_read_as_cells_and_is_not_doubted(tmp_path: Path) -> None:
    table = ruled([["Town", "2008", "2009", "2010", "2011"], ["Elmford", "12", "345", "6", "7"]], 710, 50)
    made = copy(tmp_path, [(50.0, 720.0, 11.0, "Table 2. Lost bicycles"), *table, *in_two_columns(600)])
    assert "| Elmford | 12 | 345 | 6 | 7 |" in made.text
    assert made.doubts == (TWO,)


def test_a_sentence_about_a_table_is_no_caption(tmp_path: Path) -> None:
    made = copy(
        tmp_path, paragraph("Table 2 shows what the office counted in the town, and\nwhat it did not count.", 700)
    )
    assert made.doubts == ()


def test_the_sign_of_a_note_is_no_digit_of_the_number_beside_it(tmp_path: Path) -> None:
    line = [(60.0, 700.0, 11.0, "It counted 2,169"), (139.0, 704.0, 6.0, "3"), (146.0, 700.0, 11.0, "bicycles.")]
    assert "2,169³ bicycles." in copy(tmp_path, line).text


def test_a_page_without_text_is_told(tmp_path: Path) -> None:
    made = copy(tmp_path, paragraph(FIRST, 700), [(60, 600, 100, "")], paragraph(SECOND, 700))
    assert made.pages == ("1", "3")
    assert len(made.page_texts) == 2


def test_a_drawing_beside_words_is_no_scan(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [paragraph(FIRST, 700), paragraph(SECOND, 700)])
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.pages[0].contents_add(document.make_stream(b"60 600 m 80 650 120 550 160 600 c S"))
        document.save(path)
    assert copy_of_pdf(path).doubts == ()


def test_pictures_of_pages_are_refused(tmp_path: Path) -> None:
    with pytest.raises(
        FileFault, match=r"a\.pdf: the PDF has no text: its pages are pictures, as of a scan\. Have its"
    ):
        copy(tmp_path, [(60, 600, 100, "")])


def test_a_locked_pdf_is_refused(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [paragraph(FIRST, 700)], password="key")
    with pytest.raises(FileFault, match=r"the PDF is encrypted\. Save a copy without a password"):
        copy_of_pdf(path)


@pytest.mark.parametrize("data", [b"%PDF-1.7\nhardly", b"", b"Locks and keys"])
def test_what_is_no_pdf_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(FileFault, match="the PDF cannot be read"):
        copy_of_pdf(tmp_path / "a.pdf")


def test_the_same_file_gives_the_same_copy(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", [paragraph(FIRST, 700) + ruled([["Town", "2008"], ["Elmford", "12"]], 600)])
    assert copy_of_pdf(path) == copy_of_pdf(path)
    assert pikepdf.open(path).pages
