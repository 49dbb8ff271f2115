"""What is said of a source as a whole, beside its numbers and statements: which rows there are, and which are stubs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.rules.rule import Fault
from review.corpus.workflow.changing import key_told, written_rows
from review.corpus.workflow.release_gaps import STUB
from review.desk.forms import ABOUT

_PLACING = ("section_id", "position", "starts", "page")


def about_rows(corpus: Corpus, source_id: str) -> list[dict[str, Any]]:
    """Return the rows of a source's description, sections and appraisal: table, key, name, and whether it is a stub."""
    judgements = corpus.appraisal_judgements
    return [
        {
            "table": table,
            "key": key_told(corpus, table, row),
            "name": _name(table, row),
            "stub": STUB in row.values() or (table == "appraisals" and judgements[row["judgement"]].waiting),
        }
        for table in ABOUT
        for row in written_rows(corpus, table)
        if row["source_id"] == source_id
    ]


def placing_faults(table: str, row: Mapping[str, str], was: Mapping[str, str]) -> list[Fault]:
    """Return that a section begins elsewhere than it did, which would move other rows: nothing that a desk may do."""
    if table != "sections":
        return []
    mend = "Leave it, or change it in sections.csv, and have `review verify` name the rows that stand elsewhere then."
    message = "where a section begins decides the place of every row"
    return [(name, message, mend) for name in _PLACING if row.get(name, "") != was.get(name, "")]


def _name(table: str, row: dict[str, str]) -> str:
    if table == "sources":
        return "Description"
    return f"Section: {row['title']}" if table == "sections" else f"Appraisal, {row['domain']}: {row['judgement']}"
