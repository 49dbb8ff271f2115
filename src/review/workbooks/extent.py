"""What a coding workbook holds: a sheet a table, with the rows of a source, of a source in a blind pass, or all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from review.corpus.corpus import Corpus
from review.corpus.proposing.passes import CODED, PLACE
from review.corpus.workflow.changing import written_rows
from review.errors import UsageError, require_known

#: The tables with rows of one source, in the order in which they are coded; and those of a blind pass.
OF_SOURCE = ("figures", "claims", "exclusions", "appraisals", "sections", "sources")
OF_PASS = ("pass_figures", "pass_claims")
#: The sheet that is not shown: what the others held when they were written.
BEFORE = "before"
Key = tuple[str, ...]
Cells = dict[str, str]


@dataclass(frozen=True)
class Extent:
    """Which rows a workbook holds: those of a source, and of a blind pass, where these are named, of its *tables*."""

    tables: tuple[str, ...]
    source_id: str = ""
    pass_id: str = ""

    def holds(self, row: Mapping[str, str]) -> bool:
        """Say whether a row of one of the tables is among them."""
        wanted = {"source_id": self.source_id, "pass_id": self.pass_id}
        return all(row[name] == value for name, value in wanted.items() if value)

    def columns(self, corpus: Corpus, table: str) -> tuple[str, ...]:
        """Return the columns that a sheet shows: all, or those that the coder of a blind pass fills in."""
        schema = corpus.descriptor.table(table)
        if not self.pass_id:
            return schema.column_names
        shown = (*schema.primary_key, *PLACE, *CODED[table])
        return tuple(name for name in schema.column_names if name in shown)

    def rows(self, corpus: Corpus, table: str) -> dict[Key, Cells]:
        """Return the rows of *table* by their keys, whole, in their order. Raises FileFault."""
        key = corpus.descriptor.table(table).primary_key
        return {key_cells(row, key): row for row in written_rows(corpus, table) if self.holds(row)}


def key_cells(cells: Mapping[str, str], key: tuple[str, ...]) -> Key:
    """Return the cells of a key."""
    return tuple(cells.get(name, "") for name in key)


def extent_of(corpus: Corpus, name: str, pass_id: str = "") -> Extent:
    """Return what a workbook of the source or table *name* holds. Raises UsageError for an unknown name or pass."""
    if pass_id:
        require_known("pass (begin it: review pass begin)", corpus.passes, [pass_id])
        return Extent(OF_PASS, corpus.source(name).source_id, pass_id)
    if name in corpus.sources:
        return Extent(OF_SOURCE, name)
    tables = [table.name for table in corpus.descriptor.tables]
    require_known("source and no table", [*corpus.sources, *tables], [name])
    if name in OF_PASS:
        raise UsageError(f"{name} has rows of every pass. Name a source, and the pass by --pass.")
    return Extent((name,))
