"""What is computed of the rich project and approved, by its name."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import pairwise, product
from typing import Any

from outlines import short

from review.corpus.corpus import Corpus
from review.errors import ReviewError
from review.synthesis.arithmetic import factors, intervals, spans
from review.synthesis.arithmetic.intervals import Bounds, bounds_of
from review.synthesis.comparing import comparison, terms
from review.synthesis.comparing.derivations import _term as term
from review.synthesis.comparing.derivations import months_between, months_of
from review.synthesis.money import implied_rates, money, rates

THEFTS, STATION = "ward2014-thefts", "ward2014-station"


def table(rows: Iterable[Iterable[object]]) -> list[str]:
    """Return rows as lines, what stands in them apart by bars."""
    return [" | ".join(short(cell) for cell in row) for row in rows]


def said(make: Callable[..., object], *given: object, **more: object) -> object:
    """Return what *make* says, or how it refuses."""
    try:
        return make(*given, **more)
    except (ReviewError, SyntaxError, rates.NoRate) as error:
        return f"{type(error).__name__}: {error}"


def gate(corpus: Corpus) -> Iterator[str]:
    """Yield how figures that are unlike in some way are told apart, for each use."""
    names = (
        THEFTS,
        STATION,
        "riders2015-thefts",
        "ward2014-found",
        "riders2015-held-adults",
        "riders2015-held-minors",
        "riders2015-held-more",
        "riders2015-dealer-eur",
        "riders2015-buyer-gbp",
    )
    for first, second in pairwise(names):
        pair = corpus.figures[first], corpus.figures[second]
        for use in comparison.USES:
            yield f"{first} {second} {use}: {comparison.differences(corpus, *pair, use)}"
        yield f"unlike: {comparison.unlike(corpus, pair)}"
        yield str(said(comparison.require_comparable_figures, corpus, pair, "a sum"))
    mine, other = corpus.figures[THEFTS], comparison.fact_as_figure(corpus.facts["denial-1"], "fact:denial-1")
    yield str(said(comparison.require_comparable_figures, corpus, [mine], "a ratio", others=[other]))
    yield str(comparison.incomparable_error(["a", "b"], "a sum", {"unit": ["x", "y"]}))
    yield from table(
        [
            (comparison.period_of(f), comparison.group_of(corpus, f), comparison.one_passage(mine, f))
            for f in (mine, other)
        ]
    )
    yield str([corpus.is_within("populations", *p) for p in product(("adults", "persons", ""), repeat=2)])
    yield str([corpus.is_within("places", *p) for p in product(("Main station", "The town", ""), repeat=2)])
    yield str([corpus.is_within("measures", *p) for p in product(("thefts", "growth"), repeat=2)])


def expressions(corpus: Corpus) -> Iterator[str]:
    """Yield what two inputs of an expression give together under each sign, or why they may not be put together."""
    names = (
        THEFTS,
        STATION,
        "ward2014-dealer-price",
        "fact:euro-2012",
        "months:riders2015-held-most",
        "riders2015-held-most",
    )
    yield str(term(corpus, f"months:riders2015-held-adults:{STATION}").bounds)
    parts = {name: term(corpus, name) for name in names}
    yield from table((name, part.bounds, part.units) for name, part in parts.items())
    parts |= {n: terms.constant_term(Decimal(n)) for n in ("12", "7")}
    for (first, left), (second, right) in product(parts.items(), repeat=2):
        for sign in terms.OPERATORS:
            made = said(terms.combined, corpus, sign, left, right, "")
            told = (
                (made.bounds, made.units, made.names, made.written, made.rate)
                if isinstance(made, terms.ExpressionTerm)
                else (made,)
            )
            yield f"{first} {sign.__name__} {second}: {' | '.join(map(short, told))}"[:200]
    yield short(said(terms.combined, corpus, ast.Add, parts[THEFTS], parts["fact:euro-2012"], "A reason.").units)


def times(corpus: Corpus) -> Iterator[str]:
    """Yield rates per month: of one period, of what lies between two ends, and of times that are not their own."""
    later, earlier = (term(corpus, f"riders2015-held-{name}") for name in ("more", "adults"))
    between = term(corpus, "months:riders2015-held-adults:riders2015-held-more")
    rise = terms.combined(corpus, ast.Sub, later, earlier, "To see how it rises.")
    most = corpus.figures["riders2015-held-most"]
    since_june = terms.ExpressionTerm(bounds_of(most), (replace(most, period_start="2014-06"),), units={"person": 1})
    of_most = term(corpus, "months:riders2015-held-most")
    for amount, time in ((rise, between), (later, between), (since_june, of_most), (later, of_most)):
        made = said(terms.combined, corpus, ast.Div, amount, time, "")
        yield short(made if isinstance(made, str) else [made.bounds, made.units])


def bounds() -> Iterator[str]:
    ends = [
        Bounds(None, None),
        Bounds(Decimal(2), None),
        Bounds(None, Decimal(3)),
        Bounds(Decimal(2), Decimal(4), True),
        Bounds(Decimal(-1), Decimal(2)),
        Bounds(Decimal(0), Decimal(0)),
        Bounds(Decimal(4), Decimal(9), False, True, True),
    ]
    for first, second in product(ends, repeat=2):
        made = (
            first + second,
            first - second,
            first * second,
            first / second,
            first.overlaps(second),
            first.surely_below(second),
        )
        yield " | ".join(map(brief, (first, second, *made)))
    for one in ends:
        yield f"{brief(one)}: {one.exact} {brief(one.widened(Decimal('0.5')))} {brief(one.widened(Decimal(0)))}"


def brief(made: object) -> str:
    if not isinstance(made, Bounds):
        return str(made)
    low, high = ("…" if end is None else f"{end:.4g}" for end in (made.low, made.high))
    return f"{'(' if made.above_low else '['}{low} {high}{')' if made.below_high else ']'}{'~' * made.about}"


def dates() -> list[str]:
    some = ("", "2012", "2012-02", "2012-02-29", "2013-06")
    return (
        table(
            (
                start,
                end,
                spans.span_of(start, end),
                list(spans.years(start, end)),
                span.months if (span := spans.span_of(start, end)) else "",
            )
            for start, end in product(some, repeat=2)
        )
        + table(
            (a, b, spans.days_of(a).holds(spans.days_of(b)), spans.days_of(a).meets(spans.days_of(b)))
            for a, b in product(some[1:], repeat=2)
        )
        + table((a, b, months_between(a, b), months_of(a, b)) for a, b in product(some[1:], repeat=2))
    )


def prices(corpus: Corpus) -> Iterator[object]:
    asked = [
        dict(zip(("currency", "rates", "base_year", "price_changes", "assumed_year"), row, strict=True))
        for row in (
            ("", "implied", None, "", None),
            ("GBP", "implied", None, "", None),
            ("EUR", "implied", None, "", None),
            ("GBP", "euro-rate", None, "", None),
            ("GBP", "rate", None, "", 2013),
            ("GBP", "euro-rate", 2014, "change", 2012),
            ("", "implied", 2014, "price-change", None),
            ("GBP", "implied", 2014, "price-change", 2013),
            ("EUR", "euro-rate", 2012, "price-change", 2014),
            ("GBP", "euro-rate", 2020, "price-change", 2013),
        )
    ]
    figures = [figure for figure in corpus.figures.values() if corpus.measures[figure.measure_id].basis == "price"]
    for options in asked:
        yield f"== {options}"
        for figure in figures:
            made = said(money.reprice_figure, corpus, figure, **options)
            if isinstance(made, str):
                yield made
                continue
            shown = made.shown
            told = (shown.low, shown.high, shown.qualifier, shown.printed, shown.unit, made.missing)
            yield from table([(figure, made.name, made.unit, made.bounds, made.facts, made.figures, *told)])
            yield from (f"   {line}" for line in (*made.steps, *made.lines))
            assert not made.name or money.conversion(corpus, made.name) == made


def implied(corpus: Corpus) -> Iterator[object]:
    for source in corpus.sources:
        for found in implied_rates.rates_of(corpus, source):
            yield from table([(found.key, found.local, found.foreign, found.ends, found.span, found.common)])
            yield from table((one.key, one.ends, one.printed, one.rounded, one.matched) for one in found.implied)
            official = rates.series(corpus, "euro-rate").values()
            yield short(implied_rates.rates_within(official, found.span))
    yield from table(implied_rates.currency_pairs(corpus))
    yield [short(implied_rates.restated(corpus, f)) for f in corpus.figures.values() if f.unit in ("EUR", "GBP")]
    yield from table((n, implied_rates.half_step(Decimal(n))) for n in ("6000", "12.5", "1", "105"))
    yield short(implied_rates.meet([Bounds(None, Decimal(3)), Bounds(Decimal(1), None)]))
    yield short(implied_rates.meet([Bounds(Decimal(4), None), Bounds(None, Decimal(3))]))
    yield from table((f, money.year_of(f)) for f in corpus.figures.values() if f.unit in ("EUR", "GBP"))
    yield money.conversion(corpus, "no-such--in"), money.conversion(corpus, f"{THEFTS}--in--GBP")
    yield from (said(rates.series, corpus, name) for name in ("no", "", "rate"))
    for name, target in (("implied", "GBP"), ("euro-rate", "USD"), ("price-change", "GBP"), ("implied", "EUR")):
        yield short(said(partial(rates.rates_for, corpus, corpus.figures["ward2014-buyer-price"]), name, target))[:300]


def repriced(corpus: Corpus) -> Iterator[object]:
    figures = [figure for figure in corpus.figures.values() if figure.unit in ("EUR", "GBP")]
    made = money.reprice_all(corpus, figures, currency="GBP", rates="euro-rate", assumed_year=2012)
    yield from table((price.name, price.missing) for price in made)
    twice = [factors.constant_factor("×", Decimal(2), "two")]
    for given in (None, Decimal(1)):
        yield [str(line) for line in factors.lines(Bounds(given, Decimal(4)), twice, Bounds(None, Decimal(8)))]
    yield [factors.whole_units(Decimal("2.5")), factors.grouped(Decimal("1234.50"))]


ARITHMETIC: dict[str, Callable[[Corpus], Any]] = {
    "gate.txt": gate,
    "expressions.txt": expressions,
    "times.txt": times,
    "bounds.txt": lambda c: [
        *bounds(),
        *(f"{f.figure_id}: {brief(bounds_of(f))}" for f in c.figures.values()),
        brief(intervals.constant("1.5")),
    ],
    "dates.txt": lambda c: dates(),
    "prices.txt": prices,
    "implied-rates.txt": implied,
    "repriced.txt": repriced,
}
