"""Rows of the corpus as pandas DataFrames: keys with their labels beside them, bounds as numbers, values as printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Derivation, Event, Fact, Figure
from review.corpus.tables.sighting_records import Sighting
from review.corpus.vocabulary import Qualifier
from review.present.html.markup import Html, joined, plain
from review.present.html.tabular import stacked
from review.present.numbers.computed import derived_link, derived_text
from review.present.numbers.context import fact_link, fact_text, reference_link
from review.present.numbers.sighted import UNDATED, page_text, sighting_link
from review.present.values.making import Columns, as_coded, bounded, column, dated, framed, remember
from review.present.values.value import Value
from review.present.words.cells import event_ties, in_source, population_text, stage_text, value_cell
from review.present.words.formula import formula, overridden
from review.present.words.wording import (
    UNNAMED_LABEL,
    claim_link,
    date_text,
    is_vague,
    list_text,
    origin_text,
    period_text,
    place_text,
    sentence_case,
    unit_words,
    unnamed_mark,
    value_text,
)
from review.synthesis.comparing.comparison import group_of, require_comparable_figures
from review.synthesis.comparing.derivations import Derived, evaluate
from review.synthesis.conclusions.certainty import certainty


def figures_frame(corpus: Corpus, figures: Iterable[Figure]) -> pd.DataFrame:
    """Return *figures*, in their order, by ``figure_id``."""
    rows = list(figures)
    columns: Columns[Figure] = {
        **_number(corpus),
        **_counted(corpus),
        **_certainty(corpus, rows),
        **_place(corpus),
        **as_coded("source_id", "measure_id", "population_id", "origin_id", "event_id"),
        **as_coded(*corpus.descriptor.table("figures").optional_columns),
        **as_coded(*corpus.descriptor.table("figures").own_columns),
    }
    return dated(bounded(framed("figure_id", rows, columns)), "period_start", "period_end")


def _number(corpus: Corpus) -> Columns[Figure]:
    """Return the columns of a value and its bounds."""

    def refuse(names: tuple[str, ...]) -> None:
        require_comparable_figures(corpus, [corpus.figures[name] for name in names], "a sum")

    def value(figure: Figure) -> Value:
        return Value(value_text(corpus, figure), figure.figure_id, "figures", value_cell(corpus, figure), refuse)

    return {
        "value": value,
        **as_coded("low", "high"),
        "qualifier": lambda f: str(f.qualifier),
        "unit": lambda f: unit_words(corpus, f.unit),
        "unit_id": lambda f: f.unit,
        "printed": column("printed"),
        "mark": lambda f: "vague" if is_vague(f) else str(f.qualifier),
    }


def _counted(corpus: Corpus) -> Columns[Figure]:
    """Return the columns of what is counted, of whom, where and when."""

    def measure(name: str) -> Callable[[Figure], object]:
        return lambda f: getattr(corpus.measures[f.measure_id], name)

    return {
        "measure": measure("label"),
        "of_whom": lambda f: sentence_case(population_text(corpus, f)),
        "stage": lambda f: stage_text(f.stage) if corpus.measures[f.measure_id].stages else "",
        "place": lambda f: place_text(f.place),
        "when": lambda f: period_text(f.period_start, f.period_end),
        **as_coded("period_start", "period_end"),
        "event": lambda f: corpus.events[f.event_id].label if f.event_id else "",
        "event_tie": column("event_tie"),
        **{name: measure(name) for name in ("basis", "act", "counted", "definition")},
        "group": lambda f: group_of(corpus, f),
    }


def _certainty(corpus: Corpus, figures: Iterable[Figure]) -> Columns[Figure]:
    rated = {figure.figure_id: certainty(corpus, corpus.figures[figure.figure_id]) for figure in figures}
    return {
        "as_count": lambda f: rated[f.figure_id].as_count.level,
        "as_extent": lambda f: rated[f.figure_id].as_extent.level,
    }


def _place(corpus: Corpus) -> Columns[Figure]:
    """Return the columns of who says it, on whose word, and where."""
    return {
        "source": corpus.named,
        "said_by": lambda f: said_by(corpus, f),
        "origin": lambda f: origin_text(corpus, f),
        "credit": lambda f: UNNAMED_LABEL if corpus.is_unnamed(f) else "origin named",
        "quote": column("quote"),
        "section": lambda f: corpus.sections[f.section_id].title,
        **as_coded("paragraph", "note"),
    }


def claims_frame(corpus: Corpus, claims: Iterable[Claim]) -> pd.DataFrame:
    """Return *claims*, in their order, by ``claim_id``.

    In tables ``said`` is the statement, linked to its row, and ``in_source`` its quote, linked to its place.
    """

    def said(claim: Claim) -> Value:
        return Value(
            claim.paraphrase, claim.claim_id, "claims", joined([claim_link(claim), unnamed_mark(corpus, claim)])
        )

    columns: Columns[Claim] = {
        "statement": lambda c: c.paraphrase,
        "said": said,
        "in_source": lambda c: Value(c.quote, c.claim_id, "claims", in_source(corpus, c)),
        "stance": lambda c: str(c.stance),
        "theme": lambda c: corpus.themes[c.theme_id].label,
        "kind": lambda c: corpus.themes[c.theme_id].kind,
        "source": corpus.named,
        "origin": lambda c: origin_text(corpus, c),
        "credit": lambda c: UNNAMED_LABEL if corpus.is_unnamed(c) else "origin named",
        "event": lambda c: corpus.events[c.event_id].label if c.event_id else "",
        "quote": column("quote"),
        "section": lambda c: corpus.sections[c.section_id].title,
        **as_coded("paragraph", "note", "source_id", "theme_id", "origin_id", "event_id"),
        **as_coded(*corpus.descriptor.table("claims").own_columns),
    }
    return framed("claim_id", list(claims), columns)


def events_frame(corpus: Corpus, events: Iterable[Event]) -> pd.DataFrame:
    """Return *events*, in their order, by ``event_id``."""

    def told(event: Event) -> str:
        ties = event_ties(corpus, event.event_id)
        names = [f"{corpus.sources[key].name}{' (inferred)' if tie == 'inferred' else ''}" for key, tie in ties.items()]
        return f"; told by {list_text(names)}" if names else ""

    columns: Columns[Event] = {
        "event": lambda e: e.label,
        "when": lambda e: period_text(e.start, e.end),
        "place": lambda e: place_text(e.place),
        "kind": lambda e: e.kind.replace("-", " "),
        "mark": _moment,
        "said_by": lambda e: f"{sentence_case(e.kind.replace('-', ' '))}{told(e)}",
        "note": column("note"),
        "first": lambda e: e.start,
        "last": lambda e: e.end,
    }
    return dated(framed("event_id", list(events), columns), "first", "last")


def computed_frame(corpus: Corpus, names: Iterable[str] | Mapping[str, Iterable[str]]) -> pd.DataFrame:
    """Return derivations, in the order of *names*, by ``derivation_id``; a mapping gives each its ``heading``."""
    given = names if isinstance(names, Mapping) else {"": names}
    rows = [(heading, evaluate(corpus, name)) for heading, members in given.items() for name in members]

    def row(pair: tuple[str, Derived]) -> Derivation:
        return pair[1].derivation

    columns: Columns[tuple[str, Derived]] = {
        "value": lambda p: Value(
            derived_text(corpus, p[1]), row(p).derivation_id, "derivations", reasoned(corpus, p[1])
        ),
        "low": lambda p: p[1].bounds.low,
        "high": lambda p: p[1].bounds.high,
        "unit": lambda p: unit_words(corpus, row(p).unit),
        "unit_id": lambda p: row(p).unit,
        "label": lambda p: row(p).label,
        "heading": lambda p: p[0],
        "formula": lambda p: plain(formula(corpus, p[1])),
        "said_by": lambda p: f"from {list_text(list(dict.fromkeys(corpus.named(f) for f in p[1].figures)))}",
        "note": lambda p: row(p).note,
        "override": lambda p: row(p).override,
        "mark": lambda p: _meant(p[1]),
        "derivation_id": lambda p: row(p).derivation_id,
    }
    return bounded(framed("derivation_id", rows, columns))


def facts_frame(corpus: Corpus, facts: Iterable[Fact]) -> pd.DataFrame:
    """Return *facts* from outside the sources, in their order, by ``fact_id``."""
    columns: Columns[Fact] = {
        "value": lambda f: Value(fact_text(corpus, f), f.fact_id, "facts", fact_link(corpus, f)),
        "low": lambda f: f.value,
        "high": lambda f: f.value,
        "unit": lambda f: unit_words(corpus, f.unit),
        "unit_id": lambda f: f.unit,
        "statement": column("statement"),
        "when": lambda f: date_text(f.period),
        "hand": lambda f: f"{f.hand} hand",
        "reference": column("reference"),
        "cited": lambda f: Value(f.reference, f.fact_id, "facts", reference_link(corpus, f)),
        "series": column("series"),
    }
    return bounded(framed("fact_id", list(facts), columns))


def sightings_frame(corpus: Corpus, rows: Iterable[Sighting]) -> pd.DataFrame:
    """Return *rows*, in their order, by ``sighting_id``."""
    lines = corpus.tables["lines"]

    def value(seen: Sighting) -> Value:
        return Value(seen.number_printed, seen.sighting_id, "sightings", sighting_link(seen))

    columns: Columns[Sighting] = {
        "value": value,
        "counts": column("counts_what"),
        "period": column("for_period"),
        "page": lambda s: page_text(corpus, s),
        "day": lambda s: date_text(s.page_date) if s.page_date else UNDATED,
        "year": lambda s: s.page_date[:4] or UNDATED,
        **as_coded("credits", "seen_as"),
        "line": lambda s: lines[s.line_id].label,
        "whole_line": lambda s: lines[lines[s.line_id].part_of or s.line_id].label,
        **as_coded("source_id", "note"),
    }
    return framed("sighting_id", list(rows), columns)


def table_frame(corpus: Corpus, name: str) -> pd.DataFrame:
    """Return a table as it is coded, by its key: texts, whole numbers, and exact decimals as objects."""
    table = corpus.descriptor.table(name)
    rows = [[getattr(row, column) for column in table.column_names] for row in corpus.tables[name].values()]
    remember(cell for row in rows for cell in row if isinstance(cell, str))
    return pd.DataFrame(rows, columns=list(table.column_names), dtype=object).set_index(list(table.primary_key))


def _moment(event: Event) -> str:
    """Return how a date is meant: a day or month is exact, a year vague, and of a time one end may not be told."""
    if not event.start or not event.end:
        return str(Qualifier.AT_LEAST if event.start else Qualifier.AT_MOST)
    if event.start != event.end:
        return str(Qualifier.RANGE)
    return str(Qualifier.EXACT) if len(event.start) > len("2009") else "vague"


def said_by(corpus: Corpus, figure: Figure) -> str:
    """Return the source, whom it credits or that they are unnamed, and the period if stated."""
    origin = UNNAMED_LABEL if corpus.is_unnamed(figure) else "origin"
    credit = f"{corpus.named(figure)}, {origin}: {origin_text(corpus, figure)}"
    if not (figure.period_start or figure.period_end):
        return credit
    return f"{credit}; {period_text(figure.period_start, figure.period_end)}"


def reasoned(corpus: Corpus, derived: Derived) -> Html:
    """Return a computed number as a link, with the reason where it is computed of unlike things."""
    return stacked(derived_link(corpus, derived), overridden(derived.derivation.override))


def _meant(derived: Derived) -> str:
    low, high = derived.bounds.low, derived.bounds.high
    if low is None or high is None:
        return str(Qualifier.AT_LEAST if high is None else Qualifier.AT_MOST)
    if low != high:
        return str(Qualifier.RANGE)
    return str(Qualifier.ABOUT if derived.bounds.about else Qualifier.EXACT)
