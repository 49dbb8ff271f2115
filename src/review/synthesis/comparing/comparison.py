"""What may stand together: the one gate before figures are added, subtracted, divided or drawn on one axis."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Fact, Figure, Measure
from review.errors import IncomparableFigures

#: What each use asks to be alike; "apart" asks that no person or thing is counted on both sides.
USES: Mapping[str, tuple[str, ...]] = {
    "an axis": ("group", "basis", "unit"),
    "a sum": ("group", "basis", "unit", "place", "period", "apart"),
    "a difference": ("group", "basis", "unit", "population", "stage", "place", "start"),
    "a ratio": ("group", "basis", "unit", "stage", "place", "period"),
}
NOT_STATED = "not stated"


@dataclass(frozen=True)
class FactAsFigure:
    """A fact from outside the sources as the gate sees it: as a figure that no passage states."""

    figure_id: str
    unit: str
    measure_id: str
    population_id: str
    place: str
    period_start: str
    period_end: str
    stage: str = ""
    section_id: str = ""
    paragraph: int = 0


Counted = Figure | FactAsFigure


def fact_as_figure(fact: Fact, name: str) -> FactAsFigure:
    """Return *fact* under the name that an expression gives it; it starts and ends with its period."""
    period = fact.period, fact.period
    return FactAsFigure(name, fact.unit, fact.measure_id, fact.population_id, fact.place, *period)


def group_of(corpus: Corpus, figure: Counted) -> str:
    """Return the group of measures within which values may be compared with *figure*; a fact may have none."""
    measure = _measure(corpus, figure)
    return measure.comparable_within if measure else ""


def differences(corpus: Corpus, first: Counted, second: Counted, use: str = "an axis") -> dict[str, tuple[str, str]]:
    """Return the fields in which two figures differ where *use* asks them to be alike, with what each has.

    A place or period that one of them does not state is taken as another, unless one passage states both
    figures; so is what a fact counts, where its row names no measure. In a ratio a part may stand over its whole:
    what is counted, and where, may be part of the other's.
    """
    fields = {}
    for field in USES[use]:
        values = _FIELDS[field](corpus, first, second)
        if values and not (use == "a ratio" and _is_part(corpus, field, first, second)):
            fields[field] = values
    return fields


def unlike(corpus: Corpus, figures: Iterable[Counted]) -> dict[str, tuple[str, ...]]:
    """Return every field in which *figures* are not all alike, whatever the use, each with its values."""
    compared = list(figures)
    fields = {}
    for name in _TOLD:
        values = tuple(dict.fromkeys(_READ[name](corpus, figure) or NOT_STATED for figure in compared))
        if len(values) > 1:
            fields[name] = values
    return fields


def require_comparable_figures(
    corpus: Corpus,
    figures: Iterable[Counted],
    use: str = "an axis",
    *,
    others: Iterable[Counted] | None = None,
) -> None:
    """Let figures pass that may be put to *use* together, each with each; with *others*, each with each of those.

    Raises IncomparableFigures, which names the fields that *use* asks to be alike and that differ, and after them
    all others that differ.
    """
    compared = list(figures)
    against = list(others) if others is not None else []
    pairs = combinations(compared, 2) if others is None else product(compared, against)
    wrong: dict[str, dict[str, None]] = {}
    for first, second in pairs:
        for field, values in differences(corpus, first, second, use).items():
            wrong.setdefault(field, {}).update(dict.fromkeys(values))
    if not wrong:
        return
    together = list(dict.fromkeys([*compared, *against]))
    also = {field: values for field, values in unlike(corpus, together).items() if field not in wrong}
    raise incomparable_error([figure.figure_id for figure in together], use, wrong, also)


def incomparable_error(
    names: Iterable[str],
    use: str,
    wrong: Mapping[str, Iterable[str]],
    also: Mapping[str, Iterable[str]] | None = None,
) -> IncomparableFigures:
    """Return the error that refuses *use* to what *names* name, with the fields that differ: *wrong* decide."""
    return IncomparableFigures(
        f"these figures may not share {use}: {', '.join(names)} "
        f"(they differ in {fields_text(wrong)}{f'; also in {fields_text(also)}' if also else ''}). "
        "Show them side by side, or give a reason that is printed with the result."
    )


def one_passage(first: Counted, second: Counted) -> bool:
    """Say whether two figures stand in one paragraph of one source; a fact stands in none."""
    return bool(first.section_id) and (first.section_id, first.paragraph) == (second.section_id, second.paragraph)


def _measure(corpus: Corpus, figure: Counted) -> Measure | None:
    return corpus.measures[figure.measure_id] if figure.measure_id else None


def _is_part(corpus: Corpus, field: str, first: Counted, second: Counted) -> bool:
    if field == "group":
        return _nested(corpus, "measures", first.measure_id, second.measure_id)
    return field == "place" and _nested(corpus, "places", first.place, second.place)


def _nested(corpus: Corpus, table: str, one: str, other: str) -> bool:
    return corpus.is_within(table, one, other) or corpus.is_within(table, other, one)


def fields_text(fields: Mapping[str, Iterable[str]]) -> str:
    """Return fields with their values on one line, as an error names what differs."""
    return "; ".join(f"{name}: {', '.join(sorted(values))}" for name, values in fields.items())


# --- the fields ------------------------------------------------------------------------------------

Read = Callable[[Corpus, Counted], str]
Compare = Callable[[Corpus, Counted, Counted], tuple[str, str] | None]


def period_of(figure: Counted) -> str:
    """Return the period of a figure on one line, empty where none is stated."""
    start, end = figure.period_start, figure.period_end
    return end if start == end else f"{start or '…'} to {end or '…'}"


def _of_measure(column: str) -> Read:
    return lambda corpus, figure: getattr(_measure(corpus, figure), column, "")


_READ: Mapping[str, Read] = {
    "group": group_of,
    "basis": _of_measure("basis"),
    "unit": lambda corpus, figure: figure.unit,
    "counted": _of_measure("counted"),
    "act": _of_measure("act"),
    "population": lambda corpus, figure: figure.population_id,
    "stage": lambda corpus, figure: figure.stage,
    "place": lambda corpus, figure: figure.place,
    "period": lambda corpus, figure: period_of(figure),
    "start": lambda corpus, figure: figure.period_start,
}
_TOLD = ("counted", "act", "population", "place", "period")
# Of these a source may be silent, of the first two a fact; of the others every row has a value, if an empty one.
_STATED = frozenset({"group", "basis", "place", "period", "start"})


def _differ(field: str) -> Compare:
    read = _READ[field]

    def compare(corpus: Corpus, first: Counted, second: Counted) -> tuple[str, str] | None:
        values = read(corpus, first), read(corpus, second)
        silent = field in _STATED and "" in values
        if one_passage(first, second) if silent else values[0] == values[1]:
            return None
        return values[0] or NOT_STATED, values[1] or NOT_STATED

    return compare


def _apart(corpus: Corpus, first: Counted, second: Counted) -> tuple[str, str] | None:
    """Nobody is counted twice: neither population holds the other, or they stand for different places."""
    names = first.population_id, second.population_id
    held = names[0] == names[1] or _nested(corpus, "populations", *names)
    if first.place != second.place or not held:
        return None
    return "counted on both sides", " and ".join(sorted({name or "the same" for name in names}))


_FIELDS: Mapping[str, Compare] = {**{field: _differ(field) for field in _READ}, "apart": _apart}
