"""A sheet held against the rows that it had and those that there are: what its coder added, changed and took out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from review.corpus.corpus import Corpus
from review.corpus.proposing.naming import named_cells
from review.corpus.proposing.passes import CODED, pass_row
from review.corpus.text.source_text import SourceText
from review.corpus.workflow.changing import RowChange
from review.errors import Problem
from review.workbooks.extent import Cells, Extent, Key, key_cells
from review.workbooks.reading import CodingSheet

_SINCE = "the row was {} since the workbook was written"
_ANEW = "Write the workbook anew (review sheet export), and fill that in."


@dataclass
class SheetComparison:
    """A sheet, and the rows of its table as they are. What is at fault with its lines is in *problems*.

    *lines* says in which line a row stands, by its key; *text* is that of the source of a blind pass.
    """

    corpus: Corpus
    extent: Extent
    sheet: CodingSheet
    text: SourceText | None = None
    problems: list[Problem] = field(default_factory=list)
    lines: dict[Key, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._table, self._key = self.sheet.table.name, self.sheet.table.primary_key
        self._held = self.extent.rows(self.corpus, self._table)
        self._columns = self.extent.columns(self.corpus, self._table)

    def changes(self) -> Iterator[RowChange]:
        """Yield what its coder did. What was done in the files already is not done again."""
        for line, given in self.sheet.lines.items():
            if self.extent.pass_id and not any(given.get(name) for name in CODED[self._table]):
                continue  # a numeral that is no figure, or none any more
            cells = dict(given)
            if self.extent.source_id and not cells.get("source_id", "?"):
                cells["source_id"] = self.extent.source_id
            if not cells[self._key[0]] and not (cells := self._named(line, cells)):
                continue
            key = key_cells(cells, self._key)
            if key in self.lines:
                message = f"the key {' '.join(key)!r} stands twice (first in line {self.lines[key]})"
                self._fault(line, self._key[-1], message, "Give one of the lines another, or remove it.")
                continue
            self.lines[key] = line
            yield from self._edited(line, key, cells) if key in self.sheet.before else self._added(line, key, cells)
        for key, was in self.sheet.before.items():
            now = self._held.get(key)
            if key in self.lines or now is None:
                continue
            if self._shown(now) == was:
                yield RowChange(self._table, now, None)
            else:
                message = f"{' '.join(key)}: {_SINCE.format('changed')}, and its line was removed"
                self._fault(0, "", message, _ANEW)

    def _edited(self, line: int, key: Key, cells: Cells) -> Iterator[RowChange]:
        was, now = self.sheet.before[key], self._held.get(key)
        if cells == was or (now and self._shown(now) == cells):
            return
        if now is None or self._shown(now) != was:
            self._fault(line, self._key[0], _SINCE.format("changed" if now else "removed"), _ANEW)
        else:
            yield RowChange(self._table, now, {**now, **cells})

    def _added(self, line: int, key: Key, cells: Cells) -> Iterator[RowChange]:
        if now := self._held.get(key):
            if self._shown(now) != cells:
                self._fault(line, self._key[0], _SINCE.format("added"), _ANEW)
            return
        if self.extent.source_id and cells.get("source_id", self.extent.source_id) != self.extent.source_id:
            mend = "Leave the cell empty, or code it in the workbook of that source."
            self._fault(line, "source_id", f"the workbook is that of {self.extent.source_id}", mend)
            return
        yield RowChange(self._table, None, self._whole(cells))

    def _named(self, line: int, cells: Cells) -> Cells:
        """Return the cells of a line without an id with one; nothing where it is a row that there is, or may be one."""
        since = [row for key, row in self._held.items() if key not in self.sheet.before]
        own = self._key[0]
        if any(self._shown(row) | {own: ""} == cells for row in since):
            return {}
        if since:
            message = f"it has no id, and rows were added since, such as {since[0][own]}: it may be one of them"
            self._fault(line, own, message, f"Give its id, or an own one. {_ANEW}")
            return {}
        taken = [key[0] for key in self.lines]
        return (
            cells
            | named_cells(self.corpus, cells.get("source_id", ""), self._table, cells, taken)
            | ({own: self._whole(cells)[own]} if self.extent.pass_id else {})
        )

    def _whole(self, cells: Cells) -> Mapping[str, str]:
        """Return a new row with what its coder does not say of it."""
        if not self.extent.pass_id or not self.text:
            return cells
        taken = {*self.corpus.pass_figures, *self.corpus.pass_claims, *(key[0] for key in self.lines)}
        row = pass_row(self.corpus, self.text, self._table, self.extent.pass_id, cells, taken)
        return row | ({self._key[0]: cells[self._key[0]]} if cells[self._key[0]] else {})

    def _shown(self, row: Mapping[str, str]) -> Cells:
        return {name: row[name] for name in self._columns}

    def _fault(self, line: int, column: str, message: str, hint: str) -> None:
        self.problems.append(self.sheet.problem(line, column, message, hint))
