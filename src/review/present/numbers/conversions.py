"""How prices were converted: the arithmetic of each, and whose rates it was done with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Fact, Figure
from review.present.html.markup import Content, Html, joined
from review.present.html.tabular import Table, coded_table, stacked
from review.present.numbers.computed import computed_link
from review.present.values.opened import opened
from review.present.words.cells import source_link, value_cell, whom
from review.present.words.formula import fact_part
from review.present.words.wording import (
    NBSP,
    figure_part,
    is_vague,
    list_text,
    number,
    value_link,
    value_text,
    value_words,
)
from review.synthesis.arithmetic.factors import OVER, Factor, FormulaLine, Ratio, grouped
from review.synthesis.arithmetic.intervals import Bounds
from review.synthesis.money.implied_rates import PRINTED, ROUNDED, SourceRates, rates_of, rates_within
from review.synthesis.money.money import Priced
from review.synthesis.money.rates import series as yearly

if TYPE_CHECKING:
    import pandas as pd

NONE, OPEN, LEFT_OUT, AS_REPORTED = "none", "open", "left out", "as reported"
#: Before an amount that no source prints: it was converted.
CONVERTED_SIGN = "≈"
_DIGITS = Decimal("0.01")


def conversions_table(repriced: pd.DataFrame | Sequence[Priced], *, caption: str) -> Table:
    """Return prices as reported and as converted by `reprice`, with the arithmetic or why there is none.

    Those that are shown as reported stand together in one row at the end.

    >>> conversions_table(reprice(chapter.figures(basis="price")), caption="Converted")
    Table: Converted (...)
    """
    corpus = opened().corpus
    rows: list[tuple[Content, ...]] = []
    kept: list[Html] = []
    for price in repriced if isinstance(repriced, Sequence) else repriced["priced"]:
        reported = corpus.figures[price.figure.figure_id]
        if not (price.factors or price.missing):
            kept.append(value_cell(corpus, reported))
            continue
        is_shown = price.bounds is not None
        text = computed_link(price.name, value_words(corpus, price.shown)) if is_shown else LEFT_OUT
        how, rates = stacked(*how_converted(corpus, price)), stacked(*_rates_from(corpus, price))
        rows.append((value_cell(corpus, reported), text, how, rates))
    if kept:
        rows.append((stacked(*kept), "the same", AS_REPORTED, ""))
    return coded_table(("As reported", "As shown", "How", "Rates from"), rows, caption=caption)


def converted_text(corpus: Corpus, was: Figure, figure: Figure) -> str:
    """Return a *figure* that was converted in words, marked as such; with the vague word, if it *was* read in one."""
    read = f", for “{was.printed}”" if is_vague(was) else ""
    return f"{CONVERTED_SIGN}{NBSP}{value_text(corpus, figure)}{read}"


def how_converted(corpus: Corpus, price: Priced) -> Sequence[Content]:
    """Return the arithmetic of each end, then each factor; every amount leads to the row that it comes from."""
    if price.missing:
        return (f"not converted: {price.missing}",)
    steps = (joined([f"{each.sign} ", _span(corpus, each), f" ({each.what})"]) for each in price.factors)
    return (*(_line(corpus, price, line) for line in price.lines), *steps)


def _line(corpus: Corpus, price: Priced, line: FormulaLine) -> Html:
    reported = corpus.figures[price.figure.figure_id]
    parts: list[Content] = [figure_part(reported, grouped(line.given))]
    for sign, ratio in line.factors:
        parts += [f" {sign} ", _ratio(corpus, ratio)]
    return joined([*parts, " = ", computed_link(price.name, grouped(line.result))])


def _span(corpus: Corpus, factor: Factor) -> Html:
    ends = [factor.low] if factor.low == factor.high else [factor.low, factor.high]
    return joined([_ratio(corpus, end) for end in ends], " to ")


def _ratio(corpus: Corpus, ratio: Ratio) -> Content:
    figures = [row for row in ratio.rows if isinstance(row, Figure)]
    facts = [row for row in ratio.rows if isinstance(row, Fact)]
    if facts:
        return fact_part(facts[0], str(ratio))
    amounts = zip(figures, (ratio.value, ratio.over), strict=True)
    links = [figure_part(figure, grouped(amount)) for figure, amount in amounts]
    return joined(["(", joined(links, f" {OVER} "), ")"])


def _rates_from(corpus: Corpus, price: Priced) -> Sequence[Content]:
    references = sorted({fact.reference for fact in price.facts})
    links = [value_link(corpus, corpus.figures[figure.figure_id]) for figure in price.figures]
    return (list_text(references), joined(links, ", "))


def implied_rates_table(*, caption: str) -> Table:
    """Return the amounts that sources give in two currencies, and the rates that they imply.

    >>> implied_rates_table(caption="Rates")
    Table: Rates (...)
    """
    corpus = opened().corpus
    rows: list[tuple[Content, ...]] = []
    groups: list[Content] = []
    for rates in _all_rates(corpus):
        for implied in rates.implied:
            local, foreign = implied.pair
            amounts = joined([value_link(corpus, local), " given as ", value_link(corpus, foreign)])
            links = rate_links(implied.key, implied.printed, implied.rounded)
            rows.append((amounts, whom(corpus, local), *links))
        links = rate_links(rates.key, rates.span, rates.common)
        rows.append((f"All pairs of {corpus.sources[rates.source_id].name}", "", *links))
        group = joined([source_link(corpus, rates.source_id), f", {rates.local} per {rates.foreign}"])
        groups += [group] * (len(rates.implied) + 1)
    columns = ("Amounts", "Of whom", "Rate as printed", "Rates that rounding allows")
    return coded_table(columns, rows, caption=caption, groups=groups)


def official_rates_table(series: Mapping[str, str], *, caption: str) -> Table:
    """Return the yearly rates of *series*, by the name to head each with, beside those that sources imply.

    >>> official_rates_table({}, caption="Official rates")
    Table: Official rates (0 rows)
    """
    corpus = opened().corpus
    named = {name: yearly(corpus, of) for name, of in series.items()}
    implied = _all_rates(corpus)
    rows: list[tuple[Content, ...]] = []
    for year in sorted({year for rates in named.values() for year in rates}):
        facts = [rates[year] for rates in named.values() if year in rates]
        rates = [_fact_link(rates.get(year)) for rates in named.values()]
        printed = stacked(*(f"{corpus.sources[each.source_id].name}: {_holds(facts, each.span)}" for each in implied))
        rounded = stacked(*(f"{corpus.sources[each.source_id].name}: {_holds(facts, each.common)}" for each in implied))
        rows.append((str(year), *rates, printed, rounded))
    columns = ("Year", *named, "Between the lowest and highest rate as printed", "Within those that rounding allows")
    return coded_table(columns, rows, caption=caption)


def rate_links(key: str, printed: Bounds, rounded: Bounds | None) -> tuple[Content, Content]:
    """Return the implied rates of *key* as links to their rows; that no one rate fits is no number."""
    second = NONE if rounded is None else computed_link(key + ROUNDED, rate_text(rounded))
    return computed_link(key + PRINTED, rate_text(printed)), second


def rate_text(rates: Bounds | None) -> str:
    """Return the bounds of a rate, in hundredths.

    >>> rate_text(Bounds(Decimal(6), Decimal("6.6667"))), rate_text(None)
    ('6 to 6.67', 'none')
    """
    if rates is None:
        return NONE
    ends = [OPEN if end is None else _short(end) for end in (rates.low, rates.high)]
    return " to ".join(dict.fromkeys(ends))


def _short(value: Decimal) -> str:
    rounded = value.quantize(_DIGITS)
    return number(rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded)


def _all_rates(corpus: Corpus) -> list[SourceRates]:
    return [rates for source_id in corpus.sources for rates in rates_of(corpus, source_id)]


def _fact_link(fact: Fact | None) -> Content:
    if fact and fact.value is not None:
        return fact_part(fact, number(fact.value))
    return NONE


def _holds(facts: Sequence[Fact], bounds: Bounds | None) -> str:
    within = rates_within(facts, bounds) if bounds else ()
    return "yes" if facts and len(within) == len(facts) else "in part" if within else "no"
