"""Tables of positions, of an argument, of answers and of dated events: what they say, and what they must not hide."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bicycle_project import Small
from cells import in_cells
from markup_reader import named, read
from small_corpus import HOSTILE

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Answer
from review.corpus.vocabulary import Stance
from review.errors import UsageError
from review.present.html.tabular import Table
from review.present.tables.chronicle import chronicle_table
from review.present.tables.stances import answers_table, positions_table, stance_words
from review.synthesis.conclusions.stances import Position


def words(shown: Table) -> list[list[str]]:
    """Return the text of each cell of each row."""
    return [[re.sub(r"<[^>]*>", " ", str(cell)).strip() for cell in row] for row in shown.rows]


def test_every_source_has_a_row_and_silence_is_written(small: Corpus) -> None:
    shown = in_cells(small, positions_table, ("need", "trick"), caption="Positions")
    stances = [(source, stance) for source, stance, _ in words(shown)]
    assert stances == [
        ("alpha", "argues"),
        ("beta", "disputes"),
        ("alpha", "mentions"),
        ("beta", "nothing coded"),
    ]
    assert shown.groups == ("Driver: Need", "Driver: Need", *["Method: A trick with quite a long name to wrap"] * 2)


def test_what_a_source_implies_is_marked_as_our_reading(small: Corpus) -> None:
    said = small.claims["alpha-how"]
    assert (
        stance_words(Position("trick", "alpha", (replace(said, stance=Stance.IMPLIES),))) == "implies, by our reading"
    )
    both = (replace(said, stance=Stance.MENTIONS), replace(said, stance=Stance.DISPUTES))
    assert stance_words(Position("trick", "alpha", both)) == "mentions, and disputes"
    assert stance_words(Position("trick", "alpha", both[1:])) == "disputes"


def test_a_weaker_claim_does_not_hide_behind_a_stronger(bicycles: Small) -> None:
    bicycles.add("claims", like="ward2014-good-lock", claim_id="ward2014-guess", stance=Stance.IMPLIES)
    said = words(in_cells(bicycles.corpus(), positions_table, ("locks",), caption="Positions"))[1]
    assert said[1] == "mentions"
    assert "(mentions; the source&#x27;s own word" in said[2]
    assert "(implies, by our reading; the source&#x27;s own word" in said[2]


def test_what_is_unknown_is_told_with_what_was_perhaps_meant(small: Corpus) -> None:
    with pytest.raises(UsageError, match=r"'needs' is no theme\. Did you mean need\?"):
        in_cells(small, positions_table, ("needs",), caption="Positions")


def answering(small: Corpus, **answers: str) -> Corpus:
    """Return the small corpus in which claims answer problems, by theme."""
    rows = {(theme, claim): Answer(theme, claim) for theme, claim in answers.items()}
    return replace(small, tables={**small.tables, "answers": rows})


def test_who_answers_a_problem_is_told_apart_from_who_names_it(small: Corpus) -> None:
    named = in_cells(answering(small, need="alpha-how"), answers_table, ["driver"], caption="Answers")
    unnamed = in_cells(answering(small, trick="beta-not"), answers_table, ["method"], caption="Answers")
    own, foreign = words(named)[0], words(unnamed)[0]
    assert own[2].startswith("alpha") and own[3] == "nothing"
    assert foreign[2] == "nothing" and foreign[3].startswith("beta")


def test_an_event_stands_under_each_source_that_tells_it(small: Corpus) -> None:
    shown = in_cells(small, chronicle_table, small.events.values(), caption="Dated")
    told = [(re.sub(r"<[^>]*>", "", str(group)), row[0]) for group, row in zip(shown.groups, words(shown), strict=True)]
    assert told == [("alpha", "1979"), ("alpha", "7 March 2010"), ("beta", "7 March 2010")]
    assert "Persons seen, All persons: 5,933" in re.sub(r"\s+", " ", words(shown)[1][2])
    assert "tied to the event by our inference" in words(shown)[-1][2]
    assert "tied" not in words(shown)[1][2]


def test_claims_on_other_themes_can_be_left_out(small: Corpus) -> None:
    shown = in_cells(small, chronicle_table, small.events.values(), caption="Dated", kinds=("driver",))
    assert [row[0] for row in words(shown)] == ["7 March 2010", "7 March 2010"]


def test_hostile_words_stay_words(small: Corpus) -> None:
    tables = (
        in_cells(small, positions_table, tuple(small.themes), caption=HOSTILE),
        in_cells(small, chronicle_table, small.events.values(), caption=HOSTILE),
        in_cells(answering(small, trick="beta-not"), answers_table, ["driver", "method"], caption=HOSTILE),
    )
    allowed = {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "a", "q", "span", "ul", "li"}
    for shown in tables:
        html = shown._repr_html_()
        assert named(html, "caption")[0].text == HOSTILE
        assert {element.tag for element in read(html)} <= allowed
