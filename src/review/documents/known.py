"""The numbers that are the review's: as sources report them, computed, from outside, printed elsewhere, or given up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum

from review.book.pages.changes.releases import Release, read_releases
from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot
from review.corpus.tables.records import Figure
from review.corpus.text.numerals.reader import find_numerals
from review.corpus.text.numerals.values import Interval
from review.corpus.vocabulary import Qualifier
from review.errors import ReviewError
from review.present.numbers.computed import derived_text
from review.present.numbers.context import fact_text
from review.present.numbers.sighted import page_text, sighting_href
from review.present.words.cells import population_text
from review.present.words.formula import rounded_ends
from review.present.words.wording import date_text, href, origin_text, period_text, value_text
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

    *shown* is the number in words, *credit* who says so, *href* the address of its card or row.
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
    ends: frozenset[Decimal] = field(default=frozenset())

    @property
    def told(self) -> str:
        """Return the number with what it counts, for when, and who says so, in one line."""
        return "; ".join(filter(None, (f"{self.shown}: {self.counts}", self.period, self.credit)))


def known_numbers(snapshot: Snapshot) -> tuple[Known, ...]:
    """Return every number of the review, and those that a release had and that are other now."""
    return snapshot.once(_known_numbers)


def _known_numbers(snapshot: Snapshot) -> tuple[Known, ...]:
    corpus = snapshot.corpus
    found = [*_figures(corpus), *_computed(corpus), *_facts(corpus), *_sightings(corpus)]
    for release in read_releases(corpus.descriptor.folder):
        found += _given_up(corpus, release)
    return tuple(dict.fromkeys(found))


def _known(name: str, hand: Hand, interval: Interval, **more: object) -> Known:
    ends = frozenset(end for end in interval[:2] if end is not None)
    return Known(name, hand, interval, ends=ends, **more)  # type: ignore[arg-type]


def _figures(corpus: Corpus) -> Iterator[Known]:
    for figure in corpus.figures.values():
        yield _of_figure(corpus, figure, Hand.FIGURE)


def _of_figure(corpus: Corpus, figure: Figure, hand: Hand, reason: str = "") -> Known:
    dated = figure.period_start or figure.period_end
    measure = corpus.measures[figure.measure_id]
    whom = f" ({population_text(corpus, figure)})" if figure.population_id else ""
    by = "crediting nobody" if corpus.is_uncredited(figure) else f"crediting {origin_text(corpus, figure)}"
    return _known(
        figure.figure_id,
        hand,
        Interval(figure.low, figure.high, figure.qualifier),
        unit=figure.unit,
        shown=value_text(figure, "qualified" if figure.unit == "person" else "unit").replace("\u00a0", " "),
        counts=f"{measure.label}{whom}",
        credit=f"{corpus.named(figure)}, {by}",
        href=href(figure),
        period=period_text(figure.period_start, figure.period_end) if dated else "no period is given",
        measure_id=figure.measure_id,
        population_id=figure.population_id,
        start=figure.period_start,
        end=figure.period_end,
        figure=figure,
        reason=reason,
    )


def _computed(corpus: Corpus) -> Iterator[Known]:
    for name, row in corpus.derivations.items():
        derived = evaluate(corpus, name)
        low, high = rounded_ends(derived.bounds, row.decimals)
        kind = Qualifier.ABOUT if derived.bounds.about else Qualifier.EXACT if low == high else Qualifier.RANGE
        text, note = derived_text(derived).replace("\u00a0", " "), "computed in this review"
        place = f"derivations.html#{name}"
        yield _known(
            *(name, Hand.COMPUTED, Interval(low, high, kind)),
            **dict(unit=row.unit, shown=text, counts=row.label, credit=note, href=place, **_counted(derived)),
        )


def _counted(derived: Derived) -> dict[str, str]:
    """Return what a computed number counts, where it counts what all that it is computed from count."""
    figures = [figure for figure in derived.figures if figure.unit == derived.derivation.unit]
    same = {name: {getattr(figure, name) for figure in figures} for name in ("measure_id", "population_id")}
    whole = len(figures) == len(derived.figures) > 0
    return {name: values.pop() if whole and len(values) == 1 else "" for name, values in same.items()}


def _facts(corpus: Corpus) -> Iterator[Known]:
    for name, fact in corpus.facts.items():
        if fact.value is not None:
            yield _known(
                *(name, Hand.CONTEXT, Interval(fact.value, fact.value, Qualifier.EXACT)),
                **dict(unit=fact.unit, shown=fact_text(fact).replace("\u00a0", " "), counts=fact.statement),
                **dict(credit="from outside the sources", href=f"context.html#{name}", period=date_text(fact.period)),
                **dict(measure_id=fact.measure_id, population_id=fact.population_id),
                **dict(start=fact.period, end=fact.period) if fact.measure_id else {},
            )


def _sightings(corpus: Corpus) -> Iterator[Known]:
    for name, seen in corpus.sightings.items():
        for numeral in () if seen.figure_id else find_numerals(seen.number_printed):
            told = dict(unit="", shown=seen.number_printed, counts=f"{seen.counts_what}, {seen.for_period}".strip(", "))
            credit = f"printed by {page_text(corpus, seen)}"
            yield _known(name, Hand.ELSEWHERE, numeral.interval, **told, credit=credit, href=sighting_href(name))


def _given_up(corpus: Corpus, release: Release) -> Iterator[Known]:
    """Yield the figures and computed numbers of a release whose value is another now, or that are gone."""
    was = f"as version {release.version} had it"
    for name, cells in release.state.get("figures", {}).items():
        figure = corpus.figures.get(name)
        low, high = (Decimal(cells[end]) if cells[end] else None for end in ("low", "high"))
        interval = Interval(low, high, Qualifier(cells["qualifier"]))
        if figure and interval != (figure.low, figure.high, figure.qualifier):
            yield _stale(_of_figure(corpus, figure, Hand.GIVEN_UP), interval, cells["printed"], was)
        elif not figure:
            yield _gone(corpus, "figure", name, interval, cells["printed"], cells.get("unit", ""), was)
    for name, cells in release.state.get("derivations", {}).items():
        row = corpus.tables["ids"].get(("derivation", name))
        now = corpus.derivations.get(row.became if row else name)
        if now and derived_text(evaluate(corpus, now.derivation_id)) == cells["result"]:
            continue
        if numeral := next(find_numerals(cells["result"]), None):
            unit, label = (now.unit, now.label) if now else ("", "")
            yield _gone(corpus, "derivation", name, numeral.interval, cells["result"], unit, was, label)


def _stale(now: Known, interval: Interval, printed: str, was: str) -> Known:
    same = {name: getattr(now, name) for name in Known.__dataclass_fields__ if name not in ("ends", "interval")}
    same |= {"reason": f"{printed} is the number {was}; it is {now.shown} now"}
    return _known(same.pop("name"), same.pop("hand"), interval, **same)


def _gone(
    corpus: Corpus, kind: str, name: str, interval: Interval, shown: str, unit: str, was: str, label: str = ""
) -> Known:
    row = corpus.tables["ids"].get((kind, name))
    fate = f"{row.fate}: {row.reason}" if row and row.fate else "another now" if label else "withdrawn"
    told = dict(unit=unit, shown=shown, counts=label or name.replace("-", " "), credit=was, href=f"cite/{name}.html")
    leads = f"; see derivations.html#{row.became}" if row and row.became else ""
    return _known(name, Hand.GIVEN_UP, interval, **told, reason=f"{shown} is {was}; {fate}{leads}")
