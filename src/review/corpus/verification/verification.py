"""The verification of coded rows against the texts (laws 1 to 3), and the receipt that it leaves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from functools import cache
from itertools import count
from operator import attrgetter
from pathlib import Path
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.rules.rule import Fault
from review.corpus.rules.value_rules import BY_EYE, in_unit, is_read_by_eye
from review.corpus.tables.records import Anchored, Figure
from review.corpus.text.numerals.scan import Numeral
from review.corpus.text.source_text import SourceText, count_words, read_text
from review.corpus.verification.coverage import coverage_of, coverage_problems
from review.corpus.verification.ledger import Entry, bounding_spans, ledger, numerals_of, printed_spans, quote_places
from review.corpus.verification.phrase_checks import phrase_faults
from review.corpus.verification.row_templates import unaccounted_rows
from review.errors import FileFault, Problem
from review.files.hashing import sha256

RECEIPT = "verification.json"
_SORTED = json.JSONEncoder(sort_keys=True)
ANCHORED_TABLES = ("figures", "claims", "appraisals")


@dataclass(frozen=True)
class Verified:
    """What was found for one source: its text, the share of its words outside tables that are quoted, its ledger."""

    text: SourceText
    coverage: float
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Verification:
    """The outcome over all sources: what was found, and every problem sorted by place."""

    sources: Mapping[str, Verified]
    problems: tuple[Problem, ...]


def verify(corpus: Corpus, texts: Path) -> Verification:
    """Check every row of *corpus* against the texts in *texts* (one ``<source_id>.txt`` each).

    Raises FileFault where a text is missing or unreadable.
    """
    sources: dict[str, Verified] = {}
    problems: list[Problem] = []
    for source_id in corpus.sources:
        text = text_of(corpus, texts, source_id)
        problems += _text_problems(corpus, text)
        rows = [row for name in ANCHORED_TABLES for row in _rows(corpus, name, source_id)]
        for name, row in rows:
            problems += row_problems(corpus, text, name, row)
        coverage = coverage_of(corpus, text, rows)
        entries = ledger_of(corpus, text)
        problems += coverage_problems(corpus, source_id, coverage)
        problems += ledger_problems(corpus, text, entries)
        sources[source_id] = Verified(text, coverage.share, entries)
    return Verification(sources, tuple(sorted(problems)))


def row_problems(corpus: Corpus, text: SourceText, table: str, row: Anchored) -> Iterator[Problem]:
    """Yield what is wrong with one row against the text of its source."""
    key = attrgetter(*corpus.descriptor.table(table).primary_key)(row)
    for fault in row_faults(corpus, text, row):
        yield corpus.problem(table, key, *fault)


def row_faults(corpus: Corpus, text: SourceText, row: Anchored) -> Iterator[Fault]:
    """Yield what is wrong with one row against the text of its source; it need not be among those of the corpus."""
    yield from _anchor_faults(text, row)
    if isinstance(row, Figure):
        yield from _reading_faults(text, row, corpus.units[row.unit].kind)
        yield from phrase_faults(corpus, text, row)


def ledger_of(corpus: Corpus, text: SourceText) -> tuple[Entry, ...]:
    """Return the numerals of a source's text with what accounts for each."""
    figures = corpus.of_source("figures", text.source_id)
    bounds = (
        (one.figure_id, span)
        for one in figures
        for span in bounding_spans(text, one, corpus.populations.get(one.population_id))
    )
    return ledger(text, figures, corpus.of_source("exclusions", text.source_id), bounds)


def text_of(corpus: Corpus, texts: Path, source_id: str) -> SourceText:
    """Return the text of a source from the folder *texts*. Raises FileFault."""
    path = texts / f"{source_id}.txt"
    try:
        text = read_text(path, source_id, corpus.sections_of(source_id))
    except (OSError, UnicodeDecodeError) as error:
        raise FileFault(f"{path}: the text of {source_id} cannot be read ({error}). Put it there.") from error
    source = corpus.sources[source_id]
    return replace(text, language=source.language, is_laid_out=source.is_laid_out)


def _rows(corpus: Corpus, table: str, source_id: str) -> Iterator[tuple[str, Any]]:
    for row in corpus.of_source(table, source_id):
        if row.quote:
            yield table, row


def _text_problems(corpus: Corpus, text: SourceText) -> Iterator[Problem]:
    source_id, source = text.source_id, corpus.sources[text.source_id]
    digest = sha256(text.text.encode("utf-8"))
    if digest != source.text_sha256:
        message = f"the text is not the one that was coded (got sha256 {digest[:12]}…)"
        yield corpus.problem("sources", source_id, "text_sha256", message, "Use the same copy, or code the new one.")
    if (words := count_words(text.text)) != source.text_words:
        message = f"the text has {words} words (expected {source.text_words})"
        yield corpus.problem("sources", source_id, "text_words", message, "Mend the length.")
    for section in text.missing_sections[:1]:  # those after it were not looked for
        message = f"no paragraph starts with {section.starts!r} after the section before"
        hint = "Copy the first words of the section."
        yield corpus.problem("sections", section.section_id, "starts", message, hint)
    for line in text.unsectioned_pages:
        message = "a page begins here and no section does"
        yield Problem(
            f"{source_id}.txt", line, "", message, f"Give it a section, with its page, in {corpus.path('sections')}."
        )


def _anchor_faults(text: SourceText, row: Anchored) -> Iterator[Fault]:
    """Law 1: the quote stands exactly once, and where the row says."""
    spans = [place.quote for place in quote_places(text, row)]
    if len(spans) != 1 and (cell := getattr(row, "cell", "")):
        message = f"the quote is not the content of that cell, or of more than one (got {cell!r}, {row.quote!r})"
        yield "cell", message, "Give the heads of its row and its column as the table has them, apart by ' | '."
        return
    if len(spans) != 1:
        message = f"the quote stands {len(spans)} times in {text.source_id} ({row.quote!r}, expected once)"
        hint = "Add a prefix or suffix." if spans else f"Copy it again from the text.{_nearest(text, row)}"
        yield "quote", message, hint
        return
    at = text.paragraph_at(spans[0][0])
    got = (row.section_id, row.paragraph)
    if at is not None and got != (at.section_id, at.number):
        message = f"the quote stands elsewhere (got {got[0]} {got[1]}, expected {at.section_id} {at.number})"
        yield "paragraph", message, "Mend the section and the paragraph."


def _nearest(text: SourceText, row: Anchored) -> str:
    """Return what stands nearest to a quote where the row says that it stands, and the row's id."""
    name = getattr(row, "figure_id", "") or getattr(row, "claim_id", "") or f"{row.source_id}"
    for paragraph in text.paragraphs:
        if (paragraph.section_id, paragraph.number) == (row.section_id, row.paragraph):
            return f" Nearest for {name}: {text.closest(row.quote, paragraph)!r}."
    return ""


def _reading_faults(text: SourceText, figure: Figure, kind: str) -> Iterator[Fault]:
    """Law 2: the numeral as it stands in the text, with the words around it, reads as coded."""
    spans = printed_spans(text, figure)
    if len(spans) != 1:
        message = f"{figure.printed!r} stands {len(spans)} times in its quote (expected once)"
        yield "printed", message, "Quote so that the numeral is unique."
        return
    start, end = spans[0]
    there = [numeral for numeral in numerals_of(text) if numeral.number_start < end and start < numeral.number_end]
    if part := next((n for n in there if n.number_start < start or end < n.number_end), None):
        message = (
            f"{figure.printed!r} is a part of what the text prints (got {figure.printed!r}, expected {part.text!r})"
        )
        yield "printed", message, "Copy the numeral whole."
    elif is_read_by_eye(figure.note):
        if there and not any(numeral.interval.unread for numeral in there):
            message = f"the reader reads {there[0].text!r} itself (got a note that it was read by eye)"
            yield "note", message, f"Take {BY_EYE!r} out of the note."
    elif not there:
        yield "printed", f"no numeral was found at {figure.printed!r} in the text", "Copy the numeral as it stands."
    elif there[0].interval.unread:
        message = f"the reader does not know what {_around(text, there[0])!r} says"
        yield (
            "printed",
            message,
            f"Exclude it, or read it yourself and begin the note with {BY_EYE!r} and why it says so.",
        )
    elif (figure.low, figure.high, figure.qualifier) != (
        read := in_unit(there[0].interval, figure.printed, figure.quote, kind)
    )[:3]:
        message = f"the text reads {there[0].text!r} here (expected {read}, got {figure.printed!r})"
        yield "printed", message, "Take the qualifying words into the quote."


def _around(text: SourceText, numeral: Numeral) -> str:
    """Return *numeral* with the words beside it."""
    before = text.folded[max(0, numeral.start - 12) : numeral.start]
    return " ".join((before + text.folded[numeral.start : numeral.end + 12]).split())


def ledger_problems(corpus: Corpus, text: SourceText, entries: tuple[Entry, ...]) -> Iterator[Problem]:
    """Law 3: every numeral is coded or excluded, and every exclusion excludes one."""
    used = {entry.exclusion_id for entry in entries}
    waiting = count(1)
    for entry in entries:
        if not entry.accounted:
            line = text.line_at(entry.start)
            where = f"{entry.section_id or 'before the first section'}, paragraph {entry.paragraph}"
            place = f"{where if entry.paragraph else 'in a heading'}, occurrence {entry.occurrence}"
            known = ", and the reader does not know what it says" if entry.unread else ""
            message = f"the numeral {entry.printed!r} is not accounted for{known} ({place})"
            hint = "Code it as a figure, or exclude it. Fill in and paste one of these rows:"
            for name, row in unaccounted_rows(corpus, text, entry, next(waiting)):
                hint += f"\n  {corpus.path(name)}: {row}"
            yield Problem(f"{text.source_id}.txt", line, "", message, hint)
        if entry.figure_id and entry.exclusion_id:
            message = f"the numeral is coded as {entry.figure_id} and excluded as well"
            yield corpus.problem("exclusions", entry.exclusion_id, "", message, "Remove one of the rows.")
    for exclusion in corpus.exclusions.values():
        if exclusion.source_id == text.source_id and exclusion.exclusion_id not in used:
            message = f"no numeral {exclusion.printed!r} stands there"
            hint = "Mend the place, or remove the row."
            yield corpus.problem("exclusions", exclusion.exclusion_id, "printed", message, hint)


def row_hash(row: Any) -> str:
    """Return the hash by which a row is known to be unchanged: 16 hexadecimal digits."""
    names = (name for name, optional in _names(row.__class__) if not optional or getattr(row, name) not in (None, ""))
    values = {name: None if (value := getattr(row, name)) is None else str(value) for name in names}
    return sha256(_SORTED.encode(values).encode())[:16]


@cache
def _names(record: Any) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a record, each with whether it may be empty because its table goes without the column."""
    return tuple((field.name, field.default is not MISSING) for field in fields(record))
