"""What the machine finds by itself in rows that were planted, and what a reading does."""

from __future__ import annotations

import pytest
from bicycle_project import Small, hold

from review.errors import CorpusError
from review.synthesis.register.register import reading_problems, register, unread_problems


def verdicts(bicycles: Small, kind: str) -> dict[frozenset[str], str]:
    """Return the verdicts of the proposals of *kind*, without the rows of the small project."""
    for key in [row["relation_id"] for row in bicycles.rows("relations")]:
        bicycles.remove("relations", key)
    bicycles.write("findings", [])
    judged = (each for each in register(bicycles.corpus()) if each.relation.kind == kind)
    return {frozenset(each.relation.members.split()): each.verdict for each in judged}


def retold(bicycles: Small, **cells: str) -> None:
    """Tell of the frames that were found a second time."""
    bicycles.add("figures", like="gazette2014-frames", figure_id="gazette2014-frames-again", **cells)


def numbered(number: str) -> dict[str, str]:
    return {"quote": f"{number} frames", "printed": number, "low": number, "high": number}


@pytest.mark.parametrize(("number", "verdict"), [("189", "consistent"), ("200", "inconsistent")])
def test_a_planted_contradiction_is_found_and_a_planted_agreement_is_not_one(
    bicycles: Small, number: str, verdict: str
) -> None:
    bicycles.remove("figures", "gazette2014-painted")
    retold(bicycles, **numbered(number))
    both = frozenset({"gazette2014-frames", "gazette2014-frames-again"})
    assert verdicts(bicycles, "same event") == {both: verdict}


@pytest.mark.parametrize(("number", "verdict"), [("300", "consistent"), ("100", "inconsistent")])
def test_a_total_that_falls_is_found(bicycles: Small, number: str, verdict: str) -> None:
    bicycles.remove("figures", "gazette2014-painted")
    bicycles.change("events", "raid-2014-03", end="2014-04")
    first = {"period_start": "2014-03-07", "period_end": "2014-03-07", "period_basis": "7 March 2014"}
    bicycles.change("figures", "gazette2014-frames", **first)
    later = {"period_end": "2014-04", "period_basis": "implied: event; the search went on"}
    retold(bicycles, **first | later | numbered(number))
    both = frozenset({"gazette2014-frames", "gazette2014-frames-again"})
    assert verdicts(bicycles, "cumulative") == {both: verdict}
    assert verdicts(bicycles, "same event") == {}


def test_parts_of_a_declared_whole_are_added_up(bicycles: Small) -> None:
    for name, number in (("men", "5"), ("women", "3")):
        bicycles.add("populations", population_id=name, label=name.capitalize(), sex="any", part_of="adults")
        cells = {"figure_id": f"gazette2014-{name}", "population_id": name}
        bicycles.add("figures", like="gazette2014-held", **cells | numbered(number) | {"quote": f"held {number}"})
    assert verdicts(bicycles, "contains") != {}
    bicycles.change("populations", "adults", partition="men women")
    parts = frozenset({"gazette2014-held", "gazette2014-men", "gazette2014-women"})
    assert verdicts(bicycles, "sum") == {parts: "inconsistent"}


def test_a_settled_reading_expires(bicycles: Small) -> None:
    settled = {"found": "consistent", "settled": "cannot-tell", "grounds": "One copies the other."}
    bicycles.change("relations", "thefts-same", **settled)
    bicycles.change("findings", "thefts-1", rests_on="thefts-same:cannot-tell")
    hold(reading_problems(bicycles.corpus()))
    bicycles.change("relations", "thefts-same", members="ward2014-station gazette2014-station")
    with pytest.raises(CorpusError) as caught:
        hold(reading_problems(bicycles.corpus()))
    assert str(caught.value) == (
        "data/judgement/relations.csv:3:found: thefts-same was settled when it was consistent, and is inconsistent "
        "now. Read it again, then mend found and settled."
    )


def test_a_relation_that_grew_says_which_members_its_row_needs(bicycles: Small) -> None:
    """Its first and its last member are what they were, and so is the id that the rows propose for it."""
    bicycles.add("figures", like="gazette2014-frames", figure_id="gazette2014-zframes")
    (small,) = (one.relation for one in register(bicycles.corpus()) if "gazette2014-zframes" in one.relation.members)
    read = {"relation_id": small.relation_id, "kind": small.kind, "members": small.members, "tolerance": "0"}
    bicycles.add("relations", **read, reading="One copies the other.", weight="agreement", coding_pass="first")
    assert not [one for one in unread_problems(bicycles.corpus()) if small.relation_id in one.message]
    bicycles.add("figures", like="gazette2014-frames", figure_id="gazette2014-painted-again")
    (told,) = (one for one in unread_problems(bicycles.corpus()) if small.relation_id in one.message)
    assert (told.path, told.column) == ("data/judgement/relations.csv", "members") and told.line > 1
    assert "has grown since it was read: the rows propose gazette2014-painted-again in it as well" in told.message
    judged = [one.relation.relation_id for one in register(bicycles.corpus())]
    assert len(judged) == len({*judged})
    bicycles.change("relations", small.relation_id, members=told.hint.partition("its members: ")[2])
    assert not [one for one in unread_problems(bicycles.corpus()) if small.relation_id in one.message]
