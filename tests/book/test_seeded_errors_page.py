"""The page of the seeded errors: what it says with a report, with an old one and with none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from library_pages import library_page

from review.book.pages.seeded_errors import seeded_errors_summary
from review.book.prose.markdown_text import headings
from review.book.prose.typed_numbers import Text, typed_quantities
from review.corpus.seeded_errors.bench import SlipOutcome
from review.corpus.seeded_errors.report import REPORT_FILE, Report, coded_texts, report, write_report
from review.corpus.seeded_errors.slips import Slip

if TYPE_CHECKING:
    from bicycle_project import Small

    from review.corpus.corpus import Corpus


def judged(kind: str, *caught_by: str, **cells: str) -> list[SlipOutcome]:
    changes = cells or {"low": "7"}
    return [SlipOutcome(Slip("ward2014-thefts", kind, changes), by) for by in caught_by]


def told() -> Report:
    return report(
        judged("digit dropped", "check", "check", "verify")
        + judged("origin of another sentence", "verify", "", origin_id="police")
        + judged("wrong stage", "")
        + judged("place of a neighbour", "check", "")
    )


def keep(bicycles: Small, kept: Report) -> Corpus:
    """Keep a report on the rows as they are, and return the corpus."""
    corpus = bicycles.corpus()
    write_report(kept, corpus, coded_texts(corpus), bicycles.root / "data" / REPORT_FILE)
    return corpus


def test_without_a_report_the_page_says_how_to_make_one(bicycles: Small) -> None:
    page = library_page("seeded-errors", bicycles.corpus())
    assert "No report of seeded errors" in page and "review mutate-evidence --texts DIR --keep" in page
    assert "<table" not in page


def test_a_damaged_report_is_none(bicycles: Small) -> None:
    (bicycles.root / "data" / REPORT_FILE).write_text('{"single": [{"kind": 1}]}', encoding="utf-8")
    assert "No report of seeded errors" in library_page("seeded-errors", bicycles.corpus())


def test_the_page_holds_kinds_slips_made_together_and_each_escape_with_its_reason(bicycles: Small) -> None:
    page = library_page("seeded-errors", keep(bicycles, told()))
    assert [heading.label for heading in headings(page)] == [
        "seeded-errors",
        "seeded-errors-beside",
        "seeded-errors-reading",
        "seeded-errors-together",
        "seeded-errors-escaped",
    ]
    assert page.count("<table") == 5
    assert list(typed_quantities(Text("seeded-errors", page))) == []
    assert "older than the data" not in page
    by_kind, beside, by_reading, together, escaped = page.split("<table")[1:]
    assert "Digit dropped" in by_kind and "80.0\u00a0%" in by_kind and "Wrong stage" not in by_kind
    assert "Made alone" in beside and "50.0\u00a0%" in beside  # of all: what is beside lowers the share
    assert "Wrong stage" in by_reading and "Place of a neighbour" in together
    assert escaped.count("A work is cited for what somebody else says.") == 1
    assert 'data-figure-id="ward2014-thefts"' in escaped and "origin_id: police" in escaped
    assert "Wrong stage" not in escaped


def test_a_report_on_rows_that_have_changed_says_so(bicycles: Small) -> None:
    keep(bicycles, told())
    bicycles.change("figures", "ward2014-thefts", note="Counted by hand.")
    assert "This report is older than the data" in library_page("seeded-errors", bicycles.corpus())


def test_a_figure_that_is_gone_is_named_by_its_id(bicycles: Small) -> None:
    gone = [SlipOutcome(Slip("ward2014-gone", "wrong year", {"period_start": "2001"}), "")]
    assert "ward2014-gone" in library_page("seeded-errors", keep(bicycles, report(gone)))


def test_where_nothing_escaped_the_page_says_so(bicycles: Small) -> None:
    assert "No single slip escaped." in library_page(
        "seeded-errors", keep(bicycles, report(judged("digit dropped", "check")))
    )


def test_the_summary_is_the_pages_own_table_of_what_is_beside(bicycles: Small) -> None:
    assert str(seeded_errors_summary(bicycles.corpus())) == ""
    corpus = keep(bicycles, told())
    summary = str(seeded_errors_summary(corpus))
    assert summary in library_page("seeded-errors", corpus) and "All of them" in summary
