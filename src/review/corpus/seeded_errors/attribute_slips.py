"""Plausible slips in what a figure is about, from its unit to its origin, and in where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Figure
from review.corpus.text.citations import citations
from review.corpus.text.source_text import SourceText

OF_A_NEIGHBOUR = "of a neighbour"  # how the kinds end that take two cells at once
OF_A_CLAIM = " of a claim"  # how the kinds end that are made in claims
#: The kinds that no phrase of a row can give away: who reads the text alone can tell.
BY_READING = frozenset({"wrong stage", "wrong tie", "wrong stance" + OF_A_CLAIM, "quote shortened" + OF_A_CLAIM})
#: What is taken together when it is taken from another figure's row.
TOGETHER = {
    "population": ("population_id", "population_basis"),
    "measure": ("measure_id", "measure_basis", "unit", "stage"),
    "place": ("place", "place_basis"),
    "period": ("period_start", "period_end", "period_basis"),
    "event": ("event_id", "event_tie", "event_basis", "event_grounds"),
}

Cells = dict[str, str]
#: The kind of a slip, and the cells that it leaves.
Made = tuple[str, Cells]


def attribute_slips(corpus: Corpus, figure: Figure, text: SourceText) -> Iterator[Made]:
    """Yield the kinds of slips and the cells that they leave, always in the same order."""
    for source_id in corpus.sources:
        section = corpus.sections_of(source_id)[0].section_id
        yield "wrong source", {"source_id": source_id}
        if source_id != figure.source_id:
            yield "wrong source", {"source_id": source_id, "section_id": section, "paragraph": "1"}
    figures = corpus.tables["figures"].values()
    alike = corpus.measures[figure.measure_id].units.split()
    for unit in sorted({other.unit for other in figures}):
        yield "wrong currency" if unit in alike else "wrong unit", {"unit": unit}
    for measure_id, measure in corpus.measures.items():
        # The unit goes along where it would be refused otherwise: the careful slip.
        fitting = figure.unit if figure.unit in measure.units.split() else measure.units.split()[0]
        stages = measure.stages.split() or [""]
        stage = figure.stage if figure.stage in stages else stages[0]
        yield "wrong measure", {"measure_id": measure_id, "unit": fitting, "stage": stage}
    yield from _populations(corpus, figure)
    for place in sorted({other.place for other in figures} | {event.place for event in corpus.events.values()}):
        yield "wrong place", {"place": place}
    yield from _periods(corpus, figure)
    for event_id in corpus.events:
        if figure.event_id:
            yield "wrong event", {"event_id": event_id}
    yield from _origins(corpus, figure, text)
    yield from _stages_and_ties(corpus, figure)
    yield from places_in_text(corpus, figure)
    yield from _neighbours(corpus, figure)


def _stages_and_ties(corpus: Corpus, figure: Figure) -> Iterator[Made]:
    for stage in corpus.measures[figure.measure_id].stages.split():
        yield "wrong stage", {"stage": stage}
    if figure.event_tie == "inferred":
        yield "wrong tie", {"event_tie": "stated", "event_grounds": ""}
    elif figure.event_tie:
        yield "wrong tie", {"event_tie": "inferred", "event_grounds": "It is likely."}


def places_in_text(corpus: Corpus, row: Figure | Claim) -> Iterator[Made]:
    """Yield the sections and paragraphs beside that of *row*."""
    sections = [section.section_id for section in corpus.sections_of(row.source_id)]
    own = sections.index(row.section_id)
    for section in (*sections[max(0, own - 1) : own], *sections[own + 1 : own + 2]):
        yield "wrong section", {"section_id": section}
        yield "wrong section", {"section_id": section, "paragraph": "1"}
    for paragraph in (row.paragraph - 1, row.paragraph + 1):
        yield "wrong paragraph", {"paragraph": str(paragraph)}


def _neighbours(corpus: Corpus, figure: Figure) -> Iterator[Made]:
    """What another figure of the paragraph has is taken, with the phrases that it rests on there."""
    here = (figure.section_id, figure.paragraph)
    for other in corpus.tables["figures"].values():
        if (other.section_id, other.paragraph) == here:
            for name, columns in TOGETHER.items():
                if getattr(other, columns[0]) != getattr(figure, columns[0]):
                    yield f"{name} {OF_A_NEIGHBOUR}", {column: getattr(other, column) for column in columns}


def _populations(corpus: Corpus, figure: Figure) -> Iterator[Made]:
    own = corpus.populations.get(figure.population_id)
    for population_id, other in corpus.populations.items():
        sexed = own is not None and other.sex != own.sex and (other.sex, own.sex) != ("any", "any")
        yield "wrong sex" if sexed else "wrong population", {"population_id": population_id}
    yield "population lost", {"population_id": ""}


def _periods(corpus: Corpus, figure: Figure) -> Iterator[Made]:
    columns = ("period_start", "period_end")
    given = {column: getattr(figure, column) for column in columns}
    published = corpus.sources[figure.source_id].published[:4]
    years = sorted({row.period_start[:4] for row in corpus.figures.values()} | {published})
    for changed in (columns, columns[:1], columns[1:]):
        if not all(given[column] for column in changed):
            continue
        for step in (-10, -1, 1, 10):
            yield "wrong year", {name: f"{int(given[name][:4]) + step}{given[name][4:]}" for name in changed}
        for year in filter(None, years):
            yield "wrong year", {name: f"{year}{given[name][4:]}" for name in changed}
        for step in (-1, 1):
            yield "wrong month", {name: _month(given[name], step) for name in changed}
            yield "wrong day", {name: _day(given[name], step) for name in changed}
        yield "wrong month", {name: given[name][:4] for name in changed}
    if not any(given.values()):
        for year in filter(None, years):
            yield "wrong year", dict.fromkeys(columns, year)


def _month(day: str, step: int) -> str:
    return f"{day[:5]}{(int(day[5:7]) - 1 + step) % 12 + 1:02d}{day[7:]}" if len(day) > 4 else day


def _day(day: str, step: int) -> str:
    return (date.fromisoformat(day) + timedelta(step)).isoformat() if len(day) > 7 else day


def _origins(corpus: Corpus, figure: Figure, text: SourceText) -> Iterator[Made]:
    """The origins of what stands near, alone and with their own phrases."""
    coded: list[Figure | Claim] = [*corpus.figures.values(), *corpus.claims.values()]
    near = [row for row in coded if _near(row, figure)]
    for row in near:
        if row.origin_id != figure.origin_id:
            yield "origin of another sentence", {"origin_id": row.origin_id}
            if isinstance(row, Figure) and row.origin_basis != figure.origin_basis:
                cells = {"origin_id": row.origin_id, "origin_basis": row.origin_basis}
                yield "origin of another sentence", cells
    for cited in _cited(figure, text):
        for origin_id, origin in corpus.origins.items():
            if origin_id != figure.origin_id and origin.name.casefold() == cited.strip("()").casefold():
                cells = {"origin_id": origin_id, "origin_basis": cited}
                yield "origin of another sentence", cells


def _near(row: Figure | Claim, figure: Figure) -> bool:
    return row.section_id == figure.section_id and abs(row.paragraph - figure.paragraph) <= 1


def _cited(figure: Figure, text: SourceText) -> Iterable[str]:
    here = [p for p in text.paragraphs if p.section_id == figure.section_id]
    for paragraph in here:
        if abs(paragraph.number - figure.paragraph) <= 1:
            words = text.folded[paragraph.start : paragraph.end]
            yield from (" ".join(words[a:b].split()) for a, b in citations(words))
