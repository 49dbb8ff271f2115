"""What the evidence covers: theme, kind of evidence, period and person against source, empty cells included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from review.corpus.corpus import Corpus
from review.corpus.records import Claim, Figure
from review.errors import UsageError

Row = TypeVar("Row", Figure, Claim)

NOT_STATED = "not stated"
FIGURES, EVENTS = "figures", "events"


@dataclass(frozen=True)
class Line:
    """A row of a map: what it is about, in words, the heading that it stands under, and the key of its cells."""

    key: str
    label: str
    heading: str = ""


@dataclass(frozen=True)
class Coverage:
    """A map: lines down, sources across, and how many coded rows of each kind stand in a cell.

    Every line of the vocabulary is there, whether or not a source has anything on it.
    """

    lines: tuple[Line, ...]
    sources: tuple[str, ...]
    cells: Mapping[tuple[str, str], Mapping[str, int]]

    def at(self, line: Line, source_id: str) -> Mapping[str, int]:
        """Return how many rows of each kind a source has on a line; nothing where the cell is empty."""
        return self.cells.get((line.key, source_id), {})

    @property
    def size(self) -> int:
        """The number of cells."""
        return len(self.lines) * len(self.sources)

    @property
    def empty(self) -> int:
        """The number of cells in which nothing stands."""
        return sum(not self.at(line, source) for line in self.lines for source in self.sources)

    def sources_on(self, line: Line) -> tuple[str, ...]:
        """Return the sources that have anything on a line."""
        return tuple(source for source in self.sources if self.at(line, source))

    def lines_of(self, *, all_but: int) -> tuple[Line, ...]:
        """Return the lines on which *all_but* sources have nothing: 0 for those that every source takes up."""
        wanted = len(self.sources) - all_but
        return tuple(line for line in self.lines if len(self.sources_on(line)) == wanted)


def themes_covered(corpus: Corpus, kinds: Iterable[str] = (), *, include_unnamed: bool = True) -> Coverage:
    """Return themes of *kinds* (of all, where it is empty) against sources: how many claims of each stance.

    Raises UsageError for an unknown kind.
    """
    chosen = tuple(kinds)
    order = _choices(corpus, "themes", "kind")
    if unknown := [kind for kind in chosen if kind not in order]:
        raise UsageError(f"{unknown[0]!r} is no kind of theme (known: {', '.join(order)}).")
    themes = [theme for theme in corpus.themes.values() if not chosen or theme.kind in chosen]
    themes.sort(key=lambda theme: order.index(theme.kind))
    lines = tuple(Line(theme.theme_id, theme.label, theme.kind) for theme in themes)
    claims = _kept(corpus, corpus.claims.values(), include_unnamed)
    return _coverage(corpus, lines, ((claim.theme_id, claim.source_id, claim.stance) for claim in claims))


def measures_covered(corpus: Corpus, *, include_unnamed: bool = True) -> Coverage:
    """Return what is counted against sources, by the basis of the measure: how many figures."""
    bases, counted = _choices(corpus, "measures", "basis"), _choices(corpus, "measures", "counted")
    known = {(measure.basis, measure.counted) for measure in corpus.measures.values()}
    ordered = sorted(known, key=lambda pair: (bases.index(pair[0]), counted.index(pair[1])))
    lines = tuple(Line(f"{basis} {kind}", kind, basis) for basis, kind in ordered)
    kept = _kept(corpus, corpus.figures.values(), include_unnamed)
    measures = ((figure, corpus.measures[figure.measure_id]) for figure in kept)
    return _coverage(corpus, lines, ((f"{m.basis} {m.counted}", f.source_id, m.basis) for f, m in measures))


def populations_covered(corpus: Corpus, *, include_unnamed: bool = True) -> Coverage:
    """Return whom the figures are about against sources, by sex: how many figures."""
    sexes = _choices(corpus, "populations", "sex")
    people = sorted(corpus.populations.values(), key=lambda p: (sexes.index(p.sex), p.label))
    lines = tuple(Line(person.population_id, person.label, person.sex) for person in people)
    figures = _kept(corpus, corpus.figures.values(), include_unnamed)
    return _coverage(corpus, lines, ((f.population_id, f.source_id, FIGURES) for f in figures))


def periods_covered(corpus: Corpus, first_year: int = 0, *, include_unnamed: bool = True) -> Coverage:
    """Return years against sources: how many figures cover a year, and how many events of it a source tells.

    A period with one end open counts for the year of the end that is stated. Years without anything are drawn
    together into one line; the last line holds the figures without a period.
    """
    figures = _kept(corpus, corpus.figures.values(), include_unnamed)
    told = {(f.event_id, f.source_id) for f in figures if f.event_id}
    told |= {
        (c.event_id, c.source_id) for c in _kept(corpus, corpus.claims.values(), include_unnamed) if c.event_id
    }
    dated = [(year, f.source_id, FIGURES) for f in figures for year in years(f.period_start, f.period_end)]
    for event_id, source in sorted(told):
        event = corpus.events[event_id]
        dated += [(year, source, EVENTS) for year in years(event.start, event.end)]
    dated = [row for row in dated if row[0] >= first_year]
    undated = [(NOT_STATED, f.source_id, FIGURES) for f in figures if not (f.period_start or f.period_end)]
    lines = (*_year_lines({year for year, _, _ in dated}), Line(NOT_STATED, NOT_STATED))
    return _coverage(corpus, lines, [*((str(year), source, kind) for year, source, kind in dated), *undated])


def years(start: str, end: str) -> range:
    """Return the years of a period; of one that is open, the year of its stated end; none where nothing is.

    >>> list(years("2009-04", "2011-12")), list(years("", "2009-10-28")), list(years("", ""))
    ([2009, 2010, 2011], [2009], [])
    """
    if not start and not end:
        return range(0)
    return range(int((start or end)[:4]), int((end or start)[:4]) + 1)


def _year_lines(known: set[int]) -> Iterator[Line]:
    if not known:
        return
    span = range(min(known), max(known) + 1)
    for is_known, group in groupby(span, known.__contains__):
        members = list(group)
        if is_known:
            yield from (Line(str(year), str(year)) for year in members)
        else:
            ends = dict.fromkeys((members[0], members[-1]))
            yield Line(f"none-{members[0]}", " to ".join(map(str, ends)))


def _coverage(corpus: Corpus, lines: tuple[Line, ...], found: Iterable[tuple[str, str, str]]) -> Coverage:
    cells: dict[tuple[str, str], Counter[str]] = {}
    for key, source, kind in found:
        cells.setdefault((key, source), Counter())[kind] += 1
    return Coverage(lines, tuple(corpus.sources), cells)


def _kept(corpus: Corpus, rows: Iterable[Row], include_unnamed: bool) -> list[Row]:
    return [row for row in rows if include_unnamed or not corpus.is_unnamed(row)]


def _choices(corpus: Corpus, table: str, column: str) -> tuple[str, ...]:
    return corpus.descriptor.table(table).column(column).choices
