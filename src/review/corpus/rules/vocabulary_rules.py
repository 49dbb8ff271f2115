"""The rules of what the vocabularies have to say for the code to decide on them, and of others' words in them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator

from review.corpus.rules.rule import Fault, Tables, Values
from review.corpus.tables.reading import Row, TableRead
from review.corpus.text.numerals.languages import numerals_in
from review.corpus.vocabulary import UnitKind
from review.errors import Problem

#: The unit of a number of times, which needs no words.
RATIO = "ratio"
#: By how many levels a rating can fall.
MOST_LEVELS = 3


def based(values: Values, tables: Tables) -> Iterator[Fault]:
    """A basis falls by the levels that there are and says why; a colour says one thing, and grey nothing."""
    if values["fall"] > MOST_LEVELS:
        yield "fall", f"{values['fall']} is too large (expected {MOST_LEVELS} at most)", "Mend the number."
    for column in ("fall_when", "fall_reason"):
        if bool(values[column]) != bool(values["fall"]):
            message = (
                f"a fall of {values['fall']} and {'this text' if values[column] else 'no text'} do not go together"
            )
            yield column, message, "Say when, and why, it is lowered; leave both empty where fall is 0."
    if (values["colour"] == "grey") == bool(values["drawn"]):
        yield "drawn", "blue and orange are explained below a chart, and grey is not", "Say what the colour says."
    for other in tables["bases"].values():
        row = other.values
        if row["colour"] == values["colour"] and row["drawn"] != values["drawn"] and row["basis"] < values["basis"]:
            message = f"{values['colour']} says {row['drawn']!r} already (of {row['basis']})"
            yield "drawn", message, "Say the same of both, or take another colour."


def signed(values: Values, tables: Tables) -> Iterator[Fault]:
    """A sign of a unit has its place."""
    if bool(values["sign"]) != bool(values["position"]):
        yield "position", "a sign and its position go together", "Give both, or neither."


def rated(values: Values, tables: Tables) -> Iterator[Fault]:
    """A rate, and no other unit, says what stands below its line; its words say no other number, and others' none."""
    per = values.get("per")
    if (values["kind"] == UnitKind.RATE) != bool(per):
        message = "a rate, and no other unit, is per so many"
        yield "per", message, "Write 100000 for a rate per 100,000, in a column per behind the others."
    for column in ("label", "singular", "plural"):
        for numeral in numerals_in(values[column]):
            if numeral.interval.low != per:
                yield column, f"{numeral.text!r} is not what the unit is per (got {per})", "Mend the words, or per."


def in_units(values: Values, tables: Tables) -> Iterator[Fault]:
    """What is computed, or known from outside, is in a unit of the table, or in one that words of it make up."""
    unit = values["unit"]
    if unit and " " not in unit and unit != RATIO and unit not in tables["units"]:
        near = difflib.get_close_matches(unit, tables["units"])
        hint = f"Did you mean {near[0]}? If not, add a row with its words." if near else "Add a row with its words."
        yield "unit", f"{unit!r} is not in units (expected a key of that table, or words such as 'person a year')", hint


def judged(values: Values, tables: Tables) -> Iterator[Fault]:
    """A pass has judged, whatever waits in the settled table."""
    known = tables["appraisal_judgements"].get(values["judgement"])
    if known and known.values["waiting"]:
        yield "judgement", f"{values['judgement']!r} is no judgement of a pass", "Give the judgement, or no row."


def instrument_problems(domains: TableRead, judgements: TableRead) -> Iterator[Problem]:
    """Yield what the instrument of the appraisal lacks, where there is one: what add-source and ratings ask of it."""
    if not domains.rows:
        return
    waiting, fails = (list(_marked(judgements.rows, name)) for name in ("waiting", "fails"))
    if len(waiting) != 1:
        line, got = waiting[1].line if waiting else 1, ", ".join(row.values["judgement"] for row in waiting) or "none"
        message = f"one judgement says that nobody has judged yet (got {got}, expected one row with waiting = yes)"
        yield Problem(judgements.path, line, "waiting", message, "Mark the one that add-source is to write.")
    if (limits := list(_marked(domains.rows, "limits"))) and not fails:
        name = limits[0].values["domain"]
        message = f"the domain {name!r} bears on numbers, and no judgement fails it (expected a row with fails = yes)"
        yield Problem(judgements.path, 1, "fails", message, "Mark the judgement that says that it is not met.")


def _marked(rows: Iterable[Row], column: str) -> Iterator[Row]:
    yield from (row for row in rows if row.values[column])


#: The tables whose rows a term may be about.
VOCABULARIES = ("measures", "populations", "events", "origins", "themes")
TOGETHER = ("written", "romanised", "seen", "hand")
IN_LATIN = ("label", "romanised", "seen")


def whole(values: Values, tables: Tables) -> Iterator[Fault]:
    """A term that is written has its reading and where it was seen; one that is not confirmed has none of them."""
    missing = [name for name in TOGETHER if not values[name]]
    if missing and len(missing) < len(TOGETHER):
        message = f"{', '.join(TOGETHER)} go together (got no {', no '.join(missing)})"
        yield missing[0], message, "Give all of them; leave all empty where no term is confirmed."
    if values["addresses"] and not values["seen"]:
        yield "seen", "addresses without a word of what stands there", "Say where the term was seen."


def scripts(values: Values, tables: Tables) -> Iterator[Fault]:
    """Letters of another script than the Latin one stand in the column *written* alone."""
    for column in IN_LATIN:
        if other := not_latin(values[column]):
            message = f"{other!r} is not in Latin script (expected in the column written alone)"
            yield column, message, "Give it in Latin letters here."


def not_latin(text: str) -> str:
    """Return the letters of *text* that belong to another script than the Latin one."""
    return "".join(c for c in text if c.isalpha() and not unicodedata.name(c, "").startswith("LATIN"))


def about(values: Values, tables: Tables) -> Iterator[Fault]:
    """What a term is about stands in the vocabularies."""
    for name in re.split(r" [|+] ", values["about"]) if values["about"] else ():
        table, _, key = name.partition(":")
        if table not in VOCABULARIES:
            message = f"{table!r} is no vocabulary (expected one of {', '.join(VOCABULARIES)})"
            yield "about", message, "Write table:key."
        elif key not in tables[table]:
            near = ", ".join(difflib.get_close_matches(key, tables[table], 2)) or "none"
            yield "about", f"{key!r} is not in {table} (nearest: {near})", "Mend the key, or take it out."


def worded(values: Values, tables: Tables) -> Iterator[Fault]:
    """What reports have words for stands in its vocabulary; acts are those of the measures."""
    vocabulary, name = values["vocabulary"], values["name"]
    acts = {row.values["act"] for row in tables["measures"].values()}
    known = acts if vocabulary == "acts" else tables[vocabulary]
    if name not in known:
        near = ", ".join(difflib.get_close_matches(name, known, 2)) or "none"
        yield "name", f"{name!r} is not in {vocabulary} (nearest: {near})", "Mend the name, or take the row out."
