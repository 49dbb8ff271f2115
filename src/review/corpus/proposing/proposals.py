"""Rows proposed for numerals that wait: a figure with candidates for its cells, and why it may be none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from review.corpus.corpus import Corpus
from review.corpus.proposing.candidates import Candidate, Sureness, best_first, filled_in
from review.corpus.proposing.circumstances import (
    event_candidates,
    origin_candidates,
    place_candidates,
    reason_candidates,
)
from review.corpus.proposing.entries import entry_candidates
from review.corpus.proposing.naming import figure_name
from review.corpus.proposing.passage import Surroundings
from review.corpus.proposing.periods import period_candidates
from review.corpus.rules.rule import Fault
from review.corpus.rules.value_rules import BY_EYE, in_unit
from review.corpus.tables.records import Measure
from review.corpus.text.lexicon import ALTERNATIVES, nearest, says
from review.corpus.text.source_text import SourceText
from review.corpus.verification.ledger import Entry
from review.corpus.verification.quoting import IDLE_WORDS, numeral_of
from review.corpus.verification.row_templates import exclusion_cells, figure_cells, value_cells
from review.corpus.verification.trial import Trial
from review.corpus.verification.verification import ledger_of
from review.corpus.vocabulary import UnitKind
from review.corpus.workflow.release_gaps import NOT_CODED

# "300 more than in May", "a fifth fewer calls than the year before"; "more men than women" is no change.
_MORE_THAN = re.compile(
    r"\s+(?:more|fewer|less|higher|lower)\s+(?:[\w-]+\s+){0,2}than\s+"
    r"(?:in|at|on|during|last|before|(?:the|a)\s+\w+\s+(?:before|earlier|ago))\b",
    re.IGNORECASE,
)
Candidates = Mapping[str, tuple[Candidate, ...]]


@dataclass(frozen=True)
class Proposal:
    """What a numeral may be: the cells of a *figure*, or of an *exclusion*, with *candidates* for cells of both.

    *faults* are what is wrong with the figure as it is proposed.
    """

    entry: Entry
    line: int
    figure: Mapping[str, str]
    exclusion: Mapping[str, str]
    candidates: Candidates
    faults: tuple[Fault, ...]

    @property
    def is_figure(self) -> bool:
        """Whether nothing but a guess speaks for excluding it, and it stands in a paragraph."""
        return not filled_in(self.candidates["reason"]) and self.entry.paragraph is not None


def waiting(corpus: Corpus, text: SourceText) -> tuple[Entry, ...]:
    """Return the numerals of *text* that are no figures, and excluded for no reason yet."""
    return tuple(
        entry
        for entry in ledger_of(corpus, text)
        if not entry.figure_id and (not entry.exclusion_id or corpus.exclusions[entry.exclusion_id].reason == NOT_CODED)
    )


def proposal_for(
    trial: Trial, text: SourceText, entry: Entry, *, blind: bool = False, taken: Iterable[str] = ()
) -> Proposal:
    """Return what the numeral of *entry* may be; the ids that are *taken* are those of figures proposed before.

    A *blind* proposal knows the vocabularies alone, and no coded row.
    """
    corpus, numeral = trial.corpus, numeral_of(text, entry)
    passage = Surroundings(text, numeral.start, max(numeral.end, entry.end))
    cells = figure_cells(text, entry)
    found = dict(_about(corpus, passage, cells))
    found |= {"place": place_candidates(corpus, passage, cells["quote"]), "event_id": event_candidates(corpus, passage)}
    found["origin_id"] = origin_candidates(corpus, passage, blind)
    periods = period_candidates(corpus, passage, blind)
    found["period_basis"] = best_first(
        Candidate(f"{period.start} {period.end}".rstrip(), sure, why, period.basis) for period, sure, why in periods
    )
    found["reason"] = best_first(reason_candidates(corpus, passage, entry))
    for column, candidates in found.items():
        if column != "reason":
            cells |= choice(corpus, column, filled_in(candidates))
    if (unit := corpus.units.get(cells.get("unit", ""))) and not entry.unread:
        cells |= value_cells(in_unit(numeral.interval, cells["printed"], cells["quote"], unit.kind))
    cells["coding_pass"] = "" if blind else _pass_of(corpus, text.source_id)
    cells["figure_id"] = figure_name(text.source_id, cells, {*corpus.tables["figures"], *taken})
    if entry.unread:
        cells["note"] = BY_EYE.strip()  # what it says and why, a coder has to write
    faults = tuple(trial.faults("figures", cells, text)) if not blind else ()
    faulty = {column for column, _, _ in faults}
    for column in faulty & found.keys():
        found[column] = tuple(one._replace(sure=Sureness.GUESS) for one in found[column])
    return Proposal(
        entry, text.line_at(entry.start), cells, _exclusion(corpus, text, entry, found["reason"]), found, faults
    )


def _exclusion(corpus: Corpus, text: SourceText, entry: Entry, reasons: tuple[Candidate, ...]) -> dict[str, str]:
    """Return the row that excludes a numeral; where it waits in one, that one with its reason."""
    cells, reason = exclusion_cells(corpus, text, entry), filled_in(reasons)
    own = {"exclusion_id": entry.exclusion_id} if entry.exclusion_id else {}
    return cells | own | {"reason": reason.value if reason else ""}


def choice(corpus: Corpus, column: str, candidate: Candidate | None) -> dict[str, str]:
    """Return the cells that a candidate of *column* fills: its own, that of its phrases, and what follows from it."""
    if candidate is None:
        return {}
    if column == "period_basis":
        start, _, end = candidate.value.partition(" ")
        return {"period_start": start, "period_end": end or start, "period_basis": candidate.basis}
    cells = {column: candidate.value}
    if column in ("measure_id", "population_id", "place", "event_id", "origin_id"):
        cells[f"{column.removesuffix('_id')}_basis"] = candidate.basis
    if column == "measure_id" and len(units := corpus.measures[candidate.value].units.split()) == 1:
        cells["unit"] = units[0]
    if column == "event_id":
        cells["event_tie"] = "stated" if candidate.value else ""
    return cells


def _about(
    corpus: Corpus, passage: Surroundings, cells: Mapping[str, str]
) -> Iterator[tuple[str, tuple[Candidate, ...]]]:
    """Yield what is counted, in which unit, at which stage, and of whom."""
    beside = _units_beside(corpus, passage)
    fitting = {name for name, row in corpus.measures.items() if beside & set(row.units.split())}
    measures = entry_candidates(corpus, passage, "measures", cells["quote"], fitting) if fitting else ()
    if not measures:
        others = entry_candidates(corpus, passage, "measures", cells["quote"])
        # Of "42 per cent", say, no measure may be that has no such unit.
        measures = others if not beside else tuple(one._replace(sure=Sureness.GUESS) for one in others)
    is_change = _is_change(passage, cells)
    measures = best_first(
        one._replace(sure=Sureness.GUESS) if is_change and _is_count(corpus, one.value) else one for one in measures
    )
    yield "measure_id", measures
    measure = corpus.measures[measures[0].value] if filled_in(measures) else None
    yield "unit", _units(corpus, passage, cells, measure.units.split() if measure else sorted(beside))
    stages = measure.stages.split() if measure else []
    near = [stage for stage in stages if passage.find(stage.replace("-", " "))]
    yield (
        "stage",
        best_first(
            Candidate(stage, Sureness.LIKELY if near == [stage] else Sureness.GUESS, "a stage of the measure")
            for stage in [*near, *stages]
        ),
    )
    yield "population_id", _populations(corpus, passage, cells, _is_of_persons(corpus, measure))


def _is_change(passage: Surroundings, cells: Mapping[str, str]) -> bool:
    """Say whether the numeral says by how much something is more or less, or what part it is: it counts nothing."""
    bounds = [Decimal(cells[name]) for name in ("low", "high") if cells.get(name)]
    return bool(_MORE_THAN.match(passage.text.folded, passage.end)) or any(0 < bound < 1 for bound in bounds)


def _is_count(corpus: Corpus, measure_id: str) -> bool:
    kinds = {corpus.units[unit].kind for unit in corpus.measures[measure_id].units.split() if unit in corpus.units}
    return bool(kinds) and kinds <= {UnitKind.COUNT, UnitKind.PERSON} and not corpus.measures[measure_id].signed


def _is_of_persons(corpus: Corpus, measure: Measure | None) -> bool:
    if measure is None:
        return False
    kinds = {corpus.units[unit].kind for unit in measure.units.split() if unit in corpus.units}
    return bool(corpus.counted_things[measure.counted].persons) or UnitKind.PERSON in kinds


def _units_beside(corpus: Corpus, passage: Surroundings) -> set[str]:
    """Return the units of which a word or a sign stands beside the numeral, before any word that names nothing."""
    before = passage.words((max(passage.block[0], passage.start - 6), passage.start)).split()
    behind = passage.words((passage.end, passage.block[1])).split()[:2]
    named = list(takewhile(lambda word: word.lower() not in IDLE_WORDS, behind))
    around = " ".join([*before[-1:], passage.words((passage.start, passage.end)), *named])
    return {name for name, words in _unit_words(corpus).items() if says({name: words}, around)}


def _unit_words(corpus: Corpus) -> dict[str, str]:
    return {
        name: ALTERNATIVES.join(dict.fromkeys(filter(None, (row.words, row.sign, row.singular, row.plural))))
        for name, row in corpus.units.items()
    }


def _units(corpus: Corpus, passage: Surroundings, cells: Mapping[str, str], units: list[str]) -> tuple[Candidate, ...]:
    """Return the units that the number may be in: of several, the one whose words stand nearest."""
    if len(units) == 1:
        return (Candidate(units[0], Sureness.SAID, "no other unit fits"),)
    words = {name: said for name, said in _unit_words(corpus).items() if name in units}
    near = nearest(words, cells["printed"], passage.words(passage.sentence))
    return best_first(
        Candidate(name, Sureness.LIKELY if near == (name,) else Sureness.GUESS, "its word stands nearest")
        for name in [*near, *units]
    )


def _populations(
    corpus: Corpus, passage: Surroundings, cells: Mapping[str, str], has_persons: bool
) -> tuple[Candidate, ...]:
    words = {name: row.words for name, row in corpus.populations.items()}
    said = says(words, cells["quote"])
    found = [Candidate(name, Sureness.SAID, "the quote says it") for name in said if len(said) == 1]
    named = entry_candidates(corpus, passage, "populations", cells["quote"])
    is_named = has_persons or said or (named and named[0].sure is Sureness.SAID)
    found += named if is_named else [one._replace(sure=Sureness.GUESS) for one in named]
    none = Sureness.GUESS if found and found[0].sure is not Sureness.GUESS else Sureness.LIKELY
    return best_first([*found, Candidate("", none, "it is about nobody in particular")])


def _pass_of(corpus: Corpus, source_id: str) -> str:
    """Return the pass in which other rows of a source were coded last, else the first pass that there is."""
    own = [row.coding_pass for table in ("figures", "claims") for row in corpus.of_source(table, source_id)]
    return own[-1] if own else next(iter(corpus.passes), "")
