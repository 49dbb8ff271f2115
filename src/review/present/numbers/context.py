"""Facts from outside the reviewed sources, as they are shown beside the sources' own figures."""

from __future__ import annotations

from collections.abc import Iterable

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Fact
from review.present.html.markup import Html, element
from review.present.html.tabular import Cells, Table, table_of
from review.present.numbers.sighted import reference_text
from review.present.words.formula import fact_part
from review.present.words.units import grouping_of
from review.present.words.wording import amount_text, date_text, number, unit_words


def fact_text(corpus: Corpus, fact: Fact) -> str:
    """Return the value of a fact with its unit; empty where the fact has none."""
    if fact.value is None:
        return ""
    text = amount_text(corpus, fact.value, fact.unit)
    plain = text == number(fact.value, grouping_of(corpus, fact.unit))
    return f"{text} {fact.unit if ' ' in fact.unit else unit_words(corpus, fact.unit, fact.value)}" if plain else text


def fact_link(corpus: Corpus, fact: Fact) -> Html:
    """Return the value of a fact as a link to its row."""
    return fact_part(fact, fact_text(corpus, fact))


def reference_link(corpus: Corpus, fact: Fact, name: str = "") -> Html:
    """Return what a fact is cited from, by its *name* if given: a link to the entry of a work, or to a sighting."""
    text, address = reference_text(corpus, fact.reference)
    return element("a", name or text, href=address)


def facts_table(corpus: Corpus, fact_ids: Iterable[str], *, caption: str) -> Table:
    """Return facts in the order given: the value, what it is, when, at which hand it was read, and its reference.

    Where a run leaves all of them out, the caption says so.
    """
    facts = [corpus.facts[name] for name in fact_ids]
    columns: Cells[Fact] = {
        "Value": lambda fact: fact_link(corpus, fact),
        "What it is": lambda f: f.statement,
        "When": lambda f: date_text(f.period),
        "Read": lambda f: f"{f.hand} hand",
        "Reference": lambda f: reference_link(corpus, f),
    }
    return table_of(facts, columns, caption=caption if facts else f"{caption}: none is shown with these parameters")
