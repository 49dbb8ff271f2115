"""What a notebook writes into the cells of a table is read for typed numbers; what comes out of rows is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from cells import in_cells
from test_unsourced_numbers import told

from review.book.untrusted.check_inputs import marking_faults
from review.corpus.corpus import Corpus
from review.present.frames.rows import computed_frame
from review.present.html.markup import coded
from review.present.html.tabular import Table, coded_table, table
from review.present.numbers.computed import computed_table
from review.present.tables.coded_rows import figures_table
from review.present.tables.stances import sides_table
from review.present.words.wording import value_link


def unread(folder: Path, corpus: Corpus, made: Table) -> list[str]:
    """Return the numbers on a page with a table that come from nowhere."""
    problems = told(folder, corpus, made.html.text)
    return [problem.split("'")[1] for problem in problems if "comes from nowhere" in problem]


def test_numbers_typed_into_cells_come_from_nowhere(tmp_path: Path, small_corpus: Corpus) -> None:
    rows = [("Children", 412), ("Boys", "two thirds of"), ("Women", "97 women")]
    found = unread(tmp_path, small_corpus, table(("Who", "How many"), rows, caption="Who was found"))
    assert found[0] == "412"
    assert found[1].startswith("two")
    assert found[-1] == "97"


@pytest.mark.parametrize(
    "made",
    [
        table(("Who",), [("All",)], caption="C", groups=["The 412"]),
        table(("Who",), [("All",)], caption="C", below=["412 of them"]),
        table(("Who",), [("The 412",)], caption="C"),
    ],
    ids=["group", "below", "row head"],
)
def test_headings_and_what_stands_below_are_read(tmp_path: Path, small_corpus: Corpus, made: Table) -> None:
    assert unread(tmp_path, small_corpus, made) == ["412"]


def test_what_a_notebook_hands_to_a_table_of_the_library_is_read(tmp_path: Path, small_corpus: Corpus) -> None:
    claim = ("beta2002-why",)
    sides = in_cells(small_corpus, sides_table, {"Were it 412?": (claim, claim)}, caption="Sides")
    assert unread(tmp_path, small_corpus, sides) == ["412"]
    numbers = in_cells(
        small_corpus, computed_table, computed_frame(small_corpus, {"The 97": ("share",)}), caption="Shares"
    )
    assert unread(tmp_path, small_corpus, numbers) == ["97"]


def test_what_comes_out_of_rows_passes(tmp_path: Path, small_corpus: Corpus) -> None:
    figure = small_corpus.figures["alpha2001-found"]
    rows = [("Found", value_link(small_corpus, figure)), ("In paragraphs", coded("3 and 4"))]
    assert unread(tmp_path, small_corpus, table(("What", "Value"), rows, caption="C")) == []
    assert unread(tmp_path, small_corpus, coded_table(("What", "Rows"), [("Figures", 310)], caption="C")) == []
    whole = in_cells(small_corpus, figures_table, small_corpus.figures.values(), caption="Figures")
    assert unread(tmp_path, small_corpus, whole) == []


@pytest.mark.parametrize(
    ("source", "mark"),
    [
        ("from review.present.html.markup import coded", "coded"),
        ("x = tabular.coded_table(a, b, caption='C')", "coded_table"),
        ("Table(a, b, 'C', is_coded=True)", "is_coded"),
        ("element('td', 412, data_coded=True)", "data_coded"),
        ("HTML('<td data-coded>412</td>')", "data-coded"),
        ("HTML(f'<a class=\"figure-value\">{x}</a>')", "figure-value"),
    ],
)
def test_no_notebook_marks_its_own_content(source: str, mark: str) -> None:
    faults = list(marking_faults(f"y = 1\n{source}"))
    assert {(fault.line, fault.message) for fault in faults} == {
        (2, f"the cell marks its own content as coded (got {mark!r})")
    }


def test_other_code_marks_nothing() -> None:
    assert list(marking_faults("table(('A',), [('nothing coded',)], caption='What is coded')")) == []
    assert list(marking_faults("x = (")) == []
