"""Rows tried against the texts: one before it is written, by check and verify; and the places of the passes' rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter, itemgetter
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.rules.checks import RULES
from review.corpus.rules.rule import Fault, Tables
from review.corpus.tables.keys import UNIQUE, dangling_problems, doubled_problems
from review.corpus.tables.reading import Row, TableRead, read_cell
from review.corpus.tables.records import PassClaim, PassFigure, record_from
from review.corpus.text.sentences import sentences
from review.corpus.text.source_text import SourceText
from review.corpus.verification.coverage import coverage_of
from review.corpus.verification.ledger import Place, numerals_places
from review.corpus.verification.verification import ANCHORED_TABLES, Verification, row_faults
from review.errors import Problem

Cells = Mapping[str, str]


class Trial:
    """The rows of a corpus, beside which others are tried."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._tables: Tables = {
            name: {_first(key): Row(corpus.lines[name][key], vars(row)) for key, row in rows.items()}
            for name, rows in corpus.tables.items()
        }

    def faults(self, table: str, cells: Cells, text: SourceText | None = None, replaces: Any = None) -> list[Fault]:
        """Return what is wrong with a row of *table*, each fault once and as `check` and `verify` tell it.

        It takes the place of the row with the key *replaces*, or is a new one. Where it is in order by itself, it is
        held against the *text* of its source.
        """
        values, faults = self._read(table, cells)
        faults = faults or list(self._key_faults(table, values, replaces))
        faults = faults or list(self._judged(table, values, replaces))
        if not faults and text is not None:
            faults = list(self._verified(table, values, text, replaces))
        return list(dict.fromkeys(faults))

    def record(self, table: str, cells: Cells, replaces: Any = None) -> Any:
        """Return a row as its record; None where a cell cannot be read, or names what is not there."""
        values, faults = self._read(table, cells)
        is_sound = not faults and not any(self._key_faults(table, values, replaces))
        return record_from(self.corpus.descriptor.table(table), values) if is_sound else None

    def _read(self, table: str, cells: Cells) -> tuple[dict[str, Any], list[Fault]]:
        values, faults = dict[str, Any](), list[Fault]()
        for column in self.corpus.descriptor.table(table).columns:
            values[column.name], fault = read_cell(column, cells.get(column.name, ""))
            if fault:
                faults.append((column.name, *fault))
        return values, faults

    def _key_faults(self, table: str, values: dict[str, Any], replaces: Any) -> Iterator[Fault]:
        schema, path = self.corpus.descriptor.table(table), self.corpus.path(table)
        alone = TableRead(schema, path, (Row(0, values),), ())
        for key in schema.foreign_keys:
            known = [*self._tables[key.table], *([values[key.target]] if key.table == table else [])]
            for problem in dangling_problems(alone, key.column, key.table, known):
                yield key.column, problem.message, problem.hint
        rows = self.corpus.tables[table]
        others = [Row(self.corpus.lines[table][key], vars(row)) for key, row in rows.items() if key != replaces]
        beside = TableRead(schema, path, (*others, Row(0, values)), ())
        for columns in filter(None, (schema.primary_key, UNIQUE.get(table, ()))):
            for problem in doubled_problems(beside, columns):
                if problem.line == 0:
                    yield columns[-1] if len(columns) > 1 else columns[0], problem.message, problem.hint

    def _judged(self, table: str, values: dict[str, Any], replaces: Any) -> Iterator[Fault]:
        key = values[self.corpus.descriptor.table(table).primary_key[0]]
        kept = {name: row for name, row in self._tables[table].items() if name != _first(replaces)}
        tables = {**self._tables, table: {**kept, key: Row(0, values)}}
        for rule in RULES.get(table, ((), frozenset()))[0]:
            yield from rule(values, tables)

    def _verified(self, table: str, values: dict[str, Any], text: SourceText, replaces: Any) -> Iterator[Fault]:
        schema = self.corpus.descriptor.table(table)
        if table == "exclusions":
            place = itemgetter("section_id", "paragraph", "printed", "occurrence")(values)
            if place not in numerals_places(text):
                yield "printed", f"no numeral {values['printed']!r} stands there", "Mend the place."
        if table not in ANCHORED_TABLES or not values["quote"]:
            return
        row = record_from(schema, values)
        yield from row_faults(self.corpus, text, row)
        others = [
            (name, one)
            for name in ANCHORED_TABLES
            for key, one in self.corpus.tables[name].items()
            if one.source_id == text.source_id and one.quote and (name, key) != (table, replaces)
        ]
        coverage = coverage_of(self.corpus, text, [*others, (table, row)])
        key = attrgetter(*schema.primary_key)(row)
        before = frozenset().union(*(words for name, words in coverage.kept.items() if name != (table, key)))
        if coverage.covered > max(coverage.allowed, len(before)):
            message = f"the phrases kept from {text.source_id} would be {coverage.covered} words"
            message += f" (expected {coverage.allowed} at most)"
            yield "quote", message, f"Quote {coverage.covered - coverage.allowed} words less, here or elsewhere."


def _first(key: Any) -> Any:
    return key[0] if isinstance(key, tuple) else key


def pass_problems(corpus: Corpus, verification: Verification) -> tuple[Problem, ...]:
    """Return the figures and statements of the passes that do not stand where their rows say, sorted by place.

    *verification* is that of the settled rows: a figure of a pass must name the settled one at its place.
    """
    problems: list[Problem] = []
    texts = {name: source.text for name, source in verification.sources.items()}
    ledgers = {name: {e.place: e.figure_id for e in source.entries} for name, source in verification.sources.items()}
    for key, row in corpus.pass_figures.items():
        for fault in _figure_faults(texts[row.source_id], ledgers[row.source_id], row):
            problems.append(corpus.problem("pass_figures", key, *fault))
    for key, claim in corpus.pass_claims.items():
        for fault in _claim_faults(texts[claim.source_id], claim):
            problems.append(corpus.problem("pass_claims", key, *fault))
    return tuple(sorted(problems))


def _figure_faults(text: SourceText, ledger: dict[Place, str], row: PassFigure) -> Iterator[Fault]:
    place = (row.section_id, row.paragraph, row.numeral, row.occurrence)
    settled = ledger.get(place)
    if settled is None and not _stands(text, row):
        message = f"{row.numeral!r} does not stand there (occurrence {row.occurrence} of paragraph {row.paragraph})"
        yield "numeral", message, "Mend the place."
    elif (settled or "") != row.figure_id:
        message = f"another figure is settled there (got {row.figure_id!r}, expected {settled or ''!r})"
        yield "figure_id", message, "Name that one; leave it empty where none is."


def _stands(text: SourceText, row: PassFigure) -> bool:
    """Say whether words that are no numeral stand in the paragraph as often as the row says."""
    paragraphs = (text.paragraph_at(start) for start, _ in text.find(row.numeral))
    here = [at for at in paragraphs if at and (at.section_id, at.number) == (row.section_id, row.paragraph)]
    return len(here) >= row.occurrence


def _claim_faults(text: SourceText, row: PassClaim) -> Iterator[Fault]:
    at = [p for p in text.paragraphs if (p.section_id, p.number) == (row.section_id, row.paragraph)]
    number = len(sentences(text, at[0])) if at else 0
    if row.sentence > number:
        message = f"there is no such sentence (got {row.sentence}, expected {number} at most)"
        yield "sentence", message, "Mend the place."
