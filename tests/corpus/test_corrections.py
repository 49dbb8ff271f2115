"""Where the review departs from what is printed: applied where figures are used, and checked against the rows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from bicycle_project import Small

PLACE = "data/judgement/corrections.csv:2"


def correct(bicycles: Small, field: str, found: str, used: str, figure_id: str = "ward2014-thefts") -> None:
    """Add a correction."""
    bicycles.add(
        "corrections", correction_id=f"fix-{field.replace('_', '-')}", figure_id=figure_id, field=field, found=found,
        used=used, reason="A misprint.",
    )  # fmt: skip


def test_a_correction_is_used_and_what_is_printed_is_kept(bicycles: Small) -> None:
    correct(bicycles, "qualifier", "exact", "at most")
    correct(bicycles, "low", "1204", "")
    assert bicycles.problems() == []
    corpus = bicycles.corpus()
    used, printed = corpus.figures["ward2014-thefts"], corpus.tables["figures"]["ward2014-thefts"]
    assert (used.low, used.high, used.qualifier) == (None, Decimal(1204), "at most")
    assert (printed.low, printed.high, printed.qualifier) == (Decimal(1204), Decimal(1204), "exact")
    assert [correction.field for correction in corpus.corrections_of("ward2014-thefts")] == ["low", "qualifier"]


def test_verification_reads_figures_as_printed(bicycles: Small) -> None:
    correct(bicycles, "high", "1204", "1205")
    correct(bicycles, "low", "1204", "1205")
    assert bicycles.verification_problems() == []


def test_a_value_of_zero_can_be_corrected(bicycles: Small) -> None:
    bicycles.change("figures", "ward2014-found", low="0")
    correct(bicycles, "low", "0", "1", figure_id="ward2014-found")
    assert not any("expired" in problem for problem in bicycles.problems())


def test_a_correction_expires_with_what_it_found(bicycles: Small) -> None:
    correct(bicycles, "low", "1203", "1204")
    assert bicycles.problems() == [
        f"{PLACE}:found: the correction has expired (the row says '1204', expected '1203'). Remove it, or renew it."
    ]


WRONG = {
    "unknown field": (
        ("lowest", "1204", "1205"),
        "field: 'lowest' is no column of figures that can be corrected. Name a column such as low.",
    ),
    "field that says where it stands": (
        ("quote", "recorded 1,204 thefts", "recorded 1,205 thefts"),
        "field: 'quote' is no column of figures that can be corrected. Name a column such as low.",
    ),
    "nothing changed": (("low", "1204", "1204"), "used: the correction changes nothing. Remove it."),
    "no number": (
        ("low", "1204", "many"),
        "used: 'many' is not of the type number. Write a plain number such as 2169 or 37.7.",
    ),
    "unknown qualifier": (
        ("qualifier", "exact", "abuot"),
        "used: 'abuot' is not in the vocabulary (expected one of exact, about, at least, at most, more than, "
        "fewer than, range, multiple). Did you mean about?",
    ),
    "unknown key": (("measure_id", "thefts", "losses"), "used: 'losses' is not in measures. Use a key of that table."),
    "bounds in disorder": (
        ("low", "1204", "1300"),
        "used: so corrected, ward2014-thefts does not hold together: low: low is above high (got 1300 and 1204). "
        "Swap them, or mend the wrong one.",
    ),
    "unit of another measure": (
        ("unit", "case", "EUR"),
        "used: so corrected, ward2014-thefts does not hold together: unit: 'EUR' is no unit of thefts "
        "(expected one of case). Use one of them, or mend the measure.",
    ),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_correction_leaves_a_figure_that_can_be(bicycles: Small, fault: str) -> None:
    (field, found, used), message = WRONG[fault]
    correct(bicycles, field, found, used)
    assert bicycles.problems() == [f"{PLACE}:{message}"]


def test_a_field_is_corrected_once(bicycles: Small) -> None:
    correct(bicycles, "low", "1204", "1100")
    bicycles.add("corrections", like="fix-low", correction_id="fix-low-again", used="1000")
    assert bicycles.problems() == [
        "data/judgement/corrections.csv:3:figure_id: the figure_id and field 'ward2014-thefts low' stands twice "
        "(first in line 2). Give one of the rows another, or remove it."
    ]
