"""Sentences of reports about these numbers, with the judgements that a careful reader gives: how many are found.

Some of them were written by somebody who had not seen the code. One that is read wrongly stays in the list.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from bicycle_project import REPOSITORY

from review.book.prose.roles import printed_text
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.documents.checking import check_document
from review.documents.faults import Judgement
from review.documents.judging import JudgedNumber
from review.present.words.wording import NBSP

NOTHING = "nothing"
# One of the judgements has an "or" of its own.
_OR = re.compile(" or (?!withdrawn)")
SENTENCES = Path(__file__).with_name("sentences.csv")


class Case(NamedTuple):
    """A sentence, the number in it that is looked at, the judgements any of which will do, and those that are given."""

    sentence: str
    number: str
    expected: frozenset[str]
    given: frozenset[str]

    @property
    def score(self) -> str:
        if self.given & self.expected:
            return "right"
        return "unsure" if self.given & {Judgement.UNSURE, NOTHING} else "wrong"


def judged_at(found: list[JudgedNumber], start: int, end: int) -> frozenset[str]:
    """Return the judgements of the number that stands between two offsets of a sentence on one line."""
    here = [one for one in found if one.column - 1 < end and start < one.column - 1 + len(one.phrase)]
    return frozenset(str(kind) for one in here[:1] for kind in (one.judgement, *one.also)) or frozenset({NOTHING})


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    snapshot = Snapshot(Project(REPOSITORY))
    read = []
    with SENTENCES.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            start = row["sentence"].index(row["number"])
            given = judged_at(check_document(snapshot, row["sentence"]), start, start + len(row["number"]))
            read.append(Case(row["sentence"], row["number"], frozenset(_OR.split(row["expected"])), given))
    return read


def test_the_list_expects_what_can_be_said(cases: list[Case]) -> None:
    expected = frozenset[str]().union(*(case.expected for case in cases))
    # No source of this review prints an interval with a value.
    assert {str(kind) for kind in Judgement} - {Judgement.INTERVAL} <= expected <= {*map(str, Judgement), NOTHING}


def test_nothing_is_held_against_a_sentence_that_is_right(cases: list[Case]) -> None:
    right = [case for case in cases if Judgement.RIGHT in case.expected]
    harmless = {Judgement.RIGHT, Judgement.UNSURE, NOTHING}
    assert len(right) >= 10
    assert [case for case in right if not case.given <= harmless | case.expected] == []


def test_nothing_is_said_of_numbers_that_count_other_things(cases: list[Case]) -> None:
    others = [case for case in cases if case.expected == {NOTHING}]
    assert others
    assert [case for case in others if case.given != {NOTHING}] == []


def test_most_sentences_are_read_as_a_careful_reader_does(
    cases: list[Case], capsys: pytest.CaptureFixture[str]
) -> None:
    score = Counter(case.score for case in cases)
    with capsys.disabled():
        print(f"\ndocument sentences: {score['right']} right, {score['unsure']} unsure, {score['wrong']} wrong")
    wrong = [case for case in cases if case.score == "wrong"]
    assert 10 * score["right"] >= 8 * len(cases) and 10 * len(wrong) <= len(cases), wrong


def test_the_words_that_the_review_offers_are_as_the_source_has_it() -> None:
    snapshot = Snapshot(Project(REPOSITORY))
    for name, row in snapshot.corpus.tables["quotables"].items():
        told = check_document(snapshot, printed_text(snapshot.corpus, row.may).replace(NBSP, " "))
        assert name in {known.name for one in told for known in one.known}, row.may
        assert {one.judgement for one in told} == {Judgement.RIGHT}, row.may


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        (
            "Altogether 27,472 children were rescued in three stages of the campaign.",
            "it is the sum of 2,169, 6,785 and 18,518, which may not be added: each total includes the one before",
        ),
        (
            "In three years the police rescued 24,451 children.",
            "it is the sum of 5,933 and 18,518, which may not be added: one is counted in another",
        ),
        (
            "The authorities rescued 16,318 women and children.",
            "it is the sum of 5,933 and 10,385, which no source here adds up",
        ),
    ],
)
def test_a_sum_of_totals_is_said_to_be_one(sentence: str, reason: str) -> None:
    (told,) = check_document(Snapshot(Project(REPOSITORY)), sentence)
    assert told.judgement is Judgement.ABSENT and told.reasons == (reason,)


def test_a_price_is_no_sum_of_prices() -> None:
    (told,) = check_document(Snapshot(Project(REPOSITORY)), "Boys are sold for up to 60,000 yuan.")
    assert told.judgement is Judgement.ABSENT and "40,000 to 50,000 yuan" in told.reasons[0], told.reasons


def test_an_act_that_the_measure_names_too_is_no_other_one() -> None:
    # What is done to them "for adoption" is not known by its verb.
    (told,) = check_document(
        Snapshot(Project(REPOSITORY)), "As many as 20,000 children are nabbed a year for adoption."
    )
    assert not told.is_contradiction
