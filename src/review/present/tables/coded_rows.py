"""Tables of coded rows, as chapters and the pages of sources show them: figures, prices, claims, and sightings."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Figure
from review.corpus.tables.sighting_records import Sighting
from review.corpus.verification.receipt import Receipt
from review.present.html.markup import Html, coded, element, joined, plain
from review.present.html.tabular import Cells, Table, in_lines, stacked, table_of
from review.present.numbers.certainty import certainty_words
from review.present.numbers.proof import below_the_row
from review.present.numbers.sighted import pages_table
from review.present.values.opened import opened, rows_of
from review.present.words.cells import credited, in_source, source_link, stage_text, value_cell, where_and_when, whom
from review.present.words.wording import counted, period_text, unit_words

if TYPE_CHECKING:
    import pandas as pd

Coded = TypeVar("Coded", Figure, Claim)


NOTHING = Html("")


@dataclass(frozen=True, repr=False)
class Folded:
    """Tables, each to unfold under a heading; *above* stands over them. A link to a row in one opens it.

    Under a heading without a table there is nothing to unfold.
    """

    parts: tuple[tuple[Html, Html], ...]
    above: Html = NOTHING

    def __repr__(self) -> str:
        return "\n".join(plain(heading) for heading, _ in self.parts)

    def _repr_html_(self) -> str:
        folded = (
            element("details", joined([element("summary", heading), table], "\n"), class_="fold")
            if table.text
            else element("p", heading, class_="fold-line")
            for heading, table in self.parts
        )
        return joined([self.above, *folded], "\n").text


def figures_table(
    figures: pd.DataFrame | Iterable[Figure], *, caption: str, anchors: bool = False, receipt: Receipt | None = None
) -> Table:
    """Return figures by what is counted, each with whom, where and when, its credit, its quote and its place.

    With *anchors* links lead to its rows: for the page of their source, and only there. With the *receipt* of the
    verification each row unfolds its proof.

    >>> figures_table(chapter.figures(), caption="Figures")
    Table: Figures (...)
    """
    corpus = opened().corpus

    def heading(figure: Figure) -> Html:
        measure = corpus.measures[figure.measure_id]
        return stacked(measure.label, f"{measure.definition} Basis: {measure.basis}.")

    return table_of(
        _together(corpus, rows_of(figures, "figures"), lambda f: f.measure_id),
        _columns(corpus, here=anchors),
        caption=caption,
        row_ids=(lambda f: f.figure_id) if anchors else None,
        groups=heading,
        below=(lambda f: below_the_row(corpus, f, receipt)) if receipt else None,
    )


def _columns(corpus: Corpus, *, here: bool = False) -> Cells[Figure]:
    """Return what is said of a figure, in the order in which cards and the table of all figures say it too."""
    return {
        "Value": lambda f: value_cell(corpus, f),
        "Of whom": lambda f: whom(corpus, f),
        "Where and when": lambda f: where_and_when(corpus, f),
        "Credited to": lambda f: stacked(credited(corpus, f), certainty_words(corpus, f)),
        "In the source": lambda f: in_source(corpus, f, here=here),
        "Note": lambda f: f.note,
    }


def prices_table(figures: pd.DataFrame | Iterable[Figure], *, caption: str) -> Table:
    """Return amounts of money by currency and stage.

    >>> prices_table(chapter.figures(basis="price"), caption="Prices")
    Table: Prices (...)
    """
    corpus = opened().corpus
    chosen = _together(corpus, rows_of(figures, "figures"), lambda f: (f.unit, f.stage))
    return table_of(
        chosen,
        _columns(corpus),
        caption=caption,
        groups=lambda f: f"{unit_words(corpus, f.unit)}, stage: {stage_text(f.stage)}",
    )


def claims_table(claims: pd.DataFrame | Iterable[Claim], *, caption: str, anchors: bool = False) -> Table:
    """Return claims by theme, each with its stance, its credit, its quote and its place.

    With *anchors* links lead to its rows: for the page of their source, and only there.

    >>> claims_table(chapter.claims(), caption="Claims")
    Table: Claims (...)
    """
    corpus = opened().corpus
    columns: Cells[Claim] = {
        "Statement, in our words": lambda c: c.paraphrase,
        "Stance": lambda c: c.stance,
        "Credited to": lambda c: credited(corpus, c),
        "In the source": lambda c: in_source(corpus, c, here=anchors),
        "Note": lambda c: c.note,
    }
    chosen = _together(corpus, rows_of(claims, "claims"), lambda c: c.theme_id)
    made = table_of(
        sorted(chosen, key=lambda c: _argued(corpus, c.theme_id)),
        columns,
        caption=caption,
        row_ids=(lambda c: c.claim_id) if anchors else None,
        groups=lambda c: theme_heading(corpus, c.theme_id),
    )
    return replace(made, statements=True)


def claims_by_theme(source_id: str) -> Folded:
    """Return the claims of a source by theme, a table for each part of the argument, to unfold.

    >>> claims_by_theme(chapter.claims().source_id.iloc[0])
    Driver ...
    """
    corpus = opened().corpus
    claims = corpus.claims_where(source_id=source_id)
    parts = []
    for kind in choices(corpus, "themes", "kind"):
        mine = [claim for claim in claims if corpus.themes[claim.theme_id].kind == kind]
        if mine:
            held = f"{counted(len({claim.theme_id for claim in mine}), 'theme')}, {counted(len(mine), 'statement')}"
            table = claims_table(mine, caption=kind.capitalize(), anchors=True)
            parts.append((joined([element("strong", kind.capitalize()), " ", coded(held)]), table.html))
    return Folded(tuple(parts))


def dated_claims_table(claims: pd.DataFrame | Iterable[Claim], *, caption: str) -> Table:
    """Return claims by theme, each under the date of the source that makes it.

    What holds on one day need not hold on another: so the first cell says when the thing was described, and, where
    the claim is of an event, when that is said to have happened.

    >>> dated_claims_table(chapter.claims(), caption="As described")
    Table: As described (...)
    """
    corpus = opened().corpus

    def described(claim: Claim) -> Html:
        event = corpus.events.get(claim.event_id)
        of_event = f"of: {event.label}, {period_text(event.start, event.end)}" if event else ""
        return stacked(source_link(corpus, claim.source_id), f"dated {corpus.sources[claim.source_id].dated}", of_event)

    def moment(claim: Claim) -> str:
        # The day of publication, or the year that stands for an unknown one.
        source = corpus.sources[claim.source_id]
        year = re.search(r"\d{4}", source.dated)
        return source.published or (year[0] if year else "")

    columns: Cells[Claim] = {
        "As described in": described,
        "Statement, in our words": lambda c: c.paraphrase,
        "Stance": lambda c: c.stance,
        "Credited to, and in the source": lambda c: in_lines([credited(corpus, c), in_source(corpus, c)]),
    }
    chosen = sorted(
        rows_of(claims, "claims"), key=lambda c: (_argued(corpus, c.theme_id), moment(c), place_in_source(corpus, c))
    )
    return table_of(chosen, columns, caption=caption, groups=lambda c: theme_heading(corpus, c.theme_id))


def sightings_table(sightings: pd.DataFrame | Iterable[Sighting], *, caption: str) -> Folded:
    """Return sightings in their order, to unfold: what is printed and counted, on which page and day, crediting whom.

    >>> sightings_table(chapter.sightings(), caption="Sightings")
    Sightings (...)
    """
    rows = rows_of(sightings, "sightings")
    table = pages_table(opened().corpus, rows, caption=caption)
    return Folded(((joined([caption, coded(f" ({len(rows)} rows)")]), table.unfolded),))


def theme_heading(corpus: Corpus, theme_id: str) -> str:
    """Return the heading of a theme: the part of the argument, then its label."""
    theme = corpus.themes[theme_id]
    return f"{theme.kind.capitalize()}: {theme.label}"


def choices(corpus: Corpus, table: str, column: str) -> tuple[str, ...]:
    """Return the words that a column may hold, in their order."""
    return next(c.choices for c in corpus.descriptor.table(table).columns if c.name == column)


def _argued(corpus: Corpus, theme_id: str) -> tuple[int, str]:
    """Return what sorts themes: the part of the argument, then the name by which readers look for one."""
    theme = corpus.themes[theme_id]
    return choices(corpus, "themes", "kind").index(theme.kind), theme.label


def _together(corpus: Corpus, rows: Iterable[Coded], key: Callable[[Coded], Hashable]) -> list[Coded]:
    """Return *rows* in the order of their source, those of one *key* next to each other."""
    ordered = sorted(rows, key=lambda row: place_in_source(corpus, row))
    first: dict[Hashable, int] = {}
    for index, row in enumerate(ordered):
        first.setdefault(key(row), index)
    return sorted(ordered, key=lambda row: first[key(row)])


def place_in_source(corpus: Corpus, row: Figure | Claim) -> tuple[str, int, int]:
    """Return what sorts rows: their source, and where in it they stand."""
    return row.source_id, corpus.sections[row.section_id].position, row.paragraph
