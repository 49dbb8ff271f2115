"""The rules of others' words: terms of other languages whole or not confirmed, and about what exists; wordings too."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator

from review.corpus.rules.rule import Fault, Tables, Values

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
