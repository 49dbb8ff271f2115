"""The rates of exchange that a source implies where it gives one amount in two currencies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from operator import attrgetter

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Fact, Figure
from review.synthesis.arithmetic.factors import Ratio
from review.synthesis.arithmetic.intervals import Bounds, bounds_of, constant

Pair = tuple[Figure, Figure]
_NUMBER = attrgetter("number")
#: What the id of an implied rate ends in: the rate as printed, and those that rounding allows.
PRINTED, ROUNDED = "--rate", "--rounded-rate"


@lru_cache(maxsize=4)
def currency_pairs(corpus: Corpus) -> tuple[Pair, ...]:
    """Return each two figures that give one amount in two currencies, the first unit of their measure first.

    The rule: two amounts of money in one passage, of the same measure, population, stage, place and period.
    Where a passage has more than one such amount in a currency, nothing says which restates which: no pair.
    """
    alike: dict[tuple[object, ...], list[Figure]] = {}
    for figure in corpus.figures.values():
        if corpus.measures[figure.measure_id].counted == "price":
            alike.setdefault(_amount(figure), []).append(figure)
    pairs = []
    for figures in alike.values():
        units = corpus.measures[figures[0].measure_id].units.split()
        if len(figures) == 2 and figures[0].unit != figures[1].unit:
            first, second = sorted(figures, key=lambda figure: units.index(figure.unit))
            pairs.append((first, second))
    return tuple(pairs)


def _amount(figure: Figure) -> tuple[object, ...]:
    """What two figures share that may give one amount. A section belongs to one source."""
    passage = figure.section_id, figure.paragraph
    period = figure.period_start, figure.period_end
    return (*passage, figure.measure_id, figure.population_id, figure.stage, figure.place, *period)


@dataclass(frozen=True)
class ImpliedRate:
    """What one pair says of the rate, in local units per foreign unit."""

    pair: Pair

    @property
    def key(self) -> str:
        """What the ids of the rates begin with. A figure stands in one pair at most."""
        return self.pair[0].figure_id

    @cached_property
    def ends(self) -> tuple[Ratio, ...]:
        """The lowest and the highest rate as printed; none where the two amounts are not bounded alike."""
        rates = [Ratio(local, foreign, self.pair) for local, foreign in self.matched]
        return (min(rates, key=_NUMBER), max(rates, key=_NUMBER)) if rates else ()

    @property
    def printed(self) -> Bounds:
        """The rate as printed. Ranges that restate each other match end to end, low with low, high with high."""
        return Bounds(self.ends[0].number, self.ends[1].number) if self.ends else Bounds(None, None)

    @cached_property
    def rounded(self) -> Bounds | None:
        """The rates that give the foreign amount as printed, rounded to its last digit that is not zero.

        None where no one rate gives both its ends.
        """
        ends = [
            Bounds(local / (foreign + half_step(foreign)), local / (foreign - half_step(foreign)))
            for local, foreign in self.matched
        ]
        return meet(ends) if ends else Bounds(None, None)

    @property
    def matched(self) -> list[tuple[Decimal, Decimal]]:
        """The amounts that restate each other, end by end."""
        local, foreign = (bounds_of(figure) for figure in self.pair)
        ends = ((local.low, foreign.low), (local.high, foreign.high))
        return [(mine, theirs) for mine, theirs in dict.fromkeys(ends) if mine is not None and theirs]


def half_step(amount: Decimal) -> Decimal:
    """Return half of the last digit that is not zero.

    >>> half_step(Decimal(6000)), half_step(Decimal(800)), half_step(Decimal("12.5"))
    (Decimal('500'), Decimal('50'), Decimal('0.05'))
    """
    exponent = int(amount.normalize().as_tuple().exponent)
    return Decimal(f"{Decimal((0, (5,), exponent - 1)):f}")


def meet(bounds: Iterable[Bounds]) -> Bounds | None:
    """Return what lies within all of *bounds*, or None where nothing does."""
    all_bounds = list(bounds)
    if not all(first.overlaps(second) for first in all_bounds for second in all_bounds):
        return None
    lows = [each.low for each in all_bounds if each.low is not None]
    highs = [each.high for each in all_bounds if each.high is not None]
    return Bounds(max(lows, default=None), min(highs, default=None))


@dataclass(frozen=True)
class SourceRates:
    """All rates that a source implies between two currencies."""

    source_id: str
    local: str
    foreign: str
    implied: tuple[ImpliedRate, ...]

    @property
    def key(self) -> str:
        """What the ids of the rates begin with."""
        return f"{self.source_id}--{self.local}-{self.foreign}"

    @property
    def ends(self) -> tuple[Ratio, Ratio]:
        """The lowest and the highest rate as printed."""
        ends = [end for rate in self.implied for end in rate.ends]
        return min(ends, key=_NUMBER), max(ends, key=_NUMBER)

    @property
    def span(self) -> Bounds:
        """From the lowest to the highest rate as printed."""
        low, high = self.ends
        return Bounds(low.number, high.number)

    @property
    def common(self) -> Bounds | None:
        """The rates that every pair allows if its foreign amount is rounded; None where no one rate does."""
        rounded = [rate.rounded for rate in self.implied]
        return meet(bounds for bounds in rounded if bounds is not None) if None not in rounded else None


def rates_of(corpus: Corpus, source_id: str) -> tuple[SourceRates, ...]:
    """Return the rates that a source implies, for each two currencies; none where it gives no amount in both."""
    between: dict[tuple[str, str], list[ImpliedRate]] = {}
    for pair in currency_pairs(corpus):
        rate = ImpliedRate(pair)
        if pair[0].source_id == source_id and rate.ends:
            between.setdefault((pair[0].unit, pair[1].unit), []).append(rate)
    return tuple(SourceRates(source_id, *units, tuple(rates)) for units, rates in between.items())


def restated(corpus: Corpus, figure: Figure) -> Figure | None:
    """Return the figure in which the source itself gives the amount of *figure* in another currency."""
    for first, second in currency_pairs(corpus):
        if figure.figure_id == first.figure_id:
            return second
        if figure.figure_id == second.figure_id:
            return first
    return None


def rates_within(official: Iterable[Fact], bounds: Bounds) -> tuple[Fact, ...]:
    """Return the yearly rates that lie within *bounds*, in the order given."""
    rates = [(fact, constant(fact.value)) for fact in official if fact.value is not None]
    return tuple(fact for fact, rate in rates if bounds.overlaps(rate))
