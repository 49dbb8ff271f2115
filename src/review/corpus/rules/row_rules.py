"""The rules of what rows mean, each a function: the values of a row and all tables in, faults out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from review.corpus.rules.conclusion_rules import answered, inputs, quotable_words, related, rests, weighed
from review.corpus.rules.lineage_rules import (
    forward,
    grounded,
    no_circle,
    own_line,
    own_script,
    reviewed_page,
    short_quote,
)
from review.corpus.rules.rule import Fault, Rule, Tables, Values
from review.corpus.rules.value_rules import bounds, value
from review.corpus.rules.vocabulary_rules import (
    VOCABULARIES,
    about,
    based,
    in_units,
    judged,
    rated,
    scripts,
    signed,
    whole,
    worded,
)
from review.corpus.text.source_text import count_words

QUOTE_WORDS = 12
IMPLIED = "implied: "


def anchor(values: Values, tables: Tables) -> Iterator[Fault]:
    """The quote is short, and its section belongs to the source."""
    words = count_words(" ".join(values[name] for name in ("prefix", "quote", "suffix")))
    if words > QUOTE_WORDS:
        message = f"prefix, quote and suffix have {words} words (expected {QUOTE_WORDS} at most)"
        yield "quote", message, "Quote less."
    section = tables["sections"].get(values["section_id"])
    if section and section.values["source_id"] != values["source_id"]:
        message = f"the section belongs to {section.values['source_id']} (expected {values['source_id']})"
        yield "section_id", message, "Name a section of the same source."


def identifier(column: str) -> Rule:
    """Return the rule of an id that starts with its source."""

    def rule(values: Values, tables: Tables) -> Iterator[Fault]:
        source = values["source_id"]
        if not values[column].startswith(f"{source}-"):
            message = f"{values[column]!r} does not start with its source (expected {source}-…)"
            yield column, message, "Rename it, or mend the source."

    return rule


def measure(values: Values, tables: Tables) -> Iterator[Fault]:
    """The unit and the stage are among those of the measure."""
    kind = tables["measures"][values["measure_id"]].values
    for column in ("low", "high"):
        if (value := values[column]) is not None and value < 0 and not kind.get("signed"):
            message = f"{value} lies below zero, where no value of {values['measure_id']} does"
            yield column, message, "Mend the value, or write yes in the column signed of the measure."
    units, stages = kind["units"].split(), kind["stages"].split()
    if values["unit"] not in units:
        message = f"{values['unit']!r} is no unit of {values['measure_id']} (expected one of {', '.join(units)})"
        yield "unit", message, "Use one of them, or mend the measure."
    if values["stage"] not in (stages or [""]):
        expected = f"one of {', '.join(stages)}" if stages else "none"
        message = f"the stage does not fit {values['measure_id']} (got {values['stage']!r}, expected {expected})"
        yield "stage", message, "Mend the stage or the measure."


def phrased(values: Values, tables: Tables) -> Iterator[Fault]:
    """What a reader could doubt rests on a phrase, or says that it is implied and why."""
    dated = values["period_start"] or values["period_end"]
    for column, has in (("place", values["place"]), ("period", dated)):
        phrases = values[f"{column}_basis"]
        if bool(has) != bool(phrases):
            message = f"the {column} and its basis do not go together (got {has!r} and {phrases!r})"
            phrase = f"Give the phrase, or '{IMPLIED}' and the reason, or neither."
            yield f"{column}_basis", message, phrase if has else f"Give the {column} that it says, or empty it."
    if bool(values["event_id"]) != bool(values["event_tie"]):
        yield "event_tie", "an event and its tie go together", "Say stated or inferred, or leave both empty."
    if (values["event_tie"] == "inferred") != bool(values["event_grounds"]):
        yield "event_grounds", "an inferred tie, and no other, has grounds", "Give the grounds of the inference."


def day(column: str) -> Rule:
    """Return the rule of a date column: where it names a day, it is one of the calendar."""

    def rule(values: Values, tables: Tables) -> Iterator[Fault]:
        if len(values[column]) == len("YYYY-MM-DD"):
            try:
                date.fromisoformat(values[column])
            except ValueError:
                yield column, f"{values[column]} is no day of the calendar", "Mend the date."

    return rule


def dates(start: str, end: str) -> Rule:
    """Return the rule of two date columns: real days, in order."""

    def rule(values: Values, tables: Tables) -> Iterator[Fault]:
        for column in (start, end):
            yield from day(column)(values, tables)
        first, last = values[start], values[end]
        shared = min(len(first), len(last))
        if first and last and first[:shared] > last[:shared]:
            yield start, f"{start} is after {end} (got {first} and {last})", "Put them in order."

    return rule


def named(values: Values, tables: Tables) -> Iterator[Fault]:
    """A source is called by a year that it is dated by: prose may write its name, and no other number with it."""
    for number in re.findall(r"\d+", values["called"] or ""):
        if not re.search(rf"\b{number}\b", values["dated"] or ""):
            message = f"{number} is no year of the source (dated {values['dated']!r})"
            yield "called", message, "Call it by author and year."


def appraised(values: Values, tables: Tables) -> Iterator[Fault]:
    """A judgement rests on a quote with its place, or names where its ground is seen."""
    if bool(values["quote"]) == bool(values["basis"]):
        yield "basis", "a judgement rests on a quote or on a basis, one of the two", "Give one, not both."
    if bool(values["quote"]) != bool(values["section_id"] and values["paragraph"]):
        yield "section_id", "a quote and its place go together", "Give section and paragraph of the quote."


def judged_twice(values: Values, tables: Tables) -> Iterator[Fault]:
    """Where the passes differ in a judgement, or stand against it, the row says why it stands so; else it does not."""
    key = (values["source_id"], values["domain"])
    coded = [row.values for row in tables["pass_appraisals"].values()]
    given = {row["judgement"] for row in coded if (row["source_id"], row["domain"]) == key}
    differ = bool(given) and given != {values["judgement"]}
    if differ and not values["settled_because"]:
        message = f"the passes have {' and '.join(sorted(given))} (settled is {values['judgement']})"
        yield "settled_because", message, "Say why it stands so."
    if values["settled_because"] and not differ:
        yield "settled_because", "the passes agree", "Leave it empty."


def excluded(values: Values, tables: Tables) -> Iterator[Fault]:
    """The place of an excluded numeral belongs to its source."""
    section = tables["sections"].get(values["section_id"])
    if section and section.values["source_id"] != values["source_id"]:
        yield "section_id", "the section belongs to another source", "Name a section of the same source."
    if bool(values["section_id"]) != (values["paragraph"] is not None):
        yield "paragraph", "section and paragraph go together", "Give both, or neither for a heading."


def ages(values: Values, tables: Tables) -> Iterator[Fault]:
    """The bounds of an age are in order."""
    low, high = values["age_min"], values["age_max"]
    if low is not None and high is not None and low > high:
        yield "age_min", f"age_min is above age_max (got {low} and {high})", "Put them in order."


def parted(values: Values, tables: Tables) -> Iterator[Fault]:
    """The populations that make up another exist, and are each part of it."""
    for name in values["partition"].split():
        part = tables["populations"].get(name)
        if part is None or part.values["part_of"] != values["population_id"]:
            message = f"{name!r} is no population that is part of {values['population_id']}"
            yield "partition", message, "Name populations whose part_of is this one."


def quantified(values: Values, tables: Tables) -> Iterator[Fault]:
    """A fact's value and its unit go together, and the unit is one of the measure that it names."""
    if (values["value"] is None) != (not values["unit"]):
        yield "unit", "a value and its unit go together", "Give both, or neither."
    kind = tables["measures"].get(values["measure_id"])
    if kind and values["unit"] not in kind.values["units"].split():
        message = f"{values['unit']!r} is no unit of {values['measure_id']} (expected {kind.values['units']})"
        yield "unit", message, "Use one of its units, or name no measure."


def fated(values: Values, tables: Tables) -> Iterator[Fault]:
    """What became of an id is said whole: what was done, where it leads unless it was withdrawn, and why."""
    leads = values["fate"] in ("moved", "merged")
    if bool(values["became"]) != leads:
        got = f"leads to {values['became']!r}" if values["became"] else "leads nowhere"
        fate = repr(values["fate"]) if values["fate"] else "without a fate"
        yield "became", f"an id that is {fate} {got}", "An id that was moved or merged leads on, and no other."
    if bool(values["reason"]) != bool(values["fate"]):
        yield "reason", "a fate and its reason go together", "Give both, or neither."


#: The rules of a table, and the tables that they look into.
ROW_RULES: dict[str, tuple[tuple[Rule, ...], frozenset[str]]] = {
    "sources": ((named, dates("covers_start", "covers_end"), *map(day, ("published", "retrieved"))), frozenset()),
    "figures": (
        (anchor, identifier("figure_id"), bounds, value, measure, phrased, dates("period_start", "period_end")),
        frozenset({"sections", "measures", "units"}),
    ),
    "claims": ((anchor, identifier("claim_id")), frozenset({"sections"})),
    "appraisals": ((anchor, appraised, judged_twice), frozenset({"sections", "pass_appraisals"})),
    "exclusions": ((excluded, identifier("exclusion_id")), frozenset({"sections"})),
    "sections": ((identifier("section_id"),), frozenset()),
    "passes": ((day("date"),), frozenset()),
    "pass_appraisals": ((judged,), frozenset({"appraisal_judgements"})),
    "bases": ((based,), frozenset({"bases"})),
    "units": ((signed, rated), frozenset()),
    "populations": ((ages, parted), frozenset({"populations"})),
    "events": ((dates("start", "end"),), frozenset()),
    "origins": ((day("date"),), frozenset()),
    "terms": ((whole, scripts, about), frozenset(VOCABULARIES)),
    "wordings": ((worded,), frozenset({"measures", "populations", "units"})),
    "derivations": ((inputs, in_units), frozenset({"figures", "facts", "units"})),
    "relations": ((related,), frozenset({"figures", "claims"})),
    "answers": ((answered,), frozenset({"claims"})),
    "findings": (
        (rests,),
        frozenset({"relations", "derivations", "figures", "claims", "themes", "sources"}),
    ),
    "weighings": ((weighed,), frozenset({"figures", "claims"})),
    "quotables": ((quotable_words,), frozenset({"findings", "figures", "derivations", "events", "sources", "facts"})),
    "facts": ((quantified, in_units, day("period")), frozenset({"measures", "units"})),
    "sightings": ((short_quote, own_script, reviewed_page, day("page_date")), frozenset({"figures"})),
    "lineages": ((own_line, forward, grounded, no_circle), frozenset({"sightings", "lines"})),
    "ids": ((fated,), frozenset()),
}
