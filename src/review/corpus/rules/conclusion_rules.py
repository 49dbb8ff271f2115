"""The rules of what the reviewers conclude: derivations, relations, findings, and words to quote a number in."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from review.corpus.rules.rule import Fault, Tables, Values
from review.corpus.tables.judgement_records import ROLE, SENTENCES
from review.corpus.vocabulary import RelationKind, Stance, Verdict

BRACED = re.compile(r"\{([a-z0-9:-]+)\}")
# What may stand in the braces of an expression, beside the id of a figure.
FACT, MONTHS = "fact:", "months:"


def inputs(values: Values, tables: Tables) -> Iterator[Fault]:
    """The inputs of an expression exist: figures, facts with a value, and figures with dated periods."""
    if not BRACED.search(values["expression"]):
        message = f"it names no figure (got {values['expression']!r})"
        yield "expression", message, "Write the id of a figure in braces."
    for name in BRACED.findall(values["expression"]):
        if name.startswith(FACT):
            fact = tables["facts"].get(name.removeprefix(FACT))
            if fact is None or fact.values["value"] is None:
                yield "expression", f"{name!r} is no fact with a value", "Use the id of one."
            continue
        figure_ids = name.removeprefix(MONTHS).split(":")
        for figure_id in figure_ids:
            figure = tables["figures"].get(figure_id)
            if figure is None:
                yield "expression", f"{figure_id!r} is not in figures", _nearest(figure_id, tables["figures"])
            elif name.startswith(MONTHS) and not figure.values["period_end"]:
                yield "expression", f"the period of {figure_id} has no end", "Count months between dated figures."
            elif name.startswith(MONTHS) and len(figure_ids) == 1 and not figure.values["period_start"]:
                yield "expression", f"the period of {figure_id} has no start", "Count the months of a dated period."
        if len(figure_ids) > 2:
            yield "expression", f"{name!r} is no pair of figures", "Write {months:earlier:later}, or {months:figure}."


def rests(values: Values, tables: Tables) -> Iterator[Fault]:
    """A finding rests on rows that exist, on relations and on stances of sources with what is expected of each."""
    rows = ("derivations", "figures", "claims")
    for item in values["rests_on"].split():
        name, colon, expected = item.partition(":")
        theme, slash, source = name.partition("/")
        if slash:
            known = (("themes", theme), ("sources", source))
            yield from (_unknown(key, tables, table) for table, key in known if key not in tables[table])
        elif colon and name not in tables["relations"]:
            yield _unknown(name, tables, "relations")
        elif not colon and name in tables["relations"]:
            yield "rests_on", f"the relation {name} has no verdict here", "Write relation:verdict."
        elif not colon and not any(name in tables[table] for table in rows):
            yield _unknown(name, tables, *rows, "relations")
        allowed: list[str] = [*(Stance if slash else Verdict)]
        if (colon or slash) and expected not in allowed:
            message = f"{expected!r} is not to be expected of {name} (expected one of {', '.join(allowed)})"
            yield "rests_on", message, "Write relation:verdict, or theme/source:stance."


def _unknown(name: str, tables: Tables, *where: str) -> Fault:
    known = [key for table in where for key in tables[table]]
    return "rests_on", f"{name!r} is not in {', '.join(where)}", _nearest(name, known)


def answered(values: Values, tables: Tables) -> Iterator[Fault]:
    """A claim answers a problem that it is not on itself."""
    claim = tables["claims"].get(values["claim_id"])
    if claim and claim.values["theme_id"] == values["theme_id"]:
        message = f"{values['claim_id']!r} is a claim on the problem {values['theme_id']} itself"
        yield "claim_id", message, "Name a claim on another theme."


def weighed(values: Values, tables: Tables) -> Iterator[Fault]:
    """What was weighed are figures and claims of the source that is named."""
    for name in values["rows"].split():
        row = tables["figures"].get(name) or tables["claims"].get(name)
        if row is None or row.values["source_id"] != values["source_id"]:
            known = [key for table in ("figures", "claims") for key in tables[table]]
            yield "rows", f"{name!r} is no figure or claim of {values['source_id']}", _nearest(name, known)


def _nearest(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known))
    return f"Did you mean {near[0]}?" if near else "Use an id that exists."


def related(values: Values, tables: Tables) -> Iterator[Fault]:
    """A relation has members enough for its kind, each once, of the table that its kind relates."""
    members, kind = values["members"].split(), RelationKind(values["kind"])
    table = "claims" if kind is RelationKind.STATEMENTS else "figures"
    for name in members:
        if name not in tables[table]:
            yield "members", f"{name!r} is not in {table}", _nearest(name, tables[table])
    if len(set(members)) < len(members):
        yield "members", "a member stands twice", "Name each once."
    if kind is RelationKind.IMPLIED_RATE and (len(members) < 4 or len(members) % 2):
        message = f"an implied rate needs pairs, two at least (got {len(members)} members)"
        yield "members", message, "Name each amount, then the same amount in the other unit."
    fewest = 3 if kind in (RelationKind.SUM, RelationKind.IMPLIED_SHARE) else 2
    if len(members) < fewest:
        message = f"a relation of this kind needs {fewest} members at least (got {len(members)})"
        yield "members", message, "Name them."
    if bool(values["found"]) != bool(values["settled"]) or (values["settled"] and not values["grounds"]):
        message = "found, settled and the grounds go together"
        yield "settled", message, "Give the verdict that was found, the one you hold, and why; or none of them."


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
