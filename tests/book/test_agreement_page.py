"""The page of the passes: its tables are there, and nothing is said where nothing was coded twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from coded_twice import code_twice
from library_pages import library_page

from review.book.pages.agreement import agreement_summary
from review.book.prose.markdown_text import headings
from review.book.sphinx_ext import corpus_tables
from review.present.html.markup import plain
from review.present.tables.agreement import (
    CLAIM_RULINGS,
    HAD_THE_LIST,
    alpha_text,
    claim_table,
    detection_table,
    field_table,
    settlement_table,
    share,
    theme_table,
)

if TYPE_CHECKING:
    from bicycle_project import Small


def test_without_a_second_pass_the_page_says_so(bicycles: Small) -> None:
    page = library_page("agreement", bicycles.corpus())
    assert "coded once" in page
    assert "<table" not in page


def test_the_page_holds_every_table_and_every_settlement(bicycles: Small) -> None:
    page = library_page("agreement", code_twice(bicycles).corpus())
    assert page.count("<table") == 6
    assert [heading.label for heading in headings(page)] == [
        "agreement",
        "agreement-detection",
        "agreement-fields",
        "agreement-settled",
        "agreement-stances",
        "agreement-themes",
    ]
    assert page.count("It says so.") == 5
    assert page.count("Read again.") == 2
    assert 'data-figure-id="ward2014-dealer-price"' in page
    assert "Read whole, blind to the first." in page


def test_the_summary_is_the_pages_own_tables_raw_and_settled(bicycles: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    assert str(agreement_summary(bicycles.corpus())) == ""
    corpus = code_twice(bicycles).corpus()
    monkeypatch.setattr(corpus_tables, "the_corpus", lambda: corpus)
    (printed,) = corpus_tables.printed_table(None, "agreement-summary")
    assert printed.astext().count("<table") == 3
    tables = (detection_table(corpus), field_table(corpus), theme_table(corpus))
    assert all(str(made.html) in printed.astext() for made in tables)
    assert "Stance of each claim" in printed.astext()
    assert "Same as coded" in printed.astext() and "First as settled" in printed.astext()


def test_a_settlement_is_told_in_words(bicycles: Small) -> None:
    made = settlement_table(code_twice(bicycles).corpus())
    cells = [[str(cell) for cell in row] for row in made.rows]
    assert list(made.groups) == ["Detection", "Detection", "Place", "Period end", "Kind of origin"]
    assert cells[1][1:4] == ["nothing", "57", "nothing"]
    assert "A Note on Stolen Bicycles" not in cells[1][0]
    assert cells[2][1:4] == ["Main station", "the station (main)", "Main station"]
    assert cells[2][4].startswith("Both say the same in other words.")
    assert cells[3][1:4] == ["2012", "nothing", "2012"]


def test_shares_and_alphas_are_rounded_and_never_up_to_all(bicycles: Small) -> None:
    assert [share(part) for part in (0.9999, 1.0, 0.3333)] == ["99.9\u00a0%", "100\u00a0%", "33.3\u00a0%"]
    assert [alpha_text(value) for value in (None, 1.0, 0.6707, 0.6107)] == [
        "not defined",
        "1.00",
        "0.67",
        "0.61 (low)",
    ]
    corpus = code_twice(bicycles).corpus()
    fields = {plain(row[0]).splitlines()[0]: row for row in field_table(corpus).rows}
    assert fields["Least value"][3] == "a value"
    assert fields["Population"][3] == "not defined"
    assert fields["Place"][2:5] == ("2 (66.7\u00a0%)", "0.44 (low)", "3 (100\u00a0%)")
    assert detection_table(corpus).rows[1][1:4] == (4, 3, 11)


def test_what_was_chosen_from_the_first_passs_lists_is_marked_beside_its_alpha(bicycles: Small) -> None:
    rows = [plain(row[0]).splitlines() for row in field_table(code_twice(bicycles).corpus()).rows]
    assert [line for line, *marks in rows if HAD_THE_LIST in marks] == ["Measure", "Population"]


def test_a_pass_that_tells_of_no_list_had_none(bicycles: Small) -> None:
    twice = code_twice(bicycles)
    twice.change("passes", "second", how="Read whole, blind to the first.")
    assert all(HAD_THE_LIST not in plain(row[0]) for row in field_table(twice.corpus()).rows)


def test_every_difference_in_theme_or_stance_is_told_with_what_stands_and_why(bicycles: Small) -> None:
    twice = code_twice(bicycles)
    made = claim_table(twice.corpus())
    cells = [[plain(cell).splitlines() for cell in row] for row in made.rows]
    assert list(made.groups) == ["Theme", "Stance"]
    assert cells[0][1:] == [["Locks"], ["Reporting"], ["Locks"], [CLAIM_RULINGS["first"], "Read again."]]
    assert cells[1][1:4] == [["argues"], ["mentions"], ["argues"]]
    assert 'href="ward2014.html#ward2014-unreported"' in str(made.rows[1][0])


def test_appraisals_are_shown_where_the_passes_differ(bicycles: Small) -> None:
    coded = {"pass_id": "first", "source_id": "ward2014", "domain": "accuracy", "reason": "It says so."}
    bicycles.add("pass_appraisals", coded_id="first-accuracy", judgement="met", **coded)
    bicycles.add("pass_appraisals", coded_id="again-accuracy", judgement="not met", **coded)
    assert ["the passes have met and not met" in problem for problem in bicycles.problems()] == [True]
    appraisals = bicycles.rows("appraisals")
    for row in appraisals:
        if (row["source_id"], row["domain"]) == ("ward2014", "accuracy"):
            row["settled_because"] = "Nothing can be traced."
    bicycles.write("appraisals", appraisals)
    page = library_page("agreement", code_twice(bicycles).corpus())
    assert "<span data-coded>0 of 1</span> judgements" in page and "Nothing can be traced." in page


def test_a_settlement_of_judgements_that_agree_is_told(bicycles: Small) -> None:
    rows = bicycles.rows("appraisals")
    rows[0]["settled_because"] = "No reason."
    bicycles.write("appraisals", rows)
    assert ["settled_because: the passes agree. Leave it empty." in problem for problem in bicycles.problems()] == [
        True
    ]
