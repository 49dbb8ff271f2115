"""How certain the numbers are that findings rest on: how far their two ratings reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from review.corpus.corpus import Corpus
from review.corpus.rules.corrections import LEVELS
from review.corpus.tables.records import Figure, Finding
from review.synthesis.comparing.derivations import evaluate
from review.synthesis.conclusions.certainty import certainty


@dataclass(frozen=True)
class Spans:
    """The lowest and the highest level of some figures, as counts and as evidence of extent."""

    as_count: tuple[str, str]
    as_extent: tuple[str, str]


def figures_under(corpus: Corpus, finding: Finding) -> tuple[Figure, ...]:
    """Return the figures that *finding* rests on: by name, in computed numbers, and as members of relations."""
    names = (item.partition(":")[0] for item in finding.rests_on.split())
    figures = {figure.figure_id: figure for name in names for figure in _under(corpus, name)}
    return tuple(figures.values())


def certainty_spans(corpus: Corpus, findings: Iterable[Finding]) -> Spans | None:
    """Return the least and the greatest rating of the figures that *findings* rest on; None where they rest on none."""
    rated = [certainty(corpus, figure) for finding in findings for figure in figures_under(corpus, finding)]
    if not rated:
        return None
    return Spans(_ends(one.as_count.level for one in rated), _ends(one.as_extent.level for one in rated))


def _under(corpus: Corpus, name: str) -> Iterator[Figure]:
    if name in corpus.figures:
        yield corpus.figures[name]
    elif name in corpus.derivations:
        yield from evaluate(corpus, name).figures
    elif name in corpus.relations:
        members = corpus.relations[name].members.split()
        yield from (corpus.figures[member] for member in members if member in corpus.figures)


def _ends(levels: Iterable[str]) -> tuple[str, str]:
    places = [LEVELS.index(level) for level in levels]
    return LEVELS[min(places)], LEVELS[max(places)]
