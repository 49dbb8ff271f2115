"""The numbers that are the review's: as sources report them, computed, from outside, printed elsewhere, or given up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from functools import cached_property

from review.book.pages.changes.releases import Release, read_releases
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot, once
from review.corpus.tables.records import Derivation, Figure, ReleasedId
from review.corpus.text.numerals.reader import plain_numerals
from review.corpus.text.numerals.values import Interval
from review.corpus.vocabulary import Qualifier
from review.present.numbers.computed import derived_text
from review.present.numbers.context import fact_text
from review.present.numbers.sighted import page_text, sighting_href
from review.present.words.cells import interval_text, population_text
from review.present.words.formula import rounded_ends
from review.present.words.units import said_in_table
from review.present.words.wording import NBSP, date_text, href, origin_text, period_text, value_text
from review.synthesis.comparing.derivations import Derived, evaluate


class Hand(IntEnum):
    """Where a number stands in the review; of numbers that fit equally well, the first counts."""

    FIGURE = 0
    COMPUTED = 1
    CONTEXT = 2
    GIVEN_UP = 3
    ELSEWHERE = 4


@dataclass(frozen=True)
class Known:
    """A number of the review. *counts* says what it counts; the ids are empty where no row says them.

    *shown* is the number in words, *interval_shown* the interval that its source prints with it, *credit* who says so,
    *href* the address of its card or row.
    """

    name: str
    hand: Hand
    interval: Interval
    unit: str
    shown: str
    counts: str
    credit: str
    href: str
    period: str = ""
    measure_id: str = ""
    population_id: str = ""
    start: str = ""
    end: str = ""
    figure: Figure | None = None
    reason: str = ""
    interval_shown: str = ""

    @cached_property
    def ends(self) -> frozenset[Decimal]:
        """Return the ends that are named."""
        return frozenset(end for end in self.interval[:2] if end is not None)

    @property
    def interval_ends(self) -> tuple[Decimal | None, Decimal | None]:
        """Return the ends of the interval that its source prints with it; None for none."""
        return (self.figure.interval_low, self.figure.interval_high) if self.figure else (None, None)

    @property
    def told(self) -> str:
        """Return the number with its interval, what it counts, for when, and who says so, in one line."""
        return "; ".join(filter(None, (self.shown, self.interval_shown, self.counts, self.period, self.credit)))


@once
def known_numbers(snapshot: Snapshot) -> tuple[Known, ...]:
    """Return every number of the review, and those that a release had and that are other now."""
    corpus = snapshot.corpus
    figures = (_of_figure(corpus, figure, Hand.FIGURE) for figure in corpus.figures.values())
    found = [*figures, *_computed(corpus), *_facts(corpus), *_sightings(corpus)]
    for release in read_releases(corpus.descriptor.folder):
        found += _given_up(corpus, release)
    return tuple(dict.fromkeys(found))


def _of_figure(corpus: Corpus, figure: Figure, hand: Hand) -> Known:
    dated = figure.period_start or figure.period_end
    measure = corpus.measures[figure.measure_id]
    whom = population_text(corpus, figure).partition(" (")[0] if figure.population_id else ""
    counts = measure.label if whom[:1].lower() + whom[1:] in measure.label.lower() else f"{measure.label}: {whom}"
    by = "credited to nobody" if corpus.is_uncredited(figure) else f"credited to: {origin_text(corpus, figure)}"
    return Known(
        *(figure.figure_id, hand, Interval(figure.low, figure.high, figure.qualifier), figure.unit),
        shown=_spaced(value_text(corpus, figure, said_in_table(corpus, figure))),
        counts=counts,
        credit=f"{corpus.named(figure)}, {by}",
        href=href(figure),
        period=period_text(figure.period_start, figure.period_end) if dated else "no period is given",
        measure_id=figure.measure_id,
        population_id=figure.population_id,
        start=figure.period_start,
        end=figure.period_end,
        figure=figure,
        interval_shown=_spaced(interval_text(corpus, figure)),
    )


def _spaced(text: str) -> str:
    return text.replace(NBSP, " ")


def _computed(corpus: Corpus) -> Iterator[Known]:
    for name, row in corpus.derivations.items():
        derived = evaluate(corpus, name)
        low, high = rounded_ends(derived.bounds, row.decimals)
        kind = _qualifier(low, high, derived.bounds.about)
        measure_id, population_id = (_one_of(derived, column) for column in ("measure_id", "population_id"))
        yield Known(
            *(name, Hand.COMPUTED, Interval(low, high, kind), row.unit, _spaced(derived_text(corpus, derived))),
            counts=_labelled(row),
            credit="computed in this review",
            href=f"derivations.html#{name}",
            measure_id=measure_id,
            population_id=population_id if measure_id else "",
        )


def _qualifier(low: Decimal | None, high: Decimal | None, about: bool) -> Qualifier:
    if low is None or high is None:
        return Qualifier.AT_MOST if low is None else Qualifier.AT_LEAST
    return Qualifier.ABOUT if about else Qualifier.EXACT if low == high else Qualifier.RANGE


def _labelled(row: Derivation) -> str:
    """Return what a computed number is called, with the first sentence of its note."""
    return ": ".join(filter(None, (row.label, row.note.partition(". ")[0].rstrip("."))))


def _one_of(derived: Derived, column: str) -> str:
    """Return what all that a number is computed from have in *column*; empty where they differ, or its unit does."""
    values = {getattr(figure, column) for figure in derived.figures}
    units = {figure.unit for figure in derived.figures}
    return values.pop() if len(values) == 1 and units == {derived.derivation.unit} else ""


def _facts(corpus: Corpus) -> Iterator[Known]:
    for name, fact in corpus.facts.items():
        if fact.value is not None:
            period = fact.period if fact.measure_id else ""
            interval = Interval(fact.value, fact.value, Qualifier.EXACT)
            yield Known(
                *(name, Hand.CONTEXT, interval, fact.unit, _spaced(fact_text(corpus, fact)), fact.statement),
                *("from outside the sources", f"context.html#{name}", date_text(fact.period) if fact.period else ""),
                *(fact.measure_id, fact.population_id, period, period),
            )


def _sightings(corpus: Corpus) -> Iterator[Known]:
    for name, seen in corpus.sightings.items():
        for numeral in () if seen.figure_id else plain_numerals(seen.number_printed):
            counts, credit = f"{seen.counts_what}, {seen.for_period}", f"printed by {page_text(corpus, seen)}"
            yield Known(
                *(name, Hand.ELSEWHERE, numeral.interval, "", seen.number_printed, counts.strip(", ")),
                *(credit, sighting_href(name)),
            )


def _given_up(corpus: Corpus, release: Release) -> Iterator[Known]:
    """Yield the figures and computed numbers of a release whose value is another now, or that are gone."""
    was = f"as version {release.version} had it"
    for name, cells in release.state.get("figures", {}).items():
        low, high = (Decimal(cells[end]) if cells[end] else None for end in ("low", "high"))
        interval, shown = Interval(low, high, Qualifier(cells["qualifier"])), cells["printed"]
        row, figure = corpus.tables["ids"].get(("figure", name)), corpus.figures.get(name)
        figure = figure or corpus.figures.get(row.became if row else "")
        if figure is None:
            yield Known(
                *(name, Hand.GIVEN_UP, interval, cells.get("unit", ""), shown, name.replace("-", " ")),
                *(was, f"cite/{name}.html"),
                reason=_fate(row, shown, was),
            )
        elif interval[:3] != (figure.low, figure.high, figure.qualifier):
            used = _of_figure(corpus, figure, Hand.GIVEN_UP)
            yield replace(used, interval=interval, reason=f"{shown} is the number {was}; it is {used.shown} now")
    for name, cells in release.state.get("derivations", {}).items():
        row = corpus.tables["ids"].get(("derivation", name))
        after = corpus.derivations.get(row.became if row and row.became else name)
        if after and derived_text(corpus, evaluate(corpus, after.derivation_id)) == cells["result"]:
            continue
        if numeral := next(plain_numerals(cells["result"]), None):
            unit, counts = (after.unit, _labelled(after)) if after else ("", name.replace("-", " "))
            now = derived_text(corpus, evaluate(corpus, after.derivation_id)) if after else ""
            yield Known(
                *(name, Hand.GIVEN_UP, numeral.interval, unit, cells["result"], counts, was, f"cite/{name}.html"),
                reason=_fate(row, cells["result"], was, now),
            )


def _fate(row: ReleasedId | None, shown: str, was: str, now: str = "") -> str:
    fate = f"{row.fate} ({row.reason})" if row and row.fate else "it was changed since"
    return _spaced(f"{shown} is the number {was}; {fate}" + (f"; it is {now} now" if now else ""))
