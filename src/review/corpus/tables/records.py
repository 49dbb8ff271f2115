"""The rows of the tables as frozen records, one class a table, one attribute a column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from review.corpus.tables.evidence_records import (
    Appraisal,
    Claim,
    Exclusion,
    Figure,
    Pass,
    PassAppraisal,
    PassClaim,
    PassFigure,
    Source,
    SourceSection,
)
from review.corpus.tables.judgement_records import (
    Answer,
    ClaimSettlement,
    Correction,
    Derivation,
    Finding,
    Quotable,
    Relation,
    ReleasedId,
    Settlement,
    Weighing,
)
from review.corpus.tables.schema import TableSchema
from review.corpus.tables.sighting_records import Line, Sighting, Tie
from review.corpus.tables.vocabulary_records import (
    AppraisalDomain,
    AppraisalJudgement,
    Basis,
    CountedThing,
    Measure,
    Unit,
)
from review.corpus.vocabulary import typed


@dataclass(frozen=True)
class Population:
    """A group of persons whom a figure may be about."""

    population_id: str
    label: str
    sex: str
    age_min: int | None
    age_max: int | None
    status: str
    part_of: str
    partition: str
    words: str

    def says_age(self, number: int | Decimal) -> bool:
        """Say whether a number is a bound of its ages, as coded or as said: "over 80" are those from 81, or from 80."""
        low, high = self.age_min, self.age_max
        return (low is not None and number in (low, low - 1)) or (high is not None and number in (high, high + 1))


@dataclass(frozen=True)
class Place:
    """A place as sources name it, and the place that holds it."""

    place: str
    part_of: str
    words: str


@dataclass(frozen=True)
class Event:
    """What happened, or is said to have happened."""

    event_id: str
    label: str
    start: str
    end: str
    place: str
    kind: str
    words: str
    note: str


#: Kinds of origins that did not count, as far as a reader can tell: nobody named, a work known by name, a medium.
UNCOUNTED = frozenset({"unnamed", "publication", "medium"})
#: Kinds of origins that speak for a state.
OFFICIAL = frozenset({"government", "court"})


@dataclass(frozen=True)
class Origin:
    """Someone whom a source credits."""

    origin_id: str
    name: str
    kind: str
    date: str
    relies_on: str
    words: str
    identity_doubt: str
    note: str

    @property
    def is_nobody(self) -> bool:
        """Whether it stands for nobody credited: by convention an unnamed origin that no words say."""
        return self.kind == "unnamed" and not self.words and not self.relies_on


@dataclass(frozen=True)
class Theme:
    """A theme of claims."""

    theme_id: str
    kind: str
    label: str
    definition: str
    excludes: str
    part_of: str


@dataclass(frozen=True)
class Term:
    """A term in the script of its language. Where *written* is empty, none is confirmed.

    *about* names what it belongs to in the vocabularies, as ``table:key``: alternatives apart by " | ", each of
    parts that all hold, apart by " + ". *addresses* are the pages on which it was seen.
    """

    term_id: str
    label: str
    language: str
    tag: str
    written: str
    romanised: str
    about: str
    seen: str
    addresses: str
    hand: str

    def is_about(self, keys: frozenset[str]) -> bool:
        """Say whether the term belongs to what has these *keys*.

        >>> term = Term("x", "X", "Greek", "el", "χ", "chi", "origins:a | events:b + events:c", "here", "", "first")
        >>> term.is_about(frozenset({"origins:a"})), term.is_about(frozenset({"events:b"}))
        (True, False)
        """
        return any(keys.issuperset(parts.split(" + ")) for parts in self.about.split(" | "))


@dataclass(frozen=True)
class Wording:
    """How reports write of an entry of a *vocabulary*: words as in the vocabularies, a "*" for any ending."""

    vocabulary: str
    name: str
    words: str


@dataclass(frozen=True)
class Fact:
    """A fact from outside the sources."""

    fact_id: str
    series: str
    period: str
    value: Decimal | None
    unit: str
    reference: str
    hand: str
    statement: str
    measure_id: str
    population_id: str
    place: str


@dataclass(frozen=True)
class Name:
    """A name that holds a numeral and may stand in prose."""

    name_id: str
    name: str
    reason: str


@dataclass(frozen=True)
class StanceExample:
    """A claim that shows how the rule for stances is applied."""

    claim_id: str
    why: str


def matches(row: object, wanted: Mapping[str, object]) -> bool:
    """Say whether the columns of *row* equal *wanted*; a set, list or tuple means any of its values."""
    for name, value in wanted.items():
        got = getattr(row, name)
        if not (got in value if isinstance(value, (set, frozenset, tuple, list)) else got == value):
            return False
    return True


def keys_by_source(rows: Mapping[Any, Any]) -> Mapping[str, Sequence[Any]]:
    """Return the keys of *rows* by the source that they name, in their order."""
    grouped = defaultdict[str, list[Any]](list)
    for key, row in rows.items():
        grouped[row.source_id].append(key)
    return grouped


def record_from(table: TableSchema, values: Mapping[str, Any]) -> Any:
    """Return a row of *table* as its record, with what it says in the columns that the review has added."""
    kind = RECORDS[table.name]
    known = (one.name for one in fields(kind) if one.name in values)  # an optional column may not be there
    return with_own(kind(**{name: typed(kind, name, values[name]) for name in known}), table, values)


def with_own(row: Any, table: TableSchema, values: Mapping[str, Any]) -> Any:
    """Return *row* with what *values* say in the columns that the review has added to its table, as attributes."""
    # The record has no field for them, so that what compares, hashes or replaces it leaves them alone.
    row.__dict__.update({name: values[name] for name in table.own_columns})
    return row


#: A row that rests on words of a text.
Anchored = Figure | Claim | Appraisal
RECORDS: dict[str, type] = {
    "sources": Source,
    "sections": SourceSection,
    "figures": Figure,
    "claims": Claim,
    "exclusions": Exclusion,
    "appraisals": Appraisal,
    "passes": Pass,
    "pass_figures": PassFigure,
    "pass_claims": PassClaim,
    "pass_appraisals": PassAppraisal,
    "counted_things": CountedThing,
    "bases": Basis,
    "measures": Measure,
    "populations": Population,
    "units": Unit,
    "places": Place,
    "events": Event,
    "origins": Origin,
    "themes": Theme,
    "stance_examples": StanceExample,
    "terms": Term,
    "wordings": Wording,
    "appraisal_domains": AppraisalDomain,
    "appraisal_judgements": AppraisalJudgement,
    "derivations": Derivation,
    "relations": Relation,
    "answers": Answer,
    "findings": Finding,
    "weighings": Weighing,
    "quotables": Quotable,
    "corrections": Correction,
    "settlements": Settlement,
    "claim_settlements": ClaimSettlement,
    "facts": Fact,
    "lines": Line,
    "sightings": Sighting,
    "lineages": Tie,
    "names": Name,
    "ids": ReleasedId,
}
