"""What is proposed to the coder of a blind pass: what the text and the vocabularies say, and no row of anybody else."""

from __future__ import annotations

from typing import Any

from review.corpus.proposing.passes import CODED
from review.corpus.proposing.proposals import proposal_for
from review.corpus.proposing.telling import proposal_json
from review.corpus.text.source_text import SourceText
from review.corpus.verification.ledger import Entry
from review.corpus.verification.trial import Trial
from review.corpus.workflow.changing import row_cells

#: The columns of a figure for which a pass has words of its own, and those by whose field a pass shows candidates.
_WORDED = {"origin_id": "origin", "event_id": "event"}
_SHOWN_BY = {**_WORDED, "period_basis": "period_start"}


def blind_proposal(trial: Trial, text: SourceText, entry: Entry, pass_id: str) -> dict[str, Any]:
    """Return what a form shows for a numeral: the row of the pass where it has one, else what is proposed."""
    corpus = trial.corpus
    own = (row for row in corpus.of_source("pass_figures", text.source_id) if row.pass_id == pass_id)
    shown: dict[str, Any] = {"table": "pass_figures", "start": entry.start, "end": entry.end, "unread": entry.unread}
    for row in own:
        if (row.section_id, row.paragraph, row.numeral, row.occurrence) == entry.place:
            cells = row_cells(corpus, "pass_figures", row.coded_id)
            return {**shown, "cells": cells, "key": row.coded_id, "candidates": {}}
    made = proposal_json(corpus, text, proposal_for(trial, text, entry, blind=True))
    section, paragraph, printed, occurrence = entry.place
    place = {"section_id": section, "paragraph": str(paragraph), "numeral": printed, "occurrence": str(occurrence)}
    candidates = {
        _SHOWN_BY.get(column, column): _each_once(
            [{**one, "cells": _worded(trial, column, one["cells"])} for one in found]
        )
        for column, found in made["candidates"].items()
        if column != "reason"
    }
    cells = {name: cell for name, cell in _all_worded(trial, made["figures"]).items() if name in CODED["pass_figures"]}
    return {**shown, "cells": {**cells, **place}, "key": "", "candidates": candidates}


def _each_once(candidates: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the candidates that differ without their phrases, the surest of each."""
    first: dict[str, dict[str, Any]] = {}
    for one in candidates:
        first.setdefault(str(one["cells"]), one)
    return list(first.values())


def _worded(trial: Trial, column: str, cells: dict[str, str]) -> dict[str, str]:
    """Return the cells of a candidate in the words of a pass, without phrases, which a pass does not keep."""
    kept = {name: cell for name, cell in cells.items() if not name.endswith(("_basis", "_tie"))}
    return _all_worded(trial, kept) if column in _WORDED else kept


def _all_worded(trial: Trial, cells: dict[str, str]) -> dict[str, str]:
    """Return *cells* with origin and event in words: "none" where nobody is credited."""
    worded = dict(cells)
    if "origin_id" in worded:
        origin = trial.corpus.origins.get(worded.pop("origin_id"))
        named = f"unnamed: {origin.name}" if origin and origin.kind == "unnamed" else origin.name if origin else ""
        worded["origin"] = "none" if origin and origin.is_nobody else named
    if "event_id" in worded:
        event = trial.corpus.events.get(worded.pop("event_id"))
        worded["event"] = event.label if event else ""
    return worded
