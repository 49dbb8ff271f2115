"""The seeded-error run: every plausible slip made one at a time, and what catches it.

Each slip is judged by the functions that `check` and `verify` use, on the changed row and on what depends on
it; nothing else of the data can change its verdict. The receipt and the passes are never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.rules.checks import RULES
from review.corpus.rules.corrections import correction_problems
from review.corpus.rules.rule import Tables
from review.corpus.seeded_errors.slips import Slip, claim_slips, slips
from review.corpus.tables.reading import Row, read_cell, read_tables
from review.corpus.tables.records import Claim, Figure
from review.corpus.text.source_text import SourceText
from review.corpus.verification.verification import ledger_of, ledger_problems, row_problems, text_of
from review.corpus.vocabulary import typed
from review.files.hashing import sha256


@dataclass(frozen=True)
class SlipOutcome:
    """A slip and what caught it: ``check``, ``verify``, or nothing (empty)."""

    slip: Slip
    caught_by: str


class Bench:
    """The settled data, read once, on which slips are tried."""

    def __init__(self, corpus: Corpus, texts: Path) -> None:
        self.corpus = corpus
        self.texts = {source_id: text_of(corpus, texts, source_id) for source_id in corpus.sources}
        self._reads = {read.table.name: read for read in read_tables(corpus.descriptor, "data")}
        self._tables: Tables = {
            name: {row.values[read.table.primary_key[0]]: row for row in read.rows}
            for name, read in self._reads.items()
        }

    def hashes(self) -> dict[str, str]:
        """Return the hash of each text."""
        return {source_id: sha256(text.text.encode("utf-8")) for source_id, text in self.texts.items()}

    def slips(self) -> Iterator[Slip]:
        """Yield every plausible slip in every settled figure and claim, always in the same order."""
        for figure in self.corpus.tables["figures"].values():
            yield from slips(self.corpus, figure, self.texts[figure.source_id])
        for claim in self.corpus.tables["claims"].values():
            yield from claim_slips(self.corpus, claim)

    def outcome(self, slip: Slip) -> SlipOutcome:
        """Make one slip, and return what catches it."""
        values, faulty = self._made(slip)
        if faulty or self._checked(slip, values):
            return SlipOutcome(slip, "check")
        return SlipOutcome(slip, "verify" if self._verified(slip, values) else "")

    def _made(self, slip: Slip) -> tuple[dict[str, Any], bool]:
        """Return the values of the changed row, and whether one of its cells cannot be at all."""
        table = self.corpus.descriptor.table(slip.table)
        values = dict(self._tables[slip.table][slip.row_id].values)
        faults = []
        for name, cell in slip.cells.items():
            values[name], fault = read_cell(table.column(name), cell)
            faults.append(fault)
        keys = [(values[key.column], key.table) for key in table.foreign_keys]
        return values, any(faults) or any(value and value not in self._tables[table] for value, table in keys)

    def _checked(self, slip: Slip, values: dict[str, Any]) -> bool:
        """Say whether `check` finds fault with the changed row, or with one that depends on it."""
        rows = self._tables[slip.table]
        changed = {**rows, slip.row_id: Row(rows[slip.row_id].line, values)}
        tables = {**self._tables, slip.table: changed}
        rules, _ = RULES[slip.table]
        dependents = self._dependents(slip.row_id) if slip.table == "figures" else []
        judged = [values, *(changed[name].values for name in dependents)]
        if any(True for row in judged for rule in rules for _ in rule(row, tables)):
            return True
        return slip.table == "figures" and bool(correction_problems(self._reads, tables))

    def _dependents(self, figure_id: str) -> list[str]:
        """Return the figures that say of themselves that something is as in *figure_id*."""
        rows = self._tables["figures"].items()
        bases = {name: " ".join(str(row.values[c]) for c in row.values if c.endswith("_basis")) for name, row in rows}
        return [name for name, basis in bases.items() if f" {figure_id}" in basis and name != figure_id]

    def _verified(self, slip: Slip, values: Mapping[str, Any]) -> bool:
        """Say whether `verify` finds fault with the changed row, or with the numerals of its source."""
        text: SourceText = self.texts[values["source_id"]]
        if slip.table == "claims":
            return any(True for _ in row_problems(self.corpus, text, "claims", Claim(**values)))
        figure = Figure(**{name: typed(Figure, name, value) for name, value in values.items()})
        figures = MappingProxyType({**self.corpus.tables["figures"], slip.row_id: figure})
        corpus = replace(self.corpus, tables={**self.corpus.tables, "figures": figures})
        if any(True for _ in row_problems(corpus, text, "figures", figure)):
            return True
        return any(True for _ in ledger_problems(corpus, text, ledger_of(corpus, text)))
