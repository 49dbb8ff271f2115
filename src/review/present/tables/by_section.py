"""The figures of a source in the order of its text: a strip of the whole, and a fold for each of its sections."""

from __future__ import annotations

from collections import Counter

from review.corpus.verification.receipt import Receipt
from review.present.html.markup import Html, coded, element, joined
from review.present.tables.coded_rows import Folded, counted, figures_table
from review.present.tables.ledger_map import CODED, ledger_map
from review.present.values.opened import opened


def figures_by_section(source_id: str, receipt: Receipt) -> Folded:
    """Return the figures of a source, to unfold by section; each stroke of the strip above leads to its figure.

    Links lead to its rows: it is for the page of the source, and only there.

    >>> len(figures_by_section(chapter.figures().source_id.iloc[0], chapter.receipt).parts) > 0
    True
    """
    corpus = opened().corpus
    claims = Counter(claim.section_id for claim in corpus.claims_where(source_id=source_id))
    sections = [section for section in corpus.sections.values() if section.source_id == source_id]
    parts: list[tuple[Html, Html]] = []
    for section in sorted(sections, key=lambda each: each.position):
        rows = corpus.figures_where(source_id=source_id, section_id=section.section_id)
        stated = claims[section.section_id]
        if not rows and not stated:
            continue
        held = [counted(len(rows), "figure")] if rows else []
        held += [counted(stated, "statement")] if stated else []
        table = figures_table(rows, caption=section.title, anchors=True, receipt=receipt).html if rows else Html("")
        parts.append((joined([element("strong", section.title), " ", coded(", ".join(held))]), table))
    strip = ledger_map(source_id, receipt).strip(CODED)
    return Folded(tuple(parts), element("div", strip, class_="text-strip") if strip.text else strip)
