"""What a review says at one moment, as text by kind, id and field: what two releases can be compared by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from review.book.prose.roles import printed_text
from review.corpus.corpus import Corpus
from review.corpus.tables.records import Finding
from review.corpus.tracing import key_text
from review.present.numbers.computed import derived_text
from review.synthesis.comparing.derivations import evaluate
from review.synthesis.conclusions.certainty import Rating, certainty
from review.synthesis.conclusions.findings import figures_under
from review.synthesis.register.register import register
from review.synthesis.register.relations import Judged

Cells = Mapping[str, str]
#: Rows by kind and id. Parts of a composed id are joined by a slash.
State = Mapping[str, Mapping[str, Cells]]

#: What stands in a figure for readers. How its quote is found and who coded it is no change of what it says.
FIGURE = (
    *("source_id", "printed", "low", "high", "qualifier", "unit", "measure_id", "population_id", "stage", "place"),
    *("period_start", "period_end", "event_id", "origin_id"),
)
CLAIM = ("source_id", "theme_id", "stance", "paraphrase", "origin_id")
APPRAISAL = ("judgement", "reason")
FACT = ("period", "value", "unit", "statement")
SIGHTING = (
    *("line_id", "number_printed", "counts_what", "for_period", "page_date", "publisher", "author", "title"),
    "credits",
)
FATE = ("since", "fate", "became", "reason")
AS_COUNT, AS_EXTENT = "as a count", "as evidence of extent"


def state_of(corpus: Corpus) -> dict[str, dict[str, dict[str, str]]]:
    """Return what the review says: figures as used, what is made of them, and what became of ids that are gone."""
    gone = {key: row for key, row in corpus.tables["ids"].items() if row.fate}
    return {
        "figures": _cells(corpus.figures, FIGURE),
        "ratings": {name: _rating(each) for name, each in _ratings(corpus)},
        "claims": _cells(corpus.claims, CLAIM),
        "relations": {each.relation.relation_id: relation_cells(each) for each in register(corpus)},
        "derivations": {name: {"result": derived_text(corpus, evaluate(corpus, name))} for name in corpus.derivations},
        "facts": _cells(corpus.facts, FACT),
        "appraisals": _cells(corpus.appraisals, APPRAISAL),
        "findings": {
            name: {
                "chapter": row.chapter,
                "sentence": printed_text(corpus, row.sentence),
                "rests_on": " ".join(_under(corpus, row)),
            }
            for name, row in corpus.findings.items()
        },
        "sightings": _cells(corpus.tables["sightings"], SIGHTING),
        "gone": _cells(gone, FATE),
    }


def _cells(rows: Mapping[Any, Any], columns: Iterable[str]) -> dict[str, dict[str, str]]:
    return {key_text(key): {name: _text(getattr(row, name)) for name in columns} for key, row in rows.items()}


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _under(corpus: Corpus, finding: Finding) -> list[str]:
    """Return what a finding rests on, and the figures under that, so that two states tell what changed behind it."""
    named = {item.partition(":")[0] for item in finding.rests_on.split()}
    return sorted(named | {figure.figure_id for figure in figures_under(corpus, finding)})


def _ratings(corpus: Corpus) -> Iterable[tuple[str, Rating]]:
    for name, figure in corpus.figures.items():
        rated = certainty(corpus, figure)
        yield from ((f"{name}/{AS_COUNT}", rated.as_count), (f"{name}/{AS_EXTENT}", rated.as_extent))


def _rating(rating: Rating) -> dict[str, str]:
    # A reason is one line, so that those of two states can be told apart.
    return {"level": rating.level, "reasons": "\n".join(rating.reasons)}


def relation_cells(judged: Judged) -> dict[str, str]:
    """Return what a state has of a constraint."""
    return {"kind": judged.relation.kind, "members": judged.relation.members, "verdict": judged.verdict}
