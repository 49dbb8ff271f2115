"""The checks on what rows mean: bounds, dates, units, bases, values against quotes, lists of ids."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from review.corpus.canonical import canonical_bytes
from review.corpus.descriptor import Descriptor
from review.corpus.keys import key_problems
from review.corpus.numerals import NumeralError, read_numeral
from review.corpus.reading import Row, TableRead
from review.corpus.texts import count_words, fold
from review.errors import Problem

QUOTE_WORDS = 12
BRACED = re.compile(r"\{([a-z0-9-]+)\}")
IMPLIED = "implied: "

Fault = tuple[str, str, str]  # column, message, how to mend it
Rows = Mapping[str, Mapping[str, Row]]


def check_tables(reads: tuple[TableRead, ...], descriptor: Descriptor) -> list[Problem]:
    """Return every problem of the tables as read, sorted by place.

    What rows mean is judged only where every table could be read, so that one fault is told once.
    """
    problems = [problem for read in reads for problem in read.problems]
    problems += key_problems(reads)
    if not problems:
        by_key = {read.table.name: _by_first_key(read) for read in reads}
        for read in reads:
            problems += _meaning(read, by_key)
    if not problems:
        for read in reads:
            problems += _canonical(read, descriptor)
    return sorted(set(problems))


def _by_first_key(read: TableRead) -> dict[str, Row]:
    return {row.values[read.table.primary_key[0]]: row for row in read.rows}


def _meaning(read: TableRead, tables: Rows) -> Iterator[Problem]:
    for judge in _JUDGES.get(read.table.name, ()):
        for row in read.rows:
            for column, message, mend in judge(row.values, tables):
                yield Problem(read.path, row.line, column, message, mend)


def _canonical(read: TableRead, descriptor: Descriptor) -> list[Problem]:
    data = (descriptor.folder / read.table.path).read_bytes()
    lines = data.decode("utf-8").split("\n")
    cells = [{k: v for k, v in zip(read.table.column_names, _cells(line), strict=True)} for line in lines[1:-1]]
    wanted = canonical_bytes(read.table, cells).decode("utf-8").split("\n")
    for number, (got, expected) in enumerate(zip(lines, wanted, strict=True), start=1):
        if got != expected:
            message = "the line is not in canonical form (sorted by key, minimal quoting)"
            return [Problem(read.path, number, "", message, "Run `review fmt`.")]
    return []


def _cells(line: str) -> list[str]:
    return next(csv.reader([line], strict=True))


# --- one judge a rule: the values of a row and all tables in, faults out ---------------------------


def anchor(values: Mapping[str, Any], tables: Rows) -> Iterator[Fault]:
    """The quote is short, and its section belongs to the source."""
    words = count_words(" ".join(values[name] for name in ("prefix", "quote", "suffix")))
    if words > QUOTE_WORDS:
        message = f"prefix, quote and suffix have {words} words (expected {QUOTE_WORDS} at most)"
        yield "quote", message, "Quote less."
    section = tables["sections"].get(values["section_id"])
    if section and section.values["source_id"] != values["source_id"]:
        message = f"the section belongs to {section.values['source_id']} (expected {values['source_id']})"
        yield "section_id", message, "Name a section of the same source."


def identifier(values: Mapping[str, Any], tables: Rows) -> Iterator[Fault]:
    """The id of a figure or claim starts with its source."""
    column = next(iter(values))
    if not values[column].startswith(f"{values['source_id']}-"):
        yield column, f"{values[column]!r} does not start with its source", f"Write {values['source_id']}-…"


def bounds(values: Mapping[str, Any], tables: Rows) -> Iterator[Fault]:
    """The bounds are in order and are those that the qualifier allows."""
    low, high, qualifier = values["low"], values["high"], values["qualifier"]
    if low is not None and high is not None and low > high:
        yield "low", f"low is above high (got {low} and {high})", "Swap them, or mend the wrong one."
        return
    open_low, open_high = qualifier in ("at most", "fewer than"), qualifier in ("at least", "more than")
    for column, value, open_end in (("low", low, open_low), ("high", high, open_high)):
        if (value is None) != open_end:
            expected = "no bound" if open_end else "a number"
            got = "none" if value is None else value
            message = f"{column} does not fit the qualifier {qualifier!r} (got {got}, expected {expected})"
            yield column, message, "Mend the bound or the qualifier."


def value(values: Mapping[str, Any], tables: Rows) -> Iterator[Fault]:
    """The value and qualifier are what the printed numeral says, and it stands in the quote."""
    printed, quote = values["printed"], values["quote"]
    if fold(printed) not in fold(quote):
        yield "printed", f"{printed!r} does not stand in the quote ({quote!r})", "Copy it from the quote."
        return
    try:
        read = read_numeral(printed)
    except NumeralError as error:
        yield "printed", f"{printed!r} is no numeral ({error})", "Keep only the number and its qualifier."
        return
    mend = "Copy the quote again, or mend the value."
    for column, said in (("low", read.low), ("high", read.high)):
        if values[column] != said:
            got = "no bound" if values[column] is None else values[column]
            meant = "no bound" if said is None else said
            yield column, f"{got} is not what the quote says ({printed!r}, expected {meant})", mend
    if values["qualifier"] != read.qualifier:
        message = f"{values['qualifier']!r} is not what the quote says ({printed!r}, expected {read.qualifier!r})"
        yield "qualifier", message, mend


def measure(values: Mapping[str, Any], tables: Rows) -> Iterator[Fault]:
    """The unit and the stage are among those of the measure."""
    kind = tables["measures"][values["measure_id"]].values
    units, stages = kind["units"].split(), kind["stages"].split()
    if values["unit"] not in units:
        message = f"{values['unit']!r} is no unit of {values['measure_id']} (expected one of {', '.join(units)})"
        yield "unit", message, "Use one of them, or mend the measure."
    if values["stage"] not in (stages or [""]):
        expected = f"one of {', '.join(stages)}" if stages else "none"
        message = f"the stage does not fit {values['measure_id']} (got {values['stage']!r}, expected {expected})"
        yield "stage", message, "Mend the stage or the measure."


def bases(values: Mapping[str, Any], tables: Rows) -> Iterator[Fault]:
    """What a reader could doubt rests on a phrase, or says that it is implied and why."""
    dated = values["period_start"] or values["period_end"]
    for column, has in (("place", values["place"]), ("period", dated)):
        basis = values[f"{column}_basis"]
        if bool(has) != bool(basis):
            message = f"the {column} and its basis do not go together (got {has!r} and {basis!r})"
            yield f"{column}_basis", message, f"Give the phrase, or '{IMPLIED}' and the reason, or neither."
        if basis.startswith(IMPLIED.strip()) and len(basis) <= len(IMPLIED) + 2:
            yield f"{column}_basis", "the reason of what is implied is missing", "Say why it is implied."
    if bool(values["event_id"]) != bool(values["event_tie"]):
        yield "event_tie", "an event and its tie go together", "Say stated or inferred, or leave both empty."
    if (values["event_tie"] == "inferred") != bool(values["event_grounds"]):
        yield "event_grounds", "an inferred tie, and no other, has grounds", "Give the grounds of the inference."


def dates(start: str, end: str) -> Callable[[Mapping[str, Any], Rows], Iterator[Fault]]:
    """Return the judge of two date columns: real days, in order."""

    def judge(values: Mapping[str, Any], tables: Rows) -> Iterator[Fault]:
        for column in (start, end):
            if len(values[column]) == len("YYYY-MM-DD"):
                try:
                    date.fromisoformat(values[column])
                except ValueError:
                    yield column, f"{values[column]} is no day of the calendar", "Mend the date."
        first, last = values[start], values[end]
        shared = min(len(first), len(last))
        if first and last and first[:shared] > last[:shared]:
            yield start, f"{start} is after {end} (got {first} and {last})", "Put them in order."

    return judge


def appraised(values: Mapping[str, Any], tables: Rows) -> Iterator[Fault]:
    """A judgement rests on a quote with its place, or names where its ground is seen."""
    if bool(values["quote"]) == bool(values["basis"]):
        yield "basis", "a judgement rests on a quote or on a basis, one of the two", "Give one, not both."
    if bool(values["quote"]) != bool(values["section_id"] and values["paragraph"]):
        yield "section_id", "a quote and its place go together", "Give section and paragraph of the quote."


def excluded(values: Mapping[str, Any], tables: Rows) -> Iterator[Fault]:
    """The place of an excluded numeral belongs to its source."""
    section = tables["sections"].get(values["section_id"])
    if section and section.values["source_id"] != values["source_id"]:
        yield "section_id", "the section belongs to another source", "Name a section of the same source."
    if bool(values["section_id"]) != (values["paragraph"] is not None):
        yield "paragraph", "section and paragraph go together", "Give both, or neither for a heading."


def figure_ids(column: str, pattern: re.Pattern[str]) -> Callable[[Mapping[str, Any], Rows], Iterator[Fault]]:
    """Return the judge of a column that names figures."""

    def judge(values: Mapping[str, Any], tables: Rows) -> Iterator[Fault]:
        for figure_id in pattern.findall(values[column]):
            if figure_id not in tables["figures"]:
                yield column, f"{figure_id!r} is not in figures", "Use the id of a figure."

    return judge


def rests(values: Mapping[str, Any], tables: Rows) -> Iterator[Fault]:
    """A finding names derivations, and relations with a verdict."""
    if not values["rests_on"].split():
        yield "rests_on", "the finding rests on nothing", "Name the relations and derivations that carry it."
    for item in values["rests_on"].split():
        name, _, verdict = item.partition(":")
        if verdict and (name not in tables["relations"] or verdict not in VERDICTS):
            message = f"{item!r} is no relation with a verdict (verdicts: {', '.join(VERDICTS)})"
            yield "rests_on", message, "Write relation:verdict."
        if not verdict and name not in tables["derivations"] and name not in tables["figures"]:
            yield "rests_on", f"{name!r} is no derivation or figure", "Use an id that exists."


def corrected(values: Mapping[str, Any], tables: Rows) -> Iterator[Fault]:
    """A correction still finds what it corrects."""
    row = tables["figures"][values["figure_id"]].values
    if values["field"] not in row:
        yield "field", f"{values['field']!r} is no column of figures", "Name a column."
    elif str(row[values["field"]] or "") != values["found"]:
        message = f"the correction has expired (the row says {row[values['field']]!r})"
        yield "found", message, "Remove it, or renew it."


VERDICTS = ("consistent", "inconsistent", "not-comparable", "cannot-tell")
_WORD = re.compile(r"\S+")

Judge = Callable[[Mapping[str, Any], Rows], Iterable[Fault]]
_JUDGES: dict[str, tuple[Judge, ...]] = {
    "sources": (dates("covers_start", "covers_end"),),
    "figures": (anchor, identifier, bounds, value, measure, bases, dates("period_start", "period_end")),
    "claims": (anchor, identifier),
    "appraisals": (anchor, appraised),
    "exclusions": (excluded,),
    "events": (dates("start", "end"),),
    "derivations": (figure_ids("expression", BRACED),),
    "relations": (figure_ids("members", _WORD),),
    "findings": (rests,),
    "corrections": (corrected,),
}
