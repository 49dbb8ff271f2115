"""Prices in another currency and in the prices of a base year, never without a rate that is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Required, TypedDict, Unpack

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Fact, Figure
from review.corpus.vocabulary import Qualifier
from review.errors import UsageError
from review.synthesis.arithmetic.factors import OVER, TIMES, Factor, FormulaLine, constant_factor, lines, whole_units
from review.synthesis.arithmetic.intervals import Bounds, bounds_of
from review.synthesis.money.implied_rates import restated
from review.synthesis.money.rates import IMPLIED, NoRate, Quoted, Rates, rates_for, series

_IN, _NO = "in", "none"


@dataclass(frozen=True)
class Priced:
    """A price as reported and as asked for. *bounds* is None where it is not converted: *missing* says why.

    *facts* and *figures* are those that gave the factors. *name* is the id of a converted price: `conversion`
    returns it again.
    """

    figure: Figure
    bounds: Bounds | None
    unit: str
    factors: tuple[Factor, ...] = ()
    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()
    missing: str = ""
    name: str = ""

    @property
    def steps(self) -> tuple[str, ...]:
        """Each factor that was applied, and what it is."""
        return tuple(map(str, self.factors))

    @property
    def lines(self) -> tuple[FormulaLine, ...]:
        """What was computed, a line for each end of the price."""
        return lines(bounds_of(self.figure), self.factors, self.bounds) if self.bounds else ()

    @property
    def shown(self) -> Figure:
        """The converted price as a figure. What is given at more than one rate has bounds."""
        bounds, figure = self.bounds, self.figure
        if bounds is None or not self.factors:
            return figure
        low, high = (None if end is None else whole_units(end) for end in (bounds.low, bounds.high))
        spread = figure.qualifier in (Qualifier.EXACT, Qualifier.ABOUT) and low != high
        # The words printed were of another currency, or of another year's money.
        qualifier = Qualifier.RANGE if spread else figure.qualifier
        # The interval is one of the amount as printed.
        plain = replace(figure, interval_low=None, interval_high=None, interval_level=None, interval_basis="")
        return replace(plain, low=low, high=high, unit=self.unit, printed="", qualifier=qualifier)


@dataclass
class _Converting:
    """An amount on its way, with what it has been multiplied with and divided by so far."""

    bounds: Bounds
    unit: str
    factors: list[Factor] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    @property
    def used(self) -> tuple[tuple[Factor, ...], tuple[Fact, ...], tuple[Figure, ...]]:
        return tuple(self.factors), tuple(self.facts), tuple(self.figures)

    def apply(self, quoted: Quoted) -> None:
        self.bounds = quoted.factor.apply(self.bounds)
        self.factors.append(quoted.factor)
        self.facts += quoted.facts
        self.figures += (figure for figure in quoted.figures if figure not in self.figures)

    def into(self, target: str, rates: Rates, year: int | None) -> None:
        if self.unit != target:
            self.apply(rates.quote(TIMES if target == rates.local else OVER, year))
            self.unit = target


def year_of(figure: Figure) -> int | None:
    """Return the year that a figure's period ends in, or None where the source states none."""
    return int(figure.period_end[:4]) if figure.period_end else None


def reprice_figure(
    corpus: Corpus,
    figure: Figure,
    *,
    currency: str,
    rates: str,
    base_year: int | None = None,
    price_changes: str = "",
    assumed_year: int | None = None,
) -> Priced:
    """Return a price in *currency* (its own, where that is empty) and in the prices of *base_year*.

    *rates* names the series of local units per foreign unit, its unit written ``LOCAL per FOREIGN``, or is
    IMPLIED: then the price is converted at every rate between the lowest and the highest that its own source
    implies, which needs no year and widens its bounds. *price_changes* names the yearly changes of prices in
    per cent, which hold for LOCAL. The year is the figure's own, or *assumed_year*. A constant price is
    computed in LOCAL, at the rate of the price's year, and given at the rate of the base year; an implied
    rate has no year and can do neither.
    """
    target = currency or figure.unit
    if target == figure.unit and base_year is None:
        return Priced(figure, bounds_of(figure), target)
    amount, year = _Converting(bounds_of(figure), figure.unit), year_of(figure) or assumed_year
    if year is None and (rates != IMPLIED or base_year is not None):
        return Priced(figure, None, target, missing="no year stated")
    local = corpus.measures[figure.measure_id].units.split()[0]
    if rates == IMPLIED and base_year is not None and {figure.unit, target} != {local}:
        return Priced(figure, None, target, missing="an implied rate has no year to take prices to another")
    try:
        money = rates_for(corpus, figure, rates, target)
        if base_year is not None and year is not None and base_year != year:
            amount.into(money.local, money, year)
            for change in _chain(corpus, price_changes, year, base_year):
                amount.apply(change)
            year = base_year
        amount.into(target, money, year)
    except NoRate as missing:
        return Priced(figure, None, target, missing=str(missing))
    name = _name(figure, target, rates, base_year, price_changes, assumed_year) if amount.factors else ""
    return Priced(figure, amount.bounds, target, *amount.used, name=name)


def _name(figure: Figure, target: str, rates: str, base: int | None, changes: str, assumed: int | None) -> str:
    """Return the id of a converted price: all that it was asked for, as far as the last thing asked."""
    # Changes of prices count only where there is a base year to go to.
    in_prices_of = (str(base), changes) if base is not None else ("", "")
    asked = [figure.figure_id, _IN, target, rates, *in_prices_of, "" if assumed is None else str(assumed)]
    while not asked[-1]:
        asked.pop()
    return "--".join(part or _NO for part in asked)


def conversion(corpus: Corpus, name: str) -> Priced | None:
    """Return the converted price whose id is *name*, or None where it is the id of none."""
    figure_id, *asked = name.split("--")
    figure = corpus.figures.get(figure_id)
    sign, currency, rates, base, changes, assumed = [*asked, *[_NO] * 6][:6]
    if figure is None or sign != _IN:
        return None
    try:
        priced = reprice_figure(
            corpus,
            figure,
            currency=currency,
            rates=rates,
            base_year=None if base == _NO else int(base),
            price_changes=changes,
            assumed_year=None if assumed == _NO else int(assumed),
        )
    except (UsageError, ValueError):
        return None
    return priced if priced.name == name else None


def _chain(corpus: Corpus, name: str, year: int, base_year: int) -> list[Quoted]:
    """Return the factors from prices of *year* to prices of *base_year*, one for each year's change."""
    changes = series(corpus, name)
    first, last = sorted((year, base_year))
    facts = [changes[y] for y in range(first + 1, last + 1) if y in changes]
    if len(facts) != last - first:
        raise NoRate(f"no price changes from {year} to {base_year}")
    sign = TIMES if base_year > year else OVER
    by_position = facts if sign == TIMES else facts[::-1]
    return [Quoted(_change(sign, fact), facts=(fact,)) for fact in by_position]


def _change(sign: str, fact: Fact) -> Factor:
    return constant_factor(sign, 1 + (fact.value or Decimal(0)) / 100, f"change of prices, {fact.period}", fact)


class Terms(TypedDict, total=False):
    """What `reprice_figure` is asked for."""

    currency: Required[str]
    rates: Required[str]
    base_year: int | None
    price_changes: str
    assumed_year: int | None


def reprice_all(corpus: Corpus, figures: Iterable[Figure], **terms: Unpack[Terms]) -> tuple[Priced, ...]:
    """Return *figures* converted as `reprice_figure` does each.

    At the sources' own rates, a price that its source gives in *currency* beside it stands as the source
    gives it, and is not computed again. Converted values are rounded to whole units.
    """
    chosen = tuple(figures)
    names = {figure.figure_id for figure in chosen}
    priced, currency = [], terms["currency"]
    for figure in chosen:
        own = restated(corpus, figure) if terms["rates"] == IMPLIED and currency != figure.unit else None
        if own and own.unit == currency and own.figure_id in names:
            missing = f"its source gives it in {currency} itself"
            priced.append(Priced(figure, None, currency, figures=(own,), missing=missing))
        else:
            priced.append(reprice_figure(corpus, figure, **terms))
    return tuple(priced)
