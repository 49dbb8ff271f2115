"""The rules of sightings and of what ties them, each a function: short quotes, real pages, time that runs forward."""

from __future__ import annotations

from collections.abc import Iterator

from review.corpus.rules.rule import Fault, Tables, Values
from review.corpus.rules.vocabulary_rules import not_latin
from review.corpus.text.mapped_text import fold
from review.corpus.text.phrases import search_phrase
from review.corpus.text.source_text import count_words

QUOTE_WORDS = 12
#: The one way of seeing a page that a reviewed text has, and no other page.
REVIEWED = "reviewed text"
CREDITED, INFERRED, LATER = TIES = ("credited in print", "same number and words", "only later")


def short_quote(values: Values, tables: Tables) -> Iterator[Fault]:
    """A page outside the sources is quoted in a few words."""
    if (words := count_words(values["quote"])) > QUOTE_WORDS:
        yield "quote", f"the quote has {words} words (expected {QUOTE_WORDS} at most)", "Quote less."


def own_script(values: Values, tables: Tables) -> Iterator[Fault]:
    """Words in another script stand in quote, title and author alone, and say their language."""
    for column in ("number_printed", "counts_what", "for_period", "publisher", "via", "credits", "note"):
        if other := not_latin(values[column]):
            yield column, f"{other!r} is not in Latin script", "Give it in Latin letters, or as the quote."
    if not values["language"] and not_latin("".join(values[name] for name in ("quote", "title", "author"))):
        yield "language", "quote, title or author are in another script", "Give the tag of their language."


def reviewed_page(values: Values, tables: Tables) -> Iterator[Fault]:
    """A sighting that repeats a reviewed text names it, and prints the figure that it names."""
    source, figure_id = values["source_id"], values["figure_id"]
    if bool(source) != (values["seen_as"] == REVIEWED):
        message = f"a source and {REVIEWED!r} go together (got {source!r} and {values['seen_as']!r})"
        yield "seen_as", message, "Name the source, or say how much of the page was seen."
    figure = tables["figures"].get(figure_id)
    if figure is None:
        return
    if figure.values["source_id"] != source:
        message = f"the figure {figure_id} is of {figure.values['source_id']} (got {source!r})"
        yield "figure_id", message, "Name a figure of the same source."
    if not search_phrase(figure.values["printed"], fold(values["number_printed"])):
        message = f"{values['number_printed']!r} is not what {figure_id} prints ({figure.values['printed']!r})"
        yield "number_printed", message, "Copy it from the figure, or name another."


def own_line(values: Values, tables: Tables) -> Iterator[Fault]:
    """A tie is between two sightings of its line, or of lines that are part of it."""
    for column in ("earlier", "later"):
        seen = tables["sightings"].get(values[column])
        line = seen.values["line_id"] if seen else ""
        row = tables["lines"].get(line)
        if seen and values["line_id"] not in (line, row.values["part_of"] if row else ""):
            message = f"{values[column]} is of the line {line} (expected {values['line_id']})"
            yield column, message, "Name a sighting of the same line, or mend the line."


def forward(values: Values, tables: Tables) -> Iterator[Fault]:
    """A tie never leads back in time, as far as both days are known."""
    first, last = (_day(tables, values[column]) for column in ("earlier", "later"))
    shared = min(len(first), len(last))
    if first[:shared] > last[:shared]:
        yield "later", f"it is of {last}, before {first} of what it follows", "Turn the tie round, or mend a date."


def grounded(values: Values, tables: Tables) -> Iterator[Fault]:
    """An inferred tie says why; a credit that is read in print needs a page that credits somebody."""
    if values["kind"] == INFERRED and not values["grounds"]:
        yield "grounds", f"a tie of the kind {INFERRED!r} has no grounds", "Say what the inference rests on."
    later = tables["sightings"].get(values["later"])
    if values["kind"] == CREDITED and later and not later.values["credits"]:
        message = f"{values['later']} credits nobody (the tie says {CREDITED!r})"
        yield "kind", message, "Say whom the page credits, or tie them otherwise."


def no_circle(values: Values, tables: Tables) -> Iterator[Fault]:
    """No sighting follows, over however many ties, from itself."""
    ties = [row.values for row in tables["lineages"].values()]
    seen: set[str] = set()
    ahead = [values["later"]]
    while ahead:
        here = ahead.pop()
        if here == values["earlier"]:
            yield "later", f"{values['later']} leads back to {here}", "Break the circle."
            return
        if here not in seen:
            seen.add(here)
            ahead += [tie["later"] for tie in ties if tie["earlier"] == here]


def _day(tables: Tables, sighting_id: str) -> str:
    row = tables["sightings"].get(sighting_id)
    return row.values["page_date"] if row else ""
