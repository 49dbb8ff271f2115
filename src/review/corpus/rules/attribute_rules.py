"""The rules that tie what a figure is about to the phrases that say so: the lexicon of the vocabularies decides.

The phrases of an attribute stand in the column that ends in ``_basis``. The *basis* of a measure is another thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from review.corpus.rules.phrase_cells import (
    FORMS,
    OF_PUBLICATION,
    PHRASES,
    anchors,
    footnotes,
    implied,
    parts,
    phrases,
    same_as,
)
from review.corpus.rules.row_rules import IMPLIED, QUOTE_WORDS
from review.corpus.rules.rule import Fault, Rule, Tables, Values
from review.corpus.text.date_phrases import latest_dates, lies_within, read_dates
from review.corpus.text.lexicon import PARTS, nearest, says, weight
from review.corpus.text.source_text import count_words


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
    """Return the rule of a column whose entry the quote or its phrases say, or that of another figure."""
    column, phrased = f"{name}_id", f"{name}_basis"

    def rule(values: Values, tables: Tables) -> Iterator[Fault]:
        cell = values[phrased]
        yield from _implied(name, column, values, tables)
        if not any(map(same_as, parts(cell))):
            evidence = " / ".join([quoted(values), *phrases(cell)])
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
    of_source = tables["sources"][values["source_id"]].values["place"]
    if not of_source and "source" in map(implied, parts(values["place_basis"])):
        at = f"data/evidence/sources.csv, row {values['source_id']}"
        message = f"the description of the source has no place ('source' needs it: {at}, column place)"
        yield "place_basis", message, "Give it there, or name another basis."
        return
    yield from _implied("place", "place", values, tables, source=of_source)
    if written := phrases(cell):
        yield from fitting(entry_words(tables, "places"), values["place"], " / ".join(written), "place")


def period(values: Values, tables: Tables) -> Iterator[Fault]:
    """The dates are what the phrases print: one for both, or the first for the start and the second for the end."""
    ends = parts(values["period_basis"])
    for part, columns in _ends(ends):
        read = implied(part)
        if same_as(part):
            for column in columns:
                yield from _same(column, part, values, tables)
            continue
        if (read == "published" or OF_PUBLICATION in part) and not _published(values, tables):
            at = f"data/evidence/sources.csv, row {values['source_id']}"
            message = f"the source has no date of publication ({part!r} needs it: {at}, column published)"
            yield "period_basis", message, "Give it there, or name another basis."
            continue
        if read == "event" and values["event_id"] not in tables["events"]:
            yield "period_basis", "the figure is part of no event (got 'event')", "Name the event, or another basis."
            continue
        if read and read not in FORMS["period"]:
            yield _unknown("period", read)
            continue
        expected = _expected(part, values, tables)
        for column, date in zip(("period_start", "period_end"), expected, strict=True):
            if column in columns and (values[column] or len(ends) > 1):
                yield from _equal(column, values, date, part)


def _expected(part: str, values: Values, tables: Tables) -> tuple[str, str]:
    """Return the first and the last date that a part of a basis gives; empty where it gives none."""
    published = _published(values, tables)
    if (read := implied(part)) == "published":
        return published, published
    if read == "event":
        event = tables["events"][values["event_id"]].values
        return event["start"], event["end"]
    phrase = PARTS.join(phrases(part))
    return (latest_dates(phrase, published) if OF_PUBLICATION in part else read_dates(phrase)) or ("", "")


def _published(values: Values, tables: Tables) -> str:
    return str(tables["sources"][values["source_id"]].values["published"] or "")


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
    """The origin is what its phrases say, or that of another figure; what notes say, the texts alone can tell."""
    cell = values["origin_basis"]
    yield from _implied("origin", "origin_id", values, tables, *(f"footnote {number}" for number in footnotes(cell)))
    if not footnotes(cell) and not any(map(same_as, parts(cell))):
        yield from fitting_origin(values, tables, " / ".join(phrases(cell)))


def _implied(name: str, column: str, values: Values, tables: Tables, *known: str, **given: str) -> Iterator[Fault]:
    """What is implied in the basis *name* is that of another figure, or what is *given* for its first word."""
    for part in parts(values[f"{name}_basis"]):
        if same_as(part):
            yield from _same(column, part, values, tables)
        elif (read := implied(part)) in given:
            yield from _equal(column, values, given[read], read)
        elif read and read not in known:
            yield _unknown(name, read)


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
    basis, part = f"{column.partition('_')[0]}_basis", implied(part)
    other = tables["figures"].get(same_as(f"{IMPLIED}{part}"))
    if other is None or other.values["figure_id"] == values["figure_id"]:
        yield basis, f"it names no other figure (got {part!r})", "Name one that exists."
    elif other.values["source_id"] != values["source_id"]:
        yield basis, f"{part!r} leads to another source", "Name one of this source."
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
