"""Cells of tables, and what they say: values, persons, credits, places in a source, ties to events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Appraisal, Claim, Figure
from review.present.html.markup import Content, Html, coded, element, joined
from review.present.html.tabular import stacked
from review.present.words.units import said_in_table
from review.present.words.wording import (
    NBSP,
    NOT_STATED,
    figure_part,
    href,
    number,
    origin_text,
    period_text,
    span_text,
    unnamed_mark,
    value_link,
)

NOT_PERSONS = "not about persons"
V = TypeVar("V")


def population_text(corpus: Corpus, figure: Figure) -> str:
    """Return whom a figure is about: "Children", or "concerning children" where cases or groups are counted."""
    if not figure.population_id:
        return NOT_PERSONS
    label = corpus.populations[figure.population_id].label
    if not corpus.counted(figure).concerns:
        return label
    return f"concerning {label[:1].lower()}{label[1:]}"


def value_cell(corpus: Corpus, figure: Figure, form: str = "") -> Html:
    """Return the value as a link, with its interval.

    Without a *form* it has the words of its unit, unless the population says them.
    """
    link = value_link(corpus, figure, form or said_in_table(corpus, figure))
    interval = interval_text(corpus, figure)
    return joined([link, " ", figure_part(figure, f"({interval})")]) if interval else link


def whom(corpus: Corpus, figure: Figure) -> Html:
    """Return the population of a figure, and its stage where the measure has stages."""
    return stacked(population_text(corpus, figure), f"stage: {stage_text(figure.stage)}" if figure.stage else "")


def own_cells(corpus: Corpus, table: str, row: object) -> dict[str, Content]:
    """Return what a row says in the columns that the review has added, by what they are called."""
    own = corpus.descriptor.table(table).own_columns
    return {called: coded(text) for name, called in own.items() if (text := getattr(row, name))}


def beside(told: Mapping[str, V], own: Mapping[str, V]) -> dict[str, V]:
    """Return what is *told* of a row, then what columns of the review's *own* say, which go by no name that is told."""
    return {**told, **{f"{name}, as added" if name in told else name: value for name, value in own.items()}}


def stage_text(stage: str) -> str:
    """Return a stage in words."""
    return stage.replace("-", " ") or NOT_STATED


def credited(corpus: Corpus, row: Figure | Claim) -> Html:
    """Return the chain of origins; of a claim with the label of an unnamed end, as a figure's value has."""
    mark = unnamed_mark(corpus, row) if isinstance(row, Claim) else ""
    return joined([origin_text(corpus, row), mark])


def in_source(corpus: Corpus, row: Figure | Claim, *, here: bool = False) -> Html:
    """Return the quoted phrase and where it stands; off the page of its source (not *here*), with a link."""
    place: Content = corpus.locator(row)
    if not here:
        place = element("a", f"{corpus.named(row)}: {place}", href=href(row))
    return stacked(element("q", row.quote), place)


def source_link(corpus: Corpus, source_id: str) -> Html:
    """Return a link to the page of a source."""
    return element("a", corpus.sources[source_id].name, href=f"{source_id}.html")


def told_by(corpus: Corpus, event_id: str) -> Html:
    """Return links to the sources that tell of an event; a tie that only the reviewers draw says so."""
    links: list[Html] = []
    for source_id, tie in event_ties(corpus, event_id).items():
        links.append(joined([source_link(corpus, source_id), " (inferred)" if tie == "inferred" else ""]))
    return joined(links, ", ") if links else Html("no coded row")


def event_ties(corpus: Corpus, event_id: str) -> dict[str, str]:
    """Return for each source that tells of an event whether the tie is "stated" or "inferred"."""
    ties: dict[str, str] = {}
    for figure in corpus.figures_where(event_id=event_id):
        if ties.get(figure.source_id) != "stated":
            ties[figure.source_id] = figure.event_tie
    for claim in corpus.claims_where(event_id=event_id):
        ties.setdefault(claim.source_id, "stated")
    return dict(sorted(ties.items()))


def where_and_when(corpus: Corpus, figure: Figure) -> Html:
    """Return the place and the period of a figure, and its event, with the grounds of an inferred tie."""
    dated = figure.period_start or figure.period_end
    period = period_text(figure.period_start, figure.period_end) if dated else f"period {NOT_STATED}"
    event = ""
    if figure.event_id:
        event = f"part of: {corpus.events[figure.event_id].label}"
        if figure.event_tie == "inferred":
            event += f" (the reviewers' inference: {figure.event_grounds})"
    return stacked(figure.place or f"place {NOT_STATED}", period, event)


def rests_on(corpus: Corpus, row: Appraisal) -> Html:
    """Return what a judgement rests on: the phrase and its place, or where the ground is seen."""
    if not row.quote:
        return stacked(row.basis)
    return stacked(element("q", row.quote), corpus.locator(row), row.basis)


def interval_text(corpus: Corpus, figure: Figure) -> str:
    """Return the interval that the source prints with a value: "95 % interval 37,643 to 86,807"; "" for none."""
    if figure.interval_low is None or figure.interval_high is None:
        return ""
    level = "" if figure.interval_level is None else f"{number(figure.interval_level)}{NBSP}% "
    return f"{level}interval {span_text(corpus, figure.interval_low, figure.interval_high, figure.unit)}"
