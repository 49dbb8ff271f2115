"""How certain a figure is, by rule: as a count of what was done or said, and as evidence of how much of it there is.

The rules are informed by the domains of GRADE (limitations, indirectness, imprecision, inconsistency, reporting)
and by Murad and others (2017) for evidence without a single estimate of effect. They are not GRADE: nothing is
rated up, and no effect is estimated. A rating starts at what a figure of its basis can at best be, and each
reason takes it down by one level or two. Every step is a sentence that can be read beside the number.

Certainty follows traceability: what counts is who stands at the end of the chain of credit, never how much of the
chain is told, so that a source that names every link fares no worse than one that hides them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from review.corpus.corpus import Corpus
from review.corpus.corrections import AS_COUNT, AS_EXTENT, LEVELS, RATINGS
from review.corpus.records import Figure
from review.errors import CorpusError, Problem
from review.synthesis.register import verdicts
from review.synthesis.relations import CONSISTENT, INCONSISTENT

#: What the counted thing must be for a figure to say how much of something there is.
OF_EXTENT = frozenset({"incident", "victim", "population", "share", "case"})
#: From this ratio of its ends on, a range says little more than an order of magnitude.
WIDE = 2

_STARTS = {
    "observed": ("high", "A count of what was seen or recorded starts at high."),
    "legal": ("high", "What a rule says starts at high."),
    "price": ("moderate", "An amount of money is what somebody told or wrote: it starts at moderate."),
    "estimated": ("very low", "It is an estimate, and no method is stated: it starts at very low."),
}
_NO_EXTENT = {
    "legal": "A rule does not say how often anything happens.",
    "price": "An amount of money does not say how often anything happens.",
}
#: Ends of a chain at which nobody stands who counted, with the reason and how many levels it costs.
_ENDS = {
    "unnamed": ("Nobody named stands behind it (the chain ends in: {end}).", 2),
    "publication": ("The chain ends in a work known by name only ({end}), which is as good as nobody named.", 2),
    "medium": ("The chain ends in a medium ({end}), which is not said to have counted.", 1),
}
_FALLS = ("", " (one level down)", " (two levels down)", " (three levels down)")


@dataclass(frozen=True)
class Step:
    """What takes a rating down: the domain, the sentence that says why, and by how many levels (0: a remark)."""

    domain: str
    reason: str
    levels: int = 1


@dataclass(frozen=True)
class Rating:
    """A level of certainty with the sentences that it rests on, the start first.

    *by_rule* is the level that the rules give; it differs from *level* where the reviewers override them.
    """

    level: str
    reasons: tuple[str, ...]
    by_rule: str


@dataclass(frozen=True)
class Certainty:
    """The two ratings of a figure."""

    as_count: Rating
    as_extent: Rating


def certainty(corpus: Corpus, figure: Figure) -> Certainty:
    """Return how certain *figure* is as a count of what was done or said, and as evidence of how much there is.

    A reviewer's override of a level stands last among the reasons, with its own.
    """
    start, sentence = _STARTS[corpus.measures[figure.measure_id].basis]
    count = _lowered(start, (sentence,), [step for rule in _RULES for step in rule(corpus, figure)])
    # How far a count falls as evidence of extent is the rules' matter: an override of one leaves the other.
    extent = _extent(corpus, figure, count)
    return Certainty(_overridden(corpus, figure, AS_COUNT, count), _overridden(corpus, figure, AS_EXTENT, extent))


def require_ratings(corpus: Corpus) -> None:
    """Let a corpus pass in which every override of a rating still finds the level that it overrides.

    Raises CorpusError that names each override that has expired.
    """
    path = f"data/{corpus.descriptor.table('corrections').path}"
    problems = []
    for row in corpus.corrections.values():
        if row.field in RATINGS:
            rated = certainty(corpus, corpus.figures[row.figure_id])
            level = (rated.as_count if row.field == AS_COUNT else rated.as_extent).by_rule
            if level != row.found:
                message = f"the override has expired (the rules say {level!r}, expected {row.found!r})"
                line = corpus.lines["corrections"][row.correction_id]
                problems.append(Problem(path, line, "found", message, "Remove it, or renew it."))
    if problems:
        raise CorpusError(problems)


def _overridden(corpus: Corpus, figure: Figure, field: str, rating: Rating) -> Rating:
    for row in corpus.corrections_of(figure.figure_id):
        if row.field == field:
            told = f"Override of the reviewers ({rating.level} to {row.used}): {row.reason}"
            return Rating(row.used, (*rating.reasons, told), rating.by_rule)
    return rating


def _lowered(level: str, reasons: tuple[str, ...], steps: list[Step]) -> Rating:
    at, told = LEVELS.index(level), list(reasons)
    for step in steps:
        fall = min(step.levels, at)  # nothing is lower than the lowest level
        at -= fall
        told.append(f"{step.domain.capitalize()}{_FALLS[fall]}: {step.reason}")
    return Rating(LEVELS[at], tuple(told), LEVELS[at])


def _extent(corpus: Corpus, figure: Figure, count: Rating) -> Rating:
    """It is at most as certain as the count, and a count of deeds is indirect."""
    measure = corpus.measures[figure.measure_id]
    start = f"It starts at its level as a count ({count.level})."
    if measure.basis in _NO_EXTENT or measure.counted not in OF_EXTENT:
        reason = _NO_EXTENT.get(measure.basis, f"What is counted ({measure.counted}) is not what there is of it.")
        return _lowered(count.level, (start,), [Step("indirectness", reason, 3)])
    if measure.basis == "observed":
        reason = "What was found or recorded depends on who looked, and is no measure of what there is."
        return _lowered(count.level, (start,), [Step("indirectness", reason, 2)])
    return _lowered(count.level, (start,), [])


def _limitations(corpus: Corpus, figure: Figure) -> Iterator[Step]:
    """Domains of the appraisal that bear on a number, where the source does not meet them."""
    for domain in ("accuracy", "authority"):
        found = corpus.appraisals.get((figure.source_id, domain))
        if found and found.judgement == "not met":
            yield Step("limitations", f"The source does not meet the appraisal's domain of {domain}.")


def _reporting(corpus: Corpus, figure: Figure) -> Iterator[Step]:
    """Who counted, as far as the chain of credit leads to anybody who can be found and asked."""
    chain = corpus.origin_chain(figure.origin_id)
    end = chain[-1]
    if end.kind in _ENDS:
        reason, levels = _ENDS[end.kind]
        yield Step("reporting", reason.format(end=end.name), levels)
    if end.identity_doubt:
        yield Step("reporting", f"Who stands at the end is inferred: {end.identity_doubt}.")
    if len(chain) > 1:
        nearest = chain[0].name.partition(", crediting ")[0]
        reason = f"The source has it from {nearest}, which had it from {end.name}; a chain that is told costs nothing."
        yield Step("reporting", reason, 0)


def _indirectness(corpus: Corpus, figure: Figure) -> Iterator[Step]:
    if corpus.measures[figure.measure_id].basis == "legal":
        return
    if not figure.period_start and not figure.period_end:
        yield Step("indirectness", "No period is stated, so that what it covers is not known.")
    if figure.event_tie == "inferred":
        yield Step("indirectness", "Its tie to an event is our inference.")
    if figure.period_doubt:
        yield Step("indirectness", f"Its date is doubtful: {figure.period_doubt}")


def _imprecision(corpus: Corpus, figure: Figure) -> Iterator[Step]:
    low, high = figure.low, figure.high
    if low is not None and high is not None and low != high:
        if not any(character.isdigit() for character in figure.printed):
            yield Step("imprecision", f"The source prints a vague word ({figure.printed}).", 2)
        elif high >= low * Decimal(WIDE):
            yield Step("imprecision", "The upper end of its range is at least twice the lower.", 2)
        else:
            yield Step("imprecision", "It is a range.")
    elif low is None or high is None:
        yield Step("imprecision", f"Only a bound is given ({figure.qualifier}).")
    elif figure.qualifier == "about":
        yield Step("imprecision", "The source gives it as approximate.")


def _inconsistency(corpus: Corpus, figure: Figure) -> Iterator[Step]:
    """Relations with figures of other rows; agreement lifts nothing, since sources copy from one another."""
    for kind, members, verdict in verdicts(corpus, figure.figure_id):
        others = ", ".join(name for name in members.split() if name != figure.figure_id)
        if verdict == INCONSISTENT:
            yield Step("inconsistency", f"It contradicts ({kind}) {others}.")
        elif verdict == CONSISTENT:
            yield Step("consistency", f"It agrees ({kind}) with {others}; nothing is rated up for it.", 0)


Rule = Callable[[Corpus, Figure], Iterator[Step]]
_RULES: tuple[Rule, ...] = (_limitations, _reporting, _indirectness, _imprecision, _inconsistency)
