"""The rules of certainty as one table: where a figure starts, and what takes a rating down by how much.

The ratings are computed from it and the book prints it, so that what is said of the rules is what they do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from review.corpus.vocabulary import Basis


@dataclass(frozen=True)
class Start:
    """Where a figure of a basis starts: the level, and the sentence that says why."""

    level: str
    reason: str


@dataclass(frozen=True)
class Rule:
    """What takes a rating down: its domain, when it applies, how a card says so, and by how many levels (0: a remark).

    *when* and *reason* are filled in with what they name in braces: *kinds* are those that can say how much there is.
    """

    domain: str
    when: str
    reason: str
    levels: int = 1


#: From this ratio of its ends on, a range says little more than an order of magnitude.
WIDE = 2
#: Where a figure starts, by the basis of its measure.
STARTS: Mapping[Basis, Start] = MappingProxyType(
    {
        Basis.OBSERVED: Start("high", "A count of what was seen or recorded starts at high."),
        Basis.LEGAL: Start("high", "What a rule says starts at high."),
        Basis.PRICE: Start("moderate", "An amount of money is what somebody told or wrote: it starts at moderate."),
        Basis.ESTIMATED: Start("very low", "It is an estimate, and no method is stated: it starts at very low."),
    }
)
#: What a figure is rated down for as a count of what was done or said, in the order in which it is told.
COUNT_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "appraisal": Rule(
            "limitations",
            "Its source does not meet the appraisal's domain of accuracy, or that of authority (each counts).",
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
#: What its rating as a count is lowered by, as evidence of how much of the thing there is.
EXTENT_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "legal": Rule("indirectness", "It is a rule of law.", "A rule does not say how often anything happens.", 3),
        "price": Rule(
            "indirectness",
            "It is an amount of money.",
            "An amount of money does not say how often anything happens.",
            3,
        ),
        "other": Rule(
            "indirectness",
            "What is counted is none of these: {kinds}.",
            "What is counted ({counted}) is not what there is of it.",
            3,
        ),
        "observed": Rule(
            "indirectness",
            "It was found or recorded.",
            "What was found or recorded depends on who looked, and is no measure of what there is.",
            2,
        ),
    }
)
