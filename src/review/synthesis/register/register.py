"""The register: every constraint, proposed by the rows or written by the reviewers, with its verdict and reading."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from review.corpus.corpus import Corpus
from review.corpus.tracing.recorder import recorded
from review.corpus.vocabulary import Verdict
from review.errors import CorpusError, Problem
from review.synthesis.register.proposals import identity, propose
from review.synthesis.register.relations import Judged, judge_relation


@lru_cache(maxsize=4)
def register(corpus: Corpus) -> tuple[Judged, ...]:
    """Return every constraint of *corpus* with its verdict: those that the reviewers read first, by their ids.

    A row of the relations that says the same as a proposal is its reading and stands in its place.
    """
    rows = list(corpus.relations.values())
    read = {identity(row) for row in rows}
    fresh = [relation for relation in propose(corpus) if identity(relation) not in read]
    return tuple(judge_relation(corpus, relation) for relation in (*rows, *fresh))


@recorded
def about(corpus: Corpus, keys: Iterable[str]) -> tuple[Judged, ...]:
    """Return the constraints in which one of the figures or claims *keys* takes part."""
    wanted = set(keys)
    return tuple(judged for judged in register(corpus) if wanted & set(judged.relation.members.split()))


@recorded
def verdicts(corpus: Corpus, key: str) -> tuple[tuple[str, str, Verdict], ...]:
    """Return kind, members and verdict of the constraints in which the figure or claim *key* takes part."""
    found = (judged for judged in about(corpus, [key]))
    return tuple((judged.relation.kind, judged.relation.members, judged.verdict) for judged in found)


@recorded
def unresolved(corpus: Corpus) -> tuple[Judged, ...]:
    """Return the constraints that are contradicted, or of which nothing says whether they hold."""
    return tuple(judged for judged in register(corpus) if judged.unresolved)


def unread(corpus: Corpus) -> tuple[Judged, ...]:
    """Return the constraints on which no recorded reading has ruled, or none that weighs them: a release has none."""
    rows = register(corpus)
    return tuple(one for one in rows if not all((one.relation.reading, one.relation.weight, one.relation.coding_pass)))


def require_readings(corpus: Corpus) -> None:
    """Let a corpus pass in which every verdict that the reviewers settled is the one that they had read.

    Raises CorpusError that names each relation whose arithmetic has come out otherwise since.
    """
    path = f"data/{corpus.descriptor.table('relations').path}"
    problems = []
    for relation in corpus.relations.values():
        arithmetic = judge_relation(corpus, relation).arithmetic
        if relation.found and relation.found != arithmetic:
            message = f"{relation.relation_id} was settled when it was {relation.found}, and is {arithmetic} now"
            line = corpus.lines["relations"][relation.relation_id]
            problems.append(Problem(path, line, "found", message, "Read it again, then mend found and settled."))
    if problems:
        raise CorpusError(problems)
