"""Problems and what is recommended against them: by whom, by others, by nobody."""

from __future__ import annotations

from bicycle_project import Small

from review.corpus.corpus import Corpus
from review.synthesis.conclusions.stances import issues

KINDS = ("driver", "obstacle")


def advised(bicycles: Small, **answers: str) -> Corpus:
    """Return the small corpus with advice of each source; *answers* says which claim answers which problem."""
    bicycles.add("themes", like="locks", theme_id="advice", kind="recommendation", label="Advice")
    bicycles.add("claims", like="ward2014-unreported", claim_id="ward2014-count", theme_id="advice")
    bicycles.add("claims", like="gazette2014-plague", claim_id="gazette2014-locks", theme_id="advice")
    for theme, claim in answers.items():
        bicycles.add("answers", theme_id=theme, claim_id=claim)
    return bicycles.corpus()


def test_an_answer_is_told_from_that_of_a_source_that_does_not_name_the_problem(bicycles: Small) -> None:
    corpus = advised(bicycles, locks="gazette2014-locks", reporting="ward2014-count")
    locks, reporting = issues(corpus, KINDS)
    assert [p.source_id for p in locks.named_by] == ["ward2014"]
    assert (locks.by_namers, [claim.claim_id for claim in locks.by_others]) == ((), ["gazette2014-locks"])
    assert [p.source_id for p in locks.silent] == ["ward2014"]
    assert ([claim.claim_id for claim in reporting.by_namers], reporting.by_others) == (["ward2014-count"], ())
    assert [p.source_id for p in reporting.silent] == ["gazette2014"]


def test_a_problem_that_is_only_disputed_is_no_problem(bicycles: Small) -> None:
    bicycles.change("claims", "ward2014-good-lock", stance="disputes")
    assert [issue.theme_id for issue in issues(bicycles.corpus(), KINDS)] == ["reporting"]


def test_a_claim_on_the_problem_itself_is_no_answer_to_it(bicycles: Small) -> None:
    bicycles.add("answers", theme_id="locks", claim_id="ward2014-good-lock")
    assert bicycles.problems() == [
        "data/judgement/answers.csv:2:claim_id: 'ward2014-good-lock' is a claim on the problem locks itself. "
        "Name a claim on another theme."
    ]
