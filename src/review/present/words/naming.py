"""Whom a number is about, in words."""

from __future__ import annotations

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Figure

NOT_PERSONS = "not about persons"


def population_text(corpus: Corpus, figure: Figure) -> str:
    """Return whom a figure is about: "Children", or "concerning children" where cases or groups are counted."""
    if not figure.population_id:
        return NOT_PERSONS
    label = corpus.populations[figure.population_id].label
    if not corpus.counted(figure).concerns:
        return label
    return f"concerning {label[:1].lower()}{label[1:]}"
