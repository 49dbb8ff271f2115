"""Which findings still stand when some rows are left out: a source, origins that nobody names, a basis, a rating.

*Stands* says that all that a finding rests on is left. It never says that the finding is true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Finding
from review.corpus.vocabulary import Stance, Verdict
from review.synthesis.comparing.derivations import evaluate
from review.synthesis.conclusions.left_out import LeftOut, are_judged_alone, rows_left_out
from review.synthesis.register.relations import judge_relation

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
    members = [member for member in relation.members.split() if member not in rows]
    if len(members) == len(relation.members.split()):
        return ""
    if not are_judged_alone(relation, members):
        return "left out"
    verdict = judge_relation(corpus, replace(relation, members=" ".join(members))).verdict
    return PART if verdict == expected else verdict


def _stance(corpus: Corpus, theme: str, source: str, expected: str, out: LeftOut, rows: frozenset[str]) -> str:
    if source in out.sources:
        return "left out"
    taken = {c.stance for c in corpus.claims_where(theme_id=theme, source_id=source) if c.claim_id not in rows}
    return "" if expected in taken or (expected == Stance.ABSENT and not taken) else "left out"
