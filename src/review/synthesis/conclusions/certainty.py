"""How certain a figure is, by rule: as a count of what was done or said, and as evidence of how much of it there is.

Its rules take up GRADE's domains (limitations, indirectness, imprecision, inconsistency, reporting) and what Murad and
others (2017) advise for evidence without a single estimate of effect. They are not GRADE: they never raise a rating,
and no effect is estimated. A rating starts at what a figure of its basis can at best be, and each
reason takes it down by one level or two. Every step is a sentence that can be read beside the number.

Certainty follows traceability: what counts is the end of the chain of credit, never how much of the
chain is told, so that a source that names every link fares no worse than one that hides them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from review.corpus.corpus import Corpus
from review.corpus.rules.corrections import AS_COUNT, AS_EXTENT, LEVELS, RATINGS
from review.corpus.tables.records import UNCOUNTED, Figure
from review.corpus.vocabulary import BasisKind, Verdict
from review.errors import Problem
from review.synthesis.conclusions.certainty_rules import (
    COUNT_RULES,
    OTHER_COUNTED,
    WIDE,
    Rule,
    depends_on_counted,
    fall_of,
    limiting_domains,
)
from review.synthesis.register.register import verdicts

#: What the sentence of a rule names, and a rule that applies to a figure, by its name in the table, with that.
Named = Mapping[str, str]
Applied = tuple[str, Named]
_FALLS = ("", " (one level down)", " (two levels down)", " (three levels down)")


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
    start = corpus.basis(figure)
    applied = [each for apply in _DOMAINS for each in apply(corpus, figure)]
    count = _lowered(start.certainty, start.reason, COUNT_RULES, applied)
    # How far a count falls as evidence of extent is the rules' matter: an override of one leaves the other.
    extent = _extent(corpus, figure, count)
    return Certainty(_overridden(corpus, figure, AS_COUNT, count), _overridden(corpus, figure, AS_EXTENT, extent))


def rating_problems(corpus: Corpus) -> Iterator[Problem]:
    """Yield the overrides of ratings that have expired: the rules give another level than the one overridden."""
    for row in corpus.corrections.values():
        if row.field in RATINGS:
            rated = certainty(corpus, corpus.figures[row.figure_id])
            level = (rated.as_count if row.field == AS_COUNT else rated.as_extent).by_rule
            if level != row.found:
                message = f"the override has expired (the rules say {level!r}, expected {row.found!r})"
                yield corpus.problem("corrections", row.correction_id, "found", message, "Remove it, or renew it.")


def _overridden(corpus: Corpus, figure: Figure, field: str, rating: Rating) -> Rating:
    for row in corpus.corrections_of(figure.figure_id):
        if row.field == field:
            reason = f"Override of the reviewers ({rating.level} to {row.used}): {row.reason}"
            return Rating(row.used, (*rating.reasons, reason), rating.by_rule)
    return rating


def _lowered(level: str, reason: str, rules: Mapping[str, Rule], applied: Iterable[Applied]) -> Rating:
    at, sentences = LEVELS.index(level), [reason]
    for name, named in applied:
        rule = rules[name]
        fall = min(rule.levels, at)  # nothing is lower than the lowest level
        at -= fall
        sentences.append(f"{rule.domain.capitalize()}{_FALLS[fall]}: {rule.reason.format_map(named)}")
    return Rating(LEVELS[at], tuple(sentences), LEVELS[at])


def _extent(corpus: Corpus, figure: Figure, count: Rating) -> Rating:
    """It is at most as certain as the count, and a count of deeds is indirect."""
    basis, counted = corpus.basis(figure), corpus.counted(figure)
    is_other = depends_on_counted(basis) and not counted.extent
    rules = {"extent": OTHER_COUNTED if is_other else fall_of(basis)}
    applied = [("extent", {"counted": counted.counted})] if rules["extent"].levels else []
    return _lowered(count.level, f"It starts at its level as a count ({count.level}).", rules, applied)


def _limitations(corpus: Corpus, figure: Figure) -> Iterator[Applied]:
    """Domains of the appraisal that bear on a number, where the source does not meet them."""
    for domain in limiting_domains(corpus):
        appraisal = corpus.appraisals.get((figure.source_id, domain))
        if appraisal and corpus.appraisal_judgements[appraisal.judgement].fails:
            yield "appraisal", {"domain": domain}


def _reporting(corpus: Corpus, figure: Figure) -> Iterator[Applied]:
    """Who counted, as far as the chain of credit leads to anybody who can be found and asked."""
    chain = corpus.origin_chain(figure.origin_id)
    end = chain[-1]
    if end.kind in UNCOUNTED:
        yield end.kind, {"end": end.name}
    if end.identity_doubt:
        yield "identity", {"doubt": end.identity_doubt}
    if len(chain) > 1:
        yield "chain", {"nearest": chain[0].name.partition(", crediting ")[0], "end": end.name}


def _indirectness(corpus: Corpus, figure: Figure) -> Iterator[Applied]:
    if corpus.basis(figure).treated_as is BasisKind.LEGAL:
        return
    if not figure.period_start and not figure.period_end:
        yield "no-period", {}
    if figure.event_tie == "inferred":
        yield "tie", {}
    if figure.period_doubt:
        yield "date", {"doubt": figure.period_doubt}


def _imprecision(corpus: Corpus, figure: Figure) -> Iterator[Applied]:
    low, high = figure.low, figure.high
    if low is not None and high is not None and low != high:
        if not any(character.isdigit() for character in figure.printed):
            yield "vague", {"printed": figure.printed}
        else:
            yield ("wide" if _is_wide(low, high) else "range"), {}
    elif low is None or high is None:
        yield "bound", {"qualifier": figure.qualifier}
    elif figure.qualifier.ends.approximate:
        yield "about", {}


def _is_wide(low: Decimal, high: Decimal) -> bool:
    small, large = sorted((abs(low), abs(high)))
    return low < 0 < high or large >= small * Decimal(WIDE)


def _inconsistency(corpus: Corpus, figure: Figure) -> Iterator[Applied]:
    """Relations with figures of other rows; agreement lifts nothing, since sources copy from one another."""
    for kind, members, verdict in verdicts(corpus, figure.figure_id):
        others = ", ".join(name for name in members.split() if name != figure.figure_id)
        match verdict:
            case Verdict.INCONSISTENT:
                yield "contradiction", {"kind": kind, "others": others}
            case Verdict.CONSISTENT:
                yield "agreement", {"kind": kind, "others": others}
            case Verdict.NOT_COMPARABLE | Verdict.CANNOT_TELL:
                pass
            case _:
                assert_never(verdict)


_DOMAINS: tuple[Callable[[Corpus, Figure], Iterator[Applied]], ...] = (
    _limitations,
    _reporting,
    _indirectness,
    _imprecision,
    _inconsistency,
)
