"""A document held against the made-up review: each judgement, the words to write, the addresses, the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bicycle_project import Run, Small, make_bicycles
from rich_bicycles import ADDED, make_rich

from review.corpus.snapshot import Snapshot
from review.corpus.tables.csv_format import canonical_bytes
from review.documents.checking import check_document, document_lines, judgements_json
from review.documents.faults import Judgement

#: The wordings of what the plain project has, too.
WORDINGS = [row for row in ADDED["wordings"] if row["name"] != "minors"]


@pytest.fixture(scope="module")
def snapshot(rich: Small) -> Snapshot:
    return Snapshot(rich.project)


def told(snapshot: Snapshot, text: str) -> list[Judgement]:
    return [kind for one in check_document(snapshot, text) for kind in (one.judgement, *one.also)]


@pytest.mark.parametrize(
    ("sentence", "judgement"),
    [
        ("The Police Gazette recorded 1,204 thefts in 2013, says the City Cycle Office.", Judgement.RIGHT),
        ("Riders say that the police held at least 90 adults by May 2014.", Judgement.RIGHT),
        ("In 2013 the police held 40 minors, the Riders write.", Judgement.RIGHT),
        ("By May 2014 the police held 90 adults, says Riders 2015.", Judgement.QUALIFIER),
        ("The police held 1,204 adults in 2013, says the City Cycle Office.", Judgement.OTHER),
        ("The Police Gazette recorded 1,204 thefts in 2012.", Judgement.OTHER),
        ("Riders speak of 9,000 thefts never told, says Riders 2015.", Judgement.QUALIFIER),
        ("The Police Gazette recorded 1,402 thefts in 2013.", Judgement.ABSENT),
        ("A dealer paid 730 euros, somebody said.", Judgement.ABSENT),
        # The review has it from outside its sources.
        ("There were 900 thefts in 2015.", Judgement.UNSURE),
    ],
)
def test_each_judgement(snapshot: Snapshot, sentence: str, judgement: Judgement) -> None:
    assert told(snapshot, sentence)[:1] == [judgement], list(document_lines(check_document(snapshot, sentence), "x"))


@pytest.mark.parametrize(
    "sentence",
    ["The hall has 1,204 seats.", "On page 90 of 189 they thank 40 friends.", "In 2013 and on 7 March 2014 it rained."],
)
def test_numbers_of_other_things_are_not_mentioned(snapshot: Snapshot, sentence: str) -> None:
    assert told(snapshot, sentence) == []


def test_of_a_number_that_the_review_lacks_those_of_its_time_and_near_it_come_first(snapshot: Snapshot) -> None:
    (told,) = check_document(snapshot, "In 2014 there were 311 thefts.")
    assert told.reasons[0].startswith("of “Thefts” the review has 310 cases, "), told.reasons
    (told,) = check_document(snapshot, "The Police Gazette recorded 1,402 thefts in 2013.")
    assert told.reasons[0].startswith("of “Thefts” the review has 1,204 cases, "), told.reasons


def test_a_price_without_its_speaker_lacks_the_caution(snapshot: Snapshot) -> None:
    assert told(snapshot, "Buyers pay 60 to 100 euros.") == [Judgement.CAUTION]
    assert told(snapshot, "Buyers paid 60 to 100 euros, Riders 2015 has it.") == [Judgement.RIGHT]


INTERVAL = {
    "interval_low": "1100", "interval_high": "1300", "interval_level": "95",
    "interval_basis": "95 % interval 1,100 to 1,300",
}  # fmt: skip


@pytest.fixture(scope="module")
def spread(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Return a review in which the source prints an interval with the number of thefts."""
    small = make_bicycles(tmp_path_factory.mktemp("spread") / "project")
    for row in WORDINGS:
        small.add("wordings", **row)
    rows = small.rows("figures")
    small.row("figures", "ward2014-thefts", rows).update(INTERVAL)
    wide = small.descriptor.table("figures").with_optional(INTERVAL)
    small.file("figures").write_bytes(canonical_bytes(wide, rows))
    return Snapshot(small.project)


@pytest.mark.parametrize(
    ("printed", "judgement"),
    [
        ("(95 % CI 1,100 to 1,300) ", Judgement.RIGHT),
        ("(1,100–1,300) ", Judgement.RIGHT),
        ("(CI 1,100 to 1,300) ", Judgement.RIGHT),
        ("", Judgement.RIGHT),
        ("(95 % CI 1,100 to 1,350) ", Judgement.INTERVAL),
        ("(90 % CI 1,100 to 1,300) ", Judgement.INTERVAL),
    ],
)
def test_an_interval_is_judged_with_its_value(spread: Snapshot, printed: str, judgement: Judgement) -> None:
    text = f"The Police Gazette recorded 1,204 thefts {printed}in 2013, says the City Cycle Office."
    (one,) = check_document(spread, text)
    assert one.judgement is judgement, one
    if judgement is Judgement.INTERVAL:
        assert one.is_contradiction and printed.strip() in one.phrase
        assert one.reasons == ("the source prints another interval with it (95 % interval 1,100 to 1,300)",)
        assert "95 % interval 1,100 to 1,300" in one.write


def test_an_interval_that_the_review_does_not_know_is_to_be_compared(spread: Snapshot) -> None:
    (one,) = check_document(
        spread, "After the raid the police found 189 frames (95 % CI 150 to 200), the Gazette says."
    )
    assert Judgement.CAUTION in (one.judgement, *one.also) and not one.is_contradiction


def test_a_link_to_a_card_tells_which_number_is_meant(snapshot: Snapshot) -> None:
    card = "[1,300](https://example.org/book/ward2014.html#ward2014-thefts)"
    (one,) = check_document(snapshot, f"There were {card} thefts.")
    assert (one.judgement, one.is_contradiction) == (Judgement.ABSENT, True)


def test_the_reviewers_words_are_offered_where_there_are_any(snapshot: Snapshot) -> None:
    (one,) = check_document(snapshot, "In 2012 the police held 40 adults, Riders 2015 says.")
    assert one.write == "They held 40 adults."


def test_what_is_told_as_json_is_told_as_text(snapshot: Snapshot) -> None:
    judged = check_document(snapshot, "The Police Gazette recorded 1,204 thefts in 2012.")
    (row,) = json.loads(json.dumps(judgements_json(judged, "https://example.org/")))
    text = "\n".join(document_lines(judged, "report.md", "https://example.org/"))
    assert text.startswith(f"report.md:{row['line']}:{row['column']}: {row['judgement']}: “{row['phrase']}”")
    assert row["contradiction"] and row["ours"][0]["address"] in text and row["write"] in text


def test_a_number_that_a_release_had_and_that_is_another_now_is_told(tmp_path: Path) -> None:
    from review.book.pages.changes.releases import Release, kept_files
    from review.book.pages.changes.state import state_of

    small = make_rich(tmp_path / "project")
    state = state_of(small.corpus())
    state["figures"]["gazette2014-frames"] |= {"low": "198", "high": "198", "printed": "198"}
    data = small.root / "data"
    (data / "releases").mkdir()
    for path, content in kept_files(data, Release("0.1.0", "2020-05-04", state)).items():
        path.write_bytes(content)
    text = "After the raid of 7 March 2014 the police found 198 frames, the Police Gazette says."
    (one,) = check_document(Snapshot(small.project), text)
    assert one.judgement is Judgement.STALE
    assert one.reasons[0] == "198 is the number as version 0.1.0 had it; it is 189 frames now"


def test_the_command_says_what_is_to_be_corrected_by_its_status(review: Run, bicycles: Small, tmp_path: Path) -> None:
    for row in WORDINGS:
        bicycles.add("wordings", **row)
    report = tmp_path / "report.md"
    right = "The Police Gazette recorded 1,204 thefts in 2013, says the City Cycle Office.\n"
    report.write_text(right, "utf-8")
    status, out, err = review("check-document", str(report))
    assert (status, err) == (0, "")
    assert out.endswith("Numbers: 1 as the source has it. To correct: 0. To see to: 0.\n")
    report.write_text(right.replace("2013", "2011"), "utf-8")
    status, out, _ = review("check-document", str(report), "--format", "json")
    assert (status, json.loads(out)[0]["contradiction"]) == (1, True)


def test_the_first_line_says_how_many_sentences_were_not_judged(review: Run, bicycles: Small, tmp_path: Path) -> None:
    for row in WORDINGS:
        bicycles.add("wordings", **row)
    report = tmp_path / "report.md"
    report.write_text("It rained. A racer always costs more, 12 times as much.\n", "utf-8")
    status, out, _ = review("check-document", str(report))
    assert (status, out.splitlines()) == (
        0,
        [
            "Nothing was judged: the text holds no number of what is counted here. Only numbers are judged; no "
            "sentence is vouched for.",
            "Numbers: none judged.",
        ],
    )
    report.write_text("# Bicycles\n\nIt rained. In 2013\nthere were 1,402 thefts.\n", "utf-8")
    status, out, _ = review("check-document", str(report))
    first, *_, last = out.splitlines()
    assert (status, first.startswith("2 of 3 sentences were not judged")) == (0, True)
    assert last == "Numbers: 1 not in this review. To correct: 0. To see to: 1."


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xef\xbb\xbfOne\r\ntwo \xff\n", ":2: not a text in UTF-8."),
        (b"PK\0\0", ": not a text."),
        (None, ": No such file"),
    ],
)
def test_what_is_no_text_is_refused_by_name(review: Run, tmp_path: Path, content: bytes | None, told: str) -> None:
    report = tmp_path / "report.md"
    if content is not None:
        report.write_bytes(content)
    status, out, err = review("check-document", str(report))
    assert (status, out) == (6, "")
    assert err.startswith(f"{report}{told}")
