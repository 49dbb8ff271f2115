"""A new source, added whole or not at all: its text, how that reads, its rows, what waits; and what is told of it."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from review.corpus.corpus import Corpus
from review.corpus.tables.bibliography import BIBLIOGRAPHY, read_bibliography
from review.corpus.tables.csv_format import canonical_bytes, parse
from review.corpus.tables.evidence_records import DECODED
from review.corpus.tables.reading import read_cell
from review.corpus.text.numerals.languages import language_name, language_of, reading_note
from review.corpus.text.numerals.values import Interval
from review.corpus.text.source_text import SourceText, read_text
from review.corpus.verification.ledger import Entry, ledger, numerals_of
from review.corpus.workflow.changing import tried
from review.errors import CorpusError, FileFault, UsageError
from review.files.atomic import write_together
from review.intake.copies import SourceCopy
from review.intake.rows import Rows, sectioned, source_rows, stub_entry
from review.present.words.wording import date_text

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Intake:
    """What was added, or would be: the text, the files that change, the rows, the numerals that wait, how they read."""

    source: SourceText
    files: tuple[str, ...]
    rows: Rows
    waiting: tuple[Entry, ...]
    reading: NumeralCounts


def add_source(
    corpus: Corpus,
    source_id: str,
    *,
    kind: str,
    title: str,
    copy: SourceCopy,
    language: str = "",
    published: str = "",
    origin: Mapping[str, str] = MappingProxyType({}),
    entry: str = "",
    address: str = "",
    texts: Path | None = None,
    dry_run: bool = False,
) -> Intake:
    """Add a source with everything that a coder has to complete, and return what was added.

    It was *published* on a day, in a month or in a year, where that is given; *origin* is a row of what it is itself
    where it credits nobody. Its reference is the *entry* in BibTeX, else a stub with the *address*. Its copy is put
    into the folder *texts*, where that is given. Nothing is written unless all of it can be, and the data has no
    problem afterwards; in a *dry_run* nothing at all. Raises UsageError and FileFault.
    """
    _refuse(corpus, source_id, kind, title, language)
    source = sectioned(corpus, source_id, copy, language)
    waiting = ledger(source, (), ())
    rows = source_rows(corpus, source, copy, {"kind": kind, "title": title, **_dated(published)}, waiting)
    folder = corpus.descriptor.folder
    if origin and not {source_id, origin["name"]} & {*corpus.origins, *(row.name for row in corpus.origins.values())}:
        rows = {**rows, "origins": [{"origin_id": source_id, **origin}]}
    changes = _extended(corpus, rows) | _referenced(folder, source_id, title, entry, address)
    try:
        tried(corpus, changes)
    except CorpusError as error:
        raise UsageError(f"{source_id} cannot be added, since the data would have problems:\n{error}") from error
    changes |= _copied(copy, source_id, texts)
    if not dry_run:
        write_together(changes)
    return Intake(source, tuple(_named(path, folder) for path in changes), rows, waiting, counts_of(source, copy))


def _dated(published: str) -> dict[str, str]:
    """Return the cells of a date; the one in words stands as a reference has it, until somebody compares the page."""
    return {"published": published, "dated": date_text(published)} if published else {}


def _referenced(folder: Path, source_id: str, title: str, entry: str, address: str) -> dict[Path, bytes]:
    """Return the bibliography with a reference of the source; nothing where it has one."""
    if source_id not in read_bibliography(folder).entries:
        written = f"\n{entry.strip() or stub_entry(source_id, title, address)}\n"
        return {folder / BIBLIOGRAPHY: (folder / BIBLIOGRAPHY).read_bytes() + written.encode("utf-8")}
    if entry or address:
        mend = "Leave reference and address out, or mend the entry."
        raise UsageError(f"{source_id} has an entry in data/{BIBLIOGRAPHY} already. {mend}")
    return {}


def _extended(corpus: Corpus, rows: Rows) -> dict[Path, bytes]:
    """Return the tables with *rows* added, and with the optional columns that these fill."""
    changes = {}
    for name, added in rows.items():
        table = corpus.descriptor.table(name)
        path = corpus.descriptor.folder / table.path
        wide = table.with_optional({column for row in added for column, cell in row.items() if cell})
        changes[path] = canonical_bytes(wide, [*parse(table, path.read_bytes(), str(path)), *added])
    return changes


def _named(path: Path, folder: Path) -> str:
    return f"data/{path.relative_to(folder).as_posix()}" if path.is_relative_to(folder) else str(path)


def _copied(copy: SourceCopy, source_id: str, texts: Path | None) -> dict[Path, bytes]:
    """Return the text of the source as it is put beside the others; nothing where it stands there."""
    if texts is None:
        if copy.converter:
            made = "read from another encoding" if copy.converter.startswith(DECODED) else "made of the file"
            raise UsageError(f"{source_id}: its text is {made} and has to be kept. Say where the texts are by --texts.")
        return {}
    path = texts / f"{source_id}.txt"
    if not texts.is_dir():
        raise FileFault(f"{texts}: there is no such folder. Make it, or name the one in which the texts are.")
    if not path.exists():
        return {path: copy.text.encode("utf-8")}
    try:
        is_same = read_text(path, source_id).text == copy.text
    except UnicodeDecodeError:
        is_same = False
    if is_same:
        return {}
    raise FileFault(f"{path}: another text is there already, and is left alone. Move it away, or choose another id.")


def _refuse(corpus: Corpus, source_id: str, kind: str, title: str, language: str) -> None:
    if not _ID.fullmatch(source_id):
        raise UsageError(f"{source_id!r} is no id (expected letters a-z, digits and hyphens, such as smith2015).")
    if source_id in corpus.sources:
        raise UsageError(f"{source_id} is a source already. Choose another id, or edit its rows.")
    if language and not _LANGUAGE.fullmatch(language):
        raise UsageError(f"{language!r} is no tag of a language (such as en, zh or de).")
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


_UNREAD = "unread"


@dataclass(frozen=True)
class NumeralCounts:
    """The numerals of a text counted by what they say, the most first; and what there is to know before coding it."""

    language: str
    counts: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]

    @property
    def summary(self) -> str:
        """How many numerals there are, and how they read, in a line."""
        total = sum(count for _, count in self.counts)
        parts = ", ".join(f"{count} {name}" for name, count in self.counts)
        what = f"{total} {'numeral' if total == 1 else 'numerals'}, read as {self.language}"
        return f"{what}: {parts}." if parts else f"{what}."


def counts_of(source: SourceText, copy: SourceCopy) -> NumeralCounts:
    """Return how the numerals of a new text read, and what is unsure of its *copy*."""
    counted = Counter(_kind(numeral.interval) for numeral in numerals_of(source))
    language = language_name(source.language.partition("-")[0] or language_of(source.folded))
    return NumeralCounts(language, tuple(counted.most_common()), (*copy.doubts, *_of_language(source)))


def _kind(interval: Interval) -> str:
    if interval.unread:
        return _UNREAD
    return "rate" if interval.per is not None else str(interval.qualifier)


def _of_language(source: SourceText) -> Iterator[str]:
    found = language_of(source.folded)
    told = source.language.partition("-")[0]
    if told and told != found:
        yield f"The text looks {language_name(found)}, and is read as {language_name(told)}, as you say."
    if note := reading_note(source.folded, source.language):
        yield note


def intake_lines(corpus: Corpus, added: Intake, *, is_written: bool) -> Iterator[str]:
    """Yield what to print of a source that was added, or would be."""
    source, paged = added.source, any(section.page for section in added.source.sections)
    for path in added.files:
        rows = next((rows for name, rows in added.rows.items() if corpus.path(name) == path), None)
        what = f" ({len(rows)} {'row' if len(rows) == 1 else 'rows'})" if rows is not None and not is_written else ""
        yield f"{'extended' if is_written else 'would extend'}: {path}{what}"
    if paged or not is_written:
        counts = Counter(paragraph.section_id for paragraph in source.paragraphs)
        for section in source.sections:
            number = counts[section.section_id]
            paragraphs = f"{number} {'paragraph' if number == 1 else 'paragraphs'}"
            yield f"{section.title}: {paragraphs}, begins {section.starts!r}"
    titles = {section.section_id: section.title for section in source.sections}
    for entry in added.waiting:
        where = f"paragraph {entry.paragraph}" if entry.paragraph else "heading"
        if paged and entry.paragraph:
            where = f"{titles[entry.section_id]}, § {entry.paragraph}"
        unread = "; the reader does not know what it says" if entry.unread else ""
        yield f"waiting: {where}: {entry.printed} (occurrence {entry.occurrence}){unread}"
    yield added.reading.summary
    yield from (f"unsure: {note}" for note in added.reading.notes)
    yield _ending(source.source_id, added, is_written)


def _ending(source_id: str, added: Intake, is_written: bool) -> str:
    if not is_written:
        return "Nothing was written."
    has_copy = any(path.endswith(f"{source_id}.txt") for path in added.files)
    put = "" if has_copy else f" `review verify` expects its text as {source_id}.txt beside the others;"
    rest = "`review check` says what is missing."
    return f"{source_id} has a page from the next `review book` on.{put} {rest}"
