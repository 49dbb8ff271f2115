"""Problems and what is recommended against them: by whom, by others, by nobody."""

from __future__ import annotations

import pytest
from bicycle_project import Small

from review.corpus.corpus import Corpus
from review.errors import UsageError
from review.synthesis.answers import idle, issues, unanswered

KINDS = ("driver", "obstacle")


@pytest.fixture
def advised(bicycles: Small) -> Corpus:
    """Return the small corpus with two pieces of advice: one source's on its own problem, one's on another's."""
    bicycles.add("themes", like="locks", theme_id="advice", kind="recommendation", label="Advice")
    bicycles.add("claims", like="ward2014-unreported", claim_id="ward2014-count", theme_id="advice")
    bicycles.add("claims", like="gazette2014-plague", claim_id="gazette2014-locks", theme_id="advice")
    return bicycles.corpus()


def test_an_answer_is_told_from_that_of_a_source_that_does_not_name_the_problem(advised: Corpus) -> None:
    answers = {"locks": ["gazette2014-locks"], "reporting": ["ward2014-count"]}
    locks, reporting = issues(advised, answers, KINDS)
    assert [p.source_id for p in locks.named_by] == ["ward2014"]
    assert (locks.own, [claim.claim_id for claim in locks.foreign]) == ((), ["gazette2014-locks"])
    assert [p.source_id for p in locks.silent] == ["ward2014"]
    assert ([claim.claim_id for claim in reporting.own], reporting.foreign) == (["ward2014-count"], ())
    assert [p.source_id for p in reporting.silent] == ["gazette2014"]


def test_what_nobody_answers_is_told_and_so_is_advice_that_answers_nothing(advised: Corpus) -> None:
    answers = {"reporting": ["ward2014-count"]}
    assert [issue.theme_id for issue in unanswered(advised, answers, KINDS)] == ["locks"]
    assert [claim.claim_id for claim in idle(advised, answers, "recommendation")] == ["gazette2014-locks"]


def test_a_problem_that_is_only_disputed_is_no_problem(bicycles: Small) -> None:
    bicycles.change("claims", "ward2014-good-lock", stance="disputes")
    assert [issue.theme_id for issue in issues(bicycles.corpus(), {}, KINDS)] == ["reporting"]


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"lock": []}, "'lock' is no theme. Did you mean locks?"),
        ({"locks": ["ward2014-cound"]}, "'ward2014-cound' is no claim. Did you mean ward2014-count?"),
        (
            {"locks": ["ward2014-good-lock"]},
            "ward2014-good-lock names the problem locks and cannot answer it. Name another claim.",
        ),
    ],
)
def test_what_is_no_answer_is_refused(advised: Corpus, answers: dict[str, list[str]], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        issues(advised, answers, KINDS)
    assert str(caught.value) == message
