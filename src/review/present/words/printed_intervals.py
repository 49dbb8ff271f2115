"""The interval that a source prints with a value, in words."""

from __future__ import annotations

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Figure
from review.present.words.wording import NBSP, number, span_text


def interval_text(corpus: Corpus, figure: Figure) -> str:
    """Return the interval that the source prints with a value: "95 % interval 37,643 to 86,807"; "" for none."""
    if figure.interval_low is None or figure.interval_high is None:
        return ""
    level = "" if figure.interval_level is None else f"{number(figure.interval_level)}{NBSP}% "
    return f"{level}interval {span_text(corpus, figure.interval_low, figure.interval_high, figure.unit)}"
