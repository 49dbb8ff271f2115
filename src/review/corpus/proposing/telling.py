"""Proposals as people read them, and as programs do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.proposing.candidates import filled_in
from review.corpus.proposing.proposals import Proposal, choice
from review.corpus.text.source_text import SourceText

#: What stands beside the candidates: cells that the text says by itself.
_BY_ITSELF = ("figure_id", "quote", "printed", "low", "high", "qualifier")


def proposal_lines(corpus: Corpus, text: SourceText, proposal: Proposal) -> Iterator[str]:
    """Yield a proposal for a coder: what it may be, and each cell that has candidates with the surest of them."""
    entry = proposal.entry
    where = f"{entry.section_id or 'before the first section'}, paragraph {entry.paragraph}" if entry.paragraph else ""
    yield f"{text.source_id}.txt:{proposal.line}: {entry.printed!r} ({where or 'in a heading'})"
    reasons = proposal.candidates["reason"]
    if entry.unread:
        yield "  the reader does not know what it says"
    for one in reasons:
        yield f"  no figure ({one.sure}): {one.value}: {one.why}"
    if not proposal.is_figure:
        return
    yield from (f"  {name}: {proposal.figure[name]}" for name in _BY_ITSELF if proposal.figure.get(name))
    for column, candidates in proposal.candidates.items():
        for one in candidates if column != "reason" else ():
            told = " ".join(f"{value!r}" for value in choice(corpus, column, one).values() if value) or "empty"
            mark = "  " if one == filled_in(candidates) else "  or "
            yield f"{mark}{column} ({one.sure}): {told}: {one.why}"
    yield from (f"  to mend: {column}: {message}. {hint}" for column, message, hint in proposal.faults)


def proposal_json(corpus: Corpus, text: SourceText, proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as JSON: place, the rows of both tables, candidates with the cells that each fills, faults."""
    entry = proposal.entry
    return {
        "source": text.source_id,
        "line": proposal.line,
        "start": entry.start,
        "end": entry.end,
        "printed": entry.printed,
        "unread": entry.unread,
        "proposed": "figures" if proposal.is_figure else "exclusions",
        "figures": dict(proposal.figure),
        "exclusions": dict(proposal.exclusion),
        "candidates": {
            column: [
                {"cells": choice(corpus, column, one), "sure": str(one.sure), "why": one.why} for one in candidates
            ]
            for column, candidates in proposal.candidates.items()
        },
        "faults": [list(fault) for fault in proposal.faults],
    }
