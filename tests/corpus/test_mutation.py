"""The seeded-error run: it judges as check and verify do, and what it seeds into the evidence is caught."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pytest
from bicycle_project import Small

from review.corpus.seeded_errors.bench import Bench, SlipOutcome
from review.corpus.seeded_errors.report import (
    REPORT_FILE,
    Report,
    coded_texts,
    escaped_single,
    read_kept,
    report,
    report_gaps,
    write_report,
)
from review.corpus.seeded_errors.slips import Slip
from review.corpus.verification.receipt import read_receipt
from review.corpus.workflow.release_gaps import release_gaps


def test_the_same_slips_come_in_the_same_order(bicycles: Small) -> None:
    first, second = (list(Bench(bicycles.corpus(), bicycles.texts).slips()) for _ in range(2))
    assert first == second and len(first) > 500
    assert len({(slip.row_id, *sorted(slip.cells.items())) for slip in first}) == len(first)


def test_no_slip_leaves_its_row_as_it_is(bicycles: Small) -> None:
    ids = {"figures": "figure_id", "claims": "claim_id"}
    rows = {row[key]: row for table, key in ids.items() for row in bicycles.rows(table)}
    for slip in Bench(bicycles.corpus(), bicycles.texts).slips():
        assert all(rows[slip.row_id][name] != cell for name, cell in slip.cells.items())


def test_the_bench_judges_as_check_and_verify_do(bicycles: Small) -> None:
    bench = Bench(bicycles.corpus(), bicycles.texts)
    caught = set()
    for slip in islice(bench.slips(), 0, None, 23):
        settled = bicycles.file(slip.table).read_bytes()
        bicycles.change(slip.table, slip.row_id, **slip.cells)
        by = "check" if bicycles.problems() else "verify" if bicycles.verification_problems() else ""
        bicycles.file(slip.table).write_bytes(settled)
        assert bench.outcome(slip).caught_by == by, slip
        caught.add(by)
    assert caught == {"check", "verify", ""}


def judged(kind: str, *caught_by: str) -> list[SlipOutcome]:
    return [SlipOutcome(Slip("a-1", kind, {"low": str(number)}), by) for number, by in enumerate(caught_by)]


def test_the_report_counts_by_kind_and_keeps_apart_what_rules_cannot_tell() -> None:
    single = judged("wrong year", "check", "verify", "")
    found = report(single + judged("place of a neighbour", "") + judged("wrong stage", ""))
    assert [(t.kind, t.slips, t.by_check, t.by_verify, t.escaped) for t in (*found.single, found.total)] == [
        ("wrong year", 3, 1, 1, 1),
        ("all", 3, 1, 1, 1),
    ]
    assert [tally.kind for tally in found.double] == ["place of a neighbour"]
    assert [tally.kind for tally in found.by_reading] == ["wrong stage"]
    assert len(found.escaped) == 3
    assert [slip.kind for slip in escaped_single(found)] == ["wrong year"]


def test_a_report_is_kept_until_the_rows_or_the_texts_change(bicycles: Small) -> None:
    corpus = bicycles.corpus()
    folder = bicycles.root / "data"
    assert read_kept(folder) is None
    bench = Bench(corpus, bicycles.texts)
    found = report(bench.outcome(slip) for slip in islice(bench.slips(), 0, None, 40))
    write_report(found, corpus, bench.hashes(), folder / REPORT_FILE)
    kept = read_kept(folder)
    assert kept is not None and kept.is_of(corpus)
    assert kept.report.total == found.total and escaped_single(kept.report) == escaped_single(found)
    bicycles.change("figures", "ward2014-thefts", note="Counted by hand.")
    assert not kept.is_of(bicycles.corpus())
    bicycles.change("figures", "ward2014-thefts", note="")
    assert kept.is_of(bicycles.corpus())
    assert not replace(kept, texts={**kept.texts, "ward2014": "0" * 64}).is_of(bicycles.corpus())
    (folder / REPORT_FILE).write_text("{}", encoding="utf-8")
    assert read_kept(folder) is None


def test_a_row_that_stands_elsewhere_is_caught(bicycles: Small) -> None:
    bench = Bench(bicycles.corpus(), bicycles.texts)
    moved = [slip for slip in bench.slips() if slip.kind.startswith(("wrong section", "wrong paragraph"))]
    assert {slip.table for slip in moved} == {"figures", "claims"}
    assert all(bench.outcome(slip).caught_by for slip in moved)


@pytest.mark.parametrize(("verdicts", "enough"), [
    (judged("wrong year", *["check"] * 100), True),
    (judged("wrong year", *["check"] * 98, "", ""), False),
    (judged("wrong year", *["check"] * 999) + judged("wrong day", "", *["check"] * 9), False),
    (judged("wrong year", "check") + judged("place of a neighbour", ""), True),
])  # fmt: skip
def test_a_kind_and_all_have_their_least_share(verdicts: list[SlipOutcome], enough: bool) -> None:
    found: Report = report(verdicts)
    assert found.is_enough is enough


@pytest.mark.parametrize(("change", "said"), [
    ("", ""),
    ("figures", "the report is stale"),
    ("damage", "the report is damaged"),
    ("few", "the report tells of too few slips caught"),
])  # fmt: skip
def test_a_kept_report_that_does_not_do_refuses_a_release(bicycles: Small, change: str, said: str) -> None:
    corpus, path = bicycles.corpus(), bicycles.root / "data" / REPORT_FILE
    assert report_gaps(corpus) == ()
    write_report(report(judged("wrong year", "" if change == "few" else "check")), corpus, coded_texts(corpus), path)
    if change == "figures":
        bicycles.change("figures", "ward2014-thefts", note="Counted by hand.")
    if change == "damage":
        path.write_text("{}", encoding="utf-8")
    corpus = bicycles.corpus()
    told = report_gaps(corpus)
    assert set(told) <= set(release_gaps(corpus, read_receipt(path.parent)))
    assert [line.split(". ")[0] for line in told] == ([f"data/{REPORT_FILE}: {said}"] if said else [])


def test_the_sums_tell_what_is_inside_the_shares_and_what_beside() -> None:
    alone, together = judged("wrong year", "check", "verify"), judged("place of a neighbour", "check", "")
    found = report(alone + together + judged("wrong stage", "", ""))
    assert [(group.kind, group.slips, group.escaped) for group in found.groups] == [
        ("made alone", 2, 0),
        ("made together", 2, 1),
        ("told by reading alone", 2, 2),
        ("all of them", 6, 3),
    ]
