"""The edition that is exported: the tables, and what every form of them says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from review.citing.catalogue import book_item
from review.citing.flat import flat_figures, flat_table
from review.citing.items import Item
from review.citing.reference import Citation, citation
from review.citing.styles import reference
from review.citing.works import works
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.descriptor import Descriptor
from review.corpus.tables.project import Project
from review.corpus.tables.schema import Column, TableSchema
from review.corpus.workflow.release_gaps import release_gaps

AS_PRINTED = (
    "Figures stand as their sources print them. Where the review departs from what is printed, the table "
    "corrections says so, and what it uses instead; figures_flat holds the figures as used."
)


@dataclass(frozen=True)
class Edition:
    """The tables of a project at a version. *notices* say what they still lack, a sentence each."""

    project: Project
    corpus: Corpus
    works: Mapping[str, Item]
    citation: Citation
    notices: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the data package, fit to be a file's name."""
        return package_name(self.corpus.descriptor)

    @cached_property
    def released(self) -> date:
        """The day of the release, the only date that an export carries: the clock is not asked."""
        return date.fromisoformat(self.citation.released)

    @property
    def licences(self) -> tuple[str, ...]:
        """The names of the licences under which the declaration puts the tables."""
        declared = self.corpus.descriptor.about.get("licenses", [])
        return tuple(str(licence.get("title") or licence.get("name")) for licence in declared)

    @cached_property
    def reference(self) -> str:
        """How the book is cited, in APA style."""
        return reference(book_item(self.citation, self.name)).entry

    @property
    def version(self) -> str:
        """The version, with the day of its release where it is one."""
        day = f", released on {self.released.isoformat()}" if self.citation.is_release else ""
        return f"{self.citation.shown_version}{day}"

    @property
    def statements(self) -> tuple[tuple[str, str], ...]:
        """What a stranger needs to know before the first row: a heading and a text each."""
        pairs = [
            ("Title", self.citation.title),
            ("What it is", self.corpus.descriptor.about.get("description", "")),
            ("How to cite it", f"{self.reference} Cite the number's source, too."),
            ("Version", self.version),
            ("Licence", "; ".join(self.licences)),
            ("As printed", AS_PRINTED),
            *(("Still to do", notice) for notice in self.notices),
        ]
        return tuple((heading, text) for heading, text in pairs if text)

    @property
    def tables(self) -> tuple[TableSchema, ...]:
        """The flat table of the figures, which most readers want, then the others in the order of their declaration."""
        return (self.flat, *self.corpus.descriptor.tables)

    @cached_property
    def flat(self) -> TableSchema:
        """The flat table of the figures, which is made and not kept in the data folder."""
        return flat_table(self.corpus.descriptor)

    @cached_property
    def _flat_rows(self) -> list[dict[str, Any]]:
        return flat_figures(self.corpus)

    def rows(self, table: TableSchema) -> list[list[Any]]:
        """Return the rows of *table*, in the order of their keys; None for an empty cell.

        They are as printed; those of the flat table as used.
        """
        kept = self.corpus.tables.get(table.name, {})
        rows = self._flat_rows if table is self.flat else [vars(row) for row in kept.values()]
        return [[None if row[name] == "" else row[name] for name in table.column_names] for row in rows]


def open_edition(snapshot: Snapshot) -> Edition:
    """Return the edition of a project. Raises FileFault where CITATION.cff is missing or malformed."""
    corpus = snapshot.corpus
    return Edition(
        snapshot.project, corpus, works(snapshot), citation(snapshot), release_gaps(corpus, snapshot.receipt)
    )


def package_name(descriptor: Descriptor) -> str:
    """Return the name that is declared of the tables, fit to be a file's name."""
    return re.sub(r"[^a-z0-9]+", "-", descriptor.about["name"]).strip("-") or "tables"


def meaning(table: TableSchema, column: Column) -> str:
    """Return what stands in *column*, whose keys it holds where it holds another table's, and its vocabulary."""
    sentences = [column.description]
    sentences += [f"A key of {key.table}." for key in table.foreign_keys if key.column == column.name]
    sentences += [f"One of: {', '.join(column.choices)}."] if column.choices else []
    return " ".join(sentences)


def part(table: TableSchema, column: Column) -> str:
    """Return whether *column* is (a part of) the key, required, or may be empty."""
    if column.name in table.primary_key:
        return "key" if len(table.primary_key) == 1 else "part of the key"
    return "required" if column.required else "may be empty"
