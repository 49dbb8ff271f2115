"""Which numbers can count rows, and so need no row that proves them."""

from __future__ import annotations

from collections.abc import Mapping

from review.corpus.corpus import Corpus
from review.corpus.tracing import computed

# Whole numbers up to this may be years.
_LAST_YEAR = 2199


def limits(corpus: Corpus) -> Mapping[str, int]:
    """Return the largest whole number that may be a count of rows, or a year, as ``most``.

    It is a table, which runs read by key: else a new row anywhere would run every chart again.
    """
    return computed(corpus, "limits", lambda plain: {"most": max(_LAST_YEAR, *map(len, plain.tables.values()))})


def is_count(corpus: Corpus, value: float) -> bool:
    """Tell whether *value* is whole and no larger than what may be counted; sums of what rows report are larger."""
    return isinstance(value, int) and 0 <= value <= limits(corpus)["most"]
