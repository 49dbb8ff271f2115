"""The import of a workbook: tried with all tables, told by its cells, and written whole or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from review.corpus.corpus import Corpus
from review.corpus.text.source_text import SourceText
from review.corpus.verification.trial import Trial
from review.corpus.verification.verification import ledger_of, text_of
from review.corpus.workflow.changing import RowChange, changed_files, row_cells, tried
from review.corpus.workflow.release_gaps import NOT_CODED
from review.errors import CorpusError, Problem, UsageError
from review.files.atomic import write_together
from review.workbooks.comparing import SheetComparison
from review.workbooks.extent import key_cells
from review.workbooks.reading import read_workbook


@dataclass(frozen=True)
class WorkbookImport:
    """What a workbook changed, or would: the rows, the tables' files by name, and what was mended in its cells."""

    changes: tuple[RowChange, ...]
    files: tuple[str, ...]
    mends: tuple[Problem, ...]


def import_workbook(corpus: Corpus, path: Path, texts: Path | None = None, *, dry_run: bool = False) -> WorkbookImport:
    """Take what was coded in a workbook into the tables of *corpus*; in a *dry_run* write nothing.

    With *texts* new and changed rows are held against the text of their source, too, and an exclusion in which a
    numeral waited goes when a figure takes it; a blind pass needs them. Raises CorpusError with every fault, each at
    its cell, FileFault and UsageError; nothing is written then.
    """
    book = read_workbook(corpus, path)
    if book.extent.source_id:
        corpus.source(book.extent.source_id)
    blind = bool(book.extent.pass_id)
    if blind and texts is None:
        raise UsageError("A blind pass needs the text of its source. Say by --texts where the texts are.")
    text = text_of(corpus, texts, book.extent.source_id) if blind and texts else None
    compared = [SheetComparison(corpus, book.extent, sheet, text) for sheet in book.sheets]
    changes = [change for sheet in compared for change in sheet.changes()]
    _refuse(problem for sheet in compared for problem in sheet.problems)
    by_table = {one.sheet.table.name: one for one in compared}
    after = _tried(corpus, changes, by_table)
    sources = sorted({row.get("source_id", "") for row in (one.after for one in changes) if row} - {""})
    read = {name: text_of(after, texts, name) for name in sources if texts and name in after.sources}
    if not blind and (done := list(_coded_now(after, changes, read.values()))):
        changes += done
        after = _tried(corpus, changes, by_table)
    trial = Trial(after)
    _refuse(problem for one in changes for problem in _verified(trial, one, by_table, read))
    files = changed_files(corpus, changes)
    if not dry_run:
        write_together(files)
    named = (f"data/{each.relative_to(corpus.descriptor.folder).as_posix()}" for each in files)
    return WorkbookImport(tuple(changes), tuple(named), book.mends)


def _refuse(problems: Iterator[Problem]) -> None:
    if found := list(problems):
        raise CorpusError(found)


def _tried(corpus: Corpus, changes: Iterable[RowChange], sheets: Mapping[str, SheetComparison]) -> Corpus:
    """Return the corpus with *changes*. Raises CorpusError, what is wrong with a row of a sheet at its cell."""
    files = changed_files(corpus, changes)
    try:
        return tried(corpus, files)
    except CorpusError as error:
        tables = {corpus.path(name): sheet for name, sheet in sheets.items()}
        paths = {
            path: files.get(corpus.descriptor.folder / sheet.sheet.table.path, b"") for path, sheet in tables.items()
        }
        rows = {path: list(csv.reader(io.StringIO(data.decode("utf-8")))) for path, data in paths.items()}
        raise CorpusError(_placed(problem, tables, rows) for problem in error.problems) from error


def _placed(problem: Problem, tables: Mapping[str, SheetComparison], rows: Mapping[str, list[list[str]]]) -> Problem:
    if not 1 < problem.line <= len(rows.get(problem.path, ())):
        return problem
    sheet = tables[problem.path]
    schema = sheet.sheet.table
    cells = dict(zip(schema.column_names, rows[problem.path][problem.line - 1], strict=True))
    line = sheet.lines.get(key_cells(cells, schema.primary_key))
    return problem if line is None else sheet.sheet.problem(line, problem.column, problem.message, problem.hint)


def _coded_now(after: Corpus, changes: Iterable[RowChange], texts: Iterable[SourceText]) -> Iterator[RowChange]:
    """Yield the exclusions that go: those in which a numeral waited that a figure of the workbook takes."""
    rows = [(one.table, one.after) for one in changes if one.after]
    new = {row["figure_id"] for table, row in rows if table == "figures"}
    edited = {row["exclusion_id"] for table, row in rows if table == "exclusions"}
    for entry in (entry for text in texts for entry in ledger_of(after, text)):
        waits = entry.exclusion_id if entry.figure_id in new and entry.exclusion_id not in edited else ""
        if waits and after.exclusions[waits].reason == NOT_CODED:
            yield RowChange("exclusions", row_cells(after, "exclusions", waits), None)


def _verified(
    trial: Trial, change: RowChange, sheets: Mapping[str, SheetComparison], texts: Mapping[str, SourceText]
) -> Iterator[Problem]:
    """Yield what the text of its source says against a row that was added or changed."""
    if not change.after or not (text := texts.get(change.after.get("source_id", ""))):
        return
    sheet = sheets[change.table]
    key = key_cells(change.after, sheet.sheet.table.primary_key)
    for column, message, hint in trial.faults(change.table, change.after, text, key if len(key) > 1 else key[0]):
        yield sheet.sheet.problem(sheet.lines[key], column, message, hint)


def import_lines(corpus: Corpus, made: WorkbookImport) -> Iterator[str]:
    """Yield what was mended, and each row that was added, changed or removed, with its cells as they were and are."""
    for mend in made.mends:
        yield f"mended: {mend}"
    for change in made.changes:
        row = change.after or change.before or {}
        name = " ".join(key_cells(row, corpus.descriptor.table(change.table).primary_key))
        what = "changed" if change.before and change.after else "added" if change.after else "removed"
        yield f"{what}: {name} in {change.table}"
        for column, now in (change.after or {}).items():
            was = (change.before or {}).get(column, "")
            if now != was:
                yield f"  {column}: {f'{was} → ' if was else ''}{now or '(empty)'}"
