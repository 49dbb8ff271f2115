"""Pages made from the data: the computed numbers, and the facts from outside the reviewed sources."""

from __future__ import annotations

from itertools import groupby

from review.book import markdown
from review.book.printing import derived_text
from review.corpus.corpus import Corpus
from review.corpus.records import Derivation, Fact
from review.present.markup import Html, element, joined
from review.present.tabular import table
from review.present.wording import date_text, number, unit_words, value_link, with_unit
from review.synthesis.derivations import evaluate


def derivations_page(corpus: Corpus) -> str:
    """Return the page of the computed numbers; each row's anchor is the id of its derivation."""
    rows = [_derivation(corpus, row) for row in corpus.derivations.values()]
    columns = ("Number", "Result", "Computed from", "Note")
    made = table(columns, rows, caption="Numbers that we compute", row_ids=list(corpus.derivations))
    return markdown.page(
        markdown.heading(1, "Computed numbers", "derivations"),
        "These numbers stand in no source. We compute them from reported figures, which the expression names. "
        "A figure that is known only between bounds gives a result between bounds.\n",
        markdown.raw(made.html) if rows else "No number of this review is computed.\n",
    )


def _derivation(corpus: Corpus, row: Derivation) -> tuple[str | Html, ...]:
    derived = evaluate(corpus, row.derivation_id)
    seen = {figure.figure_id: figure for figure in derived.figures}
    parts = [element("code", row.expression)]
    parts += [
        element("div", value_link(corpus, figure), f" {corpus.measures[figure.measure_id].label}", class_="cell-more")
        for figure in seen.values()
    ]
    return row.label, derived_text(derived), joined(parts), row.note


def context_page(corpus: Corpus) -> str:
    """Return the page of the facts from outside; each row's anchor is the id of its fact."""
    facts = sorted(corpus.facts.values(), key=lambda fact: (fact.series, fact.period, fact.fact_id))
    parts = [
        markdown.heading(1, "Context from outside the reviewed sources", "context"),
        "No reviewed source says what stands here. It is context: exchange rates, prices, censuses, laws. "
        "*First hand* means that we read the reference itself; *second hand* that we took the fact from "
        "somebody who read it.\n",
    ]
    for series, rows in groupby(facts, key=lambda fact: fact.series):
        parts += _series(series, list(rows))
    return markdown.page(*parts)


def _series(series: str, facts: list[Fact]) -> list[str]:
    statements = {fact.statement for fact in facts}
    # A yearly series says the same of every year: once is enough, as its title.
    yearly = len(facts) > 1 and len(statements) == 1
    title = facts[0].statement if yearly else series.replace("-", " ").capitalize()
    rows = [
        (
            f'<a id="{fact.fact_id}"></a>{markdown.plain(date_text(fact.period))}',
            *([] if yearly else [markdown.plain(fact.statement)]),
            markdown.plain(fact_text(fact)),
            f"{fact.hand} hand",
            f"{{cite:t}}`{fact.reference}`",
        )
        for fact in facts
    ]
    columns = ("When", *([] if yearly else ["What"]), "Value", "Read", "Reference")
    return [
        markdown.heading(2, markdown.plain(title), f"context-{series}"),
        markdown.list_table(columns, rows, markdown.plain(title)),
    ]


def fact_text(fact: Fact) -> str:
    """Return the value of a fact with its unit; empty where the fact has none."""
    if fact.value is None:
        return ""
    text = with_unit(number(fact.value), fact.unit)
    plain = text == number(fact.value) and fact.unit
    return f"{text} {fact.unit if ' ' in fact.unit else unit_words(fact.unit, fact.value)}" if plain else text
