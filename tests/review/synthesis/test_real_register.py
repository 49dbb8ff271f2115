"""What the machine finds in the real rows by itself, without a row of the reviewers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

import pytest

from review.corpus.corpus import Corpus
from review.corpus.vocabulary import Verdict
from review.synthesis.register.register import constraints_about, register
from review.synthesis.register.relations import Judged

SHORT = {"j": "jiang2013", "h": "humantrafficking2011", "a": "aljazeera2012", "c": "cecc2009", "s": "shen2012"}


@pytest.fixture(scope="module")
def unread(corpus: Corpus) -> Corpus:
    """The real rows without any relation that a reviewer wrote."""
    return replace(corpus, tables=MappingProxyType({**corpus.tables, "relations": {}}))


def names(members: str) -> frozenset[str]:
    """Return ids from their short forms, ``j:kunming-missing-children``."""
    parts = (name.partition(":") for name in members.split())
    return frozenset(f"{SHORT[source]}-{rest}" for source, _, rest in parts)


def found(corpus: Corpus, kind: str, members: str) -> Judged:
    """Return the constraint of *kind* between exactly *members*."""
    wanted = names(members)
    return next(
        judged
        for judged in register(corpus)
        if judged.relation.kind == kind and frozenset(judged.relation.members.split()) == wanted
    )


def ends(judged: Judged) -> list[tuple[str, str]]:
    """Return the bounds that were compared, to a tenth where they are no whole numbers."""

    def short(end: Decimal | None) -> str:
        return "" if end is None else f"{end.quantize(Decimal(1)) if end == int(end) else round(end, 1):f}"

    return [(short(bounds.low), short(bounds.high)) for bounds in judged.compared]


def same(*values: int | str) -> list[tuple[str, str]]:
    return [(str(value), str(value)) for value in values]


FOUND = {
    "parts that make over 6,000": (
        ("sum", "c:victims-rescued c:children-rescued c:women-rescued"),
        ("consistent", [("6000", ""), *same(6020)]),
    ),
    "one campaign at three dates in two sources": (
        (
            "cumulative",
            "c:children-rescued j:campaign-2010-09-children-rescued j:campaign-2011-12-children-rescued",
        ),
        ("consistent", same(2169, 6785, 18518)),
    ),
    "its cases, told under two names": (
        ("cumulative", "j:campaign-2010-09-cases-children j:campaign-2011-12-cases-children"),
        ("consistent", same(4595, 11777)),
    ),
    "a calendar year that overlaps the campaign": (
        ("overlap", "j:campaign-2010-09-children-rescued h:children-rescued-in-2010"),
        ("cannot-tell", [*same(6785, 5933), ("6785", "")]),  # never the sum of the two
    ),
    "and lies within its last total": (
        (
            "contains",
            "j:campaign-2011-12-children-rescued h:children-rescued-in-2010 j:operation-2011-07-children-rescued",
        ),
        ("consistent", same(18518, 5933, 81)),
    ),
    "one operation in two sources": (
        ("same event", "j:operation-2012-12-children-rescued a:children-rescued a:children-rescued-unicef"),
        ("consistent", same(89, 89, 89)),
    ),
    "with different arrests": (
        ("same event", "j:operation-2012-12-suspects-arrested a:traffickers-arrested"),
        ("inconsistent", same(300, 355)),
    ),
    "look-alikes that must not be merged": (
        (
            "alike",
            "j:operation-2011-07-children-rescued j:operation-2012-03-children-rescued "
            "j:operation-2012-12-children-rescued",
        ),
        ("not-comparable", same(81, 77, 89)),
    ),
    "exchange rates that change between two sentences": (
        (
            "implied rate",
            "j:price-baby-first-sale-yuan j:price-baby-first-sale-usd j:price-boy-final-yuan j:price-boy-final-usd "
            "j:price-girl-final-yuan j:price-girl-final-usd",
        ),
        ("inconsistent", [("6", "6.2"), ("6.7", "6.7"), ("6.7", "6.7")]),
    ),
    "a claimed share beside one that rescues imply": (
        ("implied share", "s:child-share-of-victims c:children-rescued c:women-rescued"),
        ("not-comparable", [*same(40), ("36.0", "36.0")]),
    ),
    "a claimed share beside one that cases imply": (
        (
            "implied share",
            "s:child-share-of-victims j:campaign-2011-12-cases-children j:campaign-2011-12-cases-women",
        ),
        ("not-comparable", [*same(40), ("42.2", "42.2")]),
    ),
    "two groups that look equal": (
        ("alike", "h:migrant-children h:left-behind-children"),
        ("not-comparable", [("20000000", ""), *same(20000000)]),
    ),
    "one group with two numbers": (
        ("same thing", "h:left-behind-children j:left-behind-children-total"),
        ("cannot-tell", [("20000000", ""), *same(58000000)]),
    ),
    "three constructs of a yearly number": (
        (
            "alike",
            "h:children-kidnapped-for-adoption-yearly c:children-missing-yearly a:children-abducted-yearly",
        ),
        ("not-comparable", [("", "70000"), ("30000", "60000"), ("", "20000")]),
    ),
    "two years of courts that cannot be subtracted": (
        ("change", "j:courts-2009-sentenced h:offenders-convicted-in-2010"),
        ("not-comparable", same(1714, 3138)),
    ),
    "two thresholds": (
        ("change", "j:courts-2009-sentenced-over-five-years h:offenders-sentenced-in-2010"),
        ("not-comparable", same(1060, 2216)),
    ),
    "missing children and parts of them": (
        ("contains", "j:kunming-missing-children j:kunming-missing-local-residents j:kunming-missing-urban-fringe"),
        ("consistent", same(352, 2, 319)),
    ),
    "two statements about the UN Protocol": (
        ("statements", "c:protocol-not-signed h:un-protocol"),
        ("cannot-tell", []),
    ),
    "who buys: couples without children, or not only": (
        (
            "statements",
            "j:not-only-childless a:childless-buyers h:sold-to-childless-couples",
        ),
        ("inconsistent", []),
    ),
}


@pytest.mark.parametrize("what", FOUND)
def test_the_machine_finds_it_without_a_reviewer(unread: Corpus, what: str) -> None:
    (kind, members), (verdict, compared) = FOUND[what]
    judged = found(unread, kind, members)
    assert judged.verdict == verdict
    assert sorted(ends(judged)) == sorted(compared)


def test_what_is_not_comparable_names_the_fields(unread: Corpus) -> None:
    rates = found(unread, *FOUND["three constructs of a yearly number"][0])
    assert set(rates.differ) == {"counted", "act", "measure"}
    years = found(unread, *FOUND["two thresholds"][0])
    assert set(years.differ) == {"population", "group", "period"}
    twins = found(unread, *FOUND["look-alikes that must not be merged"][0])
    assert {"event", "period"} <= set(twins.differ)


def test_look_alikes_share_no_other_constraint(unread: Corpus) -> None:
    operations = ("operation-2011-07", "operation-2012-03", "operation-2012-12")
    for judged in register(unread):
        events = {figure.event_id for figure in judged.figures}
        if len(events & set(operations)) > 1:
            assert judged.relation.kind == "alike"


def test_the_reviewers_have_read_all_that_the_machine_found(corpus: Corpus) -> None:
    for judged in register(corpus):
        assert judged.relation.reading, judged.relation
        if judged.verdict in (Verdict.INCONSISTENT, Verdict.CANNOT_TELL):
            assert judged.relation.grounds and judged.relation.would_settle, judged.relation


def test_dates_explain_the_two_statements_about_the_protocol(corpus: Corpus) -> None:
    judged = found(corpus, *FOUND["two statements about the UN Protocol"][0])
    assert (judged.arithmetic, judged.verdict) == ("cannot-tell", "consistent")


def test_a_reading_stands_in_the_place_of_what_it_reads(corpus: Corpus, unread: Corpus) -> None:
    # Order of members does not make another constraint, and nothing is told twice.
    told = [(judged.relation.kind, frozenset(judged.relation.members.split())) for judged in register(corpus)]
    assert len(told) == len(set(told))
    assert {(j.relation.kind, frozenset(j.relation.members.split())) for j in register(unread)} <= set(told)


def test_the_constraints_of_a_figure_are_found(corpus: Corpus) -> None:
    kinds = {
        judged.relation.relation_id for judged in constraints_about(corpus, ["aljazeera2012-traffickers-arrested"])
    }
    assert kinds == {"operation-2012-12-suspects", "arrests-nearer-to-another-operation"}
