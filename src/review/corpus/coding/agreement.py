"""The passes side by side: figures matched by their place in the text, fields compared as coded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Figure, PassFigure, Settlement
from review.errors import CorpusError, Problem

#: The fields that both passes coded, and what readers call them. Low and high are values, all others are words.
FIELDS: Mapping[str, str] = {
    "low": "least value",
    "high": "greatest value",
    "qualifier": "qualifier",
    "unit": "unit",
    "measure_id": "measure",
    "population_id": "population",
    "stage": "stage",
    "place": "place",
    "period_start": "period start",
    "period_end": "period end",
    "origin": "kind of origin",
    "event": "tie to an event",
}
VALUES = ("low", "high")
DETECTION = "detection"
CODED_ONCE = "coded once"
AGREED = "both passes agree"
# What a coder writes for an origin: nobody, somebody whom the source does not name, or a name.
NOBODY, UNNAMED, NAMED = "none", "unnamed", "named"
# What is compared of an event: whether there is one.
TIED, NOT_TIED = "an event", "none"
#: The fields that coders fill in free words. In all others what is written otherwise is coded otherwise.
WORDED = ("place",)

_BRACKETED = re.compile(r"\([^)]*\)")

Place = tuple[str, str, int, str, int]  # source, section, paragraph, numeral, occurrence


@dataclass(frozen=True)
class Pair:
    """One place in a text, and what each pass coded there; None where a pass has no figure."""

    place: Place
    first: PassFigure | None
    second: PassFigure | None

    @property
    def row(self) -> PassFigure:
        """The row of the first of the passes that has one."""
        row = self.first or self.second
        assert row is not None
        return row


@dataclass(frozen=True)
class Disagreement:
    """A field in which the passes differ, in a figure that *coded_id* names; or the detection of the figure."""

    coded_id: str
    figure_id: str
    field: str
    first: str
    second: str


def passes_of(corpus: Corpus) -> tuple[str, ...]:
    """Return the ids of the passes that have figures, two at most, in the order of the table.

    Raises CorpusError where there is a third.
    """
    coding = {row.pass_id for row in corpus.pass_figures.values()}
    passes = tuple(pass_id for pass_id in corpus.passes if pass_id in coding)
    return two_at_most(corpus, passes, "pass_figures", "Take the rows of one of them out")


def two_at_most(corpus: Corpus, passes: tuple[str, ...], table: str, hint: str) -> tuple[str, ...]:
    """Return the ids of *passes* over a *table*, which are compared two by two and settled between those two.

    Raises CorpusError that names the first row of every further pass, which would bear on nothing, and how to mend it.
    """
    problems = []
    for pass_id in passes[2:]:
        keys = (key for key, row in corpus.tables[table].items() if row.pass_id == pass_id)
        message = f"{pass_id!r} is one pass too many (two are compared: {' and '.join(passes[:2])})"
        first = min(keys, key=corpus.lines[table].__getitem__)
        problems.append(corpus.problem(table, first, "pass_id", message, f"{hint}."))
    if problems:
        raise CorpusError(problems)
    return passes


def pairs(corpus: Corpus) -> tuple[Pair, ...]:
    """Return every place at which a pass has a figure, sorted; none where fewer than two passes are kept."""
    compared = passes_of(corpus)
    if len(compared) < 2:
        return ()
    rows = {(row.pass_id, place_of_coded(row)): row for row in corpus.pass_figures.values()}
    places = sorted({place for _, place in rows})
    return tuple(Pair(place, *(rows.get((pass_id, place)) for pass_id in compared)) for place in places)


def place_of_coded(row: PassFigure) -> Place:
    """Return where the figure stands, in the terms of the ledger of numerals."""
    return (row.source_id, row.section_id, row.paragraph, row.numeral, row.occurrence)


def pass_value(row: PassFigure, field: str) -> str:
    """Return what a pass has in *field*; of an origin its kind, and of an event whether there is one."""
    value: Any = getattr(row, field)
    if field == "event":
        return TIED if value else NOT_TIED
    if field == "origin":
        kind = str(value).partition(":")[0]
        return kind if kind in (NOBODY, UNNAMED) else NAMED
    return "" if value is None else str(value)


def comparable_value(field: str, value: str) -> str:
    """Return *value* as it is compared: a place in any capitals, without what stands in brackets.

    >>> comparable_value("place", "Spain (nationwide)")
    'spain'
    """
    return " ".join(_BRACKETED.sub(" ", value).casefold().split()) if field == "place" else value


def disagreements(corpus: Corpus) -> tuple[Disagreement, ...]:
    """Return where the passes differ, by place in the text and field."""
    return tuple(one for pair in pairs(corpus) for one in _differences(pair))


def _differences(pair: Pair) -> Iterator[Disagreement]:
    row = pair.row
    if pair.first is None or pair.second is None:
        printed = (one.printed if one else "" for one in (pair.first, pair.second))
        yield Disagreement(row.coded_id, row.figure_id, DETECTION, *printed)
        return
    for field in FIELDS:
        first, second = pass_value(pair.first, field), pass_value(pair.second, field)
        if comparable_value(field, first) != comparable_value(field, second):
            yield Disagreement(row.coded_id, row.figure_id, field, first, second)


def agreement_of(corpus: Corpus, figure_id: str) -> str:
    """Return in words whether the passes agree about a figure.

    Other words for the same, settled as such, do not count as a difference.
    """
    coded = [pair for pair in pairs(corpus) if figure_id in {row.figure_id for row in (pair.first, pair.second) if row}]
    if not any(pair.first and pair.second for pair in coded):
        return CODED_ONCE
    worded = {(s.coded_id, s.field) for s in corpus.settlements.values() if s.ruling == "both"}
    differing = [
        FIELDS[one.field]
        for pair in coded
        for one in _differences(pair)
        if one.field in FIELDS and (one.coded_id, one.field) not in worded
    ]
    return f"the passes differed in: {', '.join(differing)}" if differing else AGREED


def settlement_problems(corpus: Corpus) -> Iterator[Problem]:
    """Yield the disagreements that are not settled, and the settlements that no longer fit them or their figure.

    Raises CorpusError where a third pass has figures.
    """
    differing = {(one.coded_id, one.field): one for one in disagreements(corpus)}
    settled = {(one.coded_id, one.field): one for one in corpus.settlements.values()}
    for coded_id, field in differing.keys() - settled.keys():
        message = f"{coded_id}: the passes differ in {field}, and it is not settled"
        yield Problem(corpus.path("settlements"), 0, "", message, "Settle it.")
    for key, row in settled.items():
        for fault in _faults(corpus, row, differing.get(key)):
            yield corpus.problem("settlements", row.settlement_id, *fault)


def _faults(corpus: Corpus, settlement: Settlement, differing: Disagreement | None) -> Iterator[tuple[str, str, str]]:
    if differing is None:
        message = f"the passes do not differ in {settlement.field} of {settlement.coded_id}"
        yield "field", message, "Remove the settlement."
        return
    for column in ("first", "second"):
        got, expected = getattr(settlement, column), getattr(differing, column)
        if got != expected:
            yield column, f"the pass has another value (got {got!r}, expected {expected!r})", "Copy it again."
    coded = settled_value(corpus, differing.figure_id, differing.field)
    if coded != settlement.settled:
        message = f"the settled figure says otherwise (got {settlement.settled!r}, expected {coded!r})"
        yield "settled", message, "Mend the figure, or settle it anew."
    if not _fits(settlement):
        message = f"{settlement.ruling!r} is not what was settled ({settlement.settled!r})"
        yield "ruling", message, "Mend the ruling, or settle it anew."


def _fits(row: Settlement) -> bool:
    """Say whether the ruling is one that the values bear: what a pass was right about is what was settled.

    That both say the same in other words can be so in a field of free words alone.
    """
    first, second, settled = (comparable_value(row.field, value) for value in (row.first, row.second, row.settled))
    return {
        "first": settled == first,
        "second": settled == second,
        "both": row.field in WORDED,
        "neither": settled not in (first, second),
    }[row.ruling]


def settled_value(corpus: Corpus, figure_id: str, field: str) -> str:
    """Return what the settled figure has in *field*; for the detection, its numeral; nothing where there is none."""
    if not figure_id:
        return ""
    figure = corpus.figures[figure_id]
    if field == DETECTION:
        return figure.printed
    if field == "origin":
        return origin_kind(corpus, figure)
    if field == "event":
        return TIED if figure.event_id else NOT_TIED
    value = getattr(figure, field)
    return "" if value is None else str(value)


def origin_kind(corpus: Corpus, figure: Figure) -> str:
    """Return whether the chain of origins of a figure ends in nobody, in somebody not named or in a name.

    An unnamed origin that rests on no phrase of the source is nobody.
    """
    if corpus.origin_chain(figure.origin_id)[-1].kind != "unnamed":
        return NAMED
    return UNNAMED if figure.origin_basis else NOBODY
