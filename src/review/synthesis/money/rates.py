"""Rates of exchange to convert at: the yearly ones of a series of facts, or those that a source implies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Fact, Figure
from review.errors import UsageError
from review.synthesis.arithmetic.factors import Factor, constant_factor
from review.synthesis.money.implied_rates import SourceRates, rates_of

#: Stands where the name of a series may stand: each source's own rates, for its own figures.
IMPLIED = "implied"
PER = " per "


class NoRate(Exception):
    """A rate or a change of prices that neither the facts nor the source hold; the message says which."""


@dataclass(frozen=True)
class Quoted:
    """A rate as a factor, with the facts or the figures that it comes from."""

    factor: Factor
    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()


class Rates(Protocol):
    """Rates between local and foreign money."""

    @property
    def local(self) -> str: ...

    def quote(self, sign: str, year: int | None) -> Quoted:
        """Return the rate of *year*, to be applied with *sign*. Raises NoRate."""
        ...


def rates_for(corpus: Corpus, figure: Figure, name: str, target: str) -> Rates:
    """Return the rates at which *figure* may be given in *target*: of the series *name*, or of its source.

    Raises UsageError where the series is unknown or is of other currencies, NoRate where the source has none.
    """
    if name == IMPLIED:
        return _implied(corpus, figure, target)
    table = series(corpus, name)
    official = _Official(table, *next(iter(table.values())).unit.partition(PER)[::2])
    units = official.local, official.foreign
    if figure.unit not in units or target not in units:
        converts = f"{official.local} and {official.foreign or 'nothing'}"
        raise UsageError(f"{name} converts {converts}, not {figure.unit} and {target}.")
    return official


def series(corpus: Corpus, name: str) -> dict[int, Fact]:
    """Return the facts of a yearly series by year; those without a year of their own or a value are left out.

    *name* may be the end of a series' name, where only one ends so: ``-central-bank`` or ``central-bank``.
    Raises UsageError that names the known series, or the year that has two facts.
    """
    known_values = (fact for fact in corpus.facts.values() if fact.value is not None)
    yearly = [fact for fact in known_values if len(fact.period) == len("YYYY")]
    known = sorted({fact.series for fact in yearly})
    ending = [each for each in known if name and each.endswith(f"-{name}")]
    full = ending[0] if name not in known and len(ending) == 1 else name
    by_year: dict[int, Fact] = {}
    for fact in yearly:
        if fact.series == full and by_year.setdefault(int(fact.period), fact) is not fact:
            where = "data/context/facts.csv"
            raise UsageError(f"{full} has two facts of {fact.period} in {where}. Keep one of them.")
    if not by_year:
        listed = ", ".join(known)
        raise UsageError(f"{name!r} is no yearly series of data/context/facts.csv (known: {listed}).")
    return by_year


def _implied(corpus: Corpus, figure: Figure, target: str) -> Rates:
    local = corpus.measures[figure.measure_id].units.split()[0]
    if figure.unit == target:
        return _Implied(None, local, corpus.named(figure))
    for rates in rates_of(corpus, figure.source_id):
        if {figure.unit, target} == {rates.local, rates.foreign}:
            return _Implied(rates, rates.local, corpus.named(figure))
    raise NoRate(f"{corpus.named(figure)} implies no rate between {figure.unit} and {target}")


@dataclass(frozen=True)
class _Official:
    table: dict[int, Fact]
    local: str
    foreign: str

    def quote(self, sign: str, year: int | None) -> Quoted:
        rate = self.table.get(year or 0)
        if rate is None or not rate.value:
            raise NoRate(f"no rate of {year}")
        return Quoted(constant_factor(sign, rate.value, f"{rate.unit}, {rate.period}", rate), facts=(rate,))


@dataclass(frozen=True)
class _Implied:
    rates: SourceRates | None
    local: str
    source: str

    def quote(self, sign: str, year: int | None) -> Quoted:
        if self.rates is None:
            raise NoRate("no rate to convert at")
        ends = self.rates.ends
        what = f"{self.rates.local}{PER}{self.rates.foreign}, implied by {self.source}"
        giving = (rate for rate in self.rates.implied if set(ends) & set(rate.ends))
        return Quoted(Factor(sign, *ends, what), figures=tuple(f for rate in giving for f in rate.pair))
