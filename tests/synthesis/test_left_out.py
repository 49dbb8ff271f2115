"""A corpus without some rows: nothing in it refers to what is gone, and what needs none of it is as it was."""

from __future__ import annotations

import pytest
from bicycle_project import Small

from review.corpus.corpus import Corpus
from review.corpus.rules.conclusion_rules import BRACED
from review.synthesis.comparing.derivations import evaluate
from review.synthesis.conclusions.findings import supports
from review.synthesis.conclusions.left_out import EVERYTHING, LeftOut, narrowed, rows_left_out
from review.synthesis.register.relations import judge_relation

WAYS = {
    **{f"without-{name}": LeftOut(sources=frozenset({name})) for name in ("gazette2014", "riders2015", "ward2014")},
    "named": LeftOut(unnamed=True),
    "official": LeftOut(unofficial=True),
    "observed": LeftOut(bases=frozenset({"estimated", "legal", "price"})),
    "rated": LeftOut(below="moderate"),
    "since": LeftOut(since=2014),
    "until": LeftOut(until=2012),
}


@pytest.fixture(scope="module")
def corpus(rich: Small) -> Corpus:
    return rich.corpus()


def test_nothing_left_out_is_the_same_corpus(corpus: Corpus) -> None:
    assert narrowed(corpus, EVERYTHING) is corpus


@pytest.mark.parametrize("way", WAYS)
def test_no_row_refers_to_one_that_is_gone_and_all_that_is_left_can_be_judged(corpus: Corpus, way: str) -> None:
    left = narrowed(corpus, WAYS[way])
    gone = rows_left_out(corpus, WAYS[way])
    assert not gone & {*left.figures, *left.claims}
    assert {*left.figures, *left.claims} == {*corpus.figures, *corpus.claims} - gone
    for table in corpus.descriptor.tables:
        for row in left.tables[table.name].values():
            for key in table.foreign_keys:
                assert not (name := getattr(row, key.column)) or name in left.tables[key.table], row
    for name, derivation in left.derivations.items():
        assert not gone & set(BRACED.findall(derivation.expression))
        assert evaluate(left, name).bounds == evaluate(corpus, name).bounds
    for name, relation in left.relations.items():
        assert not gone & set(relation.members.split())
        if relation == corpus.relations[name]:
            assert judge_relation(left, relation).verdict == judge_relation(corpus, relation).verdict
    for finding in left.findings.values():
        assert [*supports(left, finding)]
