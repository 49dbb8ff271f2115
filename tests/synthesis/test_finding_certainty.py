"""How certain the numbers under a finding are: those that it names, those put into its numbers, those set together."""

from __future__ import annotations

from bicycle_project import Small

from review.corpus.corpus import Corpus
from review.corpus.rules.corrections import LEVELS
from review.synthesis.conclusions.certainty import certainty
from review.synthesis.conclusions.findings import certainty_spans, figures_under


def under(small: Small, rests_on: str) -> list[str]:
    small.change("findings", "thefts-1", rests_on=rests_on)
    corpus = small.corpus()
    return [figure.figure_id for figure in figures_under(corpus, corpus.findings["thefts-1"])]


def test_a_finding_rests_on_figures_named_computed_with_and_set_together(bicycles: Small) -> None:
    assert under(bicycles, "ward2014-found") == ["ward2014-found"]
    assert under(bicycles, "station-share") == ["ward2014-station", "ward2014-thefts"]
    assert under(bicycles, "thefts-same:consistent") == ["ward2014-thefts", "gazette2014-thefts"]
    both = ["ward2014-thefts", "gazette2014-thefts", "ward2014-station"]
    assert under(bicycles, "thefts-same:consistent station-share") == both


def test_the_spans_reach_from_the_lowest_to_the_highest_rating(bicycle_corpus: Corpus) -> None:
    finding = bicycle_corpus.findings["thefts-1"]
    rated = [certainty(bicycle_corpus, figure) for figure in figures_under(bicycle_corpus, finding)]
    spans = certainty_spans(bicycle_corpus, [finding])
    assert spans
    for (lowest, highest), levels in (
        (spans.as_count, [one.as_count.level for one in rated]),
        (spans.as_extent, [one.as_extent.level for one in rated]),
    ):
        assert (lowest, highest) == (min(levels, key=LEVELS.index), max(levels, key=LEVELS.index))


def test_statements_and_stances_have_no_certainty(bicycles: Small) -> None:
    bicycles.change("findings", "thefts-1", rests_on="ward2014-unreported reporting/ward2014:argues")
    corpus = bicycles.corpus()
    assert certainty_spans(corpus, corpus.findings.values()) is None
