"""What the table of constraints says was computed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from review.corpus.corpus import Corpus
from review.corpus.vocabulary import RelationKind
from review.present.html.markup import plain
from review.present.tables.register import arithmetic
from review.synthesis.register.relations import judge_relation

NEVER_ADDED = "How much the counts share is not said, so that they are not added."


def said(corpus: Corpus, kind: str, members: str) -> str:
    relation = replace(corpus.relations["thefts-same"], kind=RelationKind(kind), members=members, tolerance=Decimal(0))
    return plain(arithmetic(corpus, judge_relation(corpus, relation)))


@pytest.mark.parametrize(
    ("members", "together"),
    [
        ("ward2014-station ward2014-elsewhere", f"Together at least 894. {NEVER_ADDED}"),
        ("gazette2014-station ward2014-station", f"Together at least 310, from approximate figures. {NEVER_ADDED}"),
        ("ward2014-dealer-price ward2014-dealer-price", NEVER_ADDED),
    ],
)
def test_of_counts_that_overlap_no_sum_is_printed(bicycle_corpus: Corpus, members: str, together: str) -> None:
    assert said(bicycle_corpus, "overlap", members).startswith(together)


def test_of_parts_the_sum_is_printed_where_the_gate_lets_them_be_added(bicycle_corpus: Corpus) -> None:
    members = "ward2014-thefts ward2014-station ward2014-elsewhere"
    assert said(bicycle_corpus, "sum", members) == "The parts make 1,204."
    assert "The parts make" not in said(bicycle_corpus, "sum", members.replace("elsewhere", "dealer-price"))


@pytest.mark.parametrize(("tolerance", "told"), [("0.05", "Held to agree within 5 %."), ("0", "")])
def test_what_counts_as_agreement_is_told_where_it_is_more_than_the_same(
    bicycle_corpus: Corpus, tolerance: str, told: str
) -> None:
    relation = replace(bicycle_corpus.relations["thefts-same"], tolerance=Decimal(tolerance))
    said = plain(arithmetic(bicycle_corpus, judge_relation(bicycle_corpus, relation)))
    assert said.partition("Held")[1:] == (told[:4], told[4:])
