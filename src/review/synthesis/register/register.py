"""The register: every constraint, proposed by the rows or written by the reviewers, with its verdict and reading."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from review.corpus.corpus import Corpus
from review.corpus.proposing.naming import unused
from review.corpus.tables.records import Relation
from review.corpus.tracing import computed
from review.corpus.vocabulary import RelationKind, Verdict
from review.errors import Problem
from review.synthesis.register import likeness, proposals
from review.synthesis.register.relations import Judged, judge_relation

#: Kinds of relation whose members all stand to each other alike, so that those left can be judged without the others.
_EVEN = frozenset({RelationKind.SAME_EVENT, RelationKind.SAME_THING, RelationKind.ALIKE, RelationKind.STATEMENTS})


def propose(corpus: Corpus) -> tuple[Relation, ...]:
    """Return every constraint that the rows suggest by themselves, each once, without a reviewers' reading."""
    suggested: dict[tuple[str, frozenset[str]], Relation] = {}
    for rule in (*proposals.RULES, *likeness.RULES):
        for relation in rule(corpus):
            suggested.setdefault(identity(relation), relation)
    return tuple(suggested.values())


def identity(relation: Relation) -> tuple[str, frozenset[str]]:
    """Return what makes two relations one: their kind and their members."""
    return relation.kind, frozenset(relation.members.split())


@lru_cache(maxsize=4)
def register(corpus: Corpus) -> tuple[Judged, ...]:
    """Return every constraint of *corpus* with its verdict: those that the reviewers read first, by their ids.

    A row of the relations that says the same as a proposal is its reading and stands in its place.
    """
    rows = list(corpus.relations.values())
    read = {identity(row) for row in rows}
    fresh = [relation for relation in propose(corpus) if identity(relation) not in read]
    # One that has grown since it was read may be named as its row is.
    named = [replace(one, relation_id=unused(one.relation_id, corpus.relations)) for one in fresh]
    return tuple(judge_relation(corpus, relation) for relation in (*rows, *named))


class Constraint(NamedTuple):
    """A constraint and its verdict, without our reading; *proposed* is the machine's, where no row says the same."""

    relation_id: str
    kind: RelationKind
    members: str
    verdict: Verdict
    proposed: Relation | None


def constraints(corpus: Corpus) -> Mapping[str, tuple[Constraint, ...]]:
    """Return the constraints in which each figure and claim takes part, by its key."""
    return computed(corpus, "constraints", _by_member)


@lru_cache(maxsize=4)
def _by_member(corpus: Corpus) -> Mapping[str, tuple[Constraint, ...]]:
    by_member: dict[str, tuple[Constraint, ...]] = {}
    for judged in register(corpus):
        row = judged.relation
        proposal = None if row.relation_id in corpus.relations else row
        one = Constraint(row.relation_id, row.kind, row.members, judged.verdict, proposal)
        for key in dict.fromkeys(row.members.split()):
            by_member[key] = (*by_member.get(key, ()), one)
    return by_member


def relation_without(relation: Relation, rows: Collection[str]) -> Relation | None:
    """Return what is left of a relation without *rows*; None where that cannot be judged without them."""
    members = relation.members.split()
    left = [member for member in members if member not in rows]
    if len(left) == len(members):
        return relation
    if len(left) < 2 or relation.settled or relation.kind not in _EVEN:
        return None
    return replace(relation, members=" ".join(left))


def judge_without(corpus: Corpus, relation: Relation, rows: Collection[str]) -> Judged | None:
    """Return the verdict on what is left of a relation without *rows*; None where what is left cannot be judged."""
    left = relation_without(relation, rows)
    return judge_relation(corpus, left) if left else None


def constraints_about(corpus: Corpus, keys: Iterable[str]) -> tuple[Judged, ...]:
    """Return the constraints in which one of the figures or claims *keys* takes part: first those that were read."""
    about = {one for key in keys for one in constraints(corpus).get(key, ())}
    ordered = sorted(about, key=lambda one: (one.proposed is not None, one.relation_id, one.members))
    return tuple(judge_relation(corpus, one.proposed or corpus.relations[one.relation_id]) for one in ordered)


def verdicts(corpus: Corpus, key: str) -> tuple[tuple[str, str, Verdict], ...]:
    """Return kind, members and verdict of the constraints in which the figure or claim *key* takes part.

    What the rows alone propose has no verdict that counts before it is read.
    """
    return tuple((one.kind, one.members, one.verdict) for one in constraints(corpus).get(key, ()) if not one.proposed)


def unread(corpus: Corpus) -> tuple[Judged, ...]:
    """Return the constraints on which no recorded reading has ruled, or none that weighs them: a release has none."""
    rows = register(corpus)
    return tuple(one for one in rows if not all((one.relation.reading, one.relation.weight, one.relation.coding_pass)))


def unread_problems(corpus: Corpus) -> Iterator[Problem]:
    """Yield each constraint on which no reading has ruled, with the row that would."""
    for judged in unread(corpus):
        row = judged.relation
        if row.relation_id in corpus.relations:
            message, hint = f"{row.relation_id} has no reading, weight or pass", "Read it in the texts, and give them."
            yield corpus.problem("relations", row.relation_id, "reading", message, hint)
        elif (grown := _grown(corpus, row)) is not None:
            more = [member for member in row.members.split() if member not in grown.members.split()]
            message = (
                f"{grown.relation_id} has grown since it was read: the rows propose {' '.join(more)} in it as well"
            )
            hint = f"Read it again, then write its members: {row.members}"
            yield corpus.problem("relations", grown.relation_id, "members", message, hint)
        else:
            message = f"{row.relation_id} is proposed by the rows ({judged.arithmetic}) and not read"
            made = f"{row.relation_id},{row.kind},{row.members},{row.tolerance},,,READING,GROUNDS,WEIGHT,,PASS,"
            hint = f"Read {row.members} in the texts, then add its row: {made}"
            yield Problem(corpus.path("relations"), 0, "", message, hint)


def _grown(corpus: Corpus, proposal: Relation) -> Relation | None:
    """Return the row that was read when a proposal had fewer members, the one with most of them; None without one."""
    kind, members = identity(proposal)
    less = [row for row in corpus.relations.values() if row.kind == kind and identity(row)[1] < members]
    return max(less, key=lambda row: len(row.members.split()), default=None)


def reading_problems(corpus: Corpus) -> Iterator[Problem]:
    """Yield the relations that the reviewers settled and whose arithmetic has come out otherwise since."""
    for relation in corpus.relations.values():
        arithmetic = judge_relation(corpus, relation).arithmetic
        if relation.found and relation.found != arithmetic:
            message = f"{relation.relation_id} was settled when it was {relation.found}, and is {arithmetic} now"
            hint = "Read it again, then mend found and settled."
            yield corpus.problem("relations", relation.relation_id, "found", message, hint)
