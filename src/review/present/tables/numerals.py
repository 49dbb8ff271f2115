"""The table of what the reader of numerals reads right of the passages that it is held to, by class."""

from __future__ import annotations

from itertools import groupby

from review.corpus.text.numerals.languages import language_name
from review.corpus.text.numerals.scoring import scored_passages
from review.present.html.tabular import Table, coded_table
from review.present.words.wording import NBSP, number, sentence_case

CAPTION = "Numerals of passages of our own, and how many the program reads right"


def numeral_scores() -> Table:
    """Return a row for each class; *at first* is before the program was mended on passages that it had not seen."""
    rows = []
    scored = groupby(scored_passages(), lambda passage: (passage.kind, passage.language, passage.at_first))
    for (kind, language, at_first), chosen in scored:
        right, printed = (sum(part) for part in zip(*(passage.score for passage in chosen), strict=True))
        rows.append((_label(kind, language), number(printed), number(right), at_first or f"not{NBSP}measured"))
    return coded_table(("Class", "Numerals", "Read right", "Right at first"), rows, caption=CAPTION)


def _label(kind: str, language: str) -> str:
    first, _, other = kind.partition(" ")
    return f"{language_name(language)}: {other}" if len(language) == 2 and first == language else sentence_case(kind)
