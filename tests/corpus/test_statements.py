"""The claims as the passes by one rule coded them: every difference, and its settlement."""

from __future__ import annotations

import pytest
from bicycle_project import Small, hold
from coded_twice import code_twice

from review.corpus.coding.statements import (
    claim_settlement_problems,
    fields_to_settle,
    passes_before,
    passes_in_force,
    recoded,
    stances_by_pass,
    statements,
)
from review.errors import CorpusError


@pytest.fixture
def twice(bicycles: Small) -> Small:
    """Return the small project, coded before and by a rule, and settled."""
    return code_twice(bicycles)


def told(small: Small) -> list[str]:
    """Return what is told of the settlements."""
    with pytest.raises(CorpusError) as caught:
        hold(claim_settlement_problems(small.corpus()))
    return [str(problem) for problem in caught.value.problems]


def test_the_last_written_rule_is_in_force_and_passes_without_one_are_history(twice: Small) -> None:
    corpus = twice.corpus()
    assert (passes_in_force(corpus), passes_before(corpus)) == (("ruled-a", "ruled-b"), ("first", "second"))
    twice.change("passes", "ruled-b", rule="a-later-rule")
    assert passes_in_force(twice.corpus()) == ("ruled-b",)


@pytest.mark.parametrize(
    ("like", "row", "compared"),
    [
        ("ruled-b", "ruled-b-ward2014-unreported", "ruled-a and ruled-b"),
        ("second", "second-c1", "first and second"),
    ],
)
def test_a_third_pass_is_refused_and_not_left_out(twice: Small, like: str, row: str, compared: str) -> None:
    twice.add("passes", like=like, pass_id="third")
    twice.add("pass_claims", like=row, coded_id="third-c1", pass_id="third")
    with pytest.raises(CorpusError) as caught:
        list((statements if like == "second" else claim_settlement_problems)(twice.corpus()))
    (problem,) = caught.value.problems
    place = ("data/evidence/passes/claims.csv", twice.line("pass_claims", "third-c1"), "pass_id")
    assert (problem.path, problem.line, problem.column) == place
    assert problem.message == f"'third' is one pass too many (two are compared: {compared})"
    assert problem.hint.startswith("Take the rows of one of them out")


def test_differences_are_told_field_by_field(twice: Small) -> None:
    assert [(one.claim.claim_id, field, one.values(field)) for one, field in fields_to_settle(twice.corpus())] == [
        ("ward2014-good-lock", "theme_id", ("locks", "reporting", "locks")),
        ("ward2014-unreported", "stance", ("argues", "mentions", "argues")),
    ]
    hold(claim_settlement_problems(twice.corpus()))


def test_without_a_rule_there_is_nothing_to_settle(bicycles: Small) -> None:
    assert (statements(bicycles.corpus()), recoded(bicycles.corpus())) == ((), ())
    hold(claim_settlement_problems(bicycles.corpus()))


def test_a_difference_that_is_not_settled_is_told(bicycles: Small) -> None:
    messages = told(code_twice(bicycles, settled=False))
    assert [message.split(": ")[1] for message in messages] == [
        "ruled-a-ward2014-good-lock",
        "ruled-a-ward2014-unreported",
    ]
    assert messages[0].startswith("data/judgement/claim_settlements.csv: ")
    assert messages[0].endswith("differ in theme: not settled. Settle it.")


def test_a_settlement_without_a_difference_is_told(twice: Small) -> None:
    twice.change("pass_claims", "ruled-b-ward2014-unreported", stance="argues")
    assert ["no stance differs in ruled-a-ward2014-unreported" in message for message in told(twice)] == [True]


def test_a_settlement_that_no_longer_fits_is_told(twice: Small) -> None:
    twice.change("claims", "ward2014-unreported", stance="disputes")
    (settled,) = told(twice)
    assert "settled: the rows have something else (got 'argues', expected 'disputes'). Copy it again." in settled
    twice.change("claim_settlements", "ruled-a-unreported-stance", settled="disputes")
    (ruling,) = told(twice)
    assert "ruling: 'first' is not what was settled ('disputes'). Mend the ruling, or the claim." in ruling


@pytest.mark.parametrize("ruling", ["second", "neither", "either"])
def test_a_ruling_that_its_values_contradict_is_told(twice: Small, ruling: str) -> None:
    twice.change("claim_settlements", "ruled-a-unreported-stance", ruling=ruling)
    assert [f"{ruling!r} is not what was settled" in message for message in told(twice)] == [True]


def test_a_settled_claim_that_follows_neither_pass_needs_a_reason(twice: Small) -> None:
    twice.change("claims", "gazette2014-plague", stance="argues")
    assert ["ruled-a-gazette2014-plague" in message and "not settled" in message for message in told(twice)] == [True]


def test_a_claim_that_a_pass_by_the_rule_leaves_out_is_told(twice: Small) -> None:
    twice.remove("pass_claims", "ruled-b-gazette2014-plague")
    assert any("gazette2014-plague is not coded in both passes by the rule" in message for message in told(twice))


def test_a_statement_cannot_become_a_claim_of_another_place(twice: Small) -> None:
    twice.change("pass_claims", "first-c2", claim_id="ward2014-good-lock")
    assert any("stands in another paragraph" in message for message in told(twice))


def test_what_each_pass_has_of_a_source_and_a_theme_is_told_apart(twice: Small) -> None:
    taken = stances_by_pass(twice.corpus())
    assert taken["ruled-a"]["reporting", "ward2014"] == {"argues"}
    assert taken["ruled-b"]["reporting", "ward2014"] == {"mentions"}
