"""The page of the passes: who coded what and how, how far they agree, and how every disagreement was settled."""

from __future__ import annotations

from collections.abc import Callable

from review.book.pages.markdown import Parts, Pieces
from review.corpus.coding.agreement import passes_of
from review.corpus.coding.statements import passes_before, passes_in_force
from review.corpus.corpus import Corpus
from review.present.html.markup import Html, coded, element, joined
from review.present.tables.agreement import (
    appraisals_note,
    before_table,
    claim_table,
    detection_table,
    field_table,
    judgement_table,
    low_note,
    settlement_table,
    theme_table,
)
from review.present.tables.passes import passes_by_date


def agreement_parts(corpus: Corpus) -> Parts:
    """Return the parts on the passes: what is recorded of each, and the tables; empty where nothing was coded twice."""
    twice = len(passes_of(corpus)) > 1
    ruled, before, appraised = passes_in_force(corpus), passes_before(corpus), corpus.pass_appraisals
    parts: dict[str, tuple[object, Callable[[], Pieces]]] = {
        "passes": (True, lambda: _passes(corpus)),
        "agreement-on-places": (True, lambda: detection_table(corpus)),
        "agreement-on-fields": (True, lambda: joined([low_note(), field_table(corpus).html], "\n")),
        "settlements": (True, lambda: settlement_table(corpus)),
        "agreement-on-claims": (ruled, lambda: joined([theme_table(corpus).html, claim_table(corpus).html], "\n")),
        "agreement-before-the-rule": (before, lambda: before_table(corpus)),
        "agreement-on-appraisals": (
            appraised,
            lambda: joined([appraisals_note(corpus), judgement_table(corpus).html], "\n"),
        ),
    }
    return {name: draw if twice and there else str for name, (there, draw) in parts.items()}


def agreement_summary(corpus: Corpus) -> Html:
    """Return the compact tables of the passes: finds, fields and themes, raw and settled; nothing without passes."""
    if len(passes_of(corpus)) < 2:
        return Html("")
    tables = (make(corpus).html for make in (detection_table, field_table, theme_table))
    return joined([low_note(), *tables], "\n")


def _passes(corpus: Corpus) -> Html:
    """Return what is recorded of each pass."""
    rows = passes_by_date(corpus)
    items = (element("li", element("strong", f"{row.label}. "), coded(f"{row.how} {row.checked}")) for row in rows)
    return element("ul", joined(items, "\n"))
