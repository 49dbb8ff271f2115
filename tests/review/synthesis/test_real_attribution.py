"""Whom the sources of the review credit in the end."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from test_attribution import ids

from review.corpus.corpus import Corpus
from review.synthesis.conclusions.attribution import (
    UNNAMED,
    by_depth,
    by_end,
    chains,
    denials,
    denies,
    meetings,
)


def test_every_row_stands_on_one_chain(real: Corpus) -> None:
    found = chains(real)
    assert sorted(figure.figure_id for chain in found for figure in chain.figures) == sorted(real.figures)
    assert sorted(claim.claim_id for chain in found for claim in chain.claims) == sorted(real.claims)
    for tallies in (by_end(found), by_depth(found)):
        assert sum(tally.figures for tally in tallies.values()) == len(real.figures)
        assert sum(tally.claims for tally in tallies.values()) == len(real.claims)


def test_the_dead_ends_are_the_figures_whose_chain_ends_in_nobody_named(real: Corpus) -> None:
    dead = {figure.figure_id for chain in chains(real) if chain.is_dead for figure in chain.figures}
    ends = {name: real.origin_chain(figure.origin_id)[-1].kind for name, figure in real.figures.items()}
    assert dead == {name for name, kind in ends.items() if kind == "unnamed"}
    assert all(real.is_unnamed(real.figures[name]) for name in dead)


def test_a_work_has_one_kind(real: Corpus) -> None:
    kinds: dict[str, set[str]] = {}
    for chain in chains(real):
        for node in chain.nodes:
            kinds.setdefault(node.name, set()).add(node.kind)
    assert {name: found for name, found in kinds.items() if len(found) > 1} == {}


def test_the_ministry_is_one_witness_of_three_sources(real: Corpus) -> None:
    found = {meeting.node.name: meeting for meeting in meetings(chains(real))}
    ministry = found["Ministry of Public Security"]
    assert set(ministry.chains) >= {"cecc2009", "humantrafficking2011", "jiang2013"}
    assert all(ministry.figures(name) for name in ("cecc2009", "humantrafficking2011", "jiang2013"))
    assert "cecc2009-children-rescued" in ids(ministry.figures("cecc2009"))
    assert {meeting.node.kind for meeting in found.values()}.isdisjoint({UNNAMED})


def test_the_known_denial_bears_on_no_figure(real: Corpus) -> None:
    """No reviewed source reports what was denied; were one coded that does, it alone would be denied."""
    (denial,) = denials(real)
    assert denial.figures == ()
    estimate = real.figures["humantrafficking2011-children-kidnapped-for-adoption-yearly"]
    assert not denies(denial.fact, estimate)
    assert denies(denial.fact, replace(estimate, low=Decimal(200_000), high=Decimal(200_000)))
    assert not denies(replace(denial.fact, value=None), replace(estimate, low=None, high=None))
