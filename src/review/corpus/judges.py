"""The rules of what rows mean, each one judge: the values of a row and all tables in, faults out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from review.corpus.numerals import NumeralError, read_numeral
from review.corpus.reading import Row
from review.corpus.texts import count_words, fold, phrase_pattern

QUOTE_WORDS = 12
BRACED = re.compile(r"\{([a-z0-9:-]+)\}")
# What may stand in the braces of an expression, beside the id of a figure.
FACT, MONTHS = "fact:", "months:"
IMPLIED = "implied: "
VERDICTS = ("consistent", "inconsistent", "not-comparable", "cannot-tell")
_WORD = re.compile(r"\S+")

Fault = tuple[str, str, str]  # column, message, how to mend it
Values = Mapping[str, Any]
Rows = Mapping[str, Mapping[str, Row]]
Judge = Callable[[Values, Rows], Iterable[Fault]]


def anchor(values: Values, tables: Rows) -> Iterator[Fault]:
    """The quote is short, and its section belongs to the source."""
    words = count_words(" ".join(values[name] for name in ("prefix", "quote", "suffix")))
    if words > QUOTE_WORDS:
        message = f"prefix, quote and suffix have {words} words (expected {QUOTE_WORDS} at most)"
        yield "quote", message, "Quote less."
    section = tables["sections"].get(values["section_id"])
    if section and section.values["source_id"] != values["source_id"]:
        message = f"the section belongs to {section.values['source_id']} (expected {values['source_id']})"
        yield "section_id", message, "Name a section of the same source."


def identifier(column: str) -> Judge:
    """Return the judge of an id that starts with its source."""

    def judge(values: Values, tables: Rows) -> Iterator[Fault]:
        source = values["source_id"]
        if not values[column].startswith(f"{source}-"):
            message = f"{values[column]!r} does not start with its source (expected {source}-…)"
            yield column, message, "Rename it, or mend the source."

    return judge


def bounds(values: Values, tables: Rows) -> Iterator[Fault]:
    """The bounds are in order and are those that the qualifier allows."""
    low, high, qualifier = values["low"], values["high"], values["qualifier"]
    if low is not None and high is not None and low > high:
        yield "low", f"low is above high (got {low} and {high})", "Swap them, or mend the wrong one."
        return
    if qualifier == "multiple" and (low is not None or high is not None):
        return  # "more than 10 times" is open above, "tenfold" is not
    open_low, open_high = qualifier in ("at most", "fewer than"), qualifier in ("at least", "more than")
    for column, value, open_end in (("low", low, open_low), ("high", high, open_high)):
        if (value is None) != open_end:
            expected = "no bound" if open_end else "a number"
            got = "none" if value is None else value
            message = f"{column} does not fit the qualifier {qualifier!r} (got {got}, expected {expected})"
            yield column, message, "Mend the bound or the qualifier."


def value(values: Values, tables: Rows) -> Iterator[Fault]:
    """The value and qualifier are what the printed numeral says, and it stands in the quote."""
    printed, quote = values["printed"], values["quote"]
    if not phrase_pattern(printed).search(fold(quote)):
        yield "printed", f"{printed!r} does not stand in the quote ({quote!r})", "Copy it from the quote."
        return
    try:
        read = read_numeral(printed)
    except NumeralError as error:
        yield "printed", f"{printed!r} is no numeral ({error})", "Keep only the number and its qualifier."
        return
    mend = f"Copy the quote again, or mend the value of {values['figure_id']}."
    for column, said in (("low", read.low), ("high", read.high)):
        if values[column] != said:
            got = "no bound" if values[column] is None else values[column]
            meant = "no bound" if said is None else said
            yield column, f"{got} is not what the quote says ({printed!r}, expected {meant})", mend
    if values["qualifier"] != read.qualifier:
        message = f"{values['qualifier']!r} is not what the quote says ({printed!r}, expected {read.qualifier!r})"
        yield "qualifier", message, mend


def measure(values: Values, tables: Rows) -> Iterator[Fault]:
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


def bases(values: Values, tables: Rows) -> Iterator[Fault]:
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


def day(column: str) -> Judge:
    """Return the judge of a date column: where it names a day, it is one of the calendar."""

    def judge(values: Values, tables: Rows) -> Iterator[Fault]:
        if len(values[column]) == len("YYYY-MM-DD"):
            try:
                date.fromisoformat(values[column])
            except ValueError:
                yield column, f"{values[column]} is no day of the calendar", "Mend the date."

    return judge


def dates(start: str, end: str) -> Judge:
    """Return the judge of two date columns: real days, in order."""

    def judge(values: Values, tables: Rows) -> Iterator[Fault]:
        for column in (start, end):
            yield from day(column)(values, tables)
        first, last = values[start], values[end]
        shared = min(len(first), len(last))
        if first and last and first[:shared] > last[:shared]:
            yield start, f"{start} is after {end} (got {first} and {last})", "Put them in order."

    return judge


def appraised(values: Values, tables: Rows) -> Iterator[Fault]:
    """A judgement rests on a quote with its place, or names where its ground is seen."""
    if bool(values["quote"]) == bool(values["basis"]):
        yield "basis", "a judgement rests on a quote or on a basis, one of the two", "Give one, not both."
    if bool(values["quote"]) != bool(values["section_id"] and values["paragraph"]):
        yield "section_id", "a quote and its place go together", "Give section and paragraph of the quote."


def excluded(values: Values, tables: Rows) -> Iterator[Fault]:
    """The place of an excluded numeral belongs to its source."""
    section = tables["sections"].get(values["section_id"])
    if section and section.values["source_id"] != values["source_id"]:
        yield "section_id", "the section belongs to another source", "Name a section of the same source."
    if bool(values["section_id"]) != (values["paragraph"] is not None):
        yield "paragraph", "section and paragraph go together", "Give both, or neither for a heading."


def figure_ids(column: str, pattern: re.Pattern[str]) -> Judge:
    """Return the judge of a column that names figures."""

    def judge(values: Values, tables: Rows) -> Iterator[Fault]:
        named = pattern.findall(values[column])
        if not named:
            yield column, f"it names no figure (got {values[column]!r})", "Write the id of a figure in braces."
        for figure_id in named:
            if figure_id not in tables["figures"]:
                yield column, f"{figure_id!r} is not in figures", _nearest(figure_id, tables["figures"])

    return judge


def inputs(values: Values, tables: Rows) -> Iterator[Fault]:
    """The inputs of an expression exist: figures, facts with a value, and pairs of figures with dated periods."""
    if not BRACED.search(values["expression"]):
        message = f"it names no figure (got {values['expression']!r})"
        yield "expression", message, "Write the id of a figure in braces."
    for name in BRACED.findall(values["expression"]):
        if name.startswith(FACT):
            fact = tables["facts"].get(name.removeprefix(FACT))
            if fact is None or fact.values["value"] is None:
                yield "expression", f"{name!r} is no fact with a value", "Use the id of one."
            continue
        for figure_id in name.removeprefix(MONTHS).split(":"):
            figure = tables["figures"].get(figure_id)
            if figure is None:
                yield "expression", f"{figure_id!r} is not in figures", _nearest(figure_id, tables["figures"])
            elif name.startswith(MONTHS) and not figure.values["period_end"]:
                yield "expression", f"the period of {figure_id} has no end", "Count months between dated figures."
        if name.startswith(MONTHS) and name.count(":") != 2:
            yield "expression", f"{name!r} is no pair of figures", "Write {months:earlier:later}."


def rests(values: Values, tables: Rows) -> Iterator[Fault]:
    """A finding rests on derivations, figures, and relations with the verdict expected of each."""
    for item in values["rests_on"].split():
        name, colon, verdict = item.partition(":")
        if colon and name not in tables["relations"]:
            yield "rests_on", f"{name!r} is not in relations", _nearest(name, tables["relations"])
        elif colon and verdict not in VERDICTS:
            message = f"{verdict!r} is no verdict (expected one of {', '.join(VERDICTS)})"
            yield "rests_on", message, "Write relation:verdict."
        elif not colon and name in tables["relations"]:
            yield "rests_on", f"the relation {name} has no verdict here", "Write relation:verdict."
        elif not colon and name not in tables["derivations"] and name not in tables["figures"]:
            mend = _nearest(name, [*tables["derivations"], *tables["figures"], *tables["relations"]])
            yield "rests_on", f"{name!r} is no derivation, figure or relation", mend


def _nearest(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"Did you mean {near[0]}?" if near else "Use an id that exists."


def related(values: Values, tables: Rows) -> Iterator[Fault]:
    """A relation has members enough for its kind, each once."""
    members = values["members"].split()
    if len(set(members)) < len(members):
        yield "members", "a member stands twice", "Name each figure once."
    if values["kind"] == "implied rate" and (len(members) < 4 or len(members) % 2):
        message = f"an implied rate needs pairs, two at least (got {len(members)} members)"
        yield "members", message, "Name each amount, then the same amount in the other unit."
    elif len(members) < 2:
        yield "members", f"a relation needs two members at least (got {len(members)})", "Name the figures."


def ages(values: Values, tables: Rows) -> Iterator[Fault]:
    """The bounds of an age are in order."""
    low, high = values["age_min"], values["age_max"]
    if low is not None and high is not None and low > high:
        yield "age_min", f"age_min is above age_max (got {low} and {high})", "Put them in order."


def quantified(values: Values, tables: Rows) -> Iterator[Fault]:
    """A fact's value and its unit go together."""
    if (values["value"] is None) != (not values["unit"]):
        yield "unit", "a value and its unit go together", "Give both, or neither."


#: The judges of a table, and the tables that they look into.
JUDGES: dict[str, tuple[tuple[Judge, ...], frozenset[str]]] = {
    "sources": ((dates("covers_start", "covers_end"), *map(day, ("published", "retrieved"))), frozenset()),
    "figures": (
        (anchor, identifier("figure_id"), bounds, value, measure, bases, dates("period_start", "period_end")),
        frozenset({"sections", "measures"}),
    ),
    "claims": ((anchor, identifier("claim_id")), frozenset({"sections"})),
    "appraisals": ((anchor, appraised), frozenset({"sections"})),
    "exclusions": ((excluded, identifier("exclusion_id")), frozenset({"sections"})),
    "sections": ((identifier("section_id"),), frozenset()),
    "passes": ((day("date"),), frozenset()),
    "populations": ((ages,), frozenset()),
    "events": ((dates("start", "end"),), frozenset()),
    "origins": ((day("date"),), frozenset()),
    "derivations": ((inputs,), frozenset({"figures", "facts"})),
    "relations": ((figure_ids("members", _WORD), related), frozenset({"figures"})),
    "findings": ((rests,), frozenset({"relations", "derivations", "figures"})),
    "facts": ((quantified, day("period")), frozenset()),
}
