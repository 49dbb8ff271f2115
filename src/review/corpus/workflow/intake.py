"""The intake of a new source: its rows, a stub of an appraisal, and its numerals, waiting to be coded."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from review.corpus.corpus import Corpus
from review.corpus.tables.bibliography import BIBLIOGRAPHY, read_bibliography
from review.corpus.tables.csv_format import canonical_bytes, parse, tidy
from review.corpus.tables.reading import read_cell
from review.corpus.tables.vocabulary_records import by_position
from review.corpus.text.numerals.languages import reading_note
from review.corpus.text.source_text import Section, SourceText, count_words, read_text
from review.corpus.verification.ledger import Entry, ledger
from review.corpus.workflow.changing import write_tried
from review.corpus.workflow.release_gaps import NOT_CODED, STUB
from review.errors import CorpusError, FileFault, UsageError
from review.files.hashing import sha256

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Intake:
    """What was added: the source, the files that changed, the numerals that wait, and a note on their language."""

    source_id: str
    files: tuple[str, ...]
    waiting: tuple[Entry, ...]
    note: str = ""


def add_source(corpus: Corpus, source_id: str, *, kind: str, title: str, text: Path) -> Intake:
    """Add a source with everything that a coder has to complete, and return what was added.

    Nothing is written unless all of it can be, and the data has no problem afterwards. Raises UsageError and
    FileFault.
    """
    _refuse(corpus, source_id, kind, title)
    source = _read(corpus, text, source_id)
    waiting = ledger(source, (), ())
    rows = _rows(corpus, source, kind, title, waiting)
    folder = corpus.descriptor.folder
    changes: dict[Path, bytes] = {}
    for name, added in rows.items():
        table = corpus.descriptor.table(name)
        path = folder / table.path
        changes[path] = canonical_bytes(table, [*parse(table, path.read_bytes(), str(path)), *added])
    if source_id not in read_bibliography(folder).entries:
        entry = f"\n@misc{{{source_id},\n  title = {{{title}}},\n  note = {{{STUB}}}\n}}\n"
        bibliography = folder / BIBLIOGRAPHY
        changes[bibliography] = bibliography.read_bytes() + entry.encode("utf-8")
    try:
        write_tried(corpus, changes)
    except CorpusError as error:
        raise UsageError(f"{source_id} cannot be added, since the data would have problems:\n{error}") from error
    return Intake(
        source_id,
        tuple(f"data/{path.relative_to(folder).as_posix()}" for path in changes),
        waiting,
        reading_note(source.folded),
    )


def _refuse(corpus: Corpus, source_id: str, kind: str, title: str) -> None:
    if not _ID.fullmatch(source_id):
        raise UsageError(f"{source_id!r} is no id (expected letters a-z, digits and hyphens, such as smith2015).")
    if source_id in corpus.sources:
        raise UsageError(f"{source_id} is a source already. Choose another id, or edit its rows.")
    table = corpus.descriptor.table("sources")
    if fault := read_cell(table.column("title"), title)[1]:
        raise UsageError(f"the title cannot be used: {fault[0]}. {fault[1]}")
    if not corpus.passes:
        raise UsageError("no coding pass is recorded that its rows could name. Add one to evidence/passes.csv.")
    kinds = table.column("kind").choices
    if kind not in kinds:
        near = difflib.get_close_matches(kind, kinds)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise UsageError(f"{kind!r} is no kind of source (known: {', '.join(kinds)}).{hint}")


def _read(corpus: Corpus, text: Path, source_id: str) -> SourceText:
    try:
        source = read_text(text, source_id)
    except OSError as error:
        raise FileFault(f"{text}: the text cannot be read ({error.strerror}). Name a file that exists.") from error
    except UnicodeDecodeError as error:
        raise FileFault(f"{text}: the text is not UTF-8 ({error.reason}). Save it as UTF-8.") from error
    if not source.text.strip():
        raise FileFault(f"{text}: the text is empty. Name the file that holds the source's text.")
    section = Section(f"{source_id}-text", "Whole text", _first_words(corpus, source))
    return SourceText(source_id, source.text, (section,))


def _first_words(corpus: Corpus, source: SourceText) -> str:
    """Return the words by which the text's one section is found: as many of the first as a cell may hold."""
    column = corpus.descriptor.table("sections").column("starts")
    first = source.paragraphs[0]
    words = re.sub(r"^\W+", "", source.folded[first.start : first.end]).split()[:6]
    for count in range(len(words), 0, -1):
        starts = tidy(" ".join(words[:count]))
        if read_cell(column, starts)[1] is None:
            return starts
    raise UsageError(f"{source.source_id}: the text starts with no words. Remove the marks before its first word.")


def _rows(
    corpus: Corpus, source: SourceText, kind: str, title: str, waiting: tuple[Entry, ...]
) -> Mapping[str, list[dict[str, str]]]:
    source_id, section = source.source_id, source.sections[0]
    stub = dict.fromkeys(("speaker", "audience", "dated", "access_note", "special"), STUB)
    digest = sha256(source.text.encode("utf-8"))
    size = {"text_sha256": digest, "text_words": str(count_words(source.text))}
    domains = [row.domain for row in by_position(corpus.appraisal_domains)]
    waiting_for = next((row.judgement for row in corpus.appraisal_judgements.values() if row.waiting), "")
    first_pass = next(iter(corpus.passes))
    appraisal = {"source_id": source_id, "judgement": waiting_for, "reason": STUB, "basis": STUB}
    return {
        "sources": [{"source_id": source_id, "kind": kind, "title": title, **stub, **size}],
        "sections": [
            {
                "section_id": section.section_id,
                "source_id": source_id,
                "position": "1",
                "title": section.title,
                "starts": section.starts,
            }
        ],
        "appraisals": [{**appraisal, "domain": domain, "coding_pass": first_pass} for domain in domains],
        "exclusions": [
            {
                "exclusion_id": f"{source_id}-x{number:03d}",
                "source_id": source_id,
                "section_id": entry.section_id,
                "paragraph": "" if entry.paragraph is None else str(entry.paragraph),
                "printed": entry.printed,
                "occurrence": str(entry.occurrence),
                "reason": NOT_CODED,
            }
            for number, entry in enumerate(waiting, start=1)
        ],
    }
