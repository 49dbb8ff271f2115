"""How certain a figure is: where it starts, what takes it down, and the sentences that say so."""

from __future__ import annotations

import pytest
from bicycle_project import Small, hold

from review.corpus.rules.corrections import LEVELS
from review.errors import CorpusError
from review.synthesis.conclusions.certainty import Certainty, certainty, rating_problems

THEFTS, STATION, FOUND = "gazette2014-thefts", "gazette2014-station", "ward2014-found"


def rated(small: Small, figure_id: str) -> Certainty:
    corpus = small.corpus()
    return certainty(corpus, corpus.figures[figure_id])


def told(rating: object) -> str:
    return " ".join(getattr(rating, "reasons", ()))


def test_an_observed_count_is_high_as_a_count_and_indirect_as_evidence(bicycles: Small) -> None:
    found = rated(bicycles, THEFTS)
    assert found.as_count.level == "high"
    assert found.as_count.reasons[0] == "A count of what was seen or recorded starts at high."
    assert found.as_extent.level == "low"
    assert found.as_extent.reasons == (
        "It starts at its level as a count (high).",
        "Indirectness (two levels down): What was found or recorded depends on who looked, and is no measure of "
        "what there is.",
    )


def test_what_can_say_how_much_there_is_stands_in_the_table(bicycles: Small) -> None:
    bicycles.change("counted_things", "incident", extent="")
    assert "What is counted (incident) is not what there is of it." in told(rated(bicycles, THEFTS).as_extent)


def test_agreement_is_told_and_lifts_nothing(bicycles: Small) -> None:
    assert "Consistency: It agrees (same event) with ward2014-thefts; nothing is rated up for it." in told(
        rated(bicycles, THEFTS).as_count
    )


def test_contradiction_takes_a_level(bicycles: Small) -> None:
    bicycles.change("relations", "thefts-same", members=f"{THEFTS} {STATION}")
    found = rated(bicycles, THEFTS).as_count
    assert found.level == "moderate"
    assert f"Inconsistency (one level down): It contradicts (same event) {STATION}." in found.reasons


def test_a_bound_is_imprecise(bicycles: Small) -> None:
    found = rated(bicycles, FOUND).as_count
    assert "Imprecision (one level down): Only a bound is given (more than)." in found.reasons


def test_a_wide_range_takes_two_levels(bicycles: Small) -> None:
    found = rated(bicycles, "ward2014-buyer-price").as_count
    assert any(reason.startswith("Imprecision") and "at least twice" in reason for reason in found.reasons)
    assert found.level == "very low"


def test_an_estimate_starts_at_very_low_and_no_lower(bicycles: Small) -> None:
    bicycles.change("measures", "thefts", basis="estimated")
    found = rated(bicycles, THEFTS)
    assert found.as_count.level == found.as_extent.level == "very low"
    assert found.as_count.reasons[0].startswith("It is an estimate, and no method is stated")
    assert not any("down)" in reason for reason in found.as_count.reasons)


def test_an_unnamed_origin_takes_two_levels(bicycles: Small) -> None:
    bicycles.change("origins", "police", kind="unnamed")
    found = rated(bicycles, THEFTS).as_count
    assert found.level == "low"
    assert "Nobody named stands behind it (the chain ends in: The police)." in told(found)


def test_a_chain_that_is_told_costs_nothing(bicycles: Small) -> None:
    untold = rated(bicycles, THEFTS).as_count.level
    bicycles.change("origins", "police", relies_on="office")
    found = rated(bicycles, THEFTS).as_count
    assert found.level == untold == "high"
    assert "Reporting: The source has it from The police, which had it from City Cycle Office; a chain" in told(found)


@pytest.mark.parametrize(("kind", "fall"), [("unnamed", 2), ("publication", 2), ("medium", 1), ("court", 0)])
def test_an_end_that_did_not_count_costs_and_a_name_alone_is_as_good_as_none(
    bicycles: Small, kind: str, fall: int
) -> None:
    bicycles.change("origins", "police", kind=kind)
    assert LEVELS.index(rated(bicycles, THEFTS).as_count.level) == LEVELS.index("high") - fall


def test_a_doubtful_date_an_inferred_tie_and_an_inferred_identity_cost_a_level_each(bicycles: Small) -> None:
    bicycles.change("figures", THEFTS, period_doubt="Another day is told elsewhere.")
    assert "Its date is doubtful: Another day is told elsewhere." in told(rated(bicycles, THEFTS).as_count)
    assert rated(bicycles, THEFTS).as_count.level == "moderate"
    bicycles.change("origins", "police", identity_doubt="the name is an abbreviation")
    assert rated(bicycles, THEFTS).as_count.level == "low"
    held = "gazette2014-held"
    before = LEVELS.index(rated(bicycles, held).as_count.level)
    bicycles.change("figures", held, event_tie="inferred", event_grounds="The day is the same.")
    assert before - LEVELS.index(rated(bicycles, held).as_count.level) == 1


def test_the_appraisal_of_the_source_counts(bicycles: Small) -> None:
    rows = bicycles.rows("appraisals")
    for row in rows:
        if (row["source_id"], row["domain"]) == ("gazette2014", "accuracy"):
            row["judgement"] = "not met"
    bicycles.write("appraisals", rows)
    found = rated(bicycles, THEFTS).as_count
    assert found.level == "moderate"
    assert "The source does not meet the appraisal's domain of accuracy." in told(found)


def override(bicycles: Small, **cells: str) -> None:
    given = {"correction_id": "too-high", "figure_id": THEFTS, "field": "certainty-as-count", "reason": "A bad year."}
    bicycles.add("corrections", **given | {"found": "high", "used": "low"} | cells)


def test_an_override_is_told_with_its_reason_and_leaves_the_other_rating(bicycles: Small) -> None:
    before = rated(bicycles, THEFTS)
    override(bicycles)
    found = rated(bicycles, THEFTS)
    assert (found.as_count.level, found.as_count.by_rule) == ("low", "high")
    assert found.as_count.reasons[-1] == "Override of the reviewers (high to low): A bad year."
    assert found.as_extent == before.as_extent
    assert bicycles.corpus().figures[THEFTS].low == 1204


def test_an_override_expires_with_the_level_that_it_overrides(bicycles: Small) -> None:
    override(bicycles)
    hold(rating_problems(bicycles.corpus()))
    bicycles.change("relations", "thefts-same", members=f"{THEFTS} {STATION}")
    with pytest.raises(CorpusError) as caught:
        hold(rating_problems(bicycles.corpus()))
    assert str(caught.value) == (
        "data/judgement/corrections.csv:2:found: the override has expired (the rules say 'moderate', expected 'high'). "
        "Remove it, or renew it."
    )


def test_an_override_to_no_level_is_refused(bicycles: Small) -> None:
    override(bicycles, used="splendid")
    assert bicycles.problems() == [
        "data/judgement/corrections.csv:2:used: 'splendid' is no level of certainty. "
        "Write one of very low, low, moderate, high."
    ]
