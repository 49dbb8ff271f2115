"""Certainty in words: the table of its rules, and the line that stands beside what rests on numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Figure, Finding
from review.present.html.markup import Content
from review.present.html.tabular import Table, coded_table
from review.present.words.wording import sentence_case
from review.synthesis.conclusions.certainty import certainty
from review.synthesis.conclusions.certainty_rules import count_rules, extent_rules, limiting_domains, starting_bases
from review.synthesis.conclusions.findings import certainty_spans

COSTS = ("nothing", "one level", "two levels", "three levels")
START = "Where a figure starts as a count, by the basis of its measure"
COUNT = "What takes it down as a count of what was done or said"
EXTENT = "What then takes it down as evidence of how much of it there is"


def rules_table(corpus: Corpus) -> Table:
    """Return the rules of certainty as the ratings are computed from them."""
    kinds = ", ".join(kind.counted for kind in corpus.counted_things.values() if kind.extent)
    rows: list[tuple[Content, ...]] = [
        (sentence_case(one.basis), one.reason, one.certainty) for one in starting_bases(corpus)
    ]
    groups = [START] * len(rows)
    for group, rules in ((COUNT, count_rules(corpus)), (EXTENT, extent_rules(corpus))):
        told = {"kinds": kinds, "domains": _domains(limiting_domains(corpus))}
        rows += [(sentence_case(rule.domain), rule.when.format_map(told), COSTS[rule.levels]) for rule in rules]
        groups += [group] * len(rules)
    return coded_table(
        ("Basis or domain", "When", "Level or cost"), rows, caption="The rules of certainty", groups=groups
    )


def _domains(names: Sequence[str]) -> str:
    """Return the domains of which each counts, as a phrase."""
    return f"domain of {', or that of '.join(names)}{' (each counts)' if len(names) > 1 else ''}"


def certainty_line(corpus: Corpus, findings: Iterable[Finding]) -> tuple[str, str, str]:
    """Return what stands beside *findings*, in three parts: the second is the word that leads to the rules."""
    spans = certainty_spans(corpus, findings)
    if spans is None:
        return "Rests on statements, whose ", "certainty", " is not rated."
    levels = f": as counts {_span(*spans.as_count)}; as extent {_span(*spans.as_extent)}."
    return "", "Certainty", levels


def certainty_words(corpus: Corpus, figure: Figure) -> str:
    """Return how certain a figure is: "certainty: low as a count, very low as extent"."""
    rated = certainty(corpus, figure)
    count, extent = rated.as_count.level, rated.as_extent.level
    return f"certainty: {count} as a count{' and' if count == extent else f', {extent}'} as extent"


def _span(lowest: str, highest: str) -> str:
    return lowest if lowest == highest else f"{lowest} to {highest}"
