"""Tables of coded rows: figures, claims, appraisals, events, prices, and whom a source credits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Claim, Event, Figure
from review.corpus.verification.receipt import Receipt
from review.present.html.markup import Content, Html
from review.present.html.tabular import Table, coded_table, stacked, table
from review.present.numbers.proof import below_the_row
from review.present.words.cells import (
    credited,
    in_source,
    rests_on,
    source_link,
    stage_text,
    told_by,
    value_cell,
    where_and_when,
    whom,
)
from review.present.words.wording import chain_text, period_text, place_text

__all__ = [
    "Html",
    "Table",
    "appraisal_table",
    "claims_table",
    "events_table",
    "figures_table",
    "origins_table",
    "prices_table",
    "table",
]

Row = TypeVar("Row", Figure, Claim)


def figures_table(
    corpus: Corpus,
    figures: Iterable[Figure],
    *,
    caption: str,
    anchors: bool = False,
    receipt: Receipt | None = None,
) -> Table:
    """Return the table of *figures* in the order of the source, grouped by what is counted.

    With *anchors* each row carries the id of its figure: for the page of the source, and only there. With the
    *receipt* of the verification each row unfolds its proof.
    """
    chosen = _together(corpus, figures, lambda figure: figure.measure_id)
    rows = [
        (
            value_cell(corpus, figure),
            whom(corpus, figure),
            where_and_when(corpus, figure),
            credited(corpus, figure),
            in_source(corpus, figure, here=anchors),
            figure.note,
        )
        for figure in chosen
    ]
    columns = ("Value", "Of whom", "Where and when", "Credited to", "In the source", "Note")
    ids = [figure.figure_id for figure in chosen] if anchors else None
    groups = [_measure_heading(corpus, figure) for figure in chosen]
    below = [below_the_row(corpus, figure, receipt) for figure in chosen] if receipt else None
    return coded_table(columns, rows, caption=caption, row_ids=ids, groups=groups, below=below)


def claims_table(corpus: Corpus, claims: Iterable[Claim], *, caption: str, anchors: bool = False) -> Table:
    """Return the table of *claims*, grouped by theme: first the part of the argument, then the theme."""
    kinds = _choices(corpus, "themes", "kind")
    chosen = _together(corpus, claims, lambda claim: claim.theme_id)
    chosen.sort(key=lambda claim: (kinds.index(corpus.themes[claim.theme_id].kind), claim.theme_id))
    rows = [
        (
            claim.paraphrase,
            claim.stance,
            credited(corpus, claim),
            in_source(corpus, claim, here=anchors),
            claim.note,
        )
        for claim in chosen
    ]
    columns = ("Statement, in our words", "Stance", "Credited to", "In the source", "Note")
    ids = [claim.claim_id for claim in chosen] if anchors else None
    groups = [theme_heading(corpus, claim.theme_id) for claim in chosen]
    return coded_table(columns, rows, caption=caption, row_ids=ids, groups=groups)


def origins_table(corpus: Corpus, source_id: str, *, caption: str) -> Table:
    """Return whom a source credits: the chain, what sort of origin it is, and how much rests on it."""
    figures = Counter(figure.origin_id for figure in corpus.figures_where(source_id=source_id))
    claims = Counter(claim.origin_id for claim in corpus.claims_where(source_id=source_id))
    order = sorted({*figures, *claims}, key=lambda origin: (-figures[origin], -claims[origin], origin))
    rows: list[tuple[Content, ...]] = []
    for origin_id in order:
        chain = corpus.origin_chain(origin_id)
        ends = chain[-1].kind.replace("-", " ")
        rows.append((chain_text(corpus, origin_id), ends, figures[origin_id], claims[origin_id], chain[0].note))
    columns = ("Credited to", "The chain ends in", "Figures", "Claims", "Note")
    return coded_table(columns, rows, caption=caption)


def appraisal_table(corpus: Corpus, source_id: str, *, caption: str) -> Table:
    """Return the judgements of a source, domain by domain, with the reasons and what they rest on."""
    appraisals = [row for row in corpus.appraisals.values() if row.source_id == source_id]
    domains = _choices(corpus, "appraisals", "domain")
    appraisals.sort(key=lambda row: domains.index(row.domain))
    rows = [(row.domain, row.judgement, row.reason, rests_on(corpus, row)) for row in appraisals]
    return coded_table(("Domain", "Judgement", "Reason", "Rests on"), rows, caption=caption)


def events_table(corpus: Corpus, events: Iterable[Event], *, caption: str) -> Table:
    """Return *events* by date, with the sources that tell of each and whether the tie is inferred."""
    chosen = sorted(events, key=lambda event: (event.start or event.end, event.event_id))
    rows = [
        (
            period_text(event.start, event.end),
            stacked(event.label, place_text(event.place)),
            event.kind.replace("-", " "),
            told_by(corpus, event.event_id),
            event.note,
        )
        for event in chosen
    ]
    return coded_table(("When", "What and where", "Kind", "Told by", "Note"), rows, caption=caption)


def prices_table(corpus: Corpus, figures: Iterable[Figure], *, caption: str) -> Table:
    """Return reported amounts of money, grouped by currency and by the link in the chain of sale."""
    chosen = _together(corpus, figures, lambda figure: (figure.unit, figure.stage))
    rows = [
        (
            value_cell(corpus, figure),
            whom(corpus, figure),
            where_and_when(corpus, figure),
            credited(corpus, figure),
            source_link(corpus, figure.source_id),
            figure.note,
        )
        for figure in chosen
    ]
    groups = [f"{figure.unit}, stage: {stage_text(figure.stage)}" for figure in chosen]
    columns = ("Amount", "Of whom", "Where and when", "Credited to", "Source", "Note")
    return coded_table(columns, rows, caption=caption, groups=groups)


def theme_heading(corpus: Corpus, theme_id: str) -> str:
    """Return the heading of a theme: the part of the argument, then its label."""
    theme = corpus.themes[theme_id]
    return f"{theme.kind.capitalize()}: {theme.label}"


def _measure_heading(corpus: Corpus, figure: Figure) -> Html:
    measure = corpus.measures[figure.measure_id]
    return stacked(measure.label, f"{measure.definition} Basis: {measure.basis}.")


def _choices(corpus: Corpus, name: str, column: str) -> tuple[str, ...]:
    return next(c.choices for c in corpus.descriptor.table(name).columns if c.name == column)


def _together(corpus: Corpus, rows: Iterable[Row], key: Callable[[Row], Hashable]) -> list[Row]:
    """Return *rows* in the order of their source, those of one *key* next to each other."""

    def place(row: Row) -> tuple[str, int, int]:
        return row.source_id, corpus.sections[row.section_id].position, row.paragraph

    ordered = sorted(rows, key=place)
    first: dict[Hashable, int] = {}
    for index, row in enumerate(ordered):
        first.setdefault(key(row), index)
    return sorted(ordered, key=lambda row: first[key(row)])
