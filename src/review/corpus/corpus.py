"""The frozen Corpus: all coded rows of a project, read strictly, with the lookups that need no judgement."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from review.corpus.rules.checks import check_tables
from review.corpus.rules.corrections import RATINGS, corrected
from review.corpus.tables import records as r
from review.corpus.tables.bibliography import reference_problems
from review.corpus.tables.descriptor import Descriptor, read_descriptor
from review.corpus.tables.project import Project, find_project
from review.corpus.tables.reading import TableRead, read_tables
from review.corpus.text.source_text import Section
from review.corpus.text.table_cells import named_cell
from review.corpus.tracing import AS_USED, Recorder, WatchedTable, own_reads, recorder
from review.errors import CorpusError, Problem, UsageError

#: Names to a kernel the file in which the build that started it keeps the corpus as read and checked.
KEPT_CORPUS = "REVIEW_CORPUS"

K = TypeVar("K")
R = TypeVar("R")


class _Table(Generic[K, R]):
    """An attribute of a corpus: the table of that name."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, corpus: Any, owner: type) -> Mapping[K, R]:
        table: Mapping[K, R] = corpus.tables[self.name]
        return table


@dataclass(frozen=True, eq=False)
class Corpus:
    """Every table as a mapping from key to record, in the order of the keys.

    A table with two key columns has tuples as keys. A corpus equals itself alone, so that what is computed
    from one can be kept by it. Where it has a *recorder*, what is read of it is recorded.
    """

    descriptor: Descriptor
    tables: Mapping[str, Mapping[Any, Any]]
    lines: Mapping[str, Mapping[Any, int]]
    recorder: Recorder | None = None

    sources = _Table[str, r.Source]()
    claims = _Table[str, r.Claim]()
    exclusions = _Table[str, r.Exclusion]()
    appraisals = _Table[tuple[str, str], r.Appraisal]()
    passes = _Table[str, r.Pass]()
    pass_figures = _Table[str, r.PassFigure]()
    pass_claims = _Table[str, r.PassClaim]()
    pass_appraisals = _Table[str, r.PassAppraisal]()
    counted_things = _Table[str, r.CountedThing]()
    bases = _Table[str, r.Basis]()
    measures = _Table[str, r.Measure]()
    populations = _Table[str, r.Population]()
    units = _Table[str, r.Unit]()
    places = _Table[str, r.Place]()
    events = _Table[str, r.Event]()
    origins = _Table[str, r.Origin]()
    themes = _Table[str, r.Theme]()
    stance_examples = _Table[str, r.StanceExample]()
    wordings = _Table[tuple[str, str], r.Wording]()
    appraisal_domains = _Table[str, r.AppraisalDomain]()
    appraisal_judgements = _Table[str, r.AppraisalJudgement]()
    derivations = _Table[str, r.Derivation]()
    relations = _Table[str, r.Relation]()
    answers = _Table[tuple[str, str], r.Answer]()
    findings = _Table[str, r.Finding]()
    weighings = _Table[tuple[str, str], r.Weighing]()
    corrections = _Table[str, r.Correction]()
    settlements = _Table[str, r.Settlement]()
    claim_settlements = _Table[str, r.ClaimSettlement]()
    facts = _Table[str, r.Fact]()
    sightings = _Table[str, r.Sighting]()
    sections = _Table[str, r.SourceSection]()

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how it is pickled: as its rows, which are not to be had while reads of them are recorded."""
        tables, lines = ({name: dict(rows) for name, rows in held.items()} for held in (self.tables, self.lines))
        return _frozen, (self.descriptor, tables, lines)

    @cached_property
    def figures(self) -> Mapping[str, r.Figure]:
        """The figures as used: as printed (``tables["figures"]``), with the corrections applied."""
        if self.recorder:
            return self.recorder.table(AS_USED)
        figures = dict(self.tables["figures"])
        table = self.descriptor.table("figures")
        for correction in self.corrections.values():
            if correction.field not in RATINGS:
                figures[correction.figure_id] = corrected(figures[correction.figure_id], correction, table)
        return MappingProxyType(figures)

    def of_source(self, table: str, source_id: str) -> tuple[Any, ...]:
        """Return the rows of *table* that name the source, in the order of their keys."""
        return tuple(self._of(source_id, table, self.tables[table]))

    def _of(self, source_id: str, name: str, rows: Mapping[Any, Any]) -> Sequence[Any]:
        """Return those of *rows* that name the source; they are gone through once, however many are asked for."""
        if isinstance(rows, WatchedTable):
            return rows.of_source(source_id)
        if name not in self._by_source:
            self._by_source[name] = r.keys_by_source(rows)
        return [rows[key] for key in self._by_source[name].get(source_id, ())]

    @cached_property
    def _by_source(self) -> dict[str, Mapping[str, Sequence[Any]]]:
        return {}

    def counted(self, figure: r.Figure) -> r.CountedThing:
        """Return the kind of thing that *figure* counts, with what follows from counting it."""
        return self.counted_things[self.measures[figure.measure_id].counted]

    def basis(self, figure: r.Figure) -> r.Basis:
        """Return how the number of *figure* came about, with what follows from it."""
        return self.bases[self.measures[figure.measure_id].basis]

    def sections_of(self, source_id: str) -> tuple[Section, ...]:
        """Return the sections of a source in their order."""
        rows = sorted(self.of_source("sections", source_id), key=lambda s: s.position)
        return tuple(Section(row.section_id, row.title, row.starts, row.page) for row in rows)

    def locator(self, row: r.Figure | r.Claim | r.Appraisal) -> str:
        """Return where a row's quote stands, for a reader without our copy; empty where it has none."""
        if not row.section_id:
            return ""
        place = self.sections[row.section_id].place_of(row.paragraph)
        return f"{place}, {named_cell(row.cell)}" if isinstance(row, r.Figure) and row.cell else place

    def corrections_of(self, figure_id: str) -> tuple[r.Correction, ...]:
        """Return where the review departs from what is printed in a figure."""
        return tuple(c for c in self.corrections.values() if c.figure_id == figure_id)

    def figures_where(self, **wanted: object) -> tuple[r.Figure, ...]:
        """Return the figures whose columns equal *wanted*; a set or tuple means any of its values."""
        return tuple(figure for figure in self._among(AS_USED, self.figures, wanted) if r.matches(figure, wanted))

    def claims_where(self, **wanted: object) -> tuple[r.Claim, ...]:
        """Return the claims whose columns equal *wanted*; a set or tuple means any of its values."""
        return tuple(claim for claim in self._among("claims", self.claims, wanted) if r.matches(claim, wanted))

    def _among(self, name: str, rows: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterable[Any]:
        """Return the rows to look among: those of the one source that is *wanted*, else all."""
        asked = wanted.get("source_id", ())
        sources = [asked] if isinstance(asked, str) else list(asked)
        return self._of(sources[0], name, rows) if len(sources) == 1 else rows.values()

    def origin_chain(self, origin_id: str) -> tuple[r.Origin, ...]:
        """Return the origins from the nearest credited one to the one that the chain ends in."""
        chain: list[r.Origin] = []
        while origin_id:
            chain.append(self.origins[origin_id])
            origin_id = chain[-1].relies_on
        return tuple(chain)

    def is_within(self, table: str, inner: str, outer: str) -> bool:
        """Say whether an entry of a vocabulary is another or a part of it, going up by *part_of*."""
        entries = self.tables[table]
        while inner and inner != outer:
            inner = getattr(entries.get(inner), "part_of", "")
        return bool(inner)

    def is_unnamed(self, row: r.Figure | r.Claim) -> bool:
        """Say whether *row* is marked *origin unnamed*, and goes where what is so marked is left out.

        The chain of a figure ends in one that did not count: nobody named, a mere name, or a medium. That of a
        statement ends in nobody named; a source that credits nobody for one stands behind it itself.
        """
        kind = self.origin_chain(row.origin_id)[-1].kind
        if isinstance(row, r.Figure):
            return kind in r.UNCOUNTED
        return kind == "unnamed" and not self.is_uncredited(row)

    def is_uncredited(self, row: r.Figure | r.Claim) -> bool:
        """Say whether the source credits nobody."""
        return self.origins[row.origin_id].is_nobody

    def path(self, table: str) -> str:
        """Return the file of a table, as messages name it."""
        return f"data/{self.descriptor.table(table).path}"

    def problem(self, table: str, key: Any, column: str, message: str, hint: str = "") -> Problem:
        """Return what is wrong in *column* of the row with that *key*, with its place."""
        return Problem(self.path(table), self.lines[table][key], column, message, hint)

    def named(self, row: r.Figure | r.Claim) -> str:
        """Return the name of the source of *row*."""
        return self.sources[row.source_id].name

    def source(self, source_id: str) -> r.Source:
        """Return a source. Raises UsageError that names the known ones."""
        if source_id not in self.sources:
            raise UsageError(f"{source_id!r} is no source (known: {', '.join(self.sources)}).")
        return self.sources[source_id]


def check(folder: Path, shown: str = "data") -> tuple[Problem, ...]:
    """Return every problem of the data in *folder*, sorted by place; none when it is fit to be used.

    *shown* is how messages name the folder. Raises CorpusError where the declaration cannot be read.
    """
    descriptor = read_descriptor(folder)
    return _problems(tuple(read_tables(descriptor, shown)), descriptor, shown)


def _problems(reads: tuple[TableRead, ...], descriptor: Descriptor, shown: str) -> tuple[Problem, ...]:
    try:
        references = reference_problems(reads, descriptor.folder, shown)
    except CorpusError as error:
        references = list(error.problems)
    return tuple(sorted({*check_tables(reads, descriptor), *references}))


def open_corpus(project: Project | None = None) -> Corpus:
    """Return the project's corpus (the one that holds the working folder by default).

    A kernel of a build has it as the build read it. Raises CorpusError with every problem where the data has any.
    """
    with own_reads():
        folder = (project or find_project()).data
        corpus = _handed_down(folder) or _read(folder)
    return active.watch(corpus) if (active := recorder()) else corpus


def _handed_down(folder: Path) -> Corpus | None:
    kept = os.environ.get(KEPT_CORPUS)
    corpus = _unpickled(Path(kept)) if kept else None
    return corpus if corpus and corpus.descriptor.folder == folder else None


@cache
def _unpickled(kept: Path) -> Corpus:
    """Return the corpus in a file; a process that forks those of many runs has it for all of them."""
    corpus: Corpus = pickle.loads(kept.read_bytes())
    return corpus


def _read(folder: Path) -> Corpus:
    descriptor = read_descriptor(folder)
    reads = tuple(read_tables(descriptor, "data"))
    if problems := _problems(reads, descriptor, "data"):
        raise CorpusError(problems)
    return freeze(reads, descriptor)


def freeze(reads: tuple[TableRead, ...], descriptor: Descriptor) -> Corpus:
    """Return the Corpus of tables that have no problems."""
    tables, lines = dict[str, dict[Any, Any]](), dict[str, dict[Any, int]]()
    for read in reads:
        name, key = read.table.name, itemgetter(*read.table.primary_key)
        keyed = {key(row.values): row for row in read.rows}
        tables[name] = {k: r.record_from(read.table, row.values) for k, row in keyed.items()}
        lines[name] = {k: row.line for k, row in keyed.items()}
    return _frozen(descriptor, tables, lines)


def _frozen(descriptor: Descriptor, *held: Mapping[str, Mapping[Any, Any]]) -> Corpus:
    tables, lines = (MappingProxyType({name: MappingProxyType(rows) for name, rows in each.items()}) for each in held)
    return Corpus(descriptor, tables, lines)
