"""What the page needs to draw forms: the cells of each table that the desk writes, with what may stand there."""

from __future__ import annotations

from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.proposing.grammar import legal_values, takes_several
from review.corpus.proposing.passes import CODED, PLACE
from review.corpus.tables.schema import Column

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
            "known": _known(corpus, table, column),
            "several": takes_several(table, column.name),
            "adds": targets.get(column.name, "") if targets.get(column.name) in added else "",
            "folded": column.name in _FOLDED
            or (table in VOCABULARIES and not column.required and column.name != "words"),
            "picked": column.name in ("quote", "printed") or column.name.endswith("_basis"),
        }
        for column in schema.columns
        if column.name in shown
    ]


def _known(corpus: Corpus, table: str, column: Column) -> dict[str, str]:
    """Return the values that other rows of a vocabulary have in a cell of a form, each with what has it."""
    schema = corpus.descriptor.table(table)
    if table not in VOCABULARIES or not column.pattern or column.name in schema.primary_key:
        return {}
    having: dict[str, list[str]] = {}
    for key, row in corpus.tables[table].items():
        having.setdefault(str(getattr(row, column.name) or ""), []).append(str(key))
    return {value: ", ".join(keys[:3]) for value, keys in having.items() if value}
