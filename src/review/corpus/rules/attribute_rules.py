"""The rules that tie what a figure is about to the phrases that say so: the lexicon of the vocabularies decides.

The phrases of an attribute stand in the column that ends in ``_basis``. The *basis* of a measure is another thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from review.corpus.rules.row_rules import IMPLIED, QUOTE_WORDS
from review.corpus.rules.rule import Fault, Rule, Tables, Values
from review.corpus.text.date_phrases import lies_within, read_dates
from review.corpus.text.lexicon import ALTERNATIVES, PARTS, nearest, says, weight
from review.corpus.text.source_text import count_words

#: The columns that hold the phrases of an attribute.
PHRASES = (
    "measure_basis", "population_basis", "place_basis", "period_basis", "event_basis", "origin_basis",
    "interval_basis",
)  # fmt: skip

#: What an attribute may be implied from, after "implied: ", by the word it starts with.
FORMS = {
    "place": ("source", "same as FIGURE"),
    "period": ("published", "event", "same as FIGURE"),
    "origin": ("footnote NUMBER",),
}
_SAME = re.compile(r"same as (?P<figure>[a-z0-9-]+)")
_FOOTNOTE = re.compile(r"footnote (?P<number>[0-9]+)")
_ANCHOR = re.compile(r"(?:\[(?P<prefix>[^\[\]]+)\] )?(?P<exact>.*?)(?: \[(?P<suffix>[^\[\]]+)\])?", re.DOTALL)


def parts(cell: str) -> list[str]:
    """Return the parts of a cell of `PHRASES`: phrases of the text, and what is implied."""
    return cell.split(ALTERNATIVES) if cell else []


class Phrase(NamedTuple):
    """A phrase that an attribute rests on; *prefix* and *suffix* stand around it in the text, and say which it is.

    In the tables they stand in square brackets: "[were] rescued [in]".
    """

    exact: str
    prefix: str = ""
    suffix: str = ""


def anchors(cell: str) -> list[Phrase]:
    """Return the phrases of a cell that must stand in the text, with what stands around them."""
    written = [phrase for part in parts(cell) if not part.startswith(IMPLIED) for phrase in part.split(PARTS)]
    matches = (_ANCHOR.fullmatch(phrase) for phrase in written)
    return [Phrase(m["exact"], m["prefix"] or "", m["suffix"] or "") for m in matches if m]


def phrases(cell: str) -> list[str]:
    """Return the phrases of a cell, without what stands around them."""
    return [phrase.exact for phrase in anchors(cell)]


def implied(part: str) -> str:
    """Return what a part of a cell is implied from, without the reason after the semicolon; empty for a phrase."""
    return part.removeprefix(IMPLIED).partition(";")[0].strip() if part.startswith(IMPLIED) else ""


def footnotes(cell: str) -> list[str]:
    """Return the numbers of the notes that a cell names."""
    matches = (_FOOTNOTE.fullmatch(implied(part)) for part in parts(cell))
    return [match["number"] for match in matches if match]


def entry_words(tables: Tables, table: str) -> Mapping[str, str]:
    """Return the words of each entry of a vocabulary; nothing where none of them has any."""
    words = {name: row.values["words"] for name, row in tables[table].items()}
    return words if any(words.values()) else {}


def fitting(words: Mapping[str, str], coded: str, evidence: str, column: str) -> Iterator[Fault]:
    """Yield a fault unless *coded* is what *evidence* says most of, among all entries of a vocabulary."""
    entries = says(words, evidence)
    if words and entries != ((coded,) if coded else ()):
        expected = " or ".join(entries) or "words that name it"
        message = f"{coded or 'nothing'!r} is not what its phrases say ({evidence!r}, expected {expected})"
        hint = "Mend it, give a phrase that says it, or add the source's words to the vocabulary."
        yield column, message, hint


def quoted(values: Values) -> str:
    """Return the quote with what stands before and after it."""
    return " ".join(filter(None, (values["prefix"], values["quote"], values["suffix"])))


def described(name: str, table: str) -> Rule:
    """Return the rule of a column whose entry the quote or its phrases say."""
    column, phrased = f"{name}_id", f"{name}_basis"

    def rule(values: Values, tables: Tables) -> Iterator[Fault]:
        evidence = " / ".join([quoted(values), *phrases(values[phrased])])
        yield from fitting(entry_words(tables, table), values[column], evidence, column)

    return rule


def unit(values: Values, tables: Tables) -> Iterator[Fault]:
    """Of the units of the measure, the one whose words stand nearest to the numeral is the unit."""
    words = entry_words(tables, "units")
    kind = tables["measures"][values["measure_id"]].values["units"].split()
    units = nearest({name: words.get(name, "") for name in kind}, values["printed"], quoted(values))
    if words and len(kind) > 1 and units != (values["unit"],):
        expected = " or ".join(units) or f"words of {' or '.join(kind)}"
        message = f"{values['unit']!r} is not what stands nearest to {values['printed']!r} (expected {expected})"
        yield "unit", message, "Mend the unit, or quote its word."


def kept(values: Values, tables: Tables) -> Iterator[Fault]:
    """A phrase is short, and what is implied says why."""
    for column in PHRASES:
        cell = values.get(column, "")
        for phrase in anchors(cell):
            words = count_words(" ".join((phrase.prefix, phrase.exact, phrase.suffix)))
            if words > QUOTE_WORDS:
                message = f"the phrase and what stands around it have {words} words (expected {QUOTE_WORDS} at most)"
                yield column, message, "Keep less."
        for part in parts(cell):
            if part.startswith(IMPLIED.strip()) and not part.partition(";")[2].strip():
                message = f"the reason of what is implied is missing (got {part!r})"
                yield column, message, "Write it after a semicolon."


def place(values: Values, tables: Tables) -> Iterator[Fault]:
    """The place is what its phrases say, or what it is implied from."""
    cell = values["place_basis"]
    for part in filter(None, map(implied, parts(cell))):
        if part == "source":
            yield from _equal("place", values, tables["sources"][values["source_id"]].values["place"], part)
        elif _SAME.fullmatch(part):
            yield from _same("place", part, values, tables)
        else:
            yield _unknown("place", part)
    if written := phrases(cell):
        yield from fitting(entry_words(tables, "places"), values["place"], " / ".join(written), "place")


def period(values: Values, tables: Tables) -> Iterator[Fault]:
    """The dates are what the phrases print: one for both, or the first for the start and the second for the end."""
    ends = parts(values["period_basis"])
    for part, columns in _ends(ends):
        read = implied(part)
        if read == "published":
            published = tables["sources"][values["source_id"]].values["published"]
            expected = {"period_start": published, "period_end": published}
        elif read == "event" and values["event_id"] in tables["events"]:
            event = tables["events"][values["event_id"]].values
            expected = {"period_start": event["start"], "period_end": event["end"]}
        elif _SAME.fullmatch(read):
            for column in columns:
                yield from _same(column, read, values, tables)
            continue
        elif read:
            yield _unknown("period", read)
            continue
        else:
            dates = read_dates(PARTS.join(phrases(part)))
            expected = {"period_start": dates.start if dates else "", "period_end": dates.end if dates else ""}
        for column in columns:
            if values[column] or len(ends) > 1:
                yield from _equal(column, values, expected[column], part)


def _ends(ends: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    if len(ends) == 1:
        return [(ends[0], ("period_start", "period_end"))]
    return list(zip(ends, (("period_start",), ("period_end",)), strict=False))


def event(values: Values, tables: Tables) -> Iterator[Fault]:
    """The event is what its phrases say, and its dates and place agree with the period and place of the figure."""
    event_id = values["event_id"]
    words = entry_words(tables, "events")
    if event_id or values["event_basis"]:
        yield from fitting(words, event_id, " / ".join(phrases(values["event_basis"])), "event_id")
    if event_id not in tables["events"]:
        return
    happened = tables["events"][event_id].values
    given = (values["period_start"], values["period_end"])
    if not lies_within(*given, happened["start"], happened["end"]):
        message = f"the period lies outside that of {event_id} (got {given[0]} to {given[1]}, "
        message += f"expected within {happened['start']} to {happened['end']})"
        yield "event_id", message, "Name another event, or mend the dates of one of them."
    if not agree(values["place"], happened["place"], tables):
        message = f"the place does not agree with that of {event_id} (got {values['place']!r}, "
        message += f"expected part of {happened['place']!r})"
        yield "event_id", message, "Name another event, or mend the place of one of them."


def agree(place: str, other: str, tables: Tables) -> bool:
    """Say whether one place holds the other, or names it."""
    words = entry_words(tables, "places")
    if not (place and other) or place in _wider(other, tables) or other in _wider(place, tables):
        return True
    return bool(weight(words.get(place, ""), other) or weight(words.get(other, ""), place))


def _wider(place: str, tables: Tables) -> list[str]:
    """Return *place* and the places that hold it."""
    chain: list[str] = []
    while place in tables["places"] and place not in chain:
        chain.append(place)
        place = tables["places"][place].values["part_of"]
    return chain


def origin(values: Values, tables: Tables) -> Iterator[Fault]:
    """The origin is what its phrases say; what notes say, the texts alone can tell."""
    cell = values["origin_basis"]
    for part in filter(None, map(implied, parts(cell))):
        if not _FOOTNOTE.fullmatch(part):
            yield _unknown("origin", part)
    if not footnotes(cell):
        yield from fitting_origin(values, tables, " / ".join(phrases(cell)))


def fitting_origin(values: Values, tables: Tables, evidence: str) -> Iterator[Fault]:
    """Yield a fault unless *evidence* says the origin; an origin without words is one that nothing says."""
    words = entry_words(tables, "origins")
    if evidence or words.get(values["origin_id"]):
        yield from fitting(words, values["origin_id"], evidence, "origin_id")


def _equal(column: str, values: Values, expected: str, part: str) -> Iterator[Fault]:
    if values[column] != expected:
        message = f"{values[column] or 'nothing'!r} is not what its basis says ({part!r}, expected {expected!r})"
        yield column, message, "Mend it, or name another basis."


def _same(column: str, part: str, values: Values, tables: Tables) -> Iterator[Fault]:
    match = _SAME.fullmatch(part)
    other = tables["figures"].get(match["figure"]) if match else None
    if other is None or other.values["figure_id"] == values["figure_id"]:
        yield f"{column.partition('_')[0]}_basis", f"it names no other figure (got {part!r})", "Name one that exists."
    elif other.values["source_id"] != values["source_id"]:
        yield f"{column.partition('_')[0]}_basis", f"{part!r} leads to another source", "Name one of this source."
    else:
        yield from _equal(column, values, other.values[column], part)


def _unknown(name: str, part: str) -> Fault:
    message = f"what it is implied from cannot be checked (got {part!r}, expected {' or '.join(FORMS[name])})"
    return f"{name}_basis", message, "Write one of these, then a semicolon and the reason."


#: The rules of figures that the lexicon makes, and the tables that they look into.
ATTRIBUTES: tuple[Rule, ...] = (
    described("measure", "measures"),
    described("population", "populations"),
    kept,
    unit,
    place,
    period,
    event,
    origin,
)
LOOKS_INTO = frozenset({"sources", "populations", "units", "places", "events", "origins"})
