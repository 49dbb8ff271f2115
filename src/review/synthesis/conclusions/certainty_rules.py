"""The rules of certainty as one table: what takes a rating down by how much, beside what the vocabularies say.

Where a figure starts, and how far it falls as evidence of extent, is a matter of its basis; which domains of the
appraisal bear on numbers is the instrument's. The ratings are computed from the rules and the book prints them, so
that what is said of them is what they do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from review.corpus.corpus import Corpus
from review.corpus.rules.corrections import LEVELS
from review.corpus.tables.vocabulary_records import Basis, by_position
from review.corpus.vocabulary import BasisKind


@dataclass(frozen=True)
class Rule:
    """What takes a rating down: its domain, when it applies, how a card says so, and by how many levels (0: a remark).

    *when* and *reason* are filled in with what they name in braces: *kinds* are those that can say how much there is,
    *domains* those of the appraisal that bear on numbers.
    """

    domain: str
    when: str
    reason: str
    levels: int = 1


#: From this ratio of its ends on, a range says little more than an order of magnitude.
WIDE = 2
#: What a figure is rated down for as a count of what was done or said, in the order in which it is told.
COUNT_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "appraisal": Rule(
            "limitations",
            "Its source does not meet the appraisal's {domains}.",
            "The source does not meet the appraisal's domain of {domain}.",
        ),
        "unnamed": Rule(
            "reporting",
            "The chain of credit ends in nobody named.",
            "Nobody named stands behind it (the chain ends in: {end}).",
            2,
        ),
        "publication": Rule(
            "reporting",
            "The chain ends in a work known by name only.",
            "The chain ends in a work known by name only ({end}), which is as good as nobody named.",
            2,
        ),
        "medium": Rule(
            "reporting",
            "The chain ends in a medium.",
            "The chain ends in a medium ({end}), which is not said to have counted.",
        ),
        "identity": Rule(
            "reporting",
            "Who stands at the end of the chain is our inference.",
            "Who stands at the end is inferred: {doubt}.",
        ),
        "chain": Rule(
            "reporting",
            "The source tells through whom it has the number.",
            "The source has it from {nearest}, which had it from {end}; a chain that is told costs nothing.",
            0,
        ),
        "no-period": Rule(
            "indirectness",
            "No period is stated (rules of law apart).",
            "No period is stated, so that what it covers is not known.",
        ),
        "tie": Rule(
            "indirectness",
            "Its tie to an event is our inference (rules of law apart).",
            "Its tie to an event is our inference.",
        ),
        "date": Rule(
            "indirectness",
            "Its date is doubtful (rules of law apart).",
            "Its date is doubtful: {doubt}",
        ),
        "vague": Rule(
            "imprecision", "The source prints a vague word.", "The source prints a vague word ({printed}).", 2
        ),
        "wide": Rule(
            "imprecision",
            f"It is a range whose upper end is at least {WIDE} times the lower.",
            "The upper end of its range is at least twice the lower.",
            2,
        ),
        "range": Rule("imprecision", "It is a narrower range.", "It is a range."),
        "bound": Rule("imprecision", "Only a bound is given.", "Only a bound is given ({qualifier})."),
        "about": Rule("imprecision", "The source gives it as approximate.", "The source gives it as approximate."),
        "contradiction": Rule(
            "inconsistency",
            "It contradicts other figures (each constraint in the register counts).",
            "It contradicts ({kind}) {others}.",
        ),
        "agreement": Rule(
            "consistency",
            "It agrees with other figures.",
            "It agrees ({kind}) with {others}; nothing is rated up for it.",
            0,
        ),
    }
)
#: What is counted of an observed or estimated number that cannot say how much of the thing there is.
OTHER_COUNTED = Rule(
    "indirectness",
    "What is counted is none of these: {kinds}.",
    "What is counted ({counted}) is not what there is of it.",
    3,
)


def starting_bases(corpus: Corpus) -> list[Basis]:
    """Return the bases in the order of the certainty at which their figures start, the highest first."""
    return sorted(by_position(corpus.bases), key=lambda basis: -LEVELS.index(basis.certainty))


def count_rules(corpus: Corpus) -> list[Rule]:
    """Return what figures are rated down for as counts; an instrument that does not bear on numbers is no rule."""
    return [rule for name, rule in COUNT_RULES.items() if name != "appraisal" or limiting_domains(corpus)]


def extent_rules(corpus: Corpus) -> list[Rule]:
    """Return what ratings as counts are lowered by as evidence of extent, the most first."""
    rules = [*(fall_of(basis) for basis in by_position(corpus.bases) if basis.fall), OTHER_COUNTED]
    return sorted(rules, key=lambda rule: -rule.levels)


def fall_of(basis: Basis) -> Rule:
    """Return the rule by which figures of *basis* are lowered as evidence of extent."""
    when, reason = (text.replace("{", "{{").replace("}", "}}") for text in (basis.fall_when, basis.fall_reason))
    return Rule("indirectness", when, reason, basis.fall)


def depends_on_counted(basis: Basis) -> bool:
    """Say whether it depends on the thing counted if a number of *basis* can say how much of it there is."""
    return basis.treated_as in (BasisKind.OBSERVED, BasisKind.ESTIMATED)


def limiting_domains(corpus: Corpus) -> list[str]:
    """Return the domains of the appraisal that bear on numbers."""
    return sorted(row.domain for row in corpus.appraisal_domains.values() if row.limits)
