"""Which findings still stand when some rows are left out, or when what we read as one event is read as two.

*Stands* says that all that a finding rests on is left. It never says that the finding is true.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Figure, Finding
from review.corpus.vocabulary import Stance, Verdict
from review.synthesis.comparing.derivations import evaluate
from review.synthesis.conclusions.left_out import LeftOut, rows_left_out
from review.synthesis.register.register import judge_without

PART, APART = "left out in part", "not of one event by this reading"


class Standing(StrEnum):
    """What becomes of a finding."""

    STANDS = "stands"
    LOSES = "rests on less"
    FALLS = "falls"
    UNKNOWN = "cannot tell"


@dataclass(frozen=True)
class Standpoint:
    """How a finding stands, with what it rests on that is *left*, and what is *gone* and why."""

    finding: Finding
    standing: Standing
    left: tuple[str, ...] = ()
    gone: Mapping[str, str] = field(default_factory=dict)


def standings(corpus: Corpus, out: LeftOut, apart: Collection[str] = ()) -> tuple[Standpoint, ...]:
    """Return how every finding stands without what is left *out*, in their order.

    What is tied to the events *apart* by our inference alone is read as of other events: what sets it beside what a
    source ties to them itself is no relation and no computed number then.
    """
    rows, split = rows_left_out(corpus, out), frozenset(apart)
    return tuple(_held(corpus, finding, out, rows, split) for finding in corpus.findings.values())


def inferred_events(corpus: Corpus) -> tuple[str, ...]:
    """Return the events that a finding reads as one by our inference, so that another reading makes a difference."""
    ties: dict[str, set[str]] = {}
    for figure in corpus.figures.values():
        if figure.event_id:
            ties.setdefault(figure.event_id, set()).add(figure.event_tie)
    both = (event for event in corpus.events if len(ties.get(event, ())) > 1)
    return tuple(e for e in both if any(APART in one.gone.values() for one in standings(corpus, LeftOut(), [e])))


def _held(corpus: Corpus, finding: Finding, out: LeftOut, rows: frozenset[str], split: frozenset[str]) -> Standpoint:
    found = {item: _found(corpus, item, out, rows, split) for item in finding.rests_on.split()}
    left = tuple(item for item, reason in found.items() if not reason)
    gone = {item: reason for item, reason in found.items() if reason}
    return Standpoint(finding, _standing(found), left, gone)


def _standing(found: Mapping[str, str]) -> Standing:
    reasons = set(found.values())
    if not found or Verdict.CANNOT_TELL in reasons:
        return Standing.UNKNOWN
    if reasons & set(Verdict) or not reasons & {"", PART}:
        return Standing.FALLS
    return Standing.STANDS if reasons == {""} else Standing.LOSES


def _found(corpus: Corpus, item: str, out: LeftOut, rows: frozenset[str], split: frozenset[str]) -> str:
    """Return what is amiss with one thing that a finding rests on: it is left out, or judged otherwise now."""
    name, _, expected = item.partition(":")
    theme, slash, source = name.partition("/")
    if slash:
        return _stance(corpus, theme, source, expected, out, rows)
    if not expected:
        figures = evaluate(corpus, name).figures if name in corpus.derivations else ()
        is_out = name in rows or any(figure.figure_id in rows for figure in figures)
        return "left out" if is_out else APART if _is_split(figures, split) else ""
    relation = corpus.relations[name]
    members = relation.members.split()
    if _is_split([corpus.figures[each] for each in members if each in corpus.figures], split):
        return APART
    if rows.isdisjoint(members):
        return ""
    judged = judge_without(corpus, relation, rows)
    return "left out" if judged is None else PART if judged.verdict == expected else judged.verdict


def _is_split(figures: Iterable[Figure], split: frozenset[str]) -> bool:
    """Say whether some figures are tied to one of the events by a source, and others to it by our inference."""
    ties = {(figure.event_id, figure.event_tie) for figure in figures if figure.event_id in split}
    return len(ties) > len({event for event, _ in ties})


def _stance(corpus: Corpus, theme: str, source: str, expected: str, out: LeftOut, rows: frozenset[str]) -> str:
    if source in out.sources:
        return "left out"
    taken = {claim.stance for claim in _on(corpus).get((theme, source), ()) if claim.claim_id not in rows}
    return "" if expected in taken or (expected == Stance.ABSENT and not taken) else "left out"


@lru_cache(maxsize=4)
def _on(corpus: Corpus) -> Mapping[tuple[str, str], tuple[Claim, ...]]:
    """Return the claims by their theme and source, gathered once: each finding asks for several, for each source."""
    claims: dict[tuple[str, str], tuple[Claim, ...]] = {}
    for claim in corpus.claims.values():
        key = (claim.theme_id, claim.source_id)
        claims[key] = (*claims.get(key, ()), claim)
    return claims
