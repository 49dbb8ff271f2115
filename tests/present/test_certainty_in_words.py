"""Certainty in words: its table of rules is the one that rates, and a line says how far the ratings reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from bicycle_project import Small

from review.corpus.corpus import Corpus
from review.present.numbers.certainty import COSTS, certainty_line, rules_table
from review.synthesis.conclusions import certainty as rating
from review.synthesis.conclusions.certainty_rules import COUNT_RULES, Rule, count_rules, extent_rules, starting_bases


def test_every_start_and_rule_stands_in_the_table_with_what_it_costs(bicycle_corpus: Corpus) -> None:
    rows = [tuple(map(str, row)) for row in rules_table(bicycle_corpus).rows]
    bases = starting_bases(bicycle_corpus)
    assert rows[: len(bases)] == [(one.basis.capitalize(), one.reason, one.certainty) for one in bases]
    told = {"kinds": "case, incident, victim", "domains": "domain of accuracy, or that of authority (each counts)"}
    rules = (*count_rules(bicycle_corpus), *extent_rules(bicycle_corpus))
    assert rows[len(bases) :] == [
        (rule.domain.capitalize(), rule.when.format_map(told), COSTS[rule.levels]) for rule in rules
    ]


def test_a_rule_that_is_changed_rates_otherwise(bicycles: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ratings know no cost but the table's."""
    corpus = bicycles.corpus()
    bound = corpus.figures["ward2014-found"]
    assert rating.certainty(corpus, bound).as_count.level == "low"
    changed: Mapping[str, Rule] = {**COUNT_RULES, "bound": replace(COUNT_RULES["bound"], levels=2)}
    monkeypatch.setattr(rating, "COUNT_RULES", changed)
    assert rating.certainty(corpus, bound).as_count.level == "very low"


def test_the_line_says_how_far_the_ratings_reach(bicycle_corpus: Corpus) -> None:
    said = "".join(certainty_line(bicycle_corpus, bicycle_corpus.findings.values()))
    assert said == "Certainty: as counts low to high; as extent very low to low."


def test_where_no_number_bears_a_finding_the_line_says_so(bicycles: Small) -> None:
    bicycles.change("findings", "thefts-1", rests_on="ward2014-unreported")
    corpus = bicycles.corpus()
    said = "".join(certainty_line(corpus, corpus.findings.values()))
    assert said == "Rests on statements, whose certainty is not rated."
