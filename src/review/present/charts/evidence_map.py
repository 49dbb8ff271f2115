"""The map of the evidence: what each source has on each theme, thing counted, year and person, and what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from review.corpus.corpus import Corpus
from review.present.cells import source_link
from review.present.chart import Chart, chart, nothing_to_draw
from review.present.charts.grid import GridRow, Sign, grid
from review.present.charts.matrix import READING, STANCES
from review.present.markup import coded, joined
from review.present.palette import BLUE, GREEN, OCHRE, VERMILLION
from review.present.tabular import coded_table
from review.present.wording import list_text, number
from review.synthesis.coverage import (
    EVENTS,
    FIGURES,
    Coverage,
    Line,
    measures_covered,
    periods_covered,
    populations_covered,
    themes_covered,
)

#: What stands in a cell: for each kind of evidence the shape, the colour, and the word for one row of it.
_LOOKS: Mapping[str, tuple[str, str, str]] = {
    **{stance: (shape, colour, "claim") for stance, (shape, colour) in STANCES.items()},
    "observed": ("circle", BLUE, "figure"),
    "estimated": ("diamond", VERMILLION, "figure"),
    "legal": ("square", GREEN, "figure"),
    "price": ("square", OCHRE, "figure"),
    FIGURES: ("circle", BLUE, "figure"),
    EVENTS: ("square", GREEN, "event"),
}
# Kinds of theme are their own headings; these say more than the words of their vocabularies.
_HEADINGS = {
    "observed": "Counted: observed",
    "estimated": "Estimated",
    "price": "Prices",
    "any": "Either sex, or sex not said",
    "female": "Female",
    "male": "Male",
}


def themes_map(
    corpus: Corpus,
    kinds: Iterable[str] = (),
    *,
    include_unnamed: bool = True,
    caption: str,
    finding: str = "",
    notes: Sequence[str] = (),
) -> Chart:
    """Return themes of *kinds* (of all, where it is empty) by source: a letter for each stance, a dot for none."""
    covered = themes_covered(corpus, kinds, include_unnamed=include_unnamed)
    return _map(covered, caption, "claims, by stance", finding, (*notes, READING), _letter)


def measures_map(
    corpus: Corpus,
    *,
    include_unnamed: bool = True,
    caption: str,
    finding: str = "",
    notes: Sequence[str] = (),
) -> Chart:
    """Return what is counted by source, with how many figures each has; kinds of measure stand apart."""
    covered = measures_covered(corpus, include_unnamed=include_unnamed)
    reading = "How to read it: number of figures; the shape repeats the heading; dot: none."
    return _map(covered, caption, "figures", finding, (*notes, reading))


def populations_map(
    corpus: Corpus,
    *,
    include_unnamed: bool = True,
    caption: str,
    finding: str = "",
    notes: Sequence[str] = (),
) -> Chart:
    """Return whom the figures are about by source, with how many figures each has."""
    covered = populations_covered(corpus, include_unnamed=include_unnamed)
    reading = "How to read it: number of figures; dot: none."
    return _map(covered, caption, "figures", finding, (*notes, reading))


def periods_map(
    corpus: Corpus,
    first_year: int = 0,
    *,
    include_unnamed: bool = True,
    caption: str,
    finding: str = "",
    notes: Sequence[str] = (),
) -> Chart:
    """Return years by source: how many figures cover each, and how many events of it a source tells."""
    covered = periods_covered(corpus, first_year, include_unnamed=include_unnamed)
    reading = "How to read it: number in a circle: figures; number in a square: events; dot: none."
    return _map(covered, caption, "figures and events", finding, (*notes, reading))


def _letter(kind: str, count: int) -> str:
    return kind[0].upper()


def _number(kind: str, count: int) -> str:
    return str(count)


def _map(
    covered: Coverage,
    caption: str,
    unit: str,
    finding: str,
    notes: Sequence[str],
    text: Callable[[str, int], str] = _number,
) -> Chart:
    if not covered.lines:
        return nothing_to_draw(caption)
    rows = [
        GridRow(
            _heading(line),
            _capital(line.label),
            {source: _signs(covered, line, source, text) for source in covered.sources},
            {"row": _capital(line.label)},
            {"coded": "nothing"},
        )
        for line in covered.lines
    ]
    empty = f"{number(covered.empty)} of {number(covered.size)} cells are empty."
    links = joined([source_link(source) for source in covered.sources], ", ")
    lead = f"{caption.removesuffix('.')}. Unit: {unit}. Sources: "
    return chart(
        grid(rows, covered.sources),
        caption=joined([lead, links, ". ", coded(empty)]),
        alt=f"Map of lines by source. {empty} {_spoken(covered)}",
        finding=finding,
        notes=notes,
        data=coded_table(
            ("What", *covered.sources),
            [
                (_capital(line.label), *(_told(covered, line, s) for s in covered.sources))
                for line in covered.lines
            ],
            caption="Data of this chart",
            groups=[_heading(line) for line in covered.lines],
        ),
    )


def _signs(covered: Coverage, line: Line, source: str, text: Callable[[str, int], str]) -> list[Sign]:
    counts = covered.at(line, source)
    return [
        Sign(text(kind, count), shape, colour, {"coded": _counted(kind, count), "count_of": f"{word}s"})
        for kind, (shape, colour, word) in _LOOKS.items()
        if (count := counts.get(kind))
    ]


def _counted(kind: str, count: int) -> str:
    """Return what stands behind a sign: "argues (2 claims)", "3 figures"."""
    word = _LOOKS[kind][2]
    words = f"{number(count)} {word}{'' if count == 1 else 's'}"
    return f"{kind} ({words})" if word == "claim" else words


def _told(covered: Coverage, line: Line, source: str) -> str:
    counts = covered.at(line, source)
    return list_text([_counted(kind, counts[kind]) for kind in _LOOKS if kind in counts]) or "nothing"


def _spoken(covered: Coverage) -> str:
    """Return the map in words: what all sources have something on, what one alone has, and what none."""
    most = len(covered.sources)
    groups = (("Every source has", 0), ("A single source has", most - 1), ("No source has", most))
    told = [(lead, covered.lines_of(all_but=missing)) for lead, missing in groups]
    said = [
        f"{lead} something on: {'; '.join(_named(line) for line in lines)}." for lead, lines in told if lines
    ]
    return " ".join([*said, "The table of the data has every cell."])


def _named(line: Line) -> str:
    """Return a line's name; that of a thing counted with its heading, since it stands under several."""
    return f"{_heading(line)}, {line.label}" if line.key.startswith(f"{line.heading} ") else _capital(line.label)


def _heading(line: Line) -> str:
    return _HEADINGS.get(line.heading, _capital(line.heading))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
