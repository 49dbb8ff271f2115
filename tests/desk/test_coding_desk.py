"""The desk without its page: what is written, refused, undone and kept, and what a blind coder is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bicycle_project import Small

from review.corpus.proposing.passes import begin_pass
from review.corpus.workflow.release_gaps import STUB
from review.desk.coding_desk import CodingDesk
from review.errors import CorpusError, UsageError

PLANTED = "Of 412 frames found in May 2014 at the main station 99 were sold. Weak locks are"


@pytest.fixture
def desk(bicycles: Small) -> CodingDesk:
    """Return a desk on the small project, with two numerals that wait in its one text, and a date."""
    bicycles.change_text("ward2014", "Weak locks are", PLANTED)
    return CodingDesk(bicycles.project, bicycles.texts)


def at(desk: CodingDesk, printed: str) -> int:
    shown = (one for one in desk.view("ward2014")["marks"] if one["kind"] == "waiting")
    return next(int(one["start"]) for one in shown if text_of(desk, one) == printed)


def text_of(desk: CodingDesk, mark: dict[str, Any]) -> str:
    return desk.text("ward2014").folded[mark["start"] : mark["end"]]


def accept(desk: CodingDesk, printed: str, **cells: str) -> list[Any]:
    shown = desk.proposal("ward2014", at(desk, printed))
    return desk.accept("ward2014", shown["table"], {**shown["cells"], **cells}, shown["key"], shown["waits"])


def test_nothing_is_written_before_a_row_is_accepted(bicycles: Small, desk: CodingDesk) -> None:
    before = bicycles.contents()
    desk.view("ward2014")
    shown = desk.proposal("ward2014", at(desk, "412"))
    desk.tried("ward2014", "figures", shown["cells"], "")
    assert bicycles.contents() == before


def test_a_form_asks_for_what_the_schema_asks_and_folds_what_a_new_entry_can_do_without(desk: CodingDesk) -> None:
    asked = {one["name"]: one for one in desk.view("ward2014")["forms"]["measures"]}
    schema = {column.name: column for column in desk.corpus.descriptor.table("measures").columns}
    assert {name for name, one in asked.items() if one["required"]} == {n for n, one in schema.items() if one.required}
    assert {"measure_id", "label", "words"} <= {name for name, one in asked.items() if not one["folded"]}
    assert all(one["folded"] for name, one in asked.items() if not one["required"] and name != "words")
    figures = {one["name"]: one for one in desk.view("ward2014")["forms"]["figures"]}
    assert figures["unit"]["values"] and figures["section_id"]["values"] == {}, "a section follows from its place"


def test_an_accepted_row_stands_in_its_file_in_canonical_form(bicycles: Small, desk: CodingDesk) -> None:
    assert accept(desk, "412", origin_id="office") == []
    row = bicycles.row("figures", "ward2014-frames-found", bicycles.rows("figures"))
    assert {name: row[name] for name in ("quote", "low", "measure_id", "place", "period_start")} == {
        "quote": "412 frames", "low": "412", "measure_id": "frames-found", "place": "Main station",
        "period_start": "2014-05",
    }  # fmt: skip
    assert bicycles.problems() == []
    assert not [problem for problem in bicycles.verification_problems() if "412" in problem]


def test_what_check_would_refuse_is_refused_with_its_words(bicycles: Small, desk: CodingDesk) -> None:
    before = bicycles.contents()
    faults = accept(desk, "412", origin_id="office", low="413", high="413")
    assert [(column, message) for column, message, _ in faults] == [
        ("low", "413 is not what the quote says ('412', expected 412)"),
        ("high", "413 is not what the quote says ('412', expected 412)"),
    ]
    faults = accept(desk, "412", origin_id="office", quote="412 frames seen")
    assert "quote" in {column for column, _, _ in faults}
    assert bicycles.contents() == before


def test_what_waits_of_a_figure_and_of_its_date_gives_way_to_it_in_one_act(bicycles: Small, desk: CodingDesk) -> None:
    place = {"source_id": "ward2014", "section_id": "ward2014-why", "paragraph": "1", "occurrence": "1"}
    waits = {"ward2014-x7": "99", "ward2014-x8": "2014", "ward2014-x9": "412"}
    for name, printed in waits.items():
        bicycles.add("exclusions", exclusion_id=name, printed=printed, reason="not yet coded", **place)
    accept(desk, "412", origin_id="office")
    assert {row["exclusion_id"] for row in bicycles.rows("exclusions")} & waits.keys() == {"ward2014-x7"}
    desk.undo()
    assert {row["exclusion_id"] for row in bicycles.rows("exclusions")} >= waits.keys()
    assert "ward2014-frames-found" not in {row["figure_id"] for row in bicycles.rows("figures")}


def test_each_act_is_undone_by_any_later_desk_and_leaves_the_bytes_that_were(bicycles: Small, desk: CodingDesk) -> None:
    before = {table: bicycles.file(table).read_bytes() for table in ("figures", "exclusions")}
    # Before the figure that rests on it: that accounts for it.
    accept(desk, "2014")
    accept(desk, "412", origin_id="office")
    shown = desk.row("ward2014", "figures", "ward2014-found")
    assert desk.accept("ward2014", "figures", {**shown["cells"], "note": "Mostly."}, shown["key"], "") == []
    later = CodingDesk(bicycles.project, bicycles.texts)
    for _ in range(3):
        later.undo()
    assert {table: bicycles.file(table).read_bytes() for table in before} == before
    with pytest.raises(UsageError, match="nothing to undo"):
        later.undo()


def test_a_row_that_was_changed_elsewhere_is_not_overwritten(bicycles: Small, desk: CodingDesk) -> None:
    accept(desk, "412", origin_id="office")
    bicycles.change("figures", "ward2014-frames-found", note="Read again.")
    with pytest.raises(UsageError, match="changed elsewhere"):
        desk.undo()
    assert bicycles.row("figures", "ward2014-frames-found", bicycles.rows("figures"))["note"] == "Read again."


def test_what_somebody_else_wrote_while_a_form_was_open_is_not_lost(bicycles: Small, desk: CodingDesk) -> None:
    shown = desk.row("ward2014", "figures", "ward2014-found")
    bicycles.change("figures", "ward2014-found", note="Read again.")
    with pytest.raises(UsageError, match="changed elsewhere"):
        desk.accept("ward2014", "figures", {**shown["cells"], "note": "Mine."}, shown["key"], "", shown["was"])
    assert bicycles.row("figures", "ward2014-found", bicycles.rows("figures"))["note"] == "Read again."


def test_space_that_was_typed_is_no_fault(bicycles: Small, desk: CodingDesk) -> None:
    assert accept(desk, "412", origin_id="office ", note="  More  spaces. ") == []
    assert bicycles.row("figures", "ward2014-frames-found", bicycles.rows("figures"))["note"] == "More spaces."


def test_a_numeral_that_the_reader_does_not_know_needs_a_coders_reason(bicycles: Small, desk: CodingDesk) -> None:
    bicycles.change_text("ward2014", "Of 412 frames", "Of 412‰ frames")
    cells = {"origin_id": "office", "low": "41.2", "high": "41.2", "qualifier": "exact", "unit": "frame"}
    cells |= {"measure_id": "frames-found"}
    assert accept(desk, "412", **cells) != []
    assert accept(desk, "412", **cells, note="read by eye: it is per mille") == []


def test_a_row_on_which_another_rests_is_not_removed(bicycles: Small, desk: CodingDesk) -> None:
    before = bicycles.contents()
    with pytest.raises(CorpusError, match="ward2014-thefts"):
        desk.remove("ward2014", "figures", "ward2014-thefts")
    assert {name: data for name, data in bicycles.contents().items() if name.startswith("data/")} == {
        name: data for name, data in before.items() if name.startswith("data/")
    }


def test_a_table_that_the_desk_does_not_write_is_refused(desk: CodingDesk) -> None:
    for table in ("derivations", "passes", "../evil"):
        with pytest.raises(UsageError, match="no table that is written here"):
            desk.accept("ward2014", table, {}, "", "")


def test_what_was_being_typed_is_kept_by_source_until_it_is_forgotten(bicycles: Small, desk: CodingDesk) -> None:
    draft = {"table": "figures", "cells": {"low": "4"}}
    for source in ("ward2014", "gazette2014"):
        desk.keep_draft(source, draft)
    desk.keep_draft("ward2014", None)
    another = CodingDesk(bicycles.project, bicycles.texts)
    assert [another.view(source)["draft"] for source in ("ward2014", "gazette2014")] == [None, draft]


def test_a_damaged_journal_is_begun_anew(bicycles: Small, desk: CodingDesk) -> None:
    accept(desk, "412", origin_id="office")
    (path,) = (bicycles.project.build / "desk").iterdir()
    path.write_bytes(path.read_bytes()[:-20])
    assert CodingDesk(bicycles.project, bicycles.texts).view("ward2014")["last"] == ""


def test_what_is_said_of_a_source_as_a_whole_is_changed_by_the_rules_and_undone(
    bicycles: Small, desk: CodingDesk
) -> None:
    bicycles.change("sources", "ward2014", special=STUB)
    before = {table: bicycles.file(table).read_bytes() for table in ("sources", "sections", "appraisals")}
    rows = {(one["table"], one["key"]): one["stub"] for one in desk.view("ward2014")["about"]}
    assert rows[("sources", "ward2014")] and not rows[("sections", "ward2014-why")]
    for table, key, cells in (
        ("sources", "ward2014", {"special": "It is the first."}),
        ("sections", "ward2014-why", {"title": "Causes"}),
        ("appraisals", "ward2014 date", {"reason": "It has a month."}),
    ):
        shown = desk.row("ward2014", table, key)
        wrong = {**shown["cells"], next(iter(cells)): ""}
        assert desk.accept("ward2014", table, wrong, key, "", shown["was"]) != []
        assert desk.accept("ward2014", table, {**shown["cells"], **cells}, key, "", shown["was"]) == []
        assert desk.row("ward2014", table, key)["cells"].items() >= cells.items()
        with pytest.raises(UsageError, match="a part of what is said of its source"):
            desk.remove("ward2014", table, key)
    shown = desk.row("ward2014", "sections", "ward2014-why")
    faults = desk.accept("ward2014", "sections", {**shown["cells"], "starts": "Weak locks"}, "ward2014-why")
    assert [column for column, _, _ in faults] == ["starts"]
    assert bicycles.problems() == [] and not any(one["stub"] for one in desk.view("ward2014")["about"])
    for _ in before:
        desk.undo()
    assert {table: bicycles.file(table).read_bytes() for table in before} == before


@pytest.mark.parametrize(
    ("words", "column", "before", "filled"),
    [
        ("12 f", "quote", {}, {"quote": "412 frames"}),
        ("between 1 June and 10 Sept", "period_basis", {}, {
            "period_basis": "between 1 June and 10 September + implied: published",
            "period_start": "2013-06-01", "period_end": "2013-09-10",
        }),
        ("third week of July", "period_basis", {}, {"period_start": "2013-07", "period_end": "2013-07"}),
        ("by 25 March", "period_basis", {}, {"period_start": "", "period_end": "2014-03-25"}),
        ("in 2011", "period_basis", {"period_basis": "25 March + implied: published"}, {
            "period_basis": "25 March + in 2011", "period_start": "2011-03-25", "period_end": "2011-03-25",
        }),
        ("10 September", "period_basis", {"period_basis": "1 June 2013", "period_start": "2013-06-01"}, {
            "period_basis": "1 June 2013 | 10 September + implied: published",
            "period_start": "2013-06-01", "period_end": "2013-09-10",
        }),
        ("third week of July", "event_basis", {}, {"event_basis": "third week of July", "event_tie": "stated"}),
        ("from 300 to 500", "interval_basis", {"interval_basis": "95% interval"}, {
            "interval_low": "300", "interval_high": "500", "interval_level": "95",
        }),
    ],
)  # fmt: skip
def test_marked_words_fill_what_they_say_and_cut_no_number(
    bicycles: Small, words: str, column: str, before: dict[str, str], filled: dict[str, str]
) -> None:
    planted = "Of 412 frames, lost between 1 June and 10 September, half were in the third week of July; by 25 March it"
    planted += " was less than in 2011 (95% interval from 300 to 500). Weak locks are"
    bicycles.change_text("ward2014", "Weak locks are", planted)
    desk = CodingDesk(bicycles.project, bicycles.texts)
    start = desk.text("ward2014").folded.index(words)
    got = desk.picked("ward2014", column, start, start + len(words), before)
    assert got.items() >= filled.items()


def test_the_text_is_shown_with_the_signs_that_it_has(bicycles: Small) -> None:
    bicycles.change_text("ward2014", "Weak locks are", "“Of Ofﬁce” — 412 frames. Weak locks are")
    desk = CodingDesk(bicycles.project, bicycles.texts)
    shown, folded = desk.view("ward2014")["text"], desk.text("ward2014").folded
    assert "“Of Office” — 412 frames" in shown and '"Of Office" - 412 frames' in folded
    assert len(shown) == len(folded)


def test_a_row_that_is_opened_again_has_candidates_and_a_group_of_measures_is_offered(desk: CodingDesk) -> None:
    (start,) = (
        m["start"] for m in desk.view("ward2014")["marks"] if m["row"] == "ward2014-found" and m["kind"] == "figure"
    )
    shown = desk.proposal("ward2014", start)
    assert shown["key"] == "ward2014-found" and shown["candidates"]["measure_id"]
    (group,) = (one for one in desk.view("ward2014")["forms"]["measures"] if one["name"] == "comparable_within")
    assert group["known"]["thefts"].startswith("thefts") and "id of this one" in group["told"]


@pytest.fixture
def blind(bicycles: Small, desk: CodingDesk) -> Iterator[CodingDesk]:
    begin_pass(desk.corpus, "second", by="R. Miller", today="2015-01-02")
    yield CodingDesk(bicycles.project, bicycles.texts, "second")


def test_a_blind_coder_sees_no_row_of_anybody_else(bicycles: Small, blind: CodingDesk) -> None:
    told = json.dumps([blind.view("ward2014"), *(blind.proposal("ward2014", m["start"]) for m in marks(blind))])
    rows = [(table, row) for table in ("figures", "claims", "exclusions") for row in bicycles.rows(table)]
    keys = [next(iter(row.values())) for _, row in rows]
    assert [key for key in keys if f'"{key}"' in told] == []
    assert {mark["kind"] for mark in marks(blind)} == {"waiting"}


def test_what_is_quoted_is_marked_for_each_figure_and_claim(desk: CodingDesk) -> None:
    marked = [mark for mark in marks(desk) if mark["kind"] in ("quote", "claim")]
    figures = {row.figure_id: row.quote for row in desk.corpus.of_source("figures", "ward2014")}
    claims = {row.claim_id: row.quote for row in desk.corpus.of_source("claims", "ward2014")}
    assert figures and claims
    for kind, rows in (("quote", figures), ("claim", claims)):
        assert {one["row"]: text_of(desk, one).replace("-\n", "") for one in marked if one["kind"] == kind} == rows


def marks(desk: CodingDesk) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.view("ward2014")["marks"]
    return found


def test_a_blind_row_knows_its_pass_its_place_and_the_settled_figure_there(bicycles: Small, blind: CodingDesk) -> None:
    first = marks(blind)[0]
    shown = blind.proposal("ward2014", first["start"])
    assert "police" not in shown["cells"].get("origin", "")
    cells = {**shown["cells"], "origin": "Police Gazette"}
    assert blind.accept("ward2014", "pass_figures", cells, "", "") == []
    (row,) = bicycles.rows("pass_figures")
    assert (row["pass_id"], row["numeral"], row["paragraph"], row["figure_id"]) == (
        "second", "1,204", "1", "ward2014-thefts",
    )  # fmt: skip
    assert bicycles.problems() == []
    assert marks(blind)[0]["kind"] == "figure"
    for table, key in (("figures", "ward2014-thefts"), ("claims", "ward2014-good-lock")):
        with pytest.raises(UsageError):
            blind.row("ward2014", table, key)


def test_what_is_shown_of_a_numeral_says_where_it_stands(desk: CodingDesk) -> None:
    numerals = [mark["start"] for mark in marks(desk) if mark["kind"] in ("waiting", "figure", "excluded")]
    assert [desk.proposal("ward2014", start)["start"] for start in numerals] == numerals


def test_no_answer_to_a_blind_coder_says_what_is_settled(bicycles: Small, blind: CodingDesk) -> None:
    accept(CodingDesk(bicycles.project, bicycles.texts), "412", origin_id="office")
    start = marks(blind)[0]["start"]
    cells = {**blind.proposal("ward2014", start)["cells"], "origin": "Police Gazette"}
    assert blind.accept("ward2014", "pass_figures", cells, "") == []
    told = json.dumps([blind.view("ward2014"), blind.proposal("ward2014", start)])
    assert "ward2014-thefts" not in told.replace("second-ward2014-thefts", "") and "frames-found in" not in told
    (row,) = bicycles.rows("pass_figures")
    bicycles.add("pass_figures", **{**row, "coded_id": "first-x", "pass_id": "first"})
    for act in (
        lambda: blind.remove("ward2014", "pass_figures", "first-x"),
        lambda: blind.accept("ward2014", "pass_figures", cells, "first-x"),
    ):
        with pytest.raises(UsageError, match="no row of this pass"):
            act()
    blind.remove("ward2014", "pass_figures", row["coded_id"])
    blind.undo()
    blind.undo()
    assert [one["coded_id"] for one in bicycles.rows("pass_figures")] == ["first-x"]
    with pytest.raises(UsageError, match="nothing to undo"):
        blind.undo()


def test_a_blind_statement_has_the_place_of_its_sentence(bicycles: Small, blind: CodingDesk) -> None:
    start = blind.text("ward2014").folded.index("A locksmith adds")
    shown = blind.claim("ward2014", start, start + 11)
    assert blind.accept("ward2014", "pass_claims", {**shown["cells"], "theme_id": "locks"}, "", "") == []
    (row,) = bicycles.rows("pass_claims")
    assert (row["section_id"], row["paragraph"], row["sentence"]) == ("ward2014-why", "1", "3")


def test_a_pass_that_is_not_recorded_is_refused(bicycles: Small, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"known: first\)\. Begin it: review pass begin third"):
        CodingDesk(bicycles.project, bicycles.texts, "third")
