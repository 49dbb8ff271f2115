"""The tables that a cell calls: of frames, drawn as the book draws them, each number a link to its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from review.corpus.verification.receipt import Receipt
from review.errors import UsageError
from review.present.html.tabular import Table
from review.present.numbers import conversions
from review.present.numbers.computed import derived_table
from review.present.tables import chronicle, coded_rows, descriptions, positions, profile, register, stances
from review.present.tables import ledger_map as maps
from review.present.tables.ledger_map import LedgerMap
from review.present.tables.profile import Folded
from review.present.values.opened import opened
from review.synthesis.conclusions.answers import issues
from review.synthesis.money.money import Repriced


def figures_table(
    figures: pd.DataFrame, *, caption: str, anchors: bool = False, receipt: Receipt | None = None
) -> Table:
    """Return figures by what is counted, each with whom, where and when, its credit, its quote and its place.

    With *anchors* links lead to its rows: for the page of their source, and only there. With the *receipt* of the
    verification each row unfolds its proof.

    >>> figures_table(chapter.figures(), caption="Figures")
    Table: Figures (...)
    """
    rows = _rows(figures, "figures")
    return coded_rows.figures_table(opened().corpus, rows, caption=caption, anchors=anchors, receipt=receipt)


def prices_table(figures: pd.DataFrame, *, caption: str) -> Table:
    """Return amounts of money by currency and stage.

    >>> prices_table(chapter.figures(basis="price"), caption="Prices")
    Table: Prices (...)
    """
    return coded_rows.prices_table(opened().corpus, _rows(figures, "figures"), caption=caption)


def claims_table(claims: pd.DataFrame, *, caption: str) -> Table:
    """Return claims by theme, each with its stance, its credit, its quote and its place.

    >>> claims_table(chapter.claims(), caption="Claims")
    Table: Claims (...)
    """
    return coded_rows.claims_table(opened().corpus, _rows(claims, "claims"), caption=caption)


def dated_claims_table(claims: pd.DataFrame, *, caption: str) -> Table:
    """Return claims by theme, each under the date of the source that makes it.

    >>> dated_claims_table(chapter.claims(), caption="As described")
    Table: As described (...)
    """
    return descriptions.dated_claims_table(opened().corpus, _rows(claims, "claims"), caption=caption)


def events_table(events: pd.DataFrame, *, caption: str) -> Table:
    """Return events by date, with who tells of each.

    >>> events_table(chapter.events(), caption="Events")
    Table: Events (...)
    """
    return coded_rows.events_table(opened().corpus, _rows(events, "events"), caption=caption)


def chronicle_table(events: pd.DataFrame, *, caption: str, kinds: Sequence[str] = ()) -> Table:
    """Return events by source and date, with what each source says of them; of claims, only on themes of *kinds*.

    >>> chronicle_table(chapter.events(), caption="Told")
    Table: Told (...)
    """
    return chronicle.chronicle_table(opened().corpus, _rows(events, "events"), caption=caption, kinds=kinds)


def computed_table(computed: pd.DataFrame, *, caption: str) -> Table:
    """Return computed numbers under their headings, with formulas, bounds, and the reasons for computing them.

    >>> computed_table(chapter.computed(["bike-thefts-per-day"]), caption="Computed")  # doctest: +SKIP
    Table: Computed (1 rows)
    """
    _rows(computed, "derivations")
    names: dict[str, list[str]] = {}
    for name, heading in computed["heading"].items():
        names.setdefault(str(heading), []).append(str(name))
    return derived_table(opened().corpus, names, caption=caption)


def register_table(*frames: pd.DataFrame, caption: str) -> Table:
    """Return the constraints in which figures or claims of *frames* take part, with verdict and reading.

    >>> register_table(chapter.figures(), chapter.claims(), caption="Set against each other")
    Table: Set against each other (...)
    """
    corpus = opened().corpus
    rows = [row for frame in frames for row in _rows(frame, "figures", "claims")]
    return register.register_table(corpus, rows, caption=caption)


def positions_table(themes: Sequence[str], *, caption: str) -> Table:
    """Return what every source does with each theme: its strongest stance, and the claims that say so.

    >>> positions_table(chapter.claims().theme_id.unique()[:1], caption="Positions")
    Table: Positions (...)
    """
    return positions.positions_table(opened().corpus, list(themes), caption=caption)


def answers_table(kinds: Sequence[str], *, caption: str) -> Table:
    """Return problems (themes of *kinds*) with who names each, and what is recommended against it.

    >>> answers_table(["driver"], caption="Answers")
    Table: Answers (...)
    """
    corpus = opened().corpus
    return positions.answers_table(corpus, issues(corpus, kinds), caption=caption)


def disputes_table(kind: str, *, caption: str) -> Table:
    """Return the themes of a *kind* that one source disputes and another holds.

    >>> disputes_table("driver", caption="Disputed")
    Table: Disputed (...)
    """
    return stances.disputes_table(opened().corpus, kind, caption=caption)


def sides_table(sides: Mapping[str, tuple[Sequence[str], Sequence[str]]], *, caption: str) -> Table:
    """Return statements that pull opposite ways: for each question the ids of the claims on either side.

    >>> name = chapter.claims().index[0]
    >>> sides_table({"Why?": ([name], [name])}, caption="Two sides")
    Table: Two sides (1 rows)
    """
    return stances.sides_table(opened().corpus, sides, caption=caption)


def conversions_table(repriced: pd.DataFrame, *, caption: str) -> Table:
    """Return prices as reported and as converted by `reprice`, with the arithmetic or why there is none.

    >>> conversions_table(reprice(chapter.figures(basis="price")), caption="Converted")
    Table: Converted (...)
    """
    priced = tuple(repriced["priced"])
    shown = tuple(price.shown for price in priced if price.bounds is not None)
    return conversions.conversions_table(opened().corpus, Repriced(shown, priced), caption=caption)


def implied_rates_table(*, caption: str) -> Table:
    """Return the amounts that sources give in two currencies, and the rates that they imply.

    >>> implied_rates_table(caption="Rates")
    Table: Rates (...)
    """
    return conversions.implied_rates_table(opened().corpus, caption=caption)


def official_rates_table(series: Mapping[str, str], *, caption: str) -> Table:
    """Return the yearly rates of *series*, by the name to head each with, beside those that sources imply.

    >>> official_rates_table({}, caption="Official rates")
    Table: Official rates (0 rows)
    """
    return conversions.official_rates_table(opened().corpus, series, caption=caption)


def speaker_table(source_id: str) -> Table:
    """Return who speaks in a source, when, for whom, and what is known of the copy.

    >>> speaker_table(chapter.figures().source_id.iloc[0])
    Table: Who speaks, when and for whom (8 rows)
    """
    return profile.speaker_table(opened().corpus, source_id)


def origins_table(source_id: str, *, caption: str) -> Table:
    """Return whom a source credits, on whom they rely, and how much rests on each.

    >>> origins_table(chapter.figures().source_id.iloc[0], caption="Credits")
    Table: Credits (...)
    """
    return coded_rows.origins_table(opened().corpus, source_id, caption=caption)


def appraisal_table(source_id: str, *, caption: str) -> Table:
    """Return the judgements of a source, domain by domain, with their reasons.

    >>> appraisal_table(chapter.figures().source_id.iloc[0], caption="Appraisal")
    Table: Appraisal (...)
    """
    return coded_rows.appraisal_table(opened().corpus, source_id, caption=caption)


def claims_by_theme(source_id: str) -> Folded:
    """Return the claims of a source, a table a theme, each to unfold.

    >>> claims_by_theme(chapter.claims().source_id.iloc[0])
    Driver: ...
    """
    return profile.claims_by_theme(opened().corpus, source_id)


def ledger_map(source_id: str, receipt: Receipt) -> LedgerMap:
    """Return the map of a source's text: where its numerals stand, which are figures, and why the others are not.

    >>> ledger_map(chapter.figures().source_id.iloc[0], chapter.receipt)
    Figures, coded above: ...
    """
    return maps.ledger_map(opened().corpus, source_id, receipt)


def _rows(frame: pd.DataFrame, *names: str) -> list[Any]:
    """Return the rows behind a frame of one of these tables."""
    corpus = opened().corpus
    for name in names:
        if frame.index.name == corpus.descriptor.table(name).primary_key[0]:
            rows: Mapping[str, Any] = corpus.figures if name == "figures" else corpus.tables[name]
            if unknown := [key for key in frame.index if key not in rows]:
                raise UsageError(f"{unknown[0]!r} is none of the {name}. Keep the index of the frame as it came.")
            return [rows[key] for key in frame.index]
    keys = " or ".join(corpus.descriptor.table(name).primary_key[0] for name in names)
    raise UsageError(f"a frame by {keys} is expected (got one by {frame.index.name}). Keep the index of the frame.")
