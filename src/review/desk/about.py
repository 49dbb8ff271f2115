"""What is said of a source as a whole, beside its numbers and statements: which rows there are, and which are stubs."""

from __future__ import annotations

from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.workflow.changing import key_told, written_rows
from review.corpus.workflow.release_gaps import STUB
from review.desk.forms import ABOUT


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


def _name(table: str, row: dict[str, str]) -> str:
    if table == "sources":
        return "Description"
    return f"Section: {row['title']}" if table == "sections" else f"Appraisal, {row['domain']}: {row['judgement']}"
