"""The closed vocabularies on which the code decides, each declared once, and what follows from a qualifier.

Whatever decides on one matches it and ends in `assert_never`, so that mypy names each place that a new member needs.
"""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, assert_never


class Ends(NamedTuple):
    """What a qualifier says of the ends of a value.

    *approximate*: they are not exact; *open_below*, *open_above*: there is no lower, no upper one; *strict*: the end
    that is named is left out; *spread*: the two may differ.
    """

    approximate: bool = False
    open_below: bool = False
    open_above: bool = False
    strict: bool = False
    spread: bool = False


class Qualifier(StrEnum):
    """What the words of a number say about it."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    FEWER_THAN = "fewer than"
    RANGE = "range"
    MULTIPLE = "multiple"

    @property
    def ends(self) -> Ends:
        """What it says of the ends of a value."""
        match self:
            case Qualifier.EXACT:
                return Ends()
            case Qualifier.ABOUT:
                return Ends(approximate=True)
            case Qualifier.AT_LEAST:
                return Ends(open_above=True)
            case Qualifier.MORE_THAN:
                return Ends(open_above=True, strict=True)
            case Qualifier.AT_MOST:
                return Ends(open_below=True)
            case Qualifier.FEWER_THAN:
                return Ends(open_below=True, strict=True)
            case Qualifier.RANGE | Qualifier.MULTIPLE:
                return Ends(spread=True)
            case _:
                assert_never(self)


class Verdict(StrEnum):
    """What the arithmetic, or a reviewer, says of a relation."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    NOT_COMPARABLE = "not-comparable"
    CANNOT_TELL = "cannot-tell"


class Stance(StrEnum):
    """What a source does with a theme, the strongest first."""

    ARGUES = "argues"
    MENTIONS = "mentions"
    IMPLIES = "implies"
    DISPUTES = "disputes"
    ABSENT = "absent"


class BasisKind(StrEnum):
    """The sorts of number that the bases of a review are of. (What an attribute of a figure rests on is a *phrase*.)"""

    OBSERVED = "observed"
    ESTIMATED = "estimated"
    LEGAL = "legal"
    PRICE = "price"


class UnitKind(StrEnum):
    """The sorts of unit, on which depends how a number is said."""

    COUNT = "count"
    PERSON = "person"
    MONEY = "money"
    SHARE = "share"
    MULTIPLE = "multiple"
    TIME = "time"
    AGE = "age"
    ORDINAL = "ordinal"
    RATE = "rate"
    MEASURE = "measure"

    @property
    def is_measured(self) -> bool:
        """Whether it is of what is measured rather than counted, of which English says "less than"."""
        return self not in (UnitKind.COUNT, UnitKind.PERSON, UnitKind.ORDINAL)


class RelationKind(StrEnum):
    """What a relation says of its members."""

    SUM = "sum"
    CUMULATIVE = "cumulative"
    SAME_EVENT = "same event"
    SAME_THING = "same thing"
    CONTAINS = "contains"
    OVERLAP = "overlap"
    ALIKE = "alike"
    CHANGE = "change"
    IMPLIED_RATE = "implied rate"
    IMPLIED_SHARE = "implied share"
    CONFLICTS = "conflicts"
    STATEMENTS = "statements"


#: The stances that a claim may take, the strongest first: of what is absent there is no claim.
TAKEN = tuple(stance for stance in Stance if stance is not Stance.ABSENT)
#: The vocabularies by the name with which the columns of a record are annotated.
VOCABULARIES: dict[str, type[StrEnum]] = {
    kind.__name__: kind for kind in (Qualifier, Verdict, Stance, BasisKind, UnitKind, RelationKind)
}


def typed(record: type, column: str, value: Any) -> Any:
    """Return *value* as *column* of a record holds it: a word of a closed vocabulary is the member that it names."""
    kind = _kinds(record).get(column)
    return kind(value) if kind else value


@cache
def _kinds(record: type) -> dict[str, type[StrEnum]]:
    annotated = {field.name: str(field.type) for field in fields(record)}
    return {column: VOCABULARIES[name] for column, name in annotated.items() if name in VOCABULARIES}
