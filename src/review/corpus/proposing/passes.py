"""Blind passes: who codes, what a second coder is handed, and what comes back, each row with its place in the text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from review.corpus.corpus import Corpus
from review.corpus.proposing.grammar import explain_lines
from review.corpus.proposing.naming import slugged, unused
from review.corpus.tables.csv_format import tidy
from review.corpus.text.source_text import SourceText
from review.corpus.verification.ledger import ledger
from review.corpus.verification.trial import Trial
from review.corpus.verification.verification import ledger_of
from review.corpus.workflow.changing import added, change_rows
from review.errors import CorpusError, FileFault, Problem, UsageError
from review.files.atomic import read_whole, write_together
from review.files.hashing import sha256

#: What the coder of a blind pass fills in of a figure, and of a claim; the place is given, or found from the text.
CODED = {
    "pass_figures": (
        "printed", "low", "high", "qualifier", "unit", "measure_id", "population_id", "stage", "place",
        "period_start", "period_end", "origin", "event", "note",
    ),
    "pass_claims": ("section_id", "paragraph", "sentence", "theme_id", "stance"),
}  # fmt: skip
PLACE = ("section_id", "paragraph", "numeral", "occurrence")
#: The vocabularies that a coder has to know.
_VOCABULARIES = ("measures", "units", "populations", "themes")
SHEET, CLAIMS, CODEBOOK = "figures.csv", "claims.csv", "codebook.md"


def begin_pass(corpus: Corpus, pass_id: str, *, by: str, how: str = "", checked: str = "", today: str = "") -> Corpus:
    """Record a pass that begins, and return the corpus with it: *by* whom, *how*, and how its rows were *checked*.

    A person says by what name; of a program its system, version and prompt are named. Raises UsageError where the pass
    is recorded already, and CorpusError where its row cannot be.
    """
    if pass_id in corpus.passes:
        raise UsageError(f"{pass_id} is a pass already. Go on with it, or choose another name.")
    row = {
        "pass_id": pass_id,
        "label": f"Coding by {by}, blind to other passes",
        "how": " ".join(filter(None, (f"Coded by {by}, with text and codebook alone: no row of another pass.", how))),
        "date": today or date.today().isoformat(),
        "checked": checked or "Its places were compared with the text by the program.",
    }
    return change_rows(corpus, added([("passes", row)]))


def program_told(version: str, prompt: Path | None) -> str:
    """Return what a pass by a program says of it: its version and the hash of its prompt; empty for a person.

    Raises UsageError where one of them is missing, and FileFault.
    """
    if not version and prompt is None:
        return ""
    if not version or prompt is None:
        raise UsageError("A program's pass says its version and its prompt. Give --version and --prompt.")
    return f"A program, version {version}; the prompt {prompt.name} has the SHA-256 {sha256(read_whole(prompt))}."


def export_pass(corpus: Corpus, text: SourceText, folder: Path) -> tuple[Path, ...]:
    """Write what a second coder is handed into *folder*, and return the files: text, codebook, and sheets to fill in.

    No row of a figure, a claim or another pass is in them, nor which numerals are coded. Raises FileFault.
    """
    rows = [dict(zip(PLACE, map(str, place), strict=True)) for place in numeral_places(text)]
    files = {
        folder / f"{text.source_id}.txt": text.text.encode("utf-8"),
        folder / CODEBOOK: "\n".join(_codebook(corpus, text)).encode("utf-8"),
        folder / SHEET: _sheet((*PLACE, *CODED["pass_figures"]), rows),
        folder / CLAIMS: _sheet(CODED["pass_claims"], []),
    }
    if there := [path for path in files if path.exists()]:
        raise UsageError(f"{there[0]} is there already. Name a new folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileFault.of(error, folder) from error
    write_together(files)
    return tuple(files)


def import_pass(corpus: Corpus, text: SourceText, pass_id: str, folder: Path) -> Corpus:
    """Take the rows that a coder filled in in *folder* into the pass, and return the corpus with them.

    A line of the sheet without a measure is no figure. Raises CorpusError with every fault of the rows, each at its
    line, and FileFault.
    """
    if pass_id not in corpus.passes:
        raise UsageError(f"{pass_id} is no pass (known: {', '.join(corpus.passes)}). Begin it: review pass begin.")
    trial, problems, rows = Trial(corpus), list[Problem](), list[tuple[str, Mapping[str, str]]]()
    taken = {*corpus.pass_figures, *corpus.pass_claims}
    for name, table, wanted in ((SHEET, "pass_figures", "measure_id"), (CLAIMS, "pass_claims", "theme_id")):
        for line, cells in _filled(folder / name) if (folder / name).exists() else ():
            if not cells.get(wanted):
                continue
            row = pass_row(corpus, text, table, pass_id, cells, taken)
            taken.add(row["coded_id"])
            rows.append((table, row))
            problems += [Problem(str(folder / name), line, *fault) for fault in trial.faults(table, row, text)]
    if problems:
        raise CorpusError(problems)
    return change_rows(corpus, added(rows))


def pass_row(
    corpus: Corpus, text: SourceText, table: str, pass_id: str, cells: Mapping[str, str], taken: set[str]
) -> dict[str, str]:
    """Return a row of a blind pass: what was coded, whose it is, and the settled figure that stands at its place."""
    row = {name: cell for name, cell in cells.items() if name in (*PLACE, *CODED[table])}
    row |= {"pass_id": pass_id, "source_id": text.source_id}
    told = row.get("measure_id") or row.get("theme_id", "")
    row["coded_id"] = unused(f"{pass_id}-{text.source_id}-{slugged(told)}", taken)
    if table == "pass_figures":
        place = tuple(row.get(name, "") for name in PLACE)
        settled = {tuple(map(str, entry.place)): entry.figure_id for entry in ledger_of(corpus, text)}
        row["figure_id"] = settled.get(place, "")
    return row


def numeral_places(text: SourceText) -> Iterator[tuple[str, int | None, str, int]]:
    """Yield the places of the numerals of *text* that stand in paragraphs: a heading has no place in a pass."""
    yield from (entry.place for entry in ledger(text, (), ()) if entry.paragraph is not None)


def _codebook(corpus: Corpus, text: SourceText) -> Iterator[str]:
    yield f"# Codebook for {text.source_id}\n"
    yield f"Code alone, from `{text.source_id}.txt` and this. Each line of `{SHEET}` is a numeral of the text: fill"
    yield f"in those that are figures, and leave the others empty. Add a line to `{CLAIMS}` for each statement.\n"
    for table, columns in CODED.items():
        yield f"## {table.removeprefix('pass_')}\n"
        for column in columns:
            first, *rest = explain_lines(corpus, table, column, blind=True)
            yield f"- {first}"
            yield from (f"  {line}" for line in rest if not column.endswith("_id"))
        yield ""
    for vocabulary in _VOCABULARIES:
        yield f"## {vocabulary}\n"
        for row in corpus.tables[vocabulary].values():
            told = [str(value) for name, value in vars(row).items() if value not in ("", None) and name != "words"]
            yield f"- {'; '.join(told)}"
        yield ""


def _sheet(columns: tuple[str, ...], rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def _filled(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the lines of a sheet with their numbers. Raises FileFault where it cannot be read."""
    try:
        reader = csv.DictReader(io.StringIO(read_whole(path).decode("utf-8-sig")), strict=True)
        for row in reader:
            yield reader.line_num, {str(name): tidy(cell) for name, cell in row.items() if isinstance(cell, str)}
    except (UnicodeDecodeError, csv.Error) as error:
        raise FileFault(f"{path}: cannot be read as CSV in UTF-8 ({error}). Save it as that.") from error
