"""Constraints that follow from the rows alone: parts and totals, totals of one event, periods that meet.

No rule looks at an id or a word: only at what each figure counts, of whom, where, when, in which event, and
where in the source it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from decimal import Decimal
from itertools import combinations
from typing import TypeVar

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Figure, Relation
from review.corpus.vocabulary import RelationKind
from review.synthesis.arithmetic.spans import Span, days_of
from review.synthesis.comparing.comparison import group_of

#: An approximate number is held to agree with others within this share of it.
ABOUT = Decimal("0.05")
#: Two rates are held to be one within this share: amounts that restate each other are rounded.
ROUNDED = Decimal("0.01")
Member = TypeVar("Member", Figure, Claim)
#: A rule that proposes constraints.
Rule = Callable[[Corpus], Iterator[Relation]]


def proposed(kind: RelationKind, members: Iterable[Member], name: str = "") -> Relation:
    """Return a constraint of *kind* between *members* that nobody has read yet; its id starts with *name* or kind."""
    rows = list(members)
    keys = [row.figure_id if isinstance(row, Figure) else row.claim_id for row in rows]
    about = any(isinstance(row, Figure) and row.qualifier.ends.approximate for row in rows)
    tolerance = ROUNDED if kind is RelationKind.IMPLIED_RATE else ABOUT if about else Decimal(0)
    relation_id = "-".join([name or kind.replace(" ", "-"), keys[0], "to", keys[-1]])
    return Relation(relation_id, kind, " ".join(keys), tolerance, "", "", "", "", "", None, "", "")


def gathered(figures: Iterable[Figure], key: Callable[[Figure], Hashable]) -> list[list[Figure]]:
    """Return *figures* by *key*, in the order first met; those of an empty key are left out."""
    groups: dict[Hashable, list[Figure]] = {}
    for figure in figures:
        if value := key(figure):
            groups.setdefault(value, []).append(figure)
    return list(groups.values())


def _counted(corpus: Corpus) -> list[Figure]:
    """The figures that count something, in the order of their keys: ages, ranks and lengths add to nothing."""
    return [f for f in corpus.figures.values() if corpus.measures[f.measure_id].counted != "attribute"]


# --- one statement: a total and its parts -----------------------------------------------------------


def _parts(corpus: Corpus) -> Iterator[Relation]:
    """A total and its parts, told by one source of one event or in one passage, for one place and period."""

    def setting(figure: Figure) -> Hashable:
        where = figure.event_id or (figure.section_id, figure.paragraph)
        return figure.source_id, where, figure.place, figure.period_start, figure.period_end, figure.unit, figure.stage

    for figures in gathered(_counted(corpus), setting):
        for whole in figures:
            parts = [part for part in figures if _is_part(corpus, part, whole)]
            partition = corpus.populations[whole.population_id].partition.split() if whole.population_id else []
            same = [part for part in parts if group_of(corpus, part) == group_of(corpus, whole)]
            if partition and sorted(part.population_id for part in same) == sorted(partition):
                yield proposed(RelationKind.SUM, [whole, *same])
                parts = [part for part in parts if part not in same]
            if parts:
                yield proposed(RelationKind.CONTAINS, [whole, *parts])


def _is_part(corpus: Corpus, part: Figure, whole: Figure) -> bool:
    """Whether *part* counts some of those whom *whole* counts: fewer of them, or what happened to some."""
    if not corpus.is_within("populations", part.population_id, whole.population_id):
        return False
    fewer = part.population_id != whole.population_id and group_of(corpus, part) == group_of(corpus, whole)
    some = part.measure_id != whole.measure_id and corpus.is_within("measures", part.measure_id, whole.measure_id)
    return fewer or some


# --- one event: totals that rise, and one count told twice -------------------------------------------


def _totals(corpus: Corpus) -> Iterator[Relation]:
    """Counts of one event from one start to several ends: they are cumulative and never fall."""

    def series(figure: Figure) -> Hashable:
        if not (figure.event_id and figure.period_start and figure.period_end):
            return None
        counted = (group_of(corpus, figure), figure.population_id, figure.unit, figure.stage)
        return figure.event_id, figure.place, figure.period_start, *counted

    for figures in gathered(_counted(corpus), series):
        if len({figure.period_end for figure in figures}) > 1:
            # A month ends after each of its days: the coarser date stands for its last moment.
            yield proposed(RelationKind.CUMULATIVE, sorted(figures, key=lambda f: (f.period_end + "~", f.figure_id)))


def _retold(corpus: Corpus) -> Iterator[Relation]:
    """One count of one event, told in several places; dates that one of them leaves out are no other dates."""

    def counted(figure: Figure) -> Hashable:
        of = (group_of(corpus, figure), figure.population_id, figure.unit, figure.stage)
        return (figure.event_id, *of) if figure.event_id else None

    for figures in gathered(_counted(corpus), counted):
        groups: list[list[Figure]] = []
        for figure in figures:
            home = next((group for group in groups if all(_one_time(figure, other) for other in group)), None)
            if home is None:
                groups.append([figure])
            else:
                home.append(figure)
        yield from (proposed(RelationKind.SAME_EVENT, group) for group in groups if len(group) > 1)


def _one_time(first: Figure, second: Figure) -> bool:
    """Whether the periods are one as far as both are stated."""
    ends = ((first.period_start, second.period_start), (first.period_end, second.period_end))
    return all(a == b or not a or not b for a, b in ends)


# --- several events: periods that hold or meet each other --------------------------------------------


def _periods(corpus: Corpus) -> Iterator[Relation]:
    """Counts of one thing in different events: the longer period holds the shorter one, or they overlap."""
    dated = [f for f in _counted(corpus) if f.event_id and f.period_start and f.period_end]
    inside: dict[str, list[Figure]] = {}
    for first, second in combinations(dated, 2):
        if first.event_id == second.event_id or not _one_thing(corpus, first, second):
            continue
        whole, part = sorted((first, second), key=lambda f: _span(f).months, reverse=True)
        if not corpus.is_within("places", part.place, whole.place):
            continue
        if _span(whole).holds(_span(part)):
            inside.setdefault(whole.figure_id, []).append(part)
        elif _span(whole).meets(_span(part)):
            yield proposed(RelationKind.OVERLAP, [whole, part])
    for name, parts in inside.items():
        yield proposed(RelationKind.CONTAINS, [corpus.figures[name], *parts])


def _one_thing(corpus: Corpus, first: Figure, second: Figure) -> bool:
    same = group_of(corpus, first) == group_of(corpus, second) and first.unit == second.unit
    return same and first.population_id == second.population_id and first.stage == second.stage


def _span(figure: Figure) -> Span:
    return Span(days_of(figure.period_start).first, days_of(figure.period_end).last)


RULES: tuple[Rule, ...] = (_parts, _totals, _retold, _periods)
