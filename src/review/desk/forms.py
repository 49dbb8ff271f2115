"""What the page needs to draw forms: the cells of each table that the desk writes, and a source's rows as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.proposing.grammar import legal_values, takes_several
from review.corpus.proposing.passes import CODED, PLACE
from review.corpus.rules.rule import Fault
from review.corpus.workflow.changing import key_told, written_rows
from review.corpus.workflow.release_gaps import STUB

#: The tables of evidence, and the vocabularies to which a coder adds what a source brings up.
EVIDENCE = ("figures", "claims", "exclusions")
VOCABULARIES = ("measures", "units", "populations", "places", "events", "origins", "themes", "counted_things")
#: What is said of a source as a whole: its rows are there from the beginning, and completed.
ABOUT = ("sources", "sections", "appraisals")
BLIND = ("pass_figures", "pass_claims")
#: What is filled in for a coder, and seldom touched: it stands folded.
_FOLDED = {
    "source_id", "section_id", "paragraph", "prefix", "suffix", "coding_pass", "period_doubt", "event_grounds",
    "occurrence", "exclusion_id", "numeral", "sentence", "figure_id", "claim_id", "printed", "stage",
    "text_sha256", "text_words", "converter", "original_sha256", "language", "position",
}  # fmt: skip


def tables_of(is_blind: bool) -> tuple[str, ...]:
    """Return the tables that the desk writes: in a blind pass its own alone."""
    return BLIND if is_blind else (*EVIDENCE, *VOCABULARIES, *ABOUT)


def forms(corpus: Corpus, is_blind: bool) -> dict[str, list[dict[str, Any]]]:
    """Return the fields of each table that the desk writes, in their order."""
    return {table: _fields(corpus, table, is_blind) for table in tables_of(is_blind)}


def _fields(corpus: Corpus, table: str, is_blind: bool) -> list[dict[str, Any]]:
    schema = corpus.descriptor.table(table)
    added = () if is_blind else VOCABULARIES
    targets = {key.column: key.table for key in schema.foreign_keys}
    shown = (*PLACE, *CODED[table]) if table in CODED else schema.column_names
    return [
        {
            "name": column.name,
            "required": column.required,
            "told": column.description,
            "forms": [f"{what}: {example}" for what, example in column.forms],
            "values": legal_values(corpus, table, column.name) if targets.get(column.name) != "sections" else {},
            "several": takes_several(table, column.name),
            "adds": targets.get(column.name, "") if targets.get(column.name) in added else "",
            "folded": column.name in _FOLDED
            or (table in VOCABULARIES and not column.required and column.name != "words"),
            "picked": column.name in ("quote", "printed") or column.name.endswith("_basis"),
        }
        for column in schema.columns
        if column.name in shown
    ]


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
