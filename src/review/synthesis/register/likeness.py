"""Constraints between figures or claims that look alike and may not be: constructs, twins, changes, shares, words."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from decimal import Decimal
from itertools import combinations

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Event, Figure, Relation
from review.corpus.vocabulary import BasisKind, RelationKind, Stance, UnitKind
from review.synthesis.arithmetic.spans import span_of
from review.synthesis.comparing.comparison import group_of
from review.synthesis.money.implied_rates import currency_pairs
from review.synthesis.register.proposals import Rule, gathered, proposed

#: Two events look alike when at least so many of their counts do, each within this ratio of the other.
TWIN_COUNTS, TWIN_RATIO = 2, Decimal("1.25")
#: Events shorter than this, in months, are single acts: nobody would take their difference for a change.
LASTING = 3


def _constructs(corpus: Corpus) -> Iterator[Relation]:
    """Estimates of how much happens, of one population in one place, by measures that define it otherwise."""

    def about(figure: Figure) -> Hashable:
        estimated = corpus.basis(figure).treated_as is BasisKind.ESTIMATED and corpus.counted(figure).extent
        return (figure.population_id, figure.place, figure.unit) if estimated else None

    for figures in gathered(corpus.figures.values(), about):
        if len({group_of(corpus, figure) for figure in figures}) > 1:
            yield proposed(RelationKind.ALIKE, figures)


def _one_quantity(corpus: Corpus) -> Iterator[Relation]:
    """One quantity that several sources give outside a common event: an estimate or an amount of money."""

    def quantity(figure: Figure) -> Hashable:
        basis = corpus.basis(figure).treated_as
        given = basis in (BasisKind.ESTIMATED, BasisKind.PRICE) and not corpus.counted(figure).trait
        of = (group_of(corpus, figure), figure.population_id, figure.unit, figure.stage)
        return of if given else None

    for figures in gathered(corpus.figures.values(), quantity):
        if len({figure.source_id for figure in figures}) > 1 and len({f.event_id for f in figures} - {""}) < 2:
            yield proposed(RelationKind.SAME_THING, figures)


def _equal_numbers(corpus: Corpus) -> Iterator[Relation]:
    """Two groups that one passage gives the same number of."""

    def passage(figure: Figure) -> Hashable:
        of = figure.measure_id, figure.unit, figure.stage
        trait = corpus.counted(figure).trait
        return None if trait else (figure.section_id, figure.paragraph, *of)

    for figures in gathered(corpus.figures.values(), passage):
        for first, second in combinations(figures, 2):
            apart = {first.population_id, second.population_id}
            nested = apart & {corpus.populations[name].part_of for name in apart if name}
            if len(apart) == 2 and "" not in apart and not nested and _ends(first) & _ends(second):
                yield proposed(RelationKind.ALIKE, [first, second])


def _ends(figure: Figure) -> set[Decimal]:
    return {end for end in (figure.low, figure.high) if end is not None}


def _twins(corpus: Corpus) -> Iterator[Relation]:
    """Events of one kind whose counts are so near each other that they could be taken for one event."""
    for kind in dict.fromkeys(event.kind for event in corpus.events.values()):
        counts = {event.event_id: _counts(corpus, event) for event in corpus.events.values() if event.kind == kind}
        twins: dict[str, list[str]] = {}
        for first, second in combinations(counts, 2):
            near = [
                name
                for name in counts[first].keys() & counts[second].keys()
                if _near(counts[first][name], counts[second][name])
            ]
            if len(near) >= TWIN_COUNTS:
                home = next((name for name, group in twins.items() if first in group), first)
                twins.setdefault(home, [first]).append(second)
        for group in twins.values():
            shared = set.intersection(*(set(counts[name]) for name in group))
            for what in sorted(shared):
                yield proposed(RelationKind.ALIKE, [counts[name][what] for name in dict.fromkeys(group)])


def _counts(corpus: Corpus, event: Event) -> dict[tuple[str, str], Figure]:
    """Return the first figure of each thing that is counted of *event*."""
    counts: dict[tuple[str, str], Figure] = {}
    for figure in sorted(corpus.figures_where(event_id=event.event_id), key=lambda f: f.event_tie != "stated"):
        if not corpus.counted(figure).trait:
            counts.setdefault((group_of(corpus, figure), figure.population_id), figure)
    return counts


def _near(first: Figure, second: Figure) -> bool:
    ends = [end for figure in (first, second) for end in (figure.low, figure.high)]
    known = [end for end in ends if end]
    return len(known) == len(ends) and max(known) <= min(known) * TWIN_RATIO


def _changes(corpus: Corpus) -> Iterator[Relation]:
    """Lasting events of one kind at different times, and what both count: a change could be read from them."""
    lasting = {
        event.event_id: span
        for event in corpus.events.values()
        if (span := span_of(event.start, event.end)) and span.months >= LASTING
    }
    for first, second in combinations(sorted(lasting, key=lambda name: lasting[name]), 2):
        if corpus.events[first].kind == corpus.events[second].kind and not lasting[first].meets(lasting[second]):
            yield from _changed(corpus, first, second)


def _changed(corpus: Corpus, first: str, second: str) -> Iterator[Relation]:
    def counted(figure: Figure) -> Hashable:
        measure = corpus.measures[figure.measure_id]
        of = measure.counted, bool(measure.part_of), figure.unit
        return of if corpus.basis(figure).treated_as is BasisKind.OBSERVED else None

    for figures in gathered(corpus.figures_where(event_id=(first, second)), counted):
        events = [figure.event_id for figure in figures]
        places = {figure.place for figure in figures}
        if sorted(events) == sorted((first, second)) and len(places) == 1:
            yield proposed(RelationKind.CHANGE, sorted(figures, key=lambda f: (f.period_end, f.figure_id)))


def _rates(corpus: Corpus) -> Iterator[Relation]:
    """Amounts that a source gives in two currencies: each pair implies a rate."""

    pairs: dict[Hashable, list[Figure]] = {}
    for local, foreign in currency_pairs(corpus):
        pairs.setdefault((local.source_id, local.unit, foreign.unit), []).extend((local, foreign))
    yield from (proposed(RelationKind.IMPLIED_RATE, figures) for figures in pairs.values() if len(figures) > 2)


def _shares(corpus: Corpus) -> Iterator[Relation]:
    """A stated share of a population, and the shares that counts of all parts of the whole imply."""
    wholes = [population for population in corpus.populations.values() if population.partition]

    def series(figure: Figure) -> Hashable:
        of = (figure.measure_id, figure.unit, figure.source_id, figure.event_id, figure.place)
        return (*of, figure.period_start, figure.period_end) if figure.event_id else None

    counts = [f for f in corpus.figures.values() if corpus.counted(f).extent]
    for share in (f for f in corpus.figures.values() if corpus.units[f.unit].kind is UnitKind.SHARE):
        for whole in wholes:
            parts = whole.partition.split()
            for figures in gathered(counts, series):
                mine = {figure.population_id: figure for figure in figures if figure.population_id in parts}
                if share.population_id in parts and len(mine) == len(parts):
                    part = mine.pop(share.population_id)
                    yield proposed(RelationKind.IMPLIED_SHARE, [share, part, *mine.values()])


def _statements(corpus: Corpus) -> Iterator[Relation]:
    """Claims of several sources on one theme of one event, and claims of which one disputes another's."""
    by_event: dict[tuple[str, str], list[Claim]] = {}
    by_theme: dict[str, list[Claim]] = {}
    for claim in corpus.claims.values():
        if claim.event_id:
            by_event.setdefault((claim.event_id, claim.theme_id), []).append(claim)
        by_theme.setdefault(claim.theme_id, []).append(claim)
    for claims in by_event.values():
        if len({claim.source_id for claim in claims}) > 1:
            yield proposed(RelationKind.STATEMENTS, claims, "statements-of-one-event")
    for claims in by_theme.values():
        against = [claim for claim in claims if claim.stance is Stance.DISPUTES]
        sources = {claim.source_id for claim in against}
        others = [claim for claim in claims if claim.source_id not in sources]
        if against and others:
            yield proposed(RelationKind.STATEMENTS, [*against, *others], "statements-in-dispute")


RULES: tuple[Rule, ...] = (
    _constructs,
    _one_quantity,
    _equal_numbers,
    _twins,
    _changes,
    _rates,
    _shares,
    _statements,
)
