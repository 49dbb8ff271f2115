"""The desk: what it shows of a source, and the acts of the person who codes, each written at once or refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from review.book.prose.columns import typed_in_row
from review.corpus.corpus import Corpus, open_corpus
from review.corpus.proposing.naming import named_cells
from review.corpus.proposing.passes import pass_row
from review.corpus.proposing.progress import bounds_that_wait, progress_of
from review.corpus.proposing.proposals import choice, proposal_for, waiting
from review.corpus.proposing.telling import proposal_json
from review.corpus.rules.rule import Fault
from review.corpus.tables.csv_format import tidy
from review.corpus.tables.project import Project
from review.corpus.text.source_text import SourceText
from review.corpus.verification.trial import Trial
from review.corpus.verification.verification import ledger_of, text_of
from review.corpus.workflow.changing import RowChange, change_rows, key_told, row_cells
from review.desk.about import about_rows, placing_faults
from review.desk.blind import blind_proposal
from review.desk.forms import ABOUT, forms, tables_of
from review.desk.journal import Journal
from review.desk.marks import blind_marks, blocks, text_marks
from review.desk.picking import claim_cells, picked_cells, sentence_cells
from review.errors import UsageError

#: Where acts and drafts are kept, below what is built.
JOURNALS = Path("desk")
#: What the settled rows say of a row of a pass: nothing for a coder who is not to know them.
_SETTLED = ("figure_id", "claim_id")


@dataclass
class _Read:
    """The corpus as it was read last, when its files were so, and what is tried beside it."""

    stamps: dict[str, int]
    corpus: Corpus
    trial: Trial


class CodingDesk:
    """A project at which somebody codes; in a blind pass (*pass_id*) no row of anybody else is shown.

    What others write into the files meanwhile is read before the next act. Raises CorpusError where the data has
    problems, UsageError for a pass that is not recorded.
    """

    def __init__(self, project: Project, texts: Path, pass_id: str = "") -> None:
        self.project, self.texts, self.pass_id = project, texts, pass_id
        # A blind coder is not told what others did last.
        self.journal = Journal(project.build / JOURNALS / f"{f'pass-{pass_id}' if pass_id else 'journal'}.json")
        self._read: _Read | None = None
        self._texts: dict[str, SourceText] = {}
        if pass_id and pass_id not in self.corpus.passes:
            known = ", ".join(self.corpus.passes)
            raise UsageError(f"{pass_id} is no pass (known: {known}). Begin it: review pass begin {pass_id} --by NAME.")

    @property
    def corpus(self) -> Corpus:
        """The corpus as its files are now. Raises CorpusError."""
        return self._now().corpus

    def _now(self) -> _Read:
        if self._read is None or self._read.stamps != self._stamps():
            self._read = self._keep(open_corpus(self.project))
        return self._read

    def _keep(self, corpus: Corpus) -> _Read:
        return _Read(self._stamps(), corpus, Trial(corpus))

    def _stamps(self) -> dict[str, int]:
        return {path.as_posix(): path.stat().st_mtime_ns for path in sorted(self.project.data.rglob("*.csv"))}

    def text(self, source_id: str) -> SourceText:
        """Return the text of a source. Raises UsageError and FileFault."""
        self.corpus.source(source_id)
        text = text_of(self.corpus, self.texts, source_id)
        # A text that is as it was knows where its phrases stand.
        if self._texts.get(source_id) != text:
            self._texts[source_id] = text
        return self._texts[source_id]

    def view(self, source_id: str) -> dict[str, Any]:
        """Return what the page shows of a source: text, marks, forms, how far it is coded, and what was being typed."""
        corpus, text = self.corpus, self.text(source_id)
        shown = blind_marks(corpus, text, self.pass_id) if self.pass_id else text_marks(corpus, text)
        return {
            "source": source_id,
            "sources": {name: row.title for name, row in corpus.sources.items()},
            "pass": self.pass_id,
            "text": text.as_printed,
            "blocks": blocks(text),
            "marks": shown,
            "about": [] if self.pass_id else about_rows(corpus, source_id),
            "progress": self._progress(text, shown),
            "forms": forms(corpus, bool(self.pass_id)),
            "last": self.journal.last,
            "draft": self.journal.draft(source_id),
        }

    def _progress(self, text: SourceText, shown: list[dict[str, Any]]) -> dict[str, Any]:
        if not self.pass_id:
            rows = self.corpus.of_source("figures", text.source_id)
            return {**asdict(progress_of(self.corpus, text)), "rows": len(rows)}
        coded = sum(mark["kind"] == "figure" for mark in shown)
        return {"numerals": len(shown), "figures": coded, "waiting": len(shown) - coded}

    def proposal(self, source_id: str, start: int) -> dict[str, Any]:
        """Return what a form shows for the numeral at *start*: its row where it has one, else what is proposed."""
        now, text = self._now(), self.text(source_id)
        entry = next((each for each in ledger_of(now.corpus, text) if each.start == start), None)
        if entry is None:
            raise UsageError(f"No numeral stands at {start}. Load the page again.")
        if self.pass_id:
            return self._unsettled(blind_proposal(now.trial, text, entry, self.pass_id))
        made = proposal_json(now.corpus, text, proposal_for(now.trial, text, entry))
        if entry not in waiting(now.corpus, text):
            table, key = ("figures", entry.figure_id) if entry.figure_id else ("exclusions", entry.exclusion_id)
            shown = {**self.row(source_id, table, key), "start": start}
            # Else it is a date or an age that the row rests on.
            return shown | ({"candidates": made["candidates"]} if entry.printed in shown["cells"]["printed"] else {})
        waits = entry.exclusion_id
        return {
            "start": start,
            "table": made["proposed"],
            "cells": made[made["proposed"]],
            "other": made["exclusions" if made["proposed"] == "figures" else "figures"],
            "key": waits if made["proposed"] == "exclusions" else "",
            "waits": waits,
            "candidates": made["candidates"],
            "unread": made["unread"],
        }

    def row(self, source_id: str, table: str, key: str) -> dict[str, Any]:
        """Return what a form shows of a row that is there. Raises UsageError."""
        cells = self._own(table, key)
        return self._unsettled({"table": table, "cells": cells, "key": key, "was": cells, "candidates": {}})

    def _own(self, table: str, key: str) -> dict[str, str]:
        self._require_written(table)
        cells = row_cells(self.corpus, table, key)
        if self.pass_id and cells.get("pass_id") != self.pass_id:
            raise UsageError(f"{key} is no row of this pass.")
        return cells

    def _unsettled(self, shown: dict[str, Any]) -> dict[str, Any]:
        if not self.pass_id:
            return shown
        return {**shown, "was": None, "cells": {name: c for name, c in shown["cells"].items() if name not in _SETTLED}}

    def claim(self, source_id: str, start: int, end: int) -> dict[str, Any]:
        """Return what a form shows for a statement that rests on the words from *start* to *end*."""
        text = self.text(source_id)
        cells, found = claim_cells(self.corpus, text, start, end)
        if self.pass_id:
            place = sentence_cells(text, start)
            return {"table": "pass_claims", "cells": {**place, "stance": cells["stance"]}, "key": "", "candidates": {}}
        cells["coding_pass"] = next(iter(self.corpus.passes), "")
        told: dict[str, list[dict[str, Any]]] = {
            column: [
                {"cells": choice(self.corpus, column, one), "sure": str(one.sure), "why": one.why} for one in candidates
            ]
            for column, candidates in found.items()
        }
        told["origin_id"] = [
            {**one, "cells": {"origin_id": dict(one["cells"])["origin_id"]}} for one in told["origin_id"]
        ]
        return {"table": "claims", "cells": cells, "key": "", "candidates": told}

    def picked(self, source_id: str, column: str, start: int, end: int, cells: Mapping[str, str]) -> dict[str, str]:
        """Return the cells that marked words fill."""
        return picked_cells(self.corpus, self.text(source_id), column, start, end, cells)

    def tried(
        self, source_id: str, table: str, cells: Mapping[str, str], key: str
    ) -> tuple[dict[str, str], list[Fault]]:
        """Return a row as it would be written, and what `check` and `verify` would find wrong with it.

        *key* is that of the row that it replaces; a row of evidence without an id is given one.
        """
        self._require_written(table)
        now, text = self._now(), self.text(source_id)
        row = self._whole(text, table, cells, key)
        moved = placing_faults(table, row, self._own(table, key)) if key else []
        known = _key_of(now.corpus, table, key)
        faults, record = moved or now.trial.faults(table, row, text, known), now.trial.record(table, row, known)
        return row, [*faults, *(typed_in_row(now.corpus, table, record) if record else ())]

    def accept(
        self,
        source_id: str,
        table: str,
        cells: Mapping[str, str],
        key: str,
        waits: str = "",
        was: Mapping[str, str] | None = None,
    ) -> list[Fault]:
        """Write a row, in the place of that with the *key*, or return what is wrong with it and write nothing.

        *was* is that row as it was shown. The exclusion in which its numeral *waits* goes with the same act, and those
        of the ages and dates that it is read with. Raises CorpusError where another row would be at fault, and
        UsageError where the row was changed elsewhere.
        """
        own = self._own(table, key) if key else None
        row, faults = self.tried(source_id, table, cells, key)
        if faults:
            return faults
        changes = [RowChange(table, was or own if key else None, row)]
        if waits and table == "figures":
            changes += self._freed([waits])
        name = key_told(self.corpus, table, row)
        self._read = self._keep(change_rows(self.corpus, changes))
        if table == "figures":
            changes += (freed := self._freed(bounds_that_wait(self.corpus, self.text(source_id), row["figure_id"])))
            self._read = self._keep(change_rows(self.corpus, freed)) if freed else self._read
        self.journal.did(f"{'changed' if key else 'added'} {name} in {table}", changes)
        self.journal.keep_draft(source_id, None)
        return []

    def follows(self, table: str, cells: Mapping[str, str]) -> dict[str, str]:
        """Return the cells of a figure that follow from an entry of a vocabulary: of a measure its one unit."""
        units = str(cells.get("units", "")).split() if table == "measures" else []
        return {"unit": units[0]} if len(units) == 1 else {}

    def remove(self, source_id: str, table: str, key: str) -> None:
        """Take a row out: its numeral waits again. Raises CorpusError where another row rests on it."""
        if table in ABOUT:
            raise UsageError(f"{key} is a part of what is said of its source. Change its cells.")
        changes = [RowChange(table, self._own(table, key), None)]
        self._read = self._keep(change_rows(self.corpus, changes))
        self.journal.did(f"removed {key} from {table}", changes)

    def undo(self) -> None:
        """Take the last act back. Raises UsageError where there is none, or its rows were changed since."""
        changes = self.journal.undoing()
        if not changes:
            raise UsageError("There is nothing to undo.")
        self._read = self._keep(change_rows(self.corpus, changes))
        self.journal.undid()

    def keep_draft(self, source_id: str, draft: Mapping[str, Any] | None) -> None:
        """Keep what is being typed about a source; None forgets it."""
        self.journal.keep_draft(source_id, draft)

    def _freed(self, names: Iterable[str]) -> list[RowChange]:
        return [RowChange("exclusions", row_cells(self.corpus, "exclusions", name), None) for name in names]

    def _whole(self, text: SourceText, table: str, cells: Mapping[str, str], key: str) -> dict[str, str]:
        written = {name: tidy(str(cell)) for name, cell in cells.items()}
        if not self.pass_id:
            return written | named_cells(self.corpus, text.source_id, table, written)
        others = {*self.corpus.pass_figures, *self.corpus.pass_claims} - {key}
        return pass_row(self.corpus, text, table, self.pass_id, written, others)

    def _require_written(self, table: str) -> None:
        if table not in tables_of(bool(self.pass_id)):
            raise UsageError(f"{table!r} is no table that is written here.")


def _key_of(corpus: Corpus, table: str, told: str) -> Any:
    """Return a key as the corpus has it; None where none is told."""
    schema = corpus.descriptor.table(table).primary_key
    keys = corpus.tables[table] if len(schema) > 1 else ()
    return next((key for key in keys if " ".join(key) == told), told or None)
