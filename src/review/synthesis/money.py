"""Prices in another currency and in the prices of a base year, never without a year to take the rate of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from review.corpus.corpus import Corpus
from review.corpus.records import Fact, Figure
from review.errors import UsageError
from review.synthesis.intervals import Bounds, bounds_of, constant


@dataclass(frozen=True)
class Priced:
    """A price as reported and as asked for. *bounds* is None where no year is known to convert at.

    *steps* says in words each factor that was applied, *facts* are those that gave the factors.
    """

    figure: Figure
    bounds: Bounds | None
    unit: str
    steps: tuple[str, ...]
    facts: tuple[Fact, ...]
    missing: str = ""


def year_of(figure: Figure) -> int | None:
    """Return the year that a figure's period ends in, or None where the source states none."""
    return int(figure.period_end[:4]) if figure.period_end else None


class _Missing(Exception):
    """A rate or a change of prices that the facts do not hold."""


def series(corpus: Corpus, name: str) -> dict[int, Fact]:
    """Return the facts of a yearly series by year; those without a year of their own or a value are left out.

    Raises UsageError that names the known series, or the year that has two facts.
    """
    yearly = [fact for fact in corpus.facts.values() if fact.value is not None and len(fact.period) == len("YYYY")]
    found: dict[int, Fact] = {}
    for fact in yearly:
        if fact.series == name and found.setdefault(int(fact.period), fact) is not fact:
            raise UsageError(f"{name} has two facts of {fact.period} in data/context/facts.csv. Keep one of them.")
    if not found:
        known = sorted({fact.series for fact in yearly})
        raise UsageError(f"{name!r} is no yearly series of data/context/facts.csv (known: {', '.join(known)}).")
    return found


def reprice(
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

    *rates* names the series of local units per foreign unit, its unit written ``LOCAL per FOREIGN``;
    *price_changes* names the yearly changes of prices in per cent, which hold for LOCAL. The year is the
    figure's own, or *assumed_year*. A constant price is computed in LOCAL, at the rate of the price's year.
    """
    bounds, unit = bounds_of(figure), figure.unit
    target = currency or unit
    if target == unit and base_year is None:
        return Priced(figure, bounds, unit, (), ())
    year = year_of(figure) or assumed_year
    if year is None:
        return Priced(figure, None, target, (), (), "no year stated")
    table = series(corpus, rates)
    local, _, foreign = next(iter(table.values())).unit.partition(" per ")
    if unit not in (local, foreign) or target not in (local, foreign):
        raise UsageError(f"{rates} converts {local} and {foreign or 'nothing'}, not {unit} and {target}.")
    steps: list[str] = []
    used: list[Fact] = []
    try:
        if base_year is not None and base_year != year:
            bounds = _convert(bounds, unit, local, table, year, steps, used)
            factor, facts = _chain(corpus, price_changes, year, base_year)
            steps.append(f"× {factor:.4f} (prices of {year} to prices of {base_year})")
            used += facts
            bounds, unit, year = bounds * constant(factor), local, base_year
        bounds = _convert(bounds, unit, target, table, year, steps, used)
    except _Missing as missing:
        return Priced(figure, None, target, (), (), str(missing))
    return Priced(figure, bounds, target, tuple(steps), tuple(used))


def _convert(
    bounds: Bounds, unit: str, target: str, rates: dict[int, Fact], year: int, steps: list[str], used: list[Fact]
) -> Bounds:
    if unit == target:
        return bounds
    rate = rates.get(year)
    if rate is None or not rate.value:
        raise _Missing(f"no rate of {year}")
    used.append(rate)
    to_local = target == rate.unit.partition(" per ")[0]
    steps.append(f"{'×' if to_local else '÷'} {rate.value} ({rate.unit}, {rate.period})")
    return bounds * constant(rate.value) if to_local else bounds / constant(rate.value)


def _chain(corpus: Corpus, name: str, year: int, base_year: int) -> tuple[Decimal, list[Fact]]:
    """Return the factor from prices of *year* to prices of *base_year*, by chaining yearly changes."""
    changes = series(corpus, name)
    first, last = sorted((year, base_year))
    facts = [changes[y] for y in range(first + 1, last + 1) if y in changes]
    if len(facts) != last - first:
        raise _Missing(f"no price changes from {year} to {base_year}")
    factor = Decimal(1)
    for fact in facts:
        factor *= 1 + (fact.value or Decimal(0)) / 100
    return (factor if base_year > year else 1 / factor), facts


@dataclass(frozen=True)
class Repriced:
    """Prices under one conversion: what could be converted, as figures to show, and each one's steps."""

    figures: tuple[Figure, ...]
    priced: tuple[Priced, ...]


def reprice_all(
    corpus: Corpus,
    figures: Iterable[Figure],
    *,
    currency: str,
    rates: str,
    base_year: int | None = None,
    price_changes: str = "",
    assumed_year: int | None = None,
) -> Repriced:
    """Return *figures* converted as `reprice` does each; those that cannot be are left out of ``figures``.

    Converted values are rounded to whole units, since no price is reported more finely.
    """
    priced = tuple(
        reprice(
            corpus,
            figure,
            currency=currency,
            rates=rates,
            base_year=base_year,
            price_changes=price_changes,
            assumed_year=assumed_year,
        )
        for figure in figures
    )
    shown = tuple(
        replace(p.figure, low=_whole(p.bounds.low), high=_whole(p.bounds.high), unit=p.unit)
        for p in priced
        if p.bounds is not None
    )
    return Repriced(shown, priced)


def _whole(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal(1))
