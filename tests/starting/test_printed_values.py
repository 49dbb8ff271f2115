"""What people print beside plain numbers is coded as printed, or refused: signs, intervals, rates."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from bicycle_project import Small

from review.corpus.corpus import Corpus
from review.corpus.tables.csv_format import canonical_bytes
from review.corpus.tables.schema import schema
from review.corpus.verification.verification import row_hash
from review.present.words.wording import amount_text, value_text

EAST, TICINO = "vicedo2016-east", "vicedo2016-ticino"
GERMANY, RATE = "ballester2023-germany", "swiss-trends-rate"
OPTIONAL = ("interval_low", "interval_high", "interval_level", "interval_basis")


def messages(small: Small) -> list[str]:
    """Return what is wrong, each without the file; what `verify` finds where `check` finds nothing."""
    return [problem.partition(":")[2] for problem in small.problems() or small.verification_problems()]


def test_a_value_below_zero_needs_a_measure_that_has_such(example: Small) -> None:
    assert value_text(example.corpus(), example.corpus().figures[EAST]) == "−3.3\u00a0%"
    example.change("measures", "excess-change", signed="")
    assert all("-3.3 lies below zero, where no value of excess-change does" in one for one in messages(example))
    assert messages(example)


def test_the_sign_is_the_one_that_is_printed(example: Small) -> None:
    example.change("figures", EAST, low="3.3", high="3.3", interval_low="-9.2", interval_high="4")
    assert any("3.3 is not what the quote says ('−3.3', expected -3.3)" in one for one in messages(example))


def test_a_minus_stands_before_the_sign_of_a_currency(heat: Corpus) -> None:
    assert amount_text(heat, Decimal(-31_000_000), "EUR") == "−€31\u00a0million"


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"interval_basis": ""}, "an interval has both ends and the phrase that prints it"),
        ({"interval_low": ""}, "an interval has both ends"),
        ({"interval_low": "11018", "interval_high": "5374"}, "it is not below interval_high"),
        (
            {"interval_low": "9000"},
            "the interval does not hold the value (got 9000 to 11018, expected one around 8173)",
        ),
        ({"interval_low": "5373"}, "5373 to 11018 is not what its phrase prints"),
        ({"interval_level": "95"}, "95 is not in its phrases"),
        ({"interval_level": "100"}, "100 is no level in per cent"),
        ({"interval_basis": "5,374 to 11,01", "interval_high": "11010"}, "is not what its phrase prints"),
        ({"interval_basis": "37,643 to 86,807", "interval_low": "37643", "interval_high": "86807"}, "does not hold"),
        ({"interval_basis": "5,374 to 11,019", "interval_high": "11019"}, "the phrase does not stand in ballester2023"),
    ],
)
def test_an_interval_is_the_one_that_is_printed(example: Small, cells: Mapping[str, str], fault: str) -> None:
    example.change("figures", GERMANY, **cells)
    assert any(fault in one for one in messages(example)), messages(example)


def test_an_interval_keeps_its_sign(example: Small) -> None:
    example.change("figures", TICINO, interval_low="1.8", interval_basis="95% interval | 1.8 to 22.4")
    assert any("a phrase is a part of what the text prints" in one for one in messages(example)), messages(example)


def test_an_interval_and_its_level_are_accounted_for_by_their_figure(example: Small) -> None:
    example.change("figures", GERMANY, **dict.fromkeys(OPTIONAL, ""))
    assert any("the numeral '5,374 to 11,018' is not accounted for" in one for one in messages(example))


def test_a_table_without_the_optional_columns_is_as_it_was(bicycles: Small) -> None:
    names = bicycles.descriptor.table("figures").column_names
    assert not set(OPTIONAL) & set(names)
    before = {name: row_hash(row) for name, row in bicycles.corpus().figures.items()}
    rows, whole = bicycles.rows("figures"), next(table for table in schema().tables if table.name == "figures")
    bicycles.file("figures").write_bytes(canonical_bytes(whole.headed((*names, *OPTIONAL), {}), rows))
    assert not messages(bicycles)
    assert {name: row_hash(row) for name, row in bicycles.corpus().figures.items()} == before


def test_a_rate_says_per_how_many(example: Small) -> None:
    example.change("units", "per-100000", per="")
    assert any("a rate, and no other unit, is per so many" in one for one in messages(example))
    example.change("units", "per-100000", per="1000")
    assert any("'100,000' is not what the unit is per (got 1000)" in one for one in messages(example))


def test_a_rate_is_in_the_unit_that_its_numeral_names(example: Small) -> None:
    example.change("figures", RATE, unit="per-million")
    assert any(
        "'per-million' is per 1,000,000 ('2.4 deaths per 100,000', expected per 100,000)" in m
        for m in messages(example)
    )


def test_a_rate_whose_numeral_does_not_say_it_rests_on_words_that_do(example: Small) -> None:
    example.change_text(
        "ballester2023", "with 295 deaths per million (226", "which has per million inhabitants 295 (226"
    )
    row = {"quote": "inhabitants 295", "printed": "295", "measure_basis": ""}
    example.change("figures", "ballester2023-italy-rate", **row)
    assert any("nothing says that '295' is per 1,000,000" in one for one in messages(example))
    example.change("measures", "heat-death-rate", words="deaths per | per million inhabitants")
    example.change("figures", "ballester2023-italy-rate", quote="per million inhabitants 295")
    place = {"section_id": "ballester2023-results", "paragraph": "1", "printed": "million", "occurrence": "1"}
    example.add("exclusions", exclusion_id="ballester2023-x5", source_id="ballester2023", reason="vague", **place)
    assert messages(example) == []
    assert value_text(example.corpus(), example.corpus().figures["ballester2023-italy-rate"]) == (
        "295\u00a0deaths per million people"
    )


@pytest.mark.parametrize("printed", ["-3.3", "-3.3 %", "-€31", "-9.2 to 2.6"])
def test_a_number_below_zero_may_be_left_out_with_a_reason(example: Small, printed: str) -> None:
    """As the program prints the row to paste, with a hyphen: no spreadsheet takes it for a formula."""
    example.change_text("faz2022", "2,100 to 7,000.", f"2,100 to 7,000; last year it was {printed}.")
    (message,) = messages(example)
    (row,) = (line.split(": ", 1)[1].split(",") for line in message.split("\n") if "exclusions.csv" in line)
    names = example.descriptor.table("exclusions").column_names
    example.add("exclusions", **dict(zip(names, [*row[:6], "vague", ""], strict=True)))
    assert messages(example) == []


def test_a_formula_stays_one(example: Small) -> None:
    for cell in ("-1+cmd|'/C calc'!A0", "-A1", "-3.3*2", "+1"):
        example.change("figures", EAST, printed=cell)
        assert any("would be a formula" in one for one in messages(example)), cell
