"""The graph of credit: chains and their ends, origins that sources share, what a denial is attached to."""

from __future__ import annotations

import pytest
from bicycle_project import Small

from review.corpus.corpus import Corpus
from review.errors import CorpusError
from review.synthesis.conclusions.attribution import (
    UNCREDITED,
    UNNAMED,
    Chain,
    Node,
    chains,
    denials,
    edges,
    meetings,
    source_node,
)

POLICE, GAZETTE = Node("government", "The police"), Node("medium", "The Police Gazette")


def chain_of(found: tuple[Chain, ...], figure_id: str) -> Chain:
    return next(chain for chain in found if any(figure.figure_id == figure_id for figure in chain.figures))


def ids(rows: tuple[object, ...]) -> set[str]:
    return {getattr(row, "figure_id", "") for row in rows}


# --- chains ----------------------------------------------------------------------------------------


def test_a_chain_names_everybody_between_the_source_and_its_end(bicycle_corpus: Corpus) -> None:
    chain = chain_of(chains(bicycle_corpus), "ward2014-thefts")
    assert (chain.nodes, chain.end, chain.depth) == ((GAZETTE, POLICE), "government", 2)
    assert ids(chain.figures) == {"ward2014-thefts", "ward2014-station", "ward2014-elsewhere"}
    assert [step.end for step in edges([chain])] == [GAZETTE, POLICE]
    assert edges([chain])[0].start == source_node("ward2014")


def test_somebody_unnamed_is_not_the_same_as_nobody_credited(bicycles: Small) -> None:
    silent = chain_of(chains(bicycles.corpus()), "ward2014-buyer-price")
    assert (silent.end, silent.depth, silent.is_dead) == (UNCREDITED, 0, True)
    bicycles.change("origins", "locksmiths", words="locksmith")
    bicycles.change("figures", "ward2014-buyer-price", origin_basis="A locksmith adds")
    unnamed = chain_of(chains(bicycles.corpus()), "ward2014-buyer-price")
    assert (unnamed.end, unnamed.depth, unnamed.is_dead) == (UNNAMED, 1, True)


def test_a_chain_that_passes_a_name_and_ends_in_none_is_a_dead_end(bicycles: Small) -> None:
    bicycles.change("origins", "police", kind="unnamed")
    chain = chain_of(chains(bicycles.corpus()), "ward2014-thefts")
    assert (chain.end, chain.depth) == (UNNAMED, 2)


def test_rows_of_one_work_are_one_node_whomever_it_credits(bicycles: Small) -> None:
    own = {"name": "The Police Gazette", "kind": "medium", "words": "own officers"}
    bicycles.add("origins", origin_id="gazette-itself", **own)
    bicycles.change("origins", "police-gazette", name="The Police Gazette, crediting the police")
    bicycles.change("figures", "ward2014-found", origin_id="gazette-itself", origin_basis="own officers")
    mine = [chain for chain in chains(bicycles.corpus()) if chain.source_id == "ward2014"]
    steps = {(edge.start, edge.end): ids(edge.figures) for edge in edges(mine)}
    assert len(steps[source_node("ward2014"), GAZETTE]) == 4
    assert len(steps[GAZETTE, POLICE]) == 3


def test_a_chain_that_leads_back_to_itself_never_gets_here(bicycles: Small) -> None:
    bicycles.change("origins", "police", relies_on="police-gazette")
    with pytest.raises(CorpusError, match="leads back to itself"):
        bicycles.corpus()


# --- where sources meet ----------------------------------------------------------------------------


def test_sources_meet_at_the_end_of_a_longer_and_a_shorter_chain(bicycle_corpus: Corpus) -> None:
    (meeting,) = meetings(chains(bicycle_corpus))
    assert meeting.node == POLICE
    assert list(meeting.chains) == ["gazette2014", "ward2014"]
    assert "ward2014-thefts" in ids(meeting.figures("ward2014"))
    assert ids(meeting.figures()) == ids(meeting.figures("ward2014")) | ids(meeting.figures("gazette2014"))


def test_sources_that_meet_earlier_are_told_once(bicycles: Small) -> None:
    relayed = {"origin_id": "police-gazette", "origin_basis": "Police Gazette"}
    for row in bicycles.rows("figures"):
        if row["origin_id"] == "police":
            bicycles.change("figures", row["figure_id"], **relayed)
    bicycles.change("claims", "gazette2014-plague", origin_id="police-gazette")
    assert [meeting.node for meeting in meetings(chains(bicycles.corpus()))] == [GAZETTE]


def test_nobody_meets_in_somebody_unnamed(bicycles: Small) -> None:
    bicycles.change("origins", "police", kind="unnamed")
    assert meetings(chains(bicycles.corpus())) == ()


# --- denials ---------------------------------------------------------------------------------------


def deny(small: Small, value: str, unit: str) -> set[str]:
    """Return the figures that a denial of *value* is attached to."""
    small.add("facts", "euro-2012", fact_id="denied", series="denials", value=value, unit=unit)
    (denial,) = denials(small.corpus())
    return ids(denial.figures)


def test_a_denial_is_attached_to_the_figure_that_it_denies(bicycles: Small) -> None:
    assert deny(bicycles, "1204", "case") == {"ward2014-thefts", "gazette2014-thefts"}


@pytest.mark.parametrize(
    ("value", "unit"),
    [("1204", "person"), ("1205", "case"), ("1200", "case"), ("400", "bicycle"), ("40", "EUR"), ("120", "EUR")],
    ids=["unit", "one more", "rounded", "one bound only", "the most", "an end of a range"],
)
def test_a_denial_is_never_attached_to_what_is_merely_near(bicycles: Small, value: str, unit: str) -> None:
    assert deny(bicycles, value, unit) == set()


def test_facts_of_other_series_deny_nothing(bicycles: Small) -> None:
    bicycles.add("facts", "euro-2012", fact_id="count", series="counts", value="1204", unit="case")
    assert denials(bicycles.corpus()) == ()
    assert [denial.fact.fact_id for denial in denials(bicycles.corpus(), "counts")] == ["count"]
