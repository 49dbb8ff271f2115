"""The statements of the passes side by side: every difference in theme and stance, and its settlement."""

from __future__ import annotations

import pytest
from bicycle_project import REPOSITORY, Small
from coded_twice import code_twice

from review.corpus.corpus import open_corpus
from review.corpus.project import Project
from review.corpus.statements import (
    require_claim_settlements,
    stance_differences,
    stances_of,
    statements,
    theme_differences,
    unit_of,
)
from review.errors import CorpusError


@pytest.fixture
def twice(bicycles: Small) -> Small:
    """Return the small project, coded twice and settled."""
    return code_twice(bicycles)


def told(small: Small) -> list[str]:
    """Return what is told of the settlements."""
    with pytest.raises(CorpusError) as caught:
        require_claim_settlements(small.corpus())
    return [str(problem) for problem in caught.value.problems]


def test_themes_of_one_pass_alone_are_told_with_what_is_settled(twice: Small) -> None:
    assert [(one.unit[2:], one.theme_id, one.stances) for one in theme_differences(twice.corpus())] == [
        ((1, 3), "locks", ("", "mentions", "")),
        ((2, 2), "locks", ("argues", "", "")),
    ]


def test_stances_that_differ_or_were_settled_otherwise_are_told(twice: Small) -> None:
    assert [(one.coded_id, one.stances) for one in stance_differences(twice.corpus())] == [
        ("first-c1", ("argues", "argues", "")),
        ("first-c3", ("argues", "", "")),
        ("first-c2", ("argues", "mentions", "argues")),
    ]
    require_claim_settlements(twice.corpus())


def test_one_pass_has_nothing_to_settle(bicycles: Small) -> None:
    assert statements(bicycles.corpus()) == ()
    require_claim_settlements(bicycles.corpus())


def test_a_stance_that_is_not_settled_is_told(bicycles: Small) -> None:
    messages = told(code_twice(bicycles, settled=False))
    assert [message.split(": ")[1] for message in messages] == ["first-c1", "first-c2", "first-c3"]
    assert messages[0].startswith("data/judgement/claim_settlements.csv: ")
    assert messages[0].endswith("differ in stance: not settled. Settle it.")


def test_a_settlement_without_a_difference_is_told(twice: Small) -> None:
    twice.change("pass_claims", "second-c2", stance="argues")
    assert ["no stance differs in first-c2" in message for message in told(twice)] == [True]


def test_a_settlement_that_no_longer_fits_is_told(twice: Small) -> None:
    twice.change("claims", "ward2014-unreported", stance="disputes")
    (settled,) = told(twice)
    assert "settled: the rows have another stance (got 'argues', expected 'disputes'). Copy it again." in settled
    twice.change("claim_settlements", "first-c2-stance", settled="disputes")
    (ruling,) = told(twice)
    assert "ruling: 'either' is not what was settled ('disputes'). Mend the ruling, or the claim." in ruling


@pytest.mark.parametrize("ruling", ["second", "neither"])
def test_a_ruling_that_its_stances_contradict_is_told(twice: Small, ruling: str) -> None:
    twice.change("claim_settlements", "first-c2-stance", ruling=ruling)
    assert [f"{ruling!r} is not what was settled" in message for message in told(twice)] == [True]


def test_a_statement_cannot_become_a_claim_of_another_place(twice: Small) -> None:
    twice.change("pass_claims", "first-c2", claim_id="ward2014-good-lock")
    assert any("another theme or stands in another paragraph" in message for message in told(twice))


def test_every_difference_of_the_real_passes_is_listed_and_settled() -> None:
    corpus = open_corpus(Project(REPOSITORY))
    require_claim_settlements(corpus)
    listed = {(one.unit, one.theme_id) for one in (*stance_differences(corpus), *theme_differences(corpus))}
    coded: dict[tuple[object, str], dict[str, list[object]]] = {}
    for row in corpus.pass_claims.values():
        coded.setdefault((unit_of(row), row.theme_id), {}).setdefault(row.pass_id, []).append(row)
    differing = {
        key for key, of in coded.items() if len({stances_of(of.get(pass_id, ())) for pass_id in corpus.passes}) > 1
    }
    assert differing <= listed
    assert {row.claim_id for row in corpus.pass_claims.values() if row.claim_id} == set(corpus.claims)
