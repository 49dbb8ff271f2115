"""Computed numbers as they are shown: rounded with their bounds, and in a table with their formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from review.corpus.corpus import Corpus
from review.present.html.markup import Content, Html, element
from review.present.html.tabular import Table, Typed, coded_table, stacked
from review.present.values.opened import opened, rows_of
from review.present.words.formula import between_text, formula, overridden, rounded_ends
from review.present.words.units import grouping_of
from review.present.words.wording import number, with_unit
from review.synthesis.comparing.derivations import Derived, evaluate

if TYPE_CHECKING:
    import pandas as pd


def derived_text(corpus: Corpus, derived: Derived) -> str:
    """Return a computed number in words, rounded as its row asks: "2,169", "about 3.1", "at least 40".

    An end that a source leaves open stays open, and bounds are rounded apart: no value is shut out.
    """
    row, bounds = derived.derivation, derived.bounds
    grouping = grouping_of(corpus, row.unit)
    low, high = (None if end is None else number(end, grouping) for end in rounded_ends(bounds, row.decimals))
    if low is None and high is None:
        return "unknown"
    if low is None or high is None:
        return f"{'at least' if high is None else 'up to'} {with_unit(corpus, low or high or '', row.unit)}"
    text = low if low == high else f"{low} to {high}"
    return ("about " if bounds.about else "") + with_unit(corpus, text, row.unit)


def derived_link(corpus: Corpus, derived: Derived) -> Html:
    """Return a computed number as a link to its row."""
    return computed_link(derived.derivation.derivation_id, derived_text(corpus, derived))


def computed_link(name: str, text: Content) -> Html:
    """Return *text* as a link to the row of the computed number *name*, which opens its card."""
    return element("a", text, class_="derived-value", data_derivation_id=name, href=f"derivations.html#{name}")


def computed_table(computed: pd.DataFrame, *, caption: str) -> Table:
    """Return computed numbers under their headings, with formulas, bounds, and the reasons for computing them.

    >>> computed_table(chapter.computed(["bike-thefts-per-day"]), caption="Computed")  # doctest: +SKIP
    Table: Computed (1 rows)
    """
    rows_of(computed, "derivations")  # refuses other frames
    corpus, reasons, note = opened().corpus, set(), ""
    rows, groups = [], []
    for heading, members in computed.groupby("heading", sort=False, observed=True):
        for row in rows_of(members, "derivations"):
            derived = evaluate(corpus, row.derivation_id)
            # A reason that a row above gives is not said again, and the note of the row before is shown as "as above".
            told = element("span", note, class_="note-again") if row.note and row.note == note else row.note
            remarks = stacked(told, "" if row.override in reasons else overridden(row.override))
            reasons.add(row.override)
            note = row.note
            formed = stacked(formula(corpus, derived), between_text(derived.bounds))
            rows.append((derived_link(corpus, derived), row.label, formed, remarks))
            groups.append(Typed(heading))
    return coded_table(("Result", "What it is", "Formula and bounds", "Remarks"), rows, caption=caption, groups=groups)
