"""Which findings still stand when some rows are left out: a source, origins that nobody names, a basis, a rating.

*Stands* says that all that a finding rests on is left. It never says that the finding is true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Finding
from review.corpus.vocabulary import Stance, Verdict
from review.synthesis.comparing.derivations import evaluate
from review.synthesis.conclusions.left_out import LeftOut, rows_left_out
from review.synthesis.register.register import judge_without

PART = "left out in part"


class Standing(StrEnum):
    """What becomes of a finding."""

    STANDS = "stands"
    LOSES = "loses support"
    FALLS = "falls"
    UNKNOWN = "cannot tell"


@dataclass(frozen=True)
class Standpoint:
    """How a finding stands, with what it rests on that is *left*, and what is *gone* and why."""

    finding: Finding
    standing: Standing
    left: tuple[str, ...] = ()
    gone: Mapping[str, str] = field(default_factory=dict)


def standings(corpus: Corpus, out: LeftOut) -> tuple[Standpoint, ...]:
    """Return how every finding stands without what is left *out*, in their order."""
    rows = rows_left_out(corpus, out)
    return tuple(_held(corpus, finding, out, rows) for finding in corpus.findings.values())


def _held(corpus: Corpus, finding: Finding, out: LeftOut, rows: frozenset[str]) -> Standpoint:
    found = {item: _found(corpus, item, out, rows) for item in finding.rests_on.split()}
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


def _found(corpus: Corpus, item: str, out: LeftOut, rows: frozenset[str]) -> str:
    """Return what is amiss with one thing that a finding rests on: it is left out, or judged otherwise now."""
    name, _, expected = item.partition(":")
    theme, slash, source = name.partition("/")
    if slash:
        return _stance(corpus, theme, source, expected, out, rows)
    if not expected:
        figures = evaluate(corpus, name).figures if name in corpus.derivations else ()
        is_out = name in rows or any(figure.figure_id in rows for figure in figures)
        return "left out" if is_out else ""
    relation = corpus.relations[name]
    if rows.isdisjoint(relation.members.split()):
        return ""
    judged = judge_without(corpus, relation, rows)
    return "left out" if judged is None else PART if judged.verdict == expected else judged.verdict


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
