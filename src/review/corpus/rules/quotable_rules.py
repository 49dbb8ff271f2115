"""The rules of words in which a number may be quoted: short, plain, with the number whole, below an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.corpus.rules.rule import Fault, Tables, Values
from review.corpus.tables.judgement_records import ROLE, SENTENCES

MOST_WORDS = 35
# The roles of a sentence that is copied, with the tables whose rows each prints.
_ROWS = {"value": ("figures",), "derived": ("derivations",), "date": ("figures", "events", "sources", "facts")}
# Forms that keep what the source says with its number: "about", "more than", "up to".
_KEPT = ("", "qualified", "unit")
# A copied sentence is plain text: nothing in it is read as Markdown.
_MARKUP = re.compile(r"[*_`{}\[\]<>\\|#]")


def quotable_words(values: Values, tables: Tables) -> Iterator[Fault]:
    """The chapter has an answer, both sentences are short and plain, and the number stands in the one to copy."""
    chapters = {row.values["chapter"] for row in tables["findings"].values()}
    if values["chapter"] not in chapters:
        message = f"{values['chapter']!r} is no chapter with findings (known: {', '.join(sorted(chapters))})"
        yield "chapter", message, "Name the chapter below whose answer the words are to stand."
    own = [form for role, name, form in _roles(values["may"]) if (role, name) == ("value", values["figure_id"])]
    if not own:
        message = f"the number of {values['figure_id']} does not stand in it"
        yield "may", message, f"Print it with {{value}}`{values['figure_id']}`."
    elif dropped := [form for form in own if form not in _KEPT]:
        message = f"the form {dropped[0]!r} drops what the source says with its number"
        yield "may", message, f"Print it with {{value}}`{values['figure_id']}`."
    for column in SENTENCES:
        yield from _sentence(column, values[column], tables)


def _roles(sentence: str) -> Iterator[tuple[str, str, str]]:
    for role, text in ROLE.findall(sentence):
        name, _, form = (part.strip() for part in text.partition(";"))
        yield role, name, form


def _sentence(column: str, sentence: str, tables: Tables) -> Iterator[Fault]:
    for role, name, _ in _roles(sentence):
        if role not in _ROWS:
            message = f"the role {{{role}}} may not stand here (expected one of {', '.join(_ROWS)})"
            yield column, message, "Print a number or a date, or say it in words."
        elif not any(name in tables[table] for table in _ROWS[role]):
            yield column, f"{name!r} is not in {' or '.join(_ROWS[role])}", "Use an id that exists."
    bare = ROLE.sub("0", sentence)
    if mark := _MARKUP.search(bare):
        yield column, f"the sentence is copied as plain text (got {mark[0]!r})", "Write words and roles alone."
    if (words := len(bare.split())) > MOST_WORDS:
        yield column, f"it has {words} words (expected {MOST_WORDS} at most)", "Say it shorter."
