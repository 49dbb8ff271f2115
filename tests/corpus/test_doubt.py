"""The rule of doubt: no part of a numeral is certified, and what the reader does not know is settled by eye."""

from __future__ import annotations

import pytest
from bicycle_project import Small

from review.corpus.text.numerals.languages import numerals_in

FOUND = "ward2014-found"
PRINTED = "more than 400 of the bi-\ncycles"


def code(bicycles: Small, printed: str, row: dict[str, str]) -> list[str]:
    """Print *printed* in the text in the place of "more than 400", code it as *row*, and return all problems."""
    bicycles.change_text("ward2014", PRINTED, PRINTED.replace("more than 400", printed))
    bicycles.change("figures", FOUND, **{"quote": f"{printed} of the bicycles".replace("\u00a0", " "), **row})
    return [problem.partition(": ")[2] for problem in bicycles.problems() or bicycles.verification_problems()]


def cells(printed: str, low: str, high: str, qualifier: str, note: str = "") -> dict[str, str]:
    return {"printed": printed, "low": low, "high": high, "qualifier": qualifier, "note": note}


@pytest.mark.parametrize(
    ("printed", "part", "value"),
    [
        ("12 000", "12", "12"),
        ("12\u00a0000", "12", "12"),
        ("30'000", "30", "30"),
        ("two-thirds", "two", "2"),
        ("one in five", "one", "1"),
        ("12 per 100,000", "12", "12"),
        ("3 ± 1", "3", "3"),
    ],
)
def test_a_part_of_a_numeral_is_refused(bicycles: Small, printed: str, part: str, value: str) -> None:
    (problem,) = code(bicycles, printed, cells(part, value, value, "exact"))
    assert "is a part of a numeral" in problem or "does not stand" in problem


def test_a_part_is_refused_where_the_quote_ends_before_the_rest(bicycles: Small) -> None:
    row = cells("12", "12", "12", "exact") | {"quote": "12", "suffix": "000 of the"}
    problems = code(bicycles, "12 000", row)
    assert any(
        each.startswith("'12' is a part of what the text prints (got '12', expected '12 000')") for each in problems
    )


@pytest.mark.parametrize(
    ("printed", "row"),
    [
        ("<300", cells("<300", "", "300", "fewer than")),
        ("≥ 300", cells("≥ 300", "300", "", "at least")),
        ("c. 300", cells("c. 300", "300", "300", "about")),
        ("12 000", cells("12 000", "12000", "12000", "exact")),
        ("in all 30,000.12 That", cells("30,000", "30000", "30000", "exact")),
    ],
)
def test_what_is_printed_whole_is_certified(bicycles: Small, printed: str, row: dict[str, str]) -> None:
    problems = code(bicycles, printed, row)
    assert [problem for problem in problems if "'12' is not accounted for" not in problem] == []


def test_a_sign_is_no_exact_number(bicycles: Small) -> None:
    (problem,) = code(bicycles, "<300", cells("300", "300", "300", "exact"))
    assert problem.startswith("the text reads '<300' here")


def test_an_unread_numeral_cannot_be_coded_as_it_stands(bicycles: Small) -> None:
    (problem,) = code(bicycles, "300‰", cells("300‰", "300", "300", "exact"))
    assert "is no numeral" in problem and "read by eye" in problem


def test_verify_does_not_certify_what_the_text_leaves_open(bicycles: Small) -> None:
    problems = code(bicycles, "10.385", cells("10.385", "10.385", "10.385", "exact"))
    assert problems == []  # the text prints 1,204
    bicycles.change_text("ward2014", "recorded 1,204 thefts", "recorded 1204 thefts")
    bicycles.change("figures", "ward2014-thefts", quote="recorded 1204 thefts", printed="1204")
    (problem,) = bicycles.verification_problems()
    assert "the reader does not know what" in problem and "'read by eye: '" in problem


def test_a_row_that_says_what_was_read_by_eye_settles_it(bicycles: Small) -> None:
    note = "read by eye: the table's head says that its numbers are per thousand."
    assert code(bicycles, "300‰", cells("300‰", "300", "300", "exact", note)) == []


def test_nothing_is_read_by_eye_that_the_reader_reads(bicycles: Small) -> None:
    (problem,) = code(bicycles, "400", cells("400", "4", "4", "exact", "read by eye: it is four."))
    assert problem.startswith("the reader reads '400' itself")


def test_a_rate_needs_a_unit_that_says_so(bicycles: Small) -> None:
    printed = "12 per 100,000"
    (problem,) = code(bicycles, printed, cells(printed, "12", "12", "exact"))
    assert problem.startswith("'bicycle' is no unit of a rate ('12 per 100,000', expected words of it such as")
    bicycles.change("units", "bicycle", words="bicycles | per 100,000")
    assert bicycles.problems() == bicycles.verification_problems() == []


def test_where_nobody_reads_the_language_digits_are_listed_and_none_is_certified(bicycles: Small) -> None:
    text = bicycles.texts / "ward2014.txt"
    german = "\n\nDie Polizei hat in der Stadt und auf dem Land 25.000 Räder gezählt, die nicht mit einem Schloss"
    german = (german + " und auch nicht mit der Kette gesichert wurden.") * 40
    bicycles.change_text("ward2014", text.read_text("utf-8")[-40:], text.read_text("utf-8")[-40:] + german)
    problems = bicycles.verification_problems()
    assert any("'25.000' is not accounted for, and the reader does not know what it says" in each for each in problems)
    assert any("the reader does not know what" in each and "1,204" in each for each in problems)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Ticino\t10.3\t−1.8 to 22.4", ["10.3..10.3", "-1.8..22.4"]),
        ("| Ticino | 10.3 | −3.3 |", ["10.3..10.3", "-3.3..-3.3"]),
        ("2.4 heat deaths per 100,000 people", ["2.4..2.4"]),
        # A minus, or a dash that parts two numbers: nobody knows.
        ("Ticino 10.3 −1.8 to 22.4", ["10.3..10.3", "None..None"]),
        ("10\n-3 frames", ["10..10", "None..None"]),
        ("12|13", ["None..None", "None..None"]),
    ],
)
def test_cells_of_a_table_are_read_with_their_signs_or_not_at_all(text: str, read: list[str]) -> None:
    intervals = [numeral.interval for numeral in numerals_in(text)]
    assert [f"{one.low}..{one.high}" for one in intervals] == read


@pytest.mark.parametrize(
    ("part", "share"),
    [
        *[("third", "0.333"), ("quarter", "0.25"), ("fourth", "0.25"), ("fifth", "0.2"), ("sixth", "0.167")],
        *[("seventh", "0.143"), ("eighth", "0.125"), ("ninth", "0.111"), ("tenth", "0.1")],
    ],
)
def test_a_part_of_a_whole_is_its_share(part: str, share: str) -> None:
    (numeral,) = numerals_in(f"Of them about one {part} of the frames were found.")
    assert str(numeral.interval.low) == str(numeral.interval.high) == share
