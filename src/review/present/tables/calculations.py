"""Every number that is computed, wherever it is shown: its formula with the inputs as links, and its bounds.

A number may be computed by a row of the derivations, by a constraint of the register, from two amounts that imply
a rate, or by a conversion of a price. The id of one that has no row holds two hyphens in a row, as no key does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Figure
from review.corpus.vocabulary import RelationKind
from review.present.html.markup import Content, Html, element, joined
from review.present.html.tabular import stacked
from review.present.numbers.computed import computed_link, derived_text
from review.present.numbers.conversions import how_converted, rate_text
from review.present.tables.register import computed_from
from review.present.words.cells import population_text
from review.present.words.formula import between_text, formula
from review.present.words.wording import figure_part, number, unit_words, value_text, value_words
from review.synthesis.arithmetic.factors import OVER, grouped
from review.synthesis.arithmetic.intervals import Bounds, bounds_of
from review.synthesis.comparing.derivations import evaluate
from review.synthesis.money.implied_rates import PRINTED, ROUNDED, ImpliedRate, SourceRates, half_step, rates_of
from review.synthesis.money.money import Priced, conversion
from review.synthesis.register.register import register
from review.synthesis.register.relations import Judged

CONSTRAINTS = "What the constraints of the register make"
RATES = "Rates of exchange that amounts imply"
CONVERSIONS = "Prices converted"


@dataclass(frozen=True)
class Calculation:
    """A computed number: its id, what it is, the result in words, the formula, the bounds and the figures in it.

    *group* is empty for a row of the derivations; *override* says why unlike things were computed with.
    """

    name: str
    label: str
    result: str
    formula: Html
    bounds: str
    figures: tuple[Figure, ...]
    group: str = ""
    override: str = ""
    note: Content = ""


def calculations(corpus: Corpus) -> tuple[Calculation, ...]:
    """Return every computed number that follows from the rows: all but converted prices, which somebody asks for."""
    return (*(_derived(corpus, name) for name in corpus.derivations), *_following(corpus).values())


def calculation(corpus: Corpus, name: str) -> Calculation | None:
    """Return the computed number whose id is *name*, or None where it is the id of none."""
    if name in corpus.derivations:
        return _derived(corpus, name)
    priced = conversion(corpus, name)
    return _converted(corpus, priced) if priced else _following(corpus).get(name)


def _derived(corpus: Corpus, name: str) -> Calculation:
    derived = evaluate(corpus, name)
    row, texts = (
        derived.derivation,
        (derived_text(corpus, derived), formula(corpus, derived), between_text(derived.bounds)),
    )
    return Calculation(name, row.label, *texts, derived.figures, override=row.override, note=row.note)


@lru_cache(maxsize=4)
def _following(corpus: Corpus) -> Mapping[str, Calculation]:
    results = [one for judged in register(corpus) for one in _of_relation(corpus, judged)]
    results += [one for name in corpus.sources for rates in rates_of(corpus, name) for one in _of_source(corpus, rates)]
    return {one.name: one for one in results}


# --- what constraints make ---------------------------------------------------------------------------


def _of_relation(corpus: Corpus, judged: Judged) -> Iterator[Calculation]:
    place = f"disagreements.html#{judged.relation.relation_id}"
    where = element("a", "The constraint, its verdict and our reading", href=place)
    for at, (name, (bounds, result)) in enumerate(computed_from(judged).items()):
        label, used, terms = _made(corpus, judged, at)
        spelled = element("span", terms, class_="formula")
        yield Calculation(name, label, result, spelled, between_text(bounds), used, CONSTRAINTS, note=where)


def _made(corpus: Corpus, judged: Judged, at: int) -> tuple[str, tuple[Figure, ...], Html]:
    """Return what the number is that a constraint makes in this place, the figures in it, and how it is made of them.

    The first member of a sum or a share is what the result is held against.
    """
    figures = judged.figures
    match judged.relation.kind:
        case RelationKind.SUM:
            return "What the parts make", figures[1:], joined(_parts(corpus, figures[1:]), " + ")
        case RelationKind.OVERLAP:
            terms = joined(["at least the largest of ", joined(_parts(corpus, figures), " and ")])
            return "What two counts make together", figures, terms
        case RelationKind.IMPLIED_RATE:
            pair = figures[2 * at : 2 * at + 2]
            label = f"Rate that two amounts imply, {pair[0].unit} per {pair[1].unit}"
            return label, pair, joined([joined(_parts(corpus, pair), f" {OVER} "), _by_ends(pair)])
        case RelationKind.IMPLIED_SHARE:
            part, *_ = parts = _parts(corpus, figures[1:])
            terms = joined(["100 × ", part, f" {OVER} (", joined(parts, " + "), ")"])
            return "Share that counts imply", figures[1:], terms
        case (
            RelationKind.CUMULATIVE
            | RelationKind.SAME_EVENT
            | RelationKind.SAME_THING
            | RelationKind.CONTAINS
            | RelationKind.ALIKE
            | RelationKind.CHANGE
            | RelationKind.CONFLICTS
            | RelationKind.STATEMENTS
        ):
            raise ValueError(f"nothing is computed of this kind: {judged.relation.kind}")
        case kind:
            assert_never(kind)


def _parts(corpus: Corpus, figures: tuple[Figure, ...]) -> list[Html]:
    return [figure_part(figure, value_text(corpus, figure, "bare")) for figure in figures]


def _by_ends(figures: tuple[Figure, ...]) -> str:
    """Return how ranges that restate each other were divided; see `implied_rate`."""
    closed = all(None not in (figure.low, figure.high) and not figure.qualifier.ends.approximate for figure in figures)
    ranges = closed and all(figure.low != figure.high for figure in figures)
    return ", low by low and high by high" if ranges else ""


# --- rates that amounts imply ------------------------------------------------------------------------


def _of_source(corpus: Corpus, rates: SourceRates) -> Iterator[Calculation]:
    unit = f"{rates.local} per {rates.foreign}"
    for implied in rates.implied:
        whom = population_text(corpus, implied.pair[0])
        label = f"Rate that two amounts imply, {unit}{f', {whom}' if whom else ''}"
        printed, rounded = _ends(implied, is_rounded=False), _ends(implied, is_rounded=True)
        yield from _rate_of(implied.key + PRINTED, f"{label}, as printed", implied.printed, printed, implied.pair)
        yield from _rate_of(implied.key + ROUNDED, f"{label}, if rounded", implied.rounded, rounded, implied.pair)
    figures = tuple(figure for implied in rates.implied for figure in implied.pair)
    label = f"Rates that all amounts of {corpus.sources[rates.source_id].name} imply, {unit}"
    links = [computed_link(each.key + PRINTED, rate_text(each.printed)) for each in rates.implied]
    span = joined(["from the lowest to the highest of ", joined(links, "; ")])
    yield from _rate_of(rates.key + PRINTED, f"{label}, as printed", rates.span, span, figures)
    links = [computed_link(each.key + ROUNDED, rate_text(each.rounded)) for each in rates.implied if each.rounded]
    common = joined(["what lies within each of ", joined(links, "; ")])
    yield from _rate_of(rates.key + ROUNDED, f"{label}, if rounded", rates.common, common, figures)


def _rate_of(
    name: str, label: str, rates: Bounds | None, terms: Html, figures: tuple[Figure, ...]
) -> Iterator[Calculation]:
    """Yield the rate; nothing where no one rate fits."""
    if rates is not None:
        spelled = element("span", terms, class_="formula")
        yield Calculation(name, label, rate_text(rates), spelled, between_text(rates), figures, RATES)


def _ends(implied: ImpliedRate, *, is_rounded: bool) -> Html:
    """Return one amount over the other, or over what may have been rounded to it, end by end."""
    local, foreign = implied.pair
    ends = []
    for dividend, divisor in implied.matched:
        over = figure_part(foreign, grouped(divisor))
        over = joined(["(", over, f" ± {number(half_step(divisor))})"]) if is_rounded else over
        ends.append(joined([figure_part(local, grouped(dividend)), f" {OVER} ", over]))
    return joined(ends, ", and within " if is_rounded else " and ")


# --- prices converted --------------------------------------------------------------------------------


def _converted(corpus: Corpus, price: Priced) -> Calculation:
    reported = corpus.figures[price.figure.figure_id]
    parts = (
        corpus.measures[reported.measure_id].label,
        population_text(corpus, reported),
        unit_words(corpus, price.unit),
    )
    label = ", ".join(part for part in parts if part)
    result, bounds = value_words(corpus, price.shown), between_text(price.bounds or bounds_of(price.shown))
    spelled = element("span", stacked(*how_converted(corpus, price)), class_="formula")
    return Calculation(price.name, label, result, spelled, bounds, (reported, *price.figures), CONVERSIONS)
