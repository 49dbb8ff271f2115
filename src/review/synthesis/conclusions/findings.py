"""The findings of the review: whether what carries each still says what was concluded, and how certain it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from review.corpus.coding.statements import stances_by_pass
from review.corpus.corpus import Corpus
from review.corpus.rules.corrections import LEVELS
from review.corpus.tables.records import Figure, Finding
from review.corpus.vocabulary import Stance
from review.errors import Problem, ReviewError
from review.synthesis.comparing.derivations import evaluate
from review.synthesis.conclusions.certainty import certainty
from review.synthesis.register.relations import judge


@dataclass(frozen=True)
class Support:
    """One thing that a finding rests on: a relation, a source's stance on a theme, a number or a claim."""

    name: str
    expected: str
    found: str

    @property
    def holds(self) -> bool:
        return self.expected == self.found


def supports(corpus: Corpus, finding: Finding) -> tuple[Support, ...]:
    """Return what *finding* rests on, each with what was expected of it and what is found today.

    ``relation:verdict`` holds while the relation has that verdict, ``theme/source:stance`` while the source
    takes that stance in some claim on the theme (``absent``: in none). A figure, derivation or claim holds
    when it exists and, if it is computed, can be.
    """
    listed = []
    for item in finding.rests_on.split():
        name, _, expected = item.partition(":")
        if "/" in name:
            listed.append(Support(name, expected, _stance(corpus, name, expected)))
        elif expected:
            listed.append(Support(name, expected, judge(corpus, name).verdict))
        elif name in corpus.derivations:
            listed.append(Support(name, "computed", _computed(corpus, name)))
        else:
            there = name in corpus.figures or name in corpus.claims
            listed.append(Support(name, "reported", "reported" if there else "missing"))
    return tuple(listed)


def uneven(corpus: Corpus, finding: Finding) -> tuple[str, ...]:
    """Return the stances that *finding* rests on and that one of the passes by the rule in force does not bear.

    Each as ``pass: theme/source is stance``. What holds as settled may rest on how one coder drew a line.
    """
    one_sided = []
    for pass_id, taken in stances_by_pass(corpus).items():
        for item in finding.rests_on.split():
            name, _, expected = item.partition(":")
            theme, slash, source = name.partition("/")
            stances = taken.get((theme, source), {Stance.ABSENT})
            if slash and expected not in stances:
                one_sided.append(f"{pass_id}: {name} is {' and '.join(sorted(stances))}")
    return tuple(one_sided)


def _stance(corpus: Corpus, name: str, expected: str) -> str:
    theme, _, source = name.partition("/")
    taken = {claim.stance for claim in corpus.claims_where(theme_id=theme, source_id=source)}
    return expected if expected in taken else " and ".join(sorted(taken)) or Stance.ABSENT


def _computed(corpus: Corpus, name: str) -> str:
    try:
        evaluate(corpus, name)
    except ReviewError as error:
        return str(error)
    return "computed"


def finding_problems(corpus: Corpus) -> Iterator[Problem]:
    """Yield the findings that no longer rest on what they were bound to, under either coder (law 8).

    Each with the verdict expected and found; and those that hold under one coder alone and do not say so, or say so
    without need.
    """
    for finding in corpus.findings.values():
        for support in supports(corpus, finding):
            if not support.holds:
                message = (
                    f"{finding.finding_id} no longer holds: {support.name} is {support.found} "
                    f"(expected {support.expected})"
                )
                hint = "Read the figures again; then change the finding, or the row that is wrong."
                yield corpus.problem("findings", finding.finding_id, "rests_on", message, hint)
        for fault in _coding_faults(corpus, finding):
            yield corpus.problem("findings", finding.finding_id, *fault)


def _coding_faults(corpus: Corpus, finding: Finding) -> Iterator[tuple[str, str, str]]:
    stances = uneven(corpus, finding)
    if stances and not finding.depends_on_coding:
        message = f"{finding.finding_id} holds under one coder alone ({'; '.join(stances)})"
        yield "rests_on", message, "Word it so that both bear it, or write yes in depends_on_coding."
    if finding.depends_on_coding and not stances:
        message = f"{finding.finding_id} holds under either coder"
        yield "depends_on_coding", message, "Leave it empty."


def findings_of(corpus: Corpus, chapter: str) -> tuple[Finding, ...]:
    """Return the findings of a chapter in their order."""
    mine = [finding for finding in corpus.findings.values() if finding.chapter == chapter]
    return tuple(sorted(mine, key=lambda finding: finding.position))


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
